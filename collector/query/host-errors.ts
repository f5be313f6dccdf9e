// What a host answered with 500, 502, 503 and 504: how many, and the minute with most of them. Takes rows of final responses in order.

import type { ErrorMinute } from '../findings/traffic-facts.ts';
import type { CallStore } from '../store/call-store.ts';

const EVIDENCE = 50;
const NO_MINUTE: ErrorMinute = { start: 0, finals: 0, serverErrors: 0, messages: [] };

/** The server could not; 501 and 505 are about the request. */
export function isServerError(code: number): boolean {
  return code === 500 || code === 502 || code === 503 || code === 504;
}

export class HostErrors {
  count = 0;
  count503 = 0;
  private readonly store: CallStore;
  private first503Row = -1;
  /** Rows of the minute that is open. */
  private rows: number[] = [];
  private closed: ErrorMinute = NO_MINUTE;

  constructor(store: CallStore) {
    this.store = store;
  }

  get first503(): number {
    return this.first503Row < 0 ? -1 : this.store.numberOf(this.first503Row);
  }

  note(row: number, code: number): void {
    this.count++;
    this.rows.push(row);
    if (code !== 503) return;
    this.count503++;
    if (this.first503Row < 0) this.first503Row = row;
  }

  /** The minute from `start` with so many final responses is over. */
  closeMinute(start: number, finals: number): void {
    this.closed = this.worst(start, finals);
    this.rows = [];
  }

  /** The worst minute so far; the open one began at `start` and has `finals` final responses. */
  worst(start: number, finals: number): ErrorMinute {
    const serverErrors = this.rows.length;
    if (serverErrors <= this.closed.serverErrors) return this.closed;
    const messages = this.rows.slice(0, EVIDENCE).map(row => this.store.numberOf(row));
    return { start, finals, serverErrors, messages };
  }
}
