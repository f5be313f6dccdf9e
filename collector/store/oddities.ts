// What of a leg may be the sign of a fault, noted on it as it happens: whoever looks for faults need not walk the transactions of legs
// that are as they should be, which most are. Says rather too much than too little; what a sign is worth is worked out of the columns
// (`query/leg-symptoms.ts`).
//
// HOT: part of the path of `track/tracker.ts`, one call a transaction. Numbers in columns, allocates nothing.

import { Transport } from '../model/packet.ts';
import { Method } from '../model/sip.ts';
import { MICROS_PER_SECOND, type Micros } from '../model/time.ts';
import type { CallStore } from './call-store.ts';
import type { Leg } from './leg.ts';
import { TransactionFlag } from './transaction-table.ts';

/** Bits of `Leg.oddities`. */
export const Oddity = {
  /** Some transaction is worth a look. */
  Transaction: 1,
  /** A request may have come by the same hop twice. */
  SameHop: 2,
  /** The BYE came when the session timer was due. */
  TimerDue: 4,
  /** A CANCEL: odd when the call was answered all the same. */
  Cancel: 8,
} as const;

/** RFC 3261 §18.1.1: over 1300 bytes, when the MTU is not known, a request must not go over UDP. */
const LARGE_BYTES = 1300;
/** Older transactions of a leg that each is compared with: a hop that is passed twice is passed soon. */
const LOOK_BACK = 12;

/** Outcomes of every day: challenged, not answered in time, not there, busy, given up, refused by a person. */
export function isEverydayOutcome(code: number): boolean {
  switch (code) {
    case 401:
    case 407:
    case 408:
    case 423:
    case 480:
    case 486:
    case 487:
    case 494:
    case 600:
    case 603:
    case 607:
    case 608:
      return true;
    default:
      return code < 400;
  }
}

export function isLargeRequest({ messages: m }: CallStore, row: number): boolean {
  return m.length[row] > LARGE_BYTES && m.transport[row] === Transport.Udp;
}

/** The same request went the same way before, with fewer or more Via values: it came back. */
export function isOnSameHop({ transactions: t, messages: m }: CallStore, transaction: number): boolean {
  const after = t.request[transaction];
  const cseq = t.cseqNumber(transaction);
  const method = t.method(transaction);
  let steps = 0;
  for (let other = t.older(transaction); other >= 0 && steps < LOOK_BACK; other = t.older(other), steps++) {
    if (t.cseqNumber(other) !== cseq || t.method(other) !== method) continue;
    if (t.viaCount[other] === t.viaCount[transaction]) continue;
    const before = t.request[other];
    if (before >= 0 && m.source[before] === m.source[after] && m.destination[before] === m.destination[after]) {
      return true;
    }
  }
  return false;
}

/** The request `row` of a transaction came; nothing of the transaction was there before, as a rule. */
export function noteRequest(store: CallStore, leg: Leg, row: number): void {
  const { messages: m } = store;
  const method = m.code[row];
  // Behind another message of its transaction it came late: younger transactions were compared with this one without it.
  const isLate = m.previousInTransaction[row] >= 0;
  if (isLate || isOnSameHop(store, m.transaction[row])) leg.oddities |= Oddity.Transaction | Oddity.SameHop;
  if (method === Method.Refer || isLargeRequest(store, row)) leg.oddities |= Oddity.Transaction;
  if (method === Method.Cancel) leg.oddities |= Oddity.Cancel;
}

/** Its first final response came. */
export function noteFinal({ transactions: t }: CallStore, leg: Leg, transaction: number): void {
  const code = t.finalCode[transaction];
  if (code < 300) return;
  if (!isEverydayOutcome(code) || t.flags[transaction] & TransactionFlag.Credentials)
    leg.oddities |= Oddity.Transaction;
}

/** It came to its end. */
export function noteEnding(store: CallStore, leg: Leg): void {
  if (isTimerDue(store, leg, leg.ending)) leg.oddities |= Oddity.TimerDue;
}

/** The clocks of the two sides, and the way between them. */
const TIMER_TOLERANCE: Micros = 4_000_000;

/**
 * At the message `row` the session had not been renewed until its BYE may come: a third of the interval before its end, at most 32 s
 * (RFC 4028 §10).
 */
export function isTimerDue({ messages: { time } }: CallStore, leg: Leg, row: number): boolean {
  if (leg.sessionTimer < 0) return false;
  const interval = leg.sessionExpires * MICROS_PER_SECOND;
  const due = interval - Math.min(32 * MICROS_PER_SECOND, interval / 3) - TIMER_TOLERANCE;
  return time[row] - time[leg.sessionTimer] >= due;
}
