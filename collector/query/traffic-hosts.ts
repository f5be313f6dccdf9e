// Hosts (IP addresses) by small numbers, and what each sent: the first half of the traffic index. Bounded; what the bound refused
// is counted. A host is its own facts (`findings/traffic-facts.ts`): rules look at all of them, so nothing is made for a look.

import type { ErrorMinute, HostFacts } from '../findings/traffic-facts.ts';
import type { CallStore } from '../store/call-store.ts';

const MINUTE_MICROS = 60_000_000;
const EVIDENCE = 50;
/** Numbers of hosts fit into 20 bits, see `traffic-pairs.ts`. */
const HOSTS = 1 << 20;
const NO_MINUTE: ErrorMinute = { start: 0, finals: 0, serverErrors: 0, messages: [] };

/** Rows of messages are told as their numbers, -1 when there is none. */
export class HostTraffic implements HostFacts {
  firstRequestRow = -1;
  firstFinalRow = -1;
  first503Row = -1;
  lastTime = 0;
  finals = 0;
  serverErrors = 0;
  count503 = 0;
  private readonly store: CallStore;
  /** One of its endpoints: addresses become text when somebody reads them. */
  private readonly endpoint: number;
  // The minute that is still open.
  private minute = 0;
  private minuteFinals = 0;
  private minuteErrors: number[] | undefined = undefined;
  private worst: ErrorMinute = NO_MINUTE;

  constructor(store: CallStore, endpoint: number) {
    this.store = store;
    this.endpoint = endpoint;
  }

  get address(): string {
    return this.store.endpoints.address(this.endpoint);
  }

  get firstRequest(): number {
    return this.numberOf(this.firstRequestRow);
  }
  get firstFinal(): number {
    return this.numberOf(this.firstFinalRow);
  }
  get first503(): number {
    return this.numberOf(this.first503Row);
  }

  get worstMinute(): ErrorMinute {
    return this.minuteErrors === undefined || this.minuteErrors.length <= this.worst.serverErrors
      ? this.worst
      : this.openMinute(this.minuteErrors);
  }

  noteFinal(row: number, code: number, time: number): void {
    if (this.firstFinalRow < 0) this.firstFinalRow = row;
    this.finals++;
    const start = time - (time % MINUTE_MICROS);
    // Times of several points need not be in order; a minute that comes again is a new one then, and only smaller.
    if (start !== this.minute) this.closeMinute(start);
    this.minuteFinals++;
    if (code !== 500 && code !== 502 && code !== 503 && code !== 504) return;
    this.serverErrors++;
    if (this.minuteErrors === undefined) this.minuteErrors = [row];
    else this.minuteErrors.push(row);
    if (code !== 503) return;
    if (this.first503Row < 0) this.first503Row = row;
    this.count503++;
  }

  private closeMinute(start: number): void {
    this.worst = this.worstMinute;
    this.minute = start;
    this.minuteFinals = 0;
    this.minuteErrors = undefined;
  }

  private openMinute(rows: readonly number[]): ErrorMinute {
    return {
      start: this.minute,
      finals: this.minuteFinals,
      serverErrors: rows.length,
      messages: rows.slice(0, EVIDENCE).map(row => this.numberOf(row)),
    };
  }

  private numberOf(row: number): number {
    return row < 0 ? -1 : this.store.numberOf(row);
  }
}

export class TrafficHosts {
  readonly hosts: HostTraffic[] = [];
  refused = 0;
  private readonly store: CallStore;
  private readonly limit: number;
  /** By IPv4 address as a number, by IPv6 address as text. */
  private readonly byKey = new Map<number | string, number>();
  /** By endpoint id: 1 + number of its host. */
  private byEndpoint = new Int32Array(1024);
  /** By address as text; made when somebody asks by text, `named` hosts are in it. */
  private readonly byAddress = new Map<string, number>();
  private named = 0;

  constructor(store: CallStore, limit = HOSTS) {
    this.store = store;
    this.limit = limit;
  }

  /** Number of the host of an endpoint; -1 when there are too many. */
  of(endpoint: number): number {
    if (endpoint >= this.byEndpoint.length) {
      const grown = new Int32Array(Math.max(this.byEndpoint.length * 2, endpoint + 1));
      grown.set(this.byEndpoint);
      this.byEndpoint = grown;
    }
    const known = this.byEndpoint[endpoint];
    if (known > 0) return known - 1;
    const host = this.numberOf(endpoint);
    if (host >= 0) this.byEndpoint[endpoint] = host + 1;
    return host;
  }

  /** Number of an IP address; -1 when it was never seen. */
  find(address: string): number {
    for (; this.named < this.hosts.length; this.named++) this.byAddress.set(this.hosts[this.named].address, this.named);
    return this.byAddress.get(address) ?? -1;
  }

  /** When an IP address sent something last; 0 when it never did. */
  heard(address: string): number {
    const host = this.find(address);
    return host < 0 ? 0 : this.hosts[host].lastTime;
  }

  private numberOf(endpoint: number): number {
    const { endpoints } = this.store;
    const ipv4 = endpoints.ipv4(endpoint);
    const key = ipv4 >= 0 ? ipv4 : endpoints.address(endpoint);
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    if (this.hosts.length >= this.limit) {
      this.refused++;
      return -1;
    }
    this.byKey.set(key, this.hosts.length);
    return this.hosts.push(new HostTraffic(this.store, endpoint)) - 1;
  }
}
