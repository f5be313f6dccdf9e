// Who answered with 500, 502, 503 and 504: how often, and the minute with most of them. Only these responses are remembered, 8 bytes
// each; how many others a host gave in its worst minute is counted when somebody asks: few hosts fail often enough for that.

import type { ErrorMinute, HostFacts } from '../findings/traffic-facts.ts';
import type { Micros } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import { MessageFlag, REPEATS } from '../store/message-table.ts';
import type { HostNumbers } from './host-numbers.ts';

const EVIDENCE = 50;
const MINUTE_MICROS = 60_000_000;
/** Messages of one minute came within so much of each other, whatever the clocks of those who captured them say. */
const NEAR_MICROS = 2 * MINUTE_MICROS;
const NO_MINUTE: ErrorMinute = { start: 0, finals: 0, serverErrors: 0, messages: [] };

/** The server could not; 501 and 505 are about the request. */
export function isServerError(code: number): boolean {
  return code === 500 || code === 502 || code === 503 || code === 504;
}

class HostErrors {
  count = 0;
  count503 = 0;
  /** Row; -1 for none. */
  first503 = -1;
  /** By start of the minute. */
  private readonly minutes = new Map<Micros, number>();
  worst: Micros = 0;
  worstCount = 0;

  note(row: number, code: number, time: Micros): void {
    this.count++;
    if (code === 503 && this.count503++ === 0) this.first503 = row;
    const minute = minuteOf(time);
    const count = (this.minutes.get(minute) ?? 0) + 1;
    this.minutes.set(minute, count);
    if (count <= this.worstCount) return;
    this.worst = minute;
    this.worstCount = count;
  }
}

export class ServerErrors {
  private readonly store: CallStore;
  private readonly numbers: HostNumbers;
  private readonly byHost = new Map<number, HostErrors>();
  /** Rows of these responses; those before `next` are in `byHost`. */
  private readonly rows: number[] = [];
  private next = 0;

  constructor(store: CallStore, numbers: HostNumbers) {
    this.store = store;
    this.numbers = numbers;
  }

  /** The response `row` is one of them. Rows come in order. */
  note(row: number): void {
    this.rows.push(row);
  }

  /** Numbers of the hosts that gave any. */
  hosts(): ReadonlySet<number> {
    return new Set(this.settled().keys());
  }

  /** What there is to tell of a host. */
  factsOf(host: number): Pick<HostFacts, 'serverErrors' | 'worstMinute' | 'first503' | 'count503'> {
    const errors = this.settled().get(host);
    if (errors === undefined) return { serverErrors: 0, worstMinute: NO_MINUTE, first503: -1, count503: 0 };
    const { count, count503, first503 } = errors;
    return {
      serverErrors: count,
      worstMinute: new WorstMinute(this.store, this, host, errors),
      first503: first503 < 0 ? -1 : this.store.numberOf(first503),
      count503,
    };
  }

  /** Final responses of a host in the minute of its response `row`. */
  finalsNear(row: number): number {
    const { messages: m } = this.store;
    const host = this.numbers.of(m.source[row]);
    const minute = minuteOf(m.time[row]);
    const came = m.arrival(row);
    const isNear = (other: number): boolean => Math.abs(m.arrival(other) - came) <= NEAR_MICROS;
    let finals = 0;
    let first = row;
    while (first > 0 && isNear(first - 1)) first--;
    for (let other = first; other < m.count && (other < row || isNear(other)); other++) {
      if (m.flags[other] & (REPEATS | MessageFlag.Request) || m.code[other] < 200) continue;
      if (this.numbers.peek(m.source[other]) === host && minuteOf(m.time[other]) === minute) finals++;
    }
    return finals;
  }

  /** Rows of those that a host gave in the minute from `start` on, the first ones. */
  rowsIn(host: number, start: Micros): number[] {
    const { messages: m } = this.store;
    const rows: number[] = [];
    for (const row of this.rows) {
      if (this.numbers.peek(m.source[row]) !== host || minuteOf(m.time[row]) !== start) continue;
      if (rows.push(row) === EVIDENCE) break;
    }
    return rows;
  }

  private settled(): ReadonlyMap<number, HostErrors> {
    const { messages: m } = this.store;
    for (; this.next < this.rows.length; this.next++) {
      const row = this.rows[this.next];
      const host = this.numbers.of(m.source[row]);
      let errors = this.byHost.get(host);
      if (errors === undefined) {
        errors = new HostErrors();
        this.byHost.set(host, errors);
      }
      errors.note(row, m.code[row], m.time[row]);
    }
    return this.byHost;
  }
}

/** What costs a look through many messages is looked for when somebody asks. */
class WorstMinute implements ErrorMinute {
  readonly start: Micros;
  readonly serverErrors: number;
  private readonly store: CallStore;
  private readonly errors: ServerErrors;
  private readonly host: number;
  private knownRows: readonly number[] | undefined = undefined;

  constructor(store: CallStore, errors: ServerErrors, host: number, { worst, worstCount }: HostErrors) {
    this.store = store;
    this.errors = errors;
    this.host = host;
    this.start = worst;
    this.serverErrors = worstCount;
  }

  get finals(): number {
    return this.errors.finalsNear(this.rows[0]);
  }
  get messages(): readonly number[] {
    return this.rows.map(row => this.store.numberOf(row));
  }

  private get rows(): readonly number[] {
    this.knownRows ??= this.errors.rowsIn(this.host, this.start);
    return this.knownRows;
  }
}

function minuteOf(time: Micros): Micros {
  return time - (time % MINUTE_MICROS);
}
