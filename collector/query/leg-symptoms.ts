// The symptoms of a leg (`findings/symptoms.ts`): one pass over its transactions in columns, when one of them was noted as odd while
// the capture was read. Reads no message, allocates nothing, for it runs once a leg over a whole capture. A healthy leg has none.

import { Symptom } from '../findings/symptoms.ts';
import { LEG_STATES, LegFlagBit, type LegState } from '../model/leg.ts';
import { Method } from '../model/sip.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { isEverydayOutcome, isLargeRequest, isOnSameHop, isTimerDue, Oddity } from '../store/oddities.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { flagsOf } from './summary.ts';

const FAILED = LEG_STATES.indexOf('failed' satisfies LegState);
const ANSWERED = LEG_STATES.indexOf('answered' satisfies LegState);
const ESTABLISHED = LEG_STATES.indexOf('established' satisfies LegState);
const CHALLENGED = LEG_STATES.indexOf('challenged' satisfies LegState);

/** Bits of Symptom. */
export function symptomsOf(store: CallStore, leg: Leg): number {
  let symptoms = ofLeg(store, leg);
  if (!hasOddTransaction(leg)) return symptoms;
  for (let row = leg.lastTransaction; row >= 0; row = store.transactions.older(row)) {
    symptoms |= ofTransaction(store, leg, row);
  }
  return symptoms;
}

function hasOddTransaction(leg: Leg): boolean {
  const { oddities } = leg;
  if (oddities & Oddity.Transaction || leg.retransmissions > 0) return true;
  return (oddities & Oddity.Cancel) !== 0 && leg.answer >= 0;
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
  if (isUnrenewed(store, leg)) symptoms |= Symptom.SessionTimer;
  const isOver = leg.state === FAILED || leg.state === CHALLENGED;
  if (isOver && isChallenge(leg.statusCode)) symptoms |= Symptom.Challenged;
  return symptoms;
}

/** Nothing renewed the session until it was due, and still it lasted. */
function isUnrenewed(store: CallStore, leg: Leg): boolean {
  if (leg.ending >= 0) return (leg.oddities & Oddity.TimerDue) !== 0 && isTimerDue(store, leg, leg.ending);
  const isUp = leg.state === ANSWERED || leg.state === ESTABLISHED;
  return isUp && isTimerDue(store, leg, leg.lastMessage);
}

function answeredDialogs(leg: Leg): number {
  let answered = 0;
  if (leg.dialogs !== undefined) for (const dialog of leg.dialogs) if (dialog.answer >= 0) answered++;
  return answered;
}

function ofTransaction(store: CallStore, leg: Leg, row: number): number {
  const t = store.transactions;
  const method = t.method(row);
  const request = t.request[row];
  const code = t.finalCode[row];
  const flags = t.flags[row];
  let symptoms = ofCode(method, code);
  if (code === 0 && request >= 0 && t.provisional[row] < 0) {
    if (flags & TransactionFlag.Expired || t.retransmissions[row] > 0) symptoms |= Symptom.Unanswered;
  }
  if (flags & TransactionFlag.Credentials && (isChallenge(code) || code === 403)) symptoms |= Symptom.Challenged;
  if (method === Method.Cancel && leg.answer >= 0) symptoms |= Symptom.CancelAnswered;
  if (method === Method.Refer && code >= 200) symptoms |= Symptom.Refer;
  if (request < 0) return symptoms;
  if (isLargeRequest(store, request)) symptoms |= Symptom.LargeRequest;
  if (leg.oddities & Oddity.SameHop && isOnSameHop(store, row)) symptoms |= Symptom.Loop;
  return symptoms;
}

function isChallenge(code: number): boolean {
  return code === 401 || code === 407 || code === 494;
}

function ofCode(method: number, code: number): number {
  if (isEverydayOutcome(code)) return 0;
  if (code >= 500 && code < 600) return Symptom.ServerError;
  switch (code) {
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
      return Symptom.Refused;
  }
}
