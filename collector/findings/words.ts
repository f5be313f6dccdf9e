// Words that the sentences of findings share, and the messages that transactions are made of.

import { type Micros, millis } from '../model/time.ts';
import type { LegFacts, MessageFacts, TransactionFacts } from './facts.ts';

/** `12 ms`, `0.4 s`, `31.5 s`, `2 min 5 s`, `3 h 20 min`, `6.5 days`. */
export function duration(time: Micros): string {
  if (time > 0 && time < 100_000) return `${Math.max(1, Math.round(millis(time)))} ms`;
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

/** The first request and the final response, those of them that were seen. */
export function endsOf(leg: LegFacts, { request, final }: TransactionFacts): MessageFacts[] {
  const ends: MessageFacts[] = [];
  if (request >= 0) ends.push(leg.messages[request]);
  if (final >= 0) ends.push(leg.messages[final]);
  return ends;
}

export function indexes(messages: readonly MessageFacts[]): number[] {
  return messages.map(message => message.index);
}

/** From the first to the last; 0 when there are none. */
export function span(messages: readonly MessageFacts[]): Micros {
  const last = messages.at(-1);
  return last === undefined ? 0 : last.time - messages[0].time;
}

export function isSuccess(code: number): boolean {
  return code >= 200 && code < 300;
}

/** Sent over something that does not deliver by itself, so that its sender has to send again (RFC 3261 §17). */
export function isUnreliable(transport: string): boolean {
  return transport === 'UDP';
}

/** `10.0.0.1:5060` → `10.0.0.1`; IPv6 keeps its brackets. */
export function hostOf(endpoint: string): string {
  return endpoint.slice(0, endpoint.lastIndexOf(':'));
}

/**
 * The transactions with one of these final codes, furthest downstream for each CSeq number and method: behind a proxy the same
 * refusal is on every hop, and who answers first is who refuses.
 */
export function refusalsOf(leg: LegFacts, isWanted: (code: number) => boolean): TransactionFacts[] {
  const furthest = new Map<string, TransactionFacts>();
  for (const transaction of leg.transactions) {
    if (!isWanted(transaction.finalCode)) continue;
    const key = `${transaction.method} ${transaction.cseq}`;
    const known = furthest.get(key);
    if (known === undefined || transaction.hops > known.hops) furthest.set(key, transaction);
  }
  return [...furthest.values()];
}

/** The same kind of request succeeded later: what was refused before was mended. */
export function wasMended(leg: LegFacts, refused: TransactionFacts): boolean {
  return leg.transactions.some(
    other =>
      isSuccess(other.finalCode) &&
      other.method === refused.method &&
      other.inDialog === refused.inDialog &&
      other.final > refused.final,
  );
}

export const LOSSES = 'Frames were lost while this call was captured, so what is missing here may have been sent.';
