// Hosts (IP addresses) by small numbers, and what each sent: the first half of the traffic index. Bounded; what the bound refused
// is counted.

import type { ErrorMinute, HostFacts } from '../findings/traffic-facts.ts';
import type { CallStore } from '../store/call-store.ts';

const MINUTE_MICROS = 60_000_000;
const EVIDENCE = 50;
const HOSTS = 100_000;

interface Minute {
  start: number;
  finals: number;
  serverErrors: number;
  rows: number[];
}

/** What one host sent, as rows of the message table. */
export class HostTraffic {
  readonly address: string;
  firstRequest = -1;
  firstFinal = -1;
  lastTime = 0;
  finals = 0;
  serverErrors = 0;
  first503 = -1;
  count503 = 0;
  private current: Minute = { start: 0, finals: 0, serverErrors: 0, rows: [] };
  private worst: Minute | undefined = undefined;

  constructor(address: string) {
    this.address = address;
  }

  noteFinal(row: number, code: number, time: number): void {
    if (this.firstFinal < 0) this.firstFinal = row;
    this.finals++;
    const start = Math.floor(time / MINUTE_MICROS) * MINUTE_MICROS;
    // Times of several points need not be in order; a minute that comes again is a new one then, and only smaller.
    if (start !== this.current.start) this.closeMinute(start);
    this.current.finals++;
    if (code !== 500 && code !== 502 && code !== 503 && code !== 504) return;
    this.serverErrors++;
    this.current.serverErrors++;
    if (this.current.rows.length < EVIDENCE) this.current.rows.push(row);
    if (code !== 503) return;
    if (this.first503 < 0) this.first503 = row;
    this.count503++;
  }

  facts(store: CallStore): HostFacts {
    const worst = worse(this.worst, this.current);
    const minute: ErrorMinute = {
      start: worst.start,
      finals: worst.finals,
      serverErrors: worst.serverErrors,
      messages: worst.rows.map(row => store.numberOf(row)),
    };
    const numberOf = (row: number): number => (row < 0 ? -1 : store.numberOf(row));
    return {
      address: this.address,
      firstRequest: numberOf(this.firstRequest),
      firstFinal: numberOf(this.firstFinal),
      lastTime: this.lastTime,
      finals: this.finals,
      serverErrors: this.serverErrors,
      worstMinute: minute,
      first503: numberOf(this.first503),
      count503: this.count503,
    };
  }

  private closeMinute(start: number): void {
    this.worst = worse(this.worst, this.current);
    this.current = { start, finals: 0, serverErrors: 0, rows: [] };
  }
}

function worse(a: Minute | undefined, b: Minute): Minute {
  return a === undefined || b.serverErrors > a.serverErrors ? b : a;
}

export class TrafficHosts {
  readonly hosts: HostTraffic[] = [];
  refused = 0;
  private readonly store: CallStore;
  private readonly limit: number;
  private readonly byAddress = new Map<string, number>();
  /** By endpoint id: 1 + number of its host. */
  private byEndpoint = new Int32Array(1024);

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
    const host = this.numberOf(this.store.endpoints.address(endpoint));
    if (host >= 0) this.byEndpoint[endpoint] = host + 1;
    return host;
  }

  private numberOf(address: string): number {
    const known = this.byAddress.get(address);
    if (known !== undefined) return known;
    if (this.hosts.length >= this.limit) {
      this.refused++;
      return -1;
    }
    this.byAddress.set(address, this.hosts.length);
    return this.hosts.push(new HostTraffic(address)) - 1;
  }
}
