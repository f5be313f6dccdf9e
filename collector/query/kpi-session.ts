// What became of an answered attempt: how long it lasted, how it was cleared, whether it completed (RFC 6076 §4.4, §4.5, §4.9).
// Takes the leg and the From tag that opened the attempt, for a Call-ID may be used again with another one.

import { Method } from '../model/sip.ts';
import type { Micros, Millis } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import { type Dialog, DialogState, type Leg } from '../store/leg.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { WATCH_MICROS } from '../track/call-machine.ts';
import { isRetryable } from '../track/states.ts';
import type { Settlement } from './kpi-attempts.ts';
import { between } from './summary.ts';

export interface KpiSession {
  /** Row of the first 2xx to the INVITE; -1 when only a request inside the dialog proves the answer. */
  readonly answer: number;
  /** Time of the BYE; Infinity while it is up. */
  readonly end: Micros;
  /** `failed`: the ACK or the answer to the BYE never came. */
  readonly state: 'up' | 'completed' | 'failed';
  readonly talkTime: Millis | undefined;
  readonly disconnectDelay: Millis | undefined;
}

/** Undefined when nobody answered. `isAlone`: no other From tag opened an attempt in this leg. */
export function readSession(
  store: CallStore,
  leg: Leg,
  fromTag: number,
  isAlone: boolean,
  { clock }: Settlement,
): KpiSession | undefined {
  const dialogs = answeredDialogs(leg, isAlone ? undefined : fromTag);
  if (dialogs.length === 0) return undefined;
  const { messages } = store;
  const proof = dialogs.reduce((first, dialog) => Math.min(first, dialog.answer), dialogs[0].answer);
  const answer = messages.isRequest(proof) ? -1 : proof;
  const isUnacknowledged = dialogs.some(
    dialog => !dialog.acknowledged && clock - messages.arrival(dialog.answer) >= WATCH_MICROS,
  );
  const bye = dialogs.every(dialog => dialog.state === DialogState.Terminated) ? lastBye(store, leg, dialogs) : -1;
  if (bye < 0) {
    const state = isUnacknowledged ? 'failed' : 'up';
    return { answer, end: Number.POSITIVE_INFINITY, state, talkTime: undefined, disconnectDelay: undefined };
  }
  const t = store.transactions;
  const row = t.request[bye];
  const byeAnswer = answerToBye(store, leg, bye);
  const isUnanswered = byeAnswer < 0 && (t.flags[bye] & TransactionFlag.Expired) !== 0;
  const state = isUnacknowledged || isUnanswered ? 'failed' : byeAnswer < 0 ? 'up' : 'completed';
  return {
    answer,
    end: messages.time[row],
    state,
    talkTime: between(store, answer, row),
    disconnectDelay: between(store, row, byeAnswer),
  };
}

const NONE: readonly Dialog[] = [];

/** Those of one From tag, of all without one. */
function answeredDialogs(leg: Leg, fromTag: number | undefined): readonly Dialog[] {
  const dialogs: readonly Dialog[] = leg.dialogs ?? NONE;
  // Fast path: most calls have one dialog.
  if (dialogs.length === 1 && fromTag === undefined) return dialogs[0].answer >= 0 ? dialogs : NONE;
  return dialogs.filter(
    ({ answer, localTag, remoteTag }) =>
      answer >= 0 && (fromTag === undefined || localTag === fromTag || remoteTag === fromTag),
  );
}

/** The BYE transaction that ended the last of the dialogs; the first hop that it was seen on. -1 when none was seen. */
function lastBye(store: CallStore, leg: Leg, dialogs: readonly Dialog[]): number {
  const { request } = store.transactions;
  let last = -1;
  for (const dialog of dialogs) {
    const first = firstBye(store, leg, dialog) ?? (dialogs.length === 1 ? firstBye(store, leg) : undefined);
    if (first !== undefined && (last < 0 || request[first] > request[last])) last = first;
  }
  return last;
}

/** The earliest BYE between the tags of a dialog; of any tags without one. */
function firstBye(store: CallStore, leg: Leg, dialog?: Dialog): number | undefined {
  const t = store.transactions;
  let first: number | undefined;
  for (let row = leg.lastTransaction; row >= 0; row = t.older(row)) {
    if (t.method(row) !== Method.Bye || t.request[row] < 0) continue;
    if (dialog !== undefined && !isBetween(dialog, t.fromTag[row], t.toTag[row])) continue;
    if (first === undefined || t.request[row] < t.request[first]) first = row;
  }
  return first;
}

function isBetween({ localTag, remoteTag }: Dialog, fromTag: number, toTag: number): boolean {
  return (fromTag === localTag && toTag === remoteTag) || (fromTag === remoteTag && toTag === localTag);
}

/** Row of its final response; of the one to the BYE sent again, when it was challenged (RFC 3261 §22.2). -1 without one. */
function answerToBye(store: CallStore, leg: Leg, bye: number): number {
  const t = store.transactions;
  if (t.finalCode[bye] !== 0 && !isRetryable(t.finalCode[bye])) return t.final[bye];
  let answer = -1;
  for (let row = leg.lastTransaction; row >= 0; row = t.older(row)) {
    if (t.method(row) !== Method.Bye || t.fromTag[row] !== t.fromTag[bye] || t.toTag[row] !== t.toTag[bye]) continue;
    if (t.cseqNumber(row) <= t.cseqNumber(bye) || t.finalCode[row] === 0 || isRetryable(t.finalCode[row])) continue;
    if (answer < 0 || t.final[row] < answer) answer = t.final[row];
  }
  return answer;
}
