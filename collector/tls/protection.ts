// How the records of one direction are opened: which key, which sequence number, and how both are found again after a gap.

import type { Opened, TlsRecord } from './record.ts';

/** Records that were not opened since the last that was. */
export class MissingRecords {
  /** So many for sure … */
  known = 0;
  /** … and up to so many more. */
  possible = 0;

  add(records: number, isExact: boolean): void {
    if (isExact) this.known += records;
    else this.possible += records;
  }

  reset(): void {
    this.known = 0;
    this.possible = 0;
  }
}

export interface Protection {
  /** Opens one record into `opened`; false when it does not open with any number that is tried. */
  open(record: TlsRecord, opened: Opened): boolean;
  /** Records before the next one were not captured, or thrown away. */
  lose(records: number, isExact: boolean): void;
  /** A record that is not opened but known: keeps what the next one depends on. */
  pass(record: TlsRecord): void;
}
