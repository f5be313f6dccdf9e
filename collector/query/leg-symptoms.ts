// The symptoms of a leg (`findings/symptoms.ts`): one pass over its transactions in columns. Reads no message, allocates nothing,
// for it runs once a leg over a whole capture. A healthy leg has none.

import { Symptom } from '../findings/symptoms.ts';
import { LEG_STATES, LegFlagBit, type LegState } from '../model/leg.ts';
import { Transport } from '../model/packet.ts';
import { Method } from '../model/sip.ts';
import { MICROS_PER_SECOND } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { flagsOf } from './summary.ts';

/** RFC 3261 §18.1.1: over 1300 bytes, when the MTU is not known, a request must not go over UDP. */
const LARGE_BYTES = 1300;
/** Older transactions of a leg that each is compared with: a hop that is passed twice is passed soon. */
const LOOK_BACK = 12;
const FAILED = LEG_STATES.indexOf('failed' satisfies LegState);
const ANSWERED = LEG_STATES.indexOf('answered' satisfies LegState);
const ESTABLISHED = LEG_STATES.indexOf('established' satisfies LegState);
const CHALLENGED = LEG_STATES.indexOf('challenged' satisfies LegState);

/** Bits of Symptom. */
export function symptomsOf(store: CallStore, leg: Leg): number {
  let symptoms = ofLeg(store, leg);
  for (let row = leg.lastTransaction; row >= 0; row = store.transactions.older(row)) {
    symptoms |= ofTransaction(store, leg, row);
  }
  return symptoms;
}

function ofLeg(store: CallStore, leg: Leg): number {
  let symptoms = 0;
  if (leg.retransmissions > 0) symptoms |= Symptom.Retransmission;
  if (leg.faults !== 0) symptoms |= Symptom.Malformed;
  if (leg.formatsDiffer && leg.answer >= 0) symptoms |= Symptom.NotAcceptable;
  if (leg.flags & LegFlagBit.AckMissing) symptoms |= Symptom.AckMissing;
  if (leg.flags & LegFlagBit.ByeUnanswered) symptoms |= Symptom.ByeUnanswered;
  if (leg.flags & LegFlagBit.Forked && answeredDialogs(leg) > 1) symptoms |= Symptom.AnsweredTwice;
  if (flagsOf(store, leg) & (LegFlagBit.Incomplete | LegFlagBit.LateStart)) symptoms |= Symptom.Incomplete;
  if (!store.icmp.isEmpty && store.icmp.of(leg.index).length > 0) symptoms |= Symptom.Icmp;
  if (leg.sessionTimer >= 0 && isUnrenewed(store, leg)) symptoms |= Symptom.SessionTimer;
  const isOver = leg.state === FAILED || leg.state === CHALLENGED;
  if (isOver && isChallenge(leg.statusCode)) symptoms |= Symptom.Challenged;
  return symptoms;
}

/** The clocks of the two sides, and the way between them. */
const TIMER_TOLERANCE = 4_000_000;

/** Nothing renewed the session until its BYE may come: a third before its end, at most 32 s (RFC 4028 §10). */
function isUnrenewed(store: CallStore, leg: Leg): boolean {
  const { time } = store.messages;
  const isUp = leg.state === ANSWERED || leg.state === ESTABLISHED;
  const end = leg.ending >= 0 ? time[leg.ending] : isUp ? time[leg.lastMessage] : 0;
  const interval = leg.sessionExpires * MICROS_PER_SECOND;
  const due = interval - Math.min(32 * MICROS_PER_SECOND, interval / 3) - TIMER_TOLERANCE;
  return end - time[leg.sessionTimer] >= due;
}

function answeredDialogs(leg: Leg): number {
  let answered = 0;
  if (leg.dialogs !== undefined) for (const dialog of leg.dialogs) if (dialog.answer >= 0) answered++;
  return answered;
}

function ofTransaction(store: CallStore, leg: Leg, row: number): number {
  const t = store.transactions;
  const m = store.messages;
  const method = t.method(row);
  const request = t.request[row];
  const code = t.finalCode[row];
  const flags = t.flags[row];
  let symptoms = code >= 300 ? ofCode(method, code) : 0;
  if (code === 0 && request >= 0 && t.provisional[row] < 0) {
    if (flags & TransactionFlag.Expired || t.retransmissions[row] > 0) symptoms |= Symptom.Unanswered;
  }
  if (flags & TransactionFlag.Credentials && isChallenge(code)) symptoms |= Symptom.Challenged;
  if (method === Method.Cancel && leg.answer >= 0) symptoms |= Symptom.CancelAnswered;
  if (method === Method.Refer && code >= 200) symptoms |= Symptom.Refer;
  if (request < 0) return symptoms;
  if (m.length[request] > LARGE_BYTES && m.transport[request] === Transport.Udp) symptoms |= Symptom.LargeRequest;
  if (isOnSameHop(store, row)) symptoms |= Symptom.Loop;
  return symptoms;
}

/** The same request went the same way before, with fewer or more Via values: it came back. */
function isOnSameHop(store: CallStore, row: number): boolean {
  const t = store.transactions;
  const m = store.messages;
  const cseq = t.cseqNumber(row);
  const method = t.method(row);
  let steps = 0;
  for (let other = t.older(row); other >= 0 && steps < LOOK_BACK; other = t.older(other), steps++) {
    if (t.cseqNumber(other) !== cseq || t.method(other) !== method || t.viaCount[other] === t.viaCount[row]) continue;
    const before = t.request[other];
    const after = t.request[row];
    if (before >= 0 && m.source[before] === m.source[after] && m.destination[before] === m.destination[after]) {
      return true;
    }
  }
  return false;
}

function isChallenge(code: number): boolean {
  return code === 401 || code === 407 || code === 494;
}

function ofCode(method: number, code: number): number {
  if (code >= 500 && code < 600) return Symptom.ServerError;
  switch (code) {
    // Outcomes of every day: challenged, not answered in time, not there, busy, given up, refused by a person.
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
      return 0;
    case 403:
    case 404:
    case 410:
    case 416:
    case 484:
    case 485:
    case 604:
      return Symptom.Unknown;
    case 406:
    case 415:
    case 488:
    case 606:
      return Symptom.NotAcceptable;
    case 422:
      return Symptom.IntervalTooSmall;
    case 481:
      // A CANCEL that comes too late is answered so (RFC 3261 §9.2).
      return method === Method.Cancel ? 0 : Symptom.NoSuchDialog;
    case 482:
    case 483:
      return Symptom.Loop;
    case 491:
      return Symptom.Glare;
    default:
      return code >= 400 ? Symptom.Refused : 0;
  }
}
