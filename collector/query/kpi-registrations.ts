// Registration attempts of a leg, as KPIs count them (RFC 6076 §4.1, §4.2): REGISTER, challenge and REGISTER again are one; each
// refresh is one of its own. Read from the columns of the store alone.

import { Method } from '../model/sip.ts';
import type { Micros, Millis } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { WATCH_MICROS } from '../track/call-machine.ts';
import type { Settlement } from './kpi-attempts.ts';
import { between } from './summary.ts';

export interface RegistrationAttempt {
  readonly leg: Leg;
  /** Row of its first REGISTER. */
  readonly opening: number;
  readonly start: Micros;
  /** `abandoned`: challenged or redirected, and nothing followed: that tells nothing about the registrar. */
  readonly outcome: 'in progress' | 'succeeded' | 'abandoned' | 'ineffective' | 'timeout';
  /** Final code; 0 without one. */
  readonly code: number;
  /** 2xx after the first REGISTER. */
  readonly delay: Millis | undefined;
}

/** In the order of their first REGISTER. */
export function registrationsOf(store: CallStore, leg: Leg, settlement: Settlement): RegistrationAttempt[] {
  const t = store.transactions;
  const found: RegistrationAttempt[] = [];
  let opening = -1;
  let deciding = -1;
  for (const register of registers(store, leg)) {
    if (deciding >= 0 && isSameTry(store, deciding, register)) {
      // The same REGISTER between two other hosts: the hop nearest to the client decides.
      if (t.viaCount[register] < t.viaCount[deciding]) deciding = register;
      continue;
    }
    if (deciding < 0 || !isRetry(store, deciding, register)) {
      if (deciding >= 0) found.push(attemptOf(store, leg, opening, deciding, settlement));
      opening = t.request[register];
    }
    deciding = register;
  }
  if (deciding >= 0) found.push(attemptOf(store, leg, opening, deciding, settlement));
  return found;
}

/** Oldest first. */
function registers(store: CallStore, leg: Leg): number[] {
  const t = store.transactions;
  const rows: number[] = [];
  for (let row = leg.lastTransaction; row >= 0; row = t.older(row)) {
    if (t.method(row) === Method.Register && t.request[row] >= 0) rows.push(row);
  }
  return rows.reverse();
}

function isSameTry(store: CallStore, before: number, register: number): boolean {
  const t = store.transactions;
  return t.cseqNumber(before) === t.cseqNumber(register) && t.fromTag[before] === t.fromTag[register];
}

/** After a challenge, and soon enough to be its answer. */
function isRetry(store: CallStore, before: number, register: number): boolean {
  const t = store.transactions;
  if (!isMendable(t.finalCode[before])) return false;
  const waited = store.messages.time[t.request[register]] - store.messages.time[t.final[before]];
  return waited >= 0 && waited < WATCH_MICROS;
}

/** What tells the client to try again (401, 407), with another Expires (423), or to pay (402): RFC 6076 §4.2 counts none of them. */
function isMendable(code: number): boolean {
  return code === 401 || code === 402 || code === 407 || code === 423;
}

function attemptOf(
  store: CallStore,
  leg: Leg,
  opening: number,
  register: number,
  settlement: Settlement,
): RegistrationAttempt {
  const t = store.transactions;
  const code = t.finalCode[register];
  const isSuccess = code >= 200 && code < 300;
  return {
    leg,
    opening,
    start: store.messages.time[opening],
    outcome: outcomeOf(store, register, settlement),
    code,
    delay: isSuccess ? between(store, opening, t.final[register]) : undefined,
  };
}

function outcomeOf(store: CallStore, register: number, { clock, isOver }: Settlement): RegistrationAttempt['outcome'] {
  const t = store.transactions;
  const code = t.finalCode[register];
  if (code === 0) return t.flags[register] & TransactionFlag.Expired ? 'timeout' : 'in progress';
  if (code < 300) return 'succeeded';
  if (!isMendable(code)) return code < 400 ? 'abandoned' : 'ineffective';
  return isOver || clock - store.messages.arrival(t.final[register]) >= WATCH_MICROS ? 'abandoned' : 'in progress';
}
