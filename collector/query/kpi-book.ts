// The attempts of all legs, as key figures count them, kept from question to question: a capture that lives is asked every few seconds,
// and of a million legs few have changed since. Takes the store; one row an attempt or a registration, in columns of 65 bytes.
//
//   leg ─▶ same revision, and no timer that may change what is known? ── yes ─▶ its rows stand
//              no ─▶ attemptsOf, registrationsOf ─▶ its rows are written again, new ones behind the last

import type { Micros, Millis } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import { grownCapacity, grownFloat64, grownInt32, grownUint8, grownUint16, grownUint32 } from '../store/columns.ts';
import type { Leg } from '../store/leg.ts';
import { WATCH_MICROS } from '../track/call-machine.ts';
import { Kind } from '../track/states.ts';
import { attemptsOf, type Settlement } from './kpi-attempts.ts';
import { registrationsOf } from './kpi-registrations.ts';
import type { CountedAttempt, CountedRegistration, CountedSession, Outcome } from './kpi-tally.ts';
import { KeptTraffic } from './kpi-traffic.ts';

/** Legs between two looks at the clock. */
const LEGS_A_STEP = 1000;

/**
 * What a row is. A late start is a call whose INVITE was not seen, and no attempt. Of a leg that has fewer attempts than before, the last
 * rows are nothing.
 */
export const KpiRow = { Nothing: 0, Call: 1, Registration: 2, LateStart: 3 } as const;

const OUTCOMES = [
  'in progress',
  'answered',
  'failed',
  'timeout',
  'succeeded',
  'abandoned',
  'ineffective',
] as const satisfies readonly Outcome[];
const IN_PROGRESS = OUTCOMES.indexOf('in progress');
const ANSWERED = OUTCOMES.indexOf('answered');
const SESSION_STATES = ['up', 'completed', 'failed'] as const satisfies readonly CountedSession['state'][];
const NO_SESSION = 255;

export class KpiBook {
  /** Rows. */
  count = 0;
  readonly traffic: KeptTraffic;
  private readonly store: CallStore;
  // By leg index: revision + 1 that was looked at, 0 for none; whether only another revision can change it; its first row + 1, 0 for none.
  private revisions: Uint32Array = new Uint32Array(1024);
  private settled: Uint8Array = new Uint8Array(1024);
  private firstRows: Int32Array = new Int32Array(1024);
  // By row. Times that are not known are NaN; `next` is the next row of the leg, 0 behind the last.
  kind: Uint8Array = new Uint8Array(1024);
  leg: Int32Array = new Int32Array(1024);
  opening: Int32Array = new Int32Array(1024);
  start: Float64Array = new Float64Array(1024);
  end: Float64Array = new Float64Array(1024);
  outcome: Uint8Array = new Uint8Array(1024);
  code: Uint16Array = new Uint16Array(1024);
  rang: Uint8Array = new Uint8Array(1024);
  session: Uint8Array = new Uint8Array(1024);
  delay: Float64Array = new Float64Array(1024);
  failureDelay: Float64Array = new Float64Array(1024);
  talkTime: Float64Array = new Float64Array(1024);
  disconnectDelay: Float64Array = new Float64Array(1024);
  private next: Int32Array = new Int32Array(1024);

  constructor(store: CallStore) {
    this.store = store;
    this.traffic = new KeptTraffic(store);
  }

  /** Looks at the legs that may have changed. Yields now and then; two may run at once. */
  *advance(settlement: Settlement): Generator<undefined, void> {
    const { legs } = this.store;
    for (let index = 0; index < legs.length; index++) {
      if (index % LEGS_A_STEP === 0) yield;
      const leg = legs[index];
      if (index >= this.revisions.length) this.growLegs();
      if (this.settled[index] === 1 && this.revisions[index] === leg.revision + 1) continue;
      this.revisions[index] = leg.revision + 1;
      this.settled[index] = Number(settlement.clock >= settlesAt(this.store, leg));
      this.look(leg, settlement);
    }
  }

  private look(leg: Leg, settlement: Settlement): void {
    const writer = new LegRows(this, leg);
    const attempts = leg.kind === Kind.Call ? attemptsOf(this.store, leg, settlement) : [];
    if (leg.kind === Kind.Call && attempts.length === 0) {
      writer.nextRow(KpiRow.LateStart, leg.firstMessage, this.store.messages.time[leg.firstMessage], 0, 0);
    }
    for (const { opening, start, end, outcome, code, rang, pdd, failureDelay, session } of attempts) {
      const row = writer.nextRow(KpiRow.Call, opening, start, OUTCOMES.indexOf(outcome), code);
      this.end[row] = end;
      this.rang[row] = Number(rang);
      this.delay[row] = pdd ?? Number.NaN;
      this.failureDelay[row] = failureDelay ?? Number.NaN;
      this.session[row] = session === undefined ? NO_SESSION : SESSION_STATES.indexOf(session.state);
      this.talkTime[row] = session?.talkTime ?? Number.NaN;
      this.disconnectDelay[row] = session?.disconnectDelay ?? Number.NaN;
    }
    for (const { opening, start, outcome, code, delay } of registrationsOf(this.store, leg, settlement)) {
      const row = writer.nextRow(KpiRow.Registration, opening, start, OUTCOMES.indexOf(outcome), code);
      this.delay[row] = delay ?? Number.NaN;
    }
    writer.clearRest();
  }

  /** Attempts of a leg whose outcome is known, and those of them that were answered, as of the last `advance`. */
  settledAttempts(leg: Leg): { readonly attempts: number; readonly answered: number } {
    let attempts = 0;
    let answered = 0;
    for (let row = this.knownBehind(leg, -1); row >= 0; row = this.knownBehind(leg, row)) {
      if (this.kind[row] !== KpiRow.Call || this.outcome[row] === IN_PROGRESS) continue;
      attempts++;
      if (this.outcome[row] === ANSWERED) answered++;
    }
    return { attempts, answered };
  }

  /** The first row of a leg, or the one behind another of its rows, made when there is none. */
  rowBehind(leg: Leg, before: number): number {
    const known = this.knownBehind(leg, before);
    if (known >= 0) return known;
    if (this.count === this.kind.length) this.growRows();
    const row = this.count++;
    this.leg[row] = leg.index;
    if (before < 0) this.firstRows[leg.index] = row + 1;
    else this.next[before] = row;
    return row;
  }

  /** The same; -1 when there is none. */
  knownBehind(leg: Leg, before: number): number {
    return before < 0 ? this.firstRows[leg.index] - 1 : this.next[before] || -1;
  }

  private growLegs(): void {
    const capacity = Math.max(this.store.legs.length, grownCapacity(this.revisions.length));
    this.revisions = grownUint32(this.revisions, capacity);
    this.settled = grownUint8(this.settled, capacity);
    this.firstRows = grownInt32(this.firstRows, capacity);
  }

  private growRows(): void {
    // Most legs have one attempt.
    const capacity = Math.max(this.store.legs.length, grownCapacity(this.kind.length));
    this.kind = grownUint8(this.kind, capacity);
    this.leg = grownInt32(this.leg, capacity);
    this.opening = grownInt32(this.opening, capacity);
    this.start = grownFloat64(this.start, capacity);
    this.end = grownFloat64(this.end, capacity);
    this.outcome = grownUint8(this.outcome, capacity);
    this.code = grownUint16(this.code, capacity);
    this.rang = grownUint8(this.rang, capacity);
    this.session = grownUint8(this.session, capacity);
    this.delay = grownFloat64(this.delay, capacity);
    this.failureDelay = grownFloat64(this.failureDelay, capacity);
    this.talkTime = grownFloat64(this.talkTime, capacity);
    this.disconnectDelay = grownFloat64(this.disconnectDelay, capacity);
    this.next = grownInt32(this.next, capacity);
  }
}

/** Writes the rows of one leg again, one after the other. */
class LegRows {
  private readonly book: KpiBook;
  private readonly leg: Leg;
  private row = -1;

  constructor(book: KpiBook, leg: Leg) {
    this.book = book;
    this.leg = leg;
  }

  nextRow(kind: number, opening: number, start: Micros, outcome: number, code: number): number {
    const { book } = this;
    const row = book.rowBehind(this.leg, this.row);
    this.row = row;
    book.kind[row] = kind;
    book.opening[row] = opening;
    book.start[row] = start;
    book.outcome[row] = outcome;
    book.code[row] = code;
    return row;
  }

  /** What an earlier look found behind them. */
  clearRest(): void {
    const { book, leg } = this;
    for (let row = book.knownBehind(leg, this.row); row >= 0; row = book.knownBehind(leg, row)) {
      book.kind[row] = KpiRow.Nothing;
    }
  }
}

/** One row of the book as an attempt or a registration. Lent: moved from row to row. */
export class KpiEntry implements CountedAttempt, CountedRegistration, CountedSession {
  private readonly book: KpiBook;
  private row = 0;

  constructor(book: KpiBook) {
    this.book = book;
  }

  moveTo(row: number): this {
    this.row = row;
    return this;
  }

  get opening(): number {
    return this.book.opening[this.row];
  }
  get start(): Micros {
    return this.book.start[this.row];
  }
  /** Of a call. */
  get end(): Micros {
    return this.book.end[this.row];
  }
  get code(): number {
    return this.book.code[this.row];
  }
  get outcome(): Outcome {
    return OUTCOMES[this.book.outcome[this.row]];
  }
  get rang(): boolean {
    return this.book.rang[this.row] === 1;
  }
  get pdd(): Millis | undefined {
    return known(this.book.delay[this.row]);
  }
  /** Of a registration. */
  get delay(): Millis | undefined {
    return known(this.book.delay[this.row]);
  }
  get failureDelay(): Millis | undefined {
    return known(this.book.failureDelay[this.row]);
  }
  get session(): CountedSession | undefined {
    return this.book.session[this.row] === NO_SESSION ? undefined : this;
  }
  get state(): CountedSession['state'] {
    return SESSION_STATES[this.book.session[this.row]];
  }
  get talkTime(): Millis | undefined {
    return known(this.book.talkTime[this.row]);
  }
  get disconnectDelay(): Millis | undefined {
    return known(this.book.disconnectDelay[this.row]);
  }
}

function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

/**
 * From this time of the capture clock on, nothing but a message or a timer, which move the leg's revision, changes its attempts: they
 * compare the clock with when a final response or the answer of a dialog came, and with nothing else.
 */
function settlesAt({ transactions: t, messages }: CallStore, leg: Leg): Micros {
  let latest = 0;
  for (let row = leg.lastTransaction; row >= 0; row = t.older(row)) {
    if (t.final[row] >= 0) latest = Math.max(latest, messages.arrival(t.final[row]));
  }
  for (const { answer } of leg.dialogs ?? []) if (answer >= 0) latest = Math.max(latest, messages.arrival(answer));
  return latest + WATCH_MICROS;
}
