// In which order the messages of a ladder are drawn (SEMANTICS §3).
// By time; messages of the same time stay as they were captured. Rows can come out of order: an agent (HEP) is late, a TLS record
// waited for its key. And clocks of two capture points can contradict each other: a response is never drawn before its request.

import type { Micros } from '../model/time.ts';

/** What the order needs to know of a message. */
export interface Placed {
  readonly time: Micros;
  readonly isRequest: boolean;
  readonly method: string;
  /** Negative when the message belongs to no transaction. */
  readonly transaction: number;
}

export interface Ordered<Message extends Placed> {
  readonly message: Message;
  /** Where it is drawn: its time, or that of its request when that is later. */
  readonly at: Micros;
}

/** The same messages in the order in which they are drawn. */
export function orderMessages<Message extends Placed>(messages: readonly Message[]): Ordered<Message>[] {
  const requests = firstRequests(messages);
  const placed = messages.map((message, position) => {
    const request = message.isRequest ? undefined : requests.get(message.transaction);
    if (request === undefined) return { message, at: message.time, position };
    // Behind a request that was captured later, and before what followed that.
    return {
      message,
      at: Math.max(message.time, request.time),
      position: request.time >= message.time ? Math.max(position, request.position + 0.5) : position,
    };
  });
  return placed.sort((a, b) => a.at - b.at || a.position - b.position);
}

/** The earliest request of each transaction. An ACK is none: it follows the response whose transaction it joined (RFC 3261 §17.1.1.3). */
export function firstRequests(
  messages: readonly Placed[],
): ReadonlyMap<number, { readonly time: Micros; readonly position: number }> {
  const found = new Map<number, { readonly time: Micros; readonly position: number }>();
  messages.forEach(({ isRequest, method, transaction, time }, position) => {
    if (!isRequest || method === 'ACK' || transaction < 0) return;
    const known = found.get(transaction);
    if (known === undefined || time < known.time) found.set(transaction, { time, position });
  });
  return found;
}
