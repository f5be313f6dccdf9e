// Subscriptions (RFC 6665): one per dialog and event package; what their last NOTIFY said. Plain and JSON-safe.

import type { EventDocument } from './event-document.ts';
import type { Micros } from './time.ts';

export type SubscriptionState =
  | 'pending'
  | 'active'
  | 'terminated'
  | 'challenged'
  | 'rejected'
  | 'expired'
  /** Nobody answered the SUBSCRIBE. */
  | 'timeout';

export interface SubscriptionSummary {
  readonly id: string;
  readonly index: number;
  readonly callId: string;
  /** Number of the leg. */
  readonly leg: number;
  /** As written: `presence`, `dialog;id=7`; empty when the messages seen name none. */
  readonly event: string;
  readonly state: SubscriptionState;
  /** Of a terminated one: `timeout`, `noresource`, `deactivated` …, or the status code that ended it. */
  readonly reason?: string;
  /** Final response to the last SUBSCRIBE; 0 while there is none. */
  readonly statusCode: number;
  /** URI of who subscribes, and of what is watched. */
  readonly subscriber: string;
  readonly resource: string;
  readonly source: string;
  readonly destination: string;
  readonly userAgent: string;
  /** Seconds granted last. */
  readonly expires?: number;
  readonly startTime: Micros;
  readonly expiresAt?: Micros;
  readonly lastNotify?: Micros;
  readonly lastTime: Micros;
  readonly subscribes: number;
  readonly notifies: number;
  /** NOTIFYs that were refused. */
  readonly notifiesRefused: number;
  readonly localTag: string;
  readonly remoteTag: string;
  /** One SUBSCRIBE made several (RFC 6665 §4.4.1). */
  readonly forked: boolean;
  /** Index of the message with the last body, its content type and what it says in a few words. */
  readonly body?: { readonly message: number; readonly contentType: string; readonly words: string };
}

/** One SUBSCRIBE or NOTIFY. */
export interface SubscriptionEvent {
  readonly method: 'SUBSCRIBE' | 'NOTIFY';
  readonly time: Micros;
  readonly message: number;
  readonly statusCode: number;
  /** Subscription-State as written, or Expires of a SUBSCRIBE. */
  readonly words: string;
}

export interface SubscriptionDetail {
  readonly subscription: SubscriptionSummary;
  readonly history: readonly SubscriptionEvent[];
  readonly historyOmitted: number;
  /** The last body, read; absent when there is none that can be read. */
  readonly document?: EventDocument;
}
