// Attempts of a leg, as KPIs count them (SEMANTICS §1, §4): one per From tag that opened an INVITE. Read from the columns of the
// store alone; no message is opened. INVITE, challenge and INVITE again are tries of one attempt; a re-INVITE has a To tag and
// opens none; a forking proxy's branches lie behind the hop nearest to the caller, which decides (track/call-machine.ts).
//
//   leg ──▶ INVITE transactions without To tag ──▶ by From tag ──▶ the latest try (highest CSeq), its nearest hop ──▶ outcome

import type { Micros, Millis } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { betterFailure, WATCH_MICROS } from '../track/call-machine.ts';
import { isRetryable } from '../track/states.ts';
import { TIMER_B_MICROS, TIMER_C_MICROS } from '../track/tracker.ts';
import { type KpiSession, readSession } from './kpi-session.ts';
import { between } from './summary.ts';

/** How far the capture has come: what is still waited for, and what has been waited for in vain. */
export interface Settlement {
  /** The capture clock. */
  readonly clock: Micros;
  /** Nothing comes any more: a challenge that nothing followed is the outcome. */
  readonly isOver: boolean;
}

export type AttemptOutcome = 'in progress' | 'answered' | 'failed' | 'timeout';

export interface Attempt {
  readonly leg: Leg;
  /** Row of its first INVITE. */
  readonly opening: number;
  readonly outcome: AttemptOutcome;
  /** Final code; 0 without one. */
  readonly code: number;
  /** An 18x came. */
  readonly rang: boolean;
  readonly start: Micros;
  /** BYE, final failure or the timer; Infinity while it lives. */
  readonly end: Micros;
  /** First 18x, else the 2xx, after the first INVITE. */
  readonly pdd: Millis | undefined;
  /** Final failure after the first INVITE. */
  readonly failureDelay: Millis | undefined;
  /** Undefined unless answered. */
  readonly session: KpiSession | undefined;
}

/** Attempts of one leg, in order of their From tags' first INVITE. */
export function attemptsOf(store: CallStore, leg: Leg, settlement: Settlement): Attempt[] {
  const invites = openingInvites(store, leg);
  if (invites.length === 0) return [];
  const { fromTag } = store.transactions;
  if (!hasSeveral(fromTag, invites)) return [attemptOf(store, leg, invites, true, settlement)];
  const byTag = new Map<number, number[]>();
  for (const invite of invites) {
    const tries = byTag.get(fromTag[invite]);
    if (tries === undefined) byTag.set(fromTag[invite], [invite]);
    else tries.push(invite);
  }
  return Array.from(byTag.values(), tries => attemptOf(store, leg, tries, false, settlement));
}

function hasSeveral(fromTag: Int32Array, invites: readonly number[]): boolean {
  for (let i = 1; i < invites.length; i++) if (fromTag[invites[i]] !== fromTag[invites[0]]) return true;
  return false;
}

/** Oldest first. */
function openingInvites(store: CallStore, leg: Leg): number[] {
  const t = store.transactions;
  const invites: number[] = [];
  for (let row = leg.lastTransaction; row >= 0; row = t.older(row)) {
    if (t.flags[row] & TransactionFlag.Initial) invites.push(row);
  }
  return invites.reverse();
}

/** `isAlone`: the leg has no other attempt, so whatever happens in it belongs to this one. */
function attemptOf(
  store: CallStore,
  leg: Leg,
  invites: readonly number[],
  isAlone: boolean,
  settlement: Settlement,
): Attempt {
  const t = store.transactions;
  const { time } = store.messages;
  const opening = earliest(invites, t.request);
  const ringing = earliest(invites, t.ringing);
  const rang = ringing >= 0;
  const start = time[opening];
  const session = readSession(store, leg, t.fromTag[invites[0]], isAlone, settlement);
  if (session !== undefined) {
    const alert = rang && (session.answer < 0 || ringing < session.answer) ? ringing : session.answer;
    const pdd = between(store, opening, alert);
    const code = session.answer < 0 ? 200 : store.messages.code[session.answer];
    return {
      leg,
      opening,
      outcome: 'answered',
      code,
      rang,
      start,
      end: session.end,
      pdd,
      failureDelay: undefined,
      session,
    };
  }
  const pdd = between(store, opening, ringing);
  const { outcome, code, final, end } = failureOf(store, latestHop(store, invites), settlement);
  const failureDelay = between(store, opening, final);
  return { leg, opening, outcome, code, rang, start, end, pdd, failureDelay, session };
}

/** The transactions that decide: of the latest try, the hop nearest to the caller. */
function latestHop(store: CallStore, invites: readonly number[]): readonly number[] {
  if (invites.length === 1) return invites;
  const t = store.transactions;
  const cseq = invites.reduce((latest, invite) => Math.max(latest, t.cseqNumber(invite)), -1);
  const tries = invites.filter(invite => t.cseqNumber(invite) === cseq);
  const vias = tries.reduce((fewest, invite) => Math.min(fewest, t.viaCount[invite]), Number.POSITIVE_INFINITY);
  return tries.filter(invite => t.viaCount[invite] === vias);
}

interface Failure {
  readonly outcome: AttemptOutcome;
  readonly code: number;
  /** Row of the final response; -1 without one. */
  readonly final: number;
  readonly end: Micros;
}

const OPEN: Failure = { outcome: 'in progress', code: 0, final: -1, end: Number.POSITIVE_INFINITY };

/** What became of an attempt that nobody answered (RFC 3261 §16.7 step 6 where several branches failed). */
function failureOf(store: CallStore, deciding: readonly number[], { clock, isOver }: Settlement): Failure {
  const t = store.transactions;
  const { messages } = store;
  let code = 0;
  let final = -1;
  for (const invite of deciding) {
    const next = t.finalCode[invite];
    if (next === 0 && (t.flags[invite] & TransactionFlag.Expired) === 0) return OPEN;
    if (next === 0 || (code !== 0 && betterFailure(code, next) === code)) continue;
    code = next;
    final = t.final[invite];
  }
  if (code === 0) return { outcome: 'timeout', code, final, end: expiryOf(store, deciding) };
  // The caller still has time to answer a challenge (SEMANTICS §2).
  if (isRetryable(code) && !isOver && clock - messages.arrival(final) < WATCH_MICROS) return OPEN;
  return { outcome: 'failed', code, final, end: messages.time[final] };
}

/** When the last of the timers ran out: B without, C after a provisional. */
function expiryOf(store: CallStore, invites: readonly number[]): Micros {
  const t = store.transactions;
  const { time } = store.messages;
  return invites.reduce((latest, invite) => {
    const provisional = t.lastProvisional[invite];
    const due = provisional < 0 ? time[t.request[invite]] + TIMER_B_MICROS : time[provisional] + TIMER_C_MICROS;
    return Math.max(latest, due);
  }, 0);
}

/** The smallest of the rows that a column has for transactions; -1 when there is none. */
function earliest(transactions: readonly number[], column: Int32Array): number {
  let first = -1;
  for (const transaction of transactions) {
    const row = column[transaction];
    if (row >= 0 && (first < 0 || row < first)) first = row;
  }
  return first;
}
