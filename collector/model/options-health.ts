// Who pings whom with OPTIONS, and whether it is answered (SEMANTICS §6): one row an address pair. Plain and JSON-safe.

import type { Micros, Millis } from './time.ts';

/** `down`: the last ping got no answer, or one that says that nobody is there (408, 503, 504). `unknown`: none is decided yet. */
export type PeerState = 'up' | 'down' | 'unknown';

export interface PeerSummary {
  readonly id: string;
  readonly index: number;
  /** IP address of who pings; `ip:port` of who is pinged. */
  readonly source: string;
  readonly destination: string;
  readonly transport: string;
  readonly state: PeerState;
  /** When it came up, or when the first ping was sent that got no answer. */
  readonly since?: Micros;
  readonly sent: number;
  readonly answered: number;
  readonly lost: number;
  readonly retransmissions: number;
  /** Times it went down. */
  readonly outages: number;
  /** Median time between pings, of the latest ones. */
  readonly interval?: Millis;
  /** Final response to the last ping that was answered; 0 while there is none. */
  readonly statusCode: number;
  readonly lastTime: Micros;
  /** Round trips: of the last one, the median of the latest 128, the longest of all. */
  readonly rttLast?: Millis;
  readonly rttMedian?: Millis;
  readonly rttMax?: Millis;
  /** User-Agent of who pings, Server or User-Agent of who answers. */
  readonly clientAgent: string;
  readonly serverAgent: string;
  /** Index and leg of the last ping. */
  readonly message: number;
  readonly leg: number;
}
