// Words that the sentences of findings share: durations, counts, who and what.

import type { Micros } from '../model/time.ts';
import { millis } from '../model/time.ts';
import type { LegFacts, MessageFacts, TransactionFacts } from './facts.ts';

/** `0.4 s`, `31.5 s`, `2 min 5 s`, `3 h 20 min`, `6.5 days`. */
export function duration(time: Micros): string {
  const seconds = millis(time) / 1000;
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 48 * 60) return `${Number((minutes / (24 * 60)).toFixed(1))} days`;
  if (minutes >= 120)
    return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  const rest = Math.floor(seconds - minutes * 60);
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/** `once`, `twice`, `7 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}

/** The messages of a transaction that are requests: the first one and what was sent again; its ACK is not among them. */
export function requestsOf(leg: LegFacts, transaction: TransactionFacts): MessageFacts[] {
  return transaction.messages
    .map(at => leg.messages[at])
    .filter(message => message.isRequest && message.method === transaction.method);
}

export function responsesOf(leg: LegFacts, transaction: TransactionFacts): MessageFacts[] {
  return transaction.messages.map(at => leg.messages[at]).filter(message => !message.isRequest);
}

export function indexes(messages: readonly MessageFacts[]): number[] {
  return messages.map(message => message.index);
}

/** From the first to the last; 0 when there are none. */
export function span(messages: readonly MessageFacts[]): Micros {
  const last = messages.at(-1);
  return last === undefined ? 0 : last.time - messages[0].time;
}

/** Sent over something that does not deliver by itself, so that its sender has to send again (RFC 3261 §17). */
export function isUnreliable(transport: string): boolean {
  return transport === 'UDP';
}

export const LOSSES = 'Frames were lost while this call was captured, so what is missing here may have been sent.';
