// Hosts (IP addresses) by small numbers, and what each sent: the first half of the traffic index. Columns by number, for a trace of
// phones has as many hosts as calls; bounded, and what the bound refused is counted. Objects are made for a look, and for the few hosts
// that say they cannot.

import type { ErrorMinute, HostFacts } from '../findings/traffic-facts.ts';
import type { Micros } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import { HostErrors, isServerError } from './host-errors.ts';

/** Numbers of hosts fit into 20 bits, see `traffic-pairs.ts`. */
const HOSTS = 1 << 20;
const MINUTE_MICROS = 60_000_000;
const NO_MINUTE: ErrorMinute = { start: 0, finals: 0, serverErrors: 0, messages: [] };

export class TrafficHosts {
  /** Hosts that were numbered. */
  count = 0;
  refused = 0;
  private readonly store: CallStore;
  private readonly limit: number;
  /** IPv6 addresses by text; IPv4 addresses by open addressing: number of the host + 1, at hash(address) & mask, then at the next one. */
  private readonly byText = new Map<string, number>();
  private byIpv4 = new Int32Array(1 << 12);
  /** By endpoint id: 1 + number of its host. */
  private byEndpoint = new Int32Array(1024);
  /** By address as text; made when somebody asks by text, `named` hosts are in it. */
  private readonly byAddress = new Map<string, number>();
  private named = 0;
  private readonly errors = new Map<number, HostErrors>();
  /** By number of the host, of the messages before `nextHeard`. */
  private readonly lastHeard: Micros[] = [];
  private nextHeard = 0;
  // Columns by number of the host. Rows are kept as row + 1, so that 0 is none.
  private endpoint = new Int32Array(1024);
  /** -1 for IPv6. */
  private ipv4 = new Float64Array(1024);
  private firstRequest = new Int32Array(1024);
  private firstFinal = new Int32Array(1024);
  private finals = new Int32Array(1024);
  /** The minute that is open, and the final responses in it so far. */
  private minute = new Float64Array(1024);
  private minuteFinals = new Int32Array(1024);

  constructor(store: CallStore, limit = HOSTS) {
    this.store = store;
    this.limit = limit;
  }

  /** Number of the host of an endpoint; -1 when there are too many. */
  of(endpoint: number): number {
    if (endpoint >= this.byEndpoint.length) this.growEndpoints(endpoint + 1);
    const known = this.byEndpoint[endpoint];
    if (known > 0) return known - 1;
    const host = this.numberOf(endpoint);
    if (host >= 0) this.byEndpoint[endpoint] = host + 1;
    return host;
  }

  /** Makes room at once for the hosts of so many endpoints: a trace of phones has a host for each of them. */
  reserve(endpoints: number): void {
    if (endpoints > this.byEndpoint.length) this.growEndpoints(endpoints);
    const hosts = Math.min(endpoints, this.limit);
    if (hosts > this.endpoint.length) this.grow(Math.max(hosts, this.endpoint.length * 2));
    if (hosts * 2 > this.byIpv4.length) this.growSlots(hosts);
  }

  /** It sent the request `row`. */
  noteRequest(host: number, row: number): void {
    if (this.firstRequest[host] === 0) this.firstRequest[host] = row + 1;
  }

  /** It sent a final response. */
  noteFinal(host: number, row: number, code: number, time: number): void {
    if (this.firstFinal[host] === 0) this.firstFinal[host] = row + 1;
    this.finals[host]++;
    const open = this.minute[host];
    // Times of several points need not be in order; a minute that comes again is a new one then, and only smaller.
    if (time < open || time >= open + MINUTE_MICROS || this.minuteFinals[host] === 0) {
      if (this.errors.size > 0) this.errors.get(host)?.closeMinute(open, this.minuteFinals[host]);
      this.minute[host] = time - (time % MINUTE_MICROS);
      this.minuteFinals[host] = 0;
    }
    this.minuteFinals[host]++;
    if (!isServerError(code)) return;
    let errors = this.errors.get(host);
    if (errors === undefined) {
      errors = new HostErrors(this.store);
      this.errors.set(host, errors);
    }
    errors.note(row, code);
  }

  /** Number of an IP address; -1 when it was never seen. */
  find(address: string): number {
    for (; this.named < this.count; this.named++) this.byAddress.set(this.addressOf(this.named), this.named);
    return this.byAddress.get(address) ?? -1;
  }

  /** When an IP address sent something last; 0 when it never did. Only asked where there are registrations. */
  heard(address: string): Micros {
    const { messages } = this.store;
    for (; this.nextHeard < messages.count; this.nextHeard++) {
      const host = this.of(messages.source[this.nextHeard]);
      if (host >= 0) this.lastHeard[host] = Math.max(this.lastHeard[host] ?? 0, messages.arrival(this.nextHeard));
    }
    return this.lastHeard[this.find(address)] ?? 0;
  }

  addressOf(host: number): string {
    return this.store.endpoints.address(this.endpoint[host]);
  }

  /** Hosts that said they cannot, in order of appearance. */
  failing(): HostFacts[] {
    return [...this.errors.keys()].sort((a, b) => a - b).map(host => this.facts(host));
  }

  /** Those that gave most final responses, at most `limit`. */
  busiest(limit: number): HostFacts[] {
    const best: number[] = [];
    for (let host = 0; host < this.count; host++) {
      if (best.length === limit && this.finals[host] <= this.finals[best[limit - 1]]) continue;
      let at = best.length;
      while (at > 0 && this.finals[best[at - 1]] < this.finals[host]) at--;
      best.splice(at, 0, host);
      if (best.length > limit) best.pop();
    }
    return best.map(host => this.facts(host));
  }

  private facts(host: number): HostFacts {
    const errors = this.errors.get(host);
    return {
      address: this.addressOf(host),
      firstRequest: this.messageOf(this.firstRequest[host]),
      firstFinal: this.messageOf(this.firstFinal[host]),
      finals: this.finals[host],
      serverErrors: errors?.count ?? 0,
      worstMinute: errors?.worst(this.minute[host], this.minuteFinals[host]) ?? NO_MINUTE,
      first503: errors?.first503 ?? -1,
      count503: errors?.count503 ?? 0,
    };
  }

  /** `kept`: row + 1. */
  private messageOf(kept: number): number {
    return kept === 0 ? -1 : this.store.numberOf(kept - 1);
  }

  private numberOf(endpoint: number): number {
    const { endpoints } = this.store;
    const ipv4 = endpoints.ipv4(endpoint);
    if (ipv4 >= 0) return this.numberOfIpv4(endpoint, ipv4);
    const address = endpoints.address(endpoint);
    const known = this.byText.get(address);
    if (known !== undefined) return known;
    const host = this.add(endpoint);
    if (host >= 0) this.byText.set(address, host);
    return host;
  }

  private numberOfIpv4(endpoint: number, ipv4: number): number {
    const slot = this.slotOf(ipv4);
    const known = this.byIpv4[slot];
    if (known > 0) return known - 1;
    const host = this.add(endpoint);
    if (host < 0) return host;
    this.byIpv4[slot] = host + 1;
    if (this.count * 2 > this.byIpv4.length) this.growSlots(this.count);
    return host;
  }

  private slotOf(ipv4: number): number {
    const mask = this.byIpv4.length - 1;
    let h = Math.imul(ipv4, 0x9e3779b1);
    h ^= h >>> 15;
    for (let slot = h & mask; ; slot = (slot + 1) & mask) {
      const known = this.byIpv4[slot];
      if (known === 0 || this.ipv4[known - 1] === ipv4) return slot;
    }
  }

  private growEndpoints(endpoints: number): void {
    const grown = new Int32Array(Math.max(this.byEndpoint.length * 2, endpoints));
    grown.set(this.byEndpoint);
    this.byEndpoint = grown;
  }

  /** For so many hosts, and as many more. */
  private growSlots(hosts: number): void {
    let slots = this.byIpv4.length;
    while (slots < hosts * 4) slots *= 2;
    this.byIpv4 = new Int32Array(slots);
    for (let host = 0; host < this.count; host++) {
      if (this.ipv4[host] >= 0) this.byIpv4[this.slotOf(this.ipv4[host])] = host + 1;
    }
  }

  /** One more host; -1 when there is no room. */
  private add(endpoint: number): number {
    if (this.count >= this.limit) {
      this.refused++;
      return -1;
    }
    const host = this.count++;
    if (host === this.endpoint.length) this.grow(host * 4);
    this.endpoint[host] = endpoint;
    this.ipv4[host] = this.store.endpoints.ipv4(endpoint);
    return host;
  }

  private grow(length: number): void {
    const ints = (column: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(length);
      grown.set(column);
      return grown;
    };
    const floats = (column: Float64Array): Float64Array<ArrayBuffer> => {
      const grown = new Float64Array(length);
      grown.set(column);
      return grown;
    };
    this.endpoint = ints(this.endpoint);
    this.firstRequest = ints(this.firstRequest);
    this.firstFinal = ints(this.firstFinal);
    this.finals = ints(this.finals);
    this.minuteFinals = ints(this.minuteFinals);
    this.ipv4 = floats(this.ipv4);
    this.minute = floats(this.minute);
  }
}
