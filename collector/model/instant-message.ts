// Requests that stand for themselves (SEMANTICS §6): MESSAGE, PUBLISH, INFO, and REFER outside a dialog; one row a transaction. Plain
// and JSON-safe.

import type { Micros, Millis } from './time.ts';

export type RequestState = 'pending' | 'succeeded' | 'challenged' | 'failed' | 'timeout';

export interface InstantMessage {
  readonly id: string;
  readonly index: number;
  readonly callId: string;
  /** Number of the leg, and index of the message. */
  readonly leg: number;
  readonly message: number;
  readonly method: string;
  readonly state: RequestState;
  /** 0 while there is no final response. */
  readonly statusCode: number;
  /** URIs of From and To. */
  readonly from: string;
  readonly to: string;
  readonly source: string;
  readonly destination: string;
  readonly time: Micros;
  readonly responseTime?: Millis;
  readonly retransmissions: number;
  readonly inDialog: boolean;
  /** Event of a PUBLISH, Info-Package of an INFO, Refer-To of a REFER; else empty. */
  readonly about: string;
  readonly contentType: string;
  readonly length: number;
  /** What the body says, made printable, at most 200 characters; empty when it is no text. */
  readonly text: string;
  /** `text` was cut. */
  readonly cut: boolean;
}
