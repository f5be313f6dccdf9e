// A leg as the row of the list, and the times and texts derived from its message rows (SEMANTICS §2, §3).
// Nothing is cached that can be computed from rows; texts are.

import type { CallLinks } from '../links/call-links.ts';
import { LEG_FLAGS, LEG_KINDS, LEG_STATES, type LegFlag, LegFlagBit } from '../model/leg.ts';
import { TRANSPORT_NAMES } from '../model/packet.ts';
import type { CallSummary } from '../model/report.ts';
import { type Micros, type Millis, millis } from '../model/time.ts';
import { displayOf, userOf } from '../sip/name-addr.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { lifeOf } from '../store/leg-life.ts';
import { dropUndefined } from './absent.ts';

/** Absent when either message was not seen, and when clocks of two capture points put the later one first. */
export function between(store: CallStore, from: number, to: number): Millis | undefined {
  if (from < 0 || to < 0) return undefined;
  const apart = store.messages.time[to] - store.messages.time[from];
  return apart < 0 ? undefined : millis(apart);
}

/** First INVITE of a call, first message of anything else (SEMANTICS §3). */
export function startTime(store: CallStore, leg: Leg): Micros {
  return store.messages.time[leg.opening >= 0 ? leg.opening : leg.firstMessage];
}

/** Post dial delay: first 18x, or the 2xx when there was none, after the first INVITE (RFC 6076 §4.2.1, SRD). */
export function pdd(store: CallStore, leg: Leg): Millis | undefined {
  const rings = leg.ringing >= 0 && (leg.answer < 0 || leg.ringing < leg.answer);
  return between(store, leg.opening, rings ? leg.ringing : leg.answer);
}

export function setupTime(store: CallStore, leg: Leg): Millis | undefined {
  return between(store, leg.opening, leg.answer);
}

export function ringDuration(store: CallStore, leg: Leg): Millis | undefined {
  return between(store, leg.ringing, leg.answer);
}

export function talkTime(store: CallStore, leg: Leg): Millis | undefined {
  return leg.answer >= 0 ? between(store, leg.answer, leg.ending) : undefined;
}

/** RFC 6076 §4.3, SDD: final response to the BYE after the BYE. */
export function disconnectDelay(store: CallStore, leg: Leg): Millis | undefined {
  return leg.answer >= 0 && leg.byeAnswer > leg.ending ? between(store, leg.ending, leg.byeAnswer) : undefined;
}

/** From the first to the last message. */
export function duration(store: CallStore, leg: Leg): Millis {
  return millis(Math.max(0, store.messages.time[leg.lastMessage] - store.messages.time[leg.firstMessage]));
}

/** Bits of LegFlagBit: those that were kept, and `incomplete` when frames were lost while the leg lived. */
export function flagsOf(store: CallStore, leg: Leg): number {
  if (store.losses.frames === 0 || leg.flags & LegFlagBit.Incomplete) return leg.flags;
  const { from, to } = lifeOf(store, leg);
  return store.losses.touches(from, to) ? leg.flags | LegFlagBit.Incomplete : leg.flags;
}

export function flagNames(flags: number): LegFlag[] {
  return LEG_FLAGS.filter((_, bit) => flags & (1 << bit));
}

// Fast path: a name without escapes and a user of plain characters, as nearly all have; anything else is read in full.
const PLAIN_ADDRESS = /^(?:"[^"\\]*"|[^"<>;,:]*) ?<sips?:([\w.+-]+)@[\w.-]+(?::\d{1,5})?[;>]/;

/** User part of From; who asks many legs asks `LegUsers`, which has it as a number. */
export function fromUser(store: CallStore, leg: Leg): string {
  return userIn(store.from(leg));
}

export function toUser(store: CallStore, leg: Leg): string {
  return userIn(store.to(leg));
}

/** User part of a From or To value. */
export function userIn(address: string): string {
  return PLAIN_ADDRESS.exec(address)?.[1] ?? userOf(address);
}

/** A Call-ID as people read it: UTF-8 when it is that, else one char a byte. */
export function callIdText(store: CallStore, leg: Leg): string {
  const callId = store.callId(leg);
  if (/^[\x00-\x7f]*$/.test(callId)) return callId;
  const text = Buffer.from(callId, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? callId : text;
}

/** `links` as of their last refresh: without them the row does not say which call it belongs to. */
export function summarize(store: CallStore, leg: Leg, captureId: string, links?: CallLinks): CallSummary {
  const time = (row: number): Micros | undefined => (row < 0 ? undefined : store.messages.time[row]);
  return dropUndefined({
    id: `${captureId}:${store.numberOf(leg.index)}`,
    index: store.numberOf(leg.index),
    callId: callIdText(store, leg),
    kind: LEG_KINDS[leg.kind],
    state: LEG_STATES[leg.state],
    flags: flagNames(flagsOf(store, leg)),
    method: store.methods.name(leg.method),
    statusCode: leg.statusCode,
    from: displayOf(store.from(leg)),
    to: displayOf(store.to(leg)),
    fromUser: fromUser(store, leg),
    toUser: toUser(store, leg),
    source: store.endpoints.text(leg.source),
    destination: store.endpoints.text(leg.destination),
    transport: TRANSPORT_NAMES[store.messages.transport[leg.firstMessage]],
    startTime: startTime(store, leg),
    ringTime: time(leg.ringing),
    answerTime: time(leg.answer),
    ackTime: time(leg.acknowledgement),
    endTime: time(leg.ending),
    lastTime: store.messages.time[leg.lastMessage],
    pdd: pdd(store, leg),
    setupTime: setupTime(store, leg),
    ringDuration: ringDuration(store, leg),
    talkTime: talkTime(store, leg),
    disconnectDelay: disconnectDelay(store, leg),
    messages: leg.messages,
    retransmissions: leg.retransmissions,
    duplicates: leg.duplicates,
    dialogs: leg.dialogs?.length ?? 0,
    ...callOf(store, leg, links),
  });
}

function callOf(
  store: CallStore,
  leg: Leg,
  links: CallLinks | undefined,
): Pick<CallSummary, 'callGroup' | 'legsOfCall'> {
  const legs = links?.legsOf(leg.index) ?? [];
  return legs.length < 2 ? {} : { callGroup: callIdText(store, store.legs[legs[0]]), legsOfCall: legs.length };
}
