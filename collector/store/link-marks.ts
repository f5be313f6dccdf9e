// Messages by which legs may be tied together, as the tracker notes them while they pass: which row, and what its SDP hashes to.
// Takes numbers, gives numbers; bounded, and counts what it refused. HOT: `add` runs once for each INVITE and its answer.

import { grownCapacity, grownInt32, grownUint8, grownUint32 } from './columns.ts';

/** 20 million messages are never more than this: 13 bytes each. */
const MARKS = 8_000_000;

export class LinkMarks {
  count = 0;
  /** Marks that a limit refused: of one leg, or of all. */
  refused = 0;
  /** Row of the message table. */
  row: Uint32Array = new Uint32Array(1024);
  /** 1 when the message has a header that may tie its leg to another. */
  hasHeaders: Uint8Array = new Uint8Array(1024);
  /** Hashes of `sip/sdp-marks.ts`, 0 for none. */
  origin: Int32Array = new Int32Array(1024);
  media: Int32Array = new Int32Array(1024);

  add(row: number, hasHeaders: number, origin: number, media: number): void {
    if (this.count === MARKS) {
      this.refused++;
      return;
    }
    if (this.count === this.row.length) this.grow();
    this.row[this.count] = row;
    this.hasHeaders[this.count] = hasHeaders;
    this.origin[this.count] = origin;
    this.media[this.count] = media;
    this.count++;
  }

  private grow(): void {
    const n = Math.min(MARKS, grownCapacity(this.row.length));
    this.row = grownUint32(this.row, n);
    this.hasHeaders = grownUint8(this.hasHeaders, n);
    this.origin = grownInt32(this.origin, n);
    this.media = grownInt32(this.media, n);
  }
}
