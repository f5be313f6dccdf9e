// Who talks to whom: hosts and the ways between them, counted by transaction. Plain and JSON-safe.

import type { Percentiles } from './kpi.ts';
import type { PeerState } from './options-health.ts';
import type { Micros } from './time.ts';

/** What is one host: all that has one of the user's names (else its address), an IP address, or an address with its port. */
export type HostGroup = 'alias' | 'address' | 'endpoint';

export interface HostMapQuery {
  readonly by: HostGroup;
  /** Transactions that began in [from, to). */
  readonly from?: Micros;
  readonly to?: Micros;
  /** How many hosts and links are told of, those with most transactions first. */
  readonly hosts: number;
  readonly links: number;
}

/** What is counted for a link and, for what a host was asked, for a host. */
export interface HostTraffic {
  /** Transactions; the requests of an INVITE's retransmissions and its ACK are the same one. */
  readonly transactions: number;
  /** By the method of the request. */
  readonly methods: Readonly<Record<string, number>>;
  /** By the final response that was given. */
  readonly codes: Readonly<Record<string, number>>;
  /** Transactions whose timer passed without a final response (RFC 3261 §17). */
  readonly unanswered: number;
  readonly retransmissions: number;
  /** Time to the first response of any kind, milliseconds, as it was seen at the capture point. */
  readonly response: Percentiles;
  readonly transports: readonly string[];
  readonly startTime: Micros;
  readonly endTime: Micros;
}

export interface HostLink extends HostTraffic {
  /** Keys of two hosts: who asked whom. */
  readonly source: string;
  readonly destination: string;
  /** Whether its OPTIONS pings are answered; absent when there are none. */
  readonly options?: PeerState;
}

export interface HostNode {
  /** The alias, the address, or `address:port`. */
  readonly key: string;
  /** What the user, or the capture itself, calls it; absent when nobody does. */
  readonly name?: string;
  /** Addresses that are it, at most eight of them. */
  readonly addresses: readonly string[];
  readonly addressCount: number;
  /** Transactions that it began. */
  readonly asked: number;
  /** What it was asked, and what it answered. */
  readonly got: HostTraffic;
  /** The worst of the OPTIONS pings it was sent; absent when there were none. */
  readonly options?: PeerState;
}

export interface HostMap {
  readonly hosts: readonly HostNode[];
  readonly links: readonly HostLink[];
  /** All there are, told of or not. */
  readonly hostCount: number;
  readonly linkCount: number;
  readonly transactions: number;
}
