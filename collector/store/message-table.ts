// One row a SIP message, in capture order, as typed-array columns: 74 bytes a row, no object, no string.
// Takes numbers, gives numbers; the message itself stays in its segment and is read again by (segment, offset, length).
//
// HOT: `add` runs once a message. Rows of one leg and of one transaction are chained through the columns:
//
//   row            0        1        2        3
//   leg            0        1        0        0
//   nextInLeg      2       -1        3       -1        leg 0: 0 → 2 → 3
//   previousInTransaction   -1  -1   0       -1        row 2 belongs to the transaction of row 0
//
// Bench: test/bench (report --json --summary on the 100,000-call capture).

import { grownCapacity, grownFloat64, grownInt32, grownUint8, grownUint16, grownUint32 } from './columns.ts';

/** Bits of `flags`. */
export const MessageFlag = {
  /** Sent again by its sender (SEMANTICS §1). */
  Retransmission: 1,
  /** The same frame captured again. */
  Duplicate: 2,
  /** Bytes lie in DerivedBytes, not in a segment. */
  Derived: 4,
  /** Cut by the snap length, a lost segment or a lying Content-Length. */
  Truncated: 8,
  /** The scan found a fault (bits in `faults`). */
  Malformed: 16,
  /** Carries SDP, or a multipart body that may hold it. */
  Sdp: 32,
  /** A request: `code` is a method number. Else a response: `code` is the status code. */
  Request: 64,
} as const;

export class MessageTable {
  count = 0;
  private capacity = 4096;

  /** µs since the epoch. */
  time = new Float64Array(this.capacity);
  /** 0..999 ns beyond `time`. */
  nanos = new Uint16Array(this.capacity);
  segment = new Uint16Array(this.capacity);
  frameNumber = new Uint32Array(this.capacity);
  /** Where the start line lies: in the inflated segment, or in DerivedBytes. */
  offset = new Float64Array(this.capacity);
  length = new Uint32Array(this.capacity);
  /** Ids of EndpointTable. */
  source = new Uint32Array(this.capacity);
  destination = new Uint32Array(this.capacity);
  transport = new Uint8Array(this.capacity);
  flags = new Uint8Array(this.capacity);
  /** Bits of model/sip.ts Fault. */
  faults = new Uint16Array(this.capacity);
  /** Status code, or id of MethodNames for a request. */
  code = new Uint16Array(this.capacity);
  /** Id of MethodNames: of CSeq. */
  cseqMethod = new Uint16Array(this.capacity);
  /** 0 when there was none. */
  cseqNumber = new Uint32Array(this.capacity);
  /** What a second capture of the same packet repeats. */
  fingerprint = new Uint32Array(this.capacity);
  /** Equal for copies of the same response: made of To tag, RSeq and, for a provisional, the length. 0 for requests. */
  likeness = new Uint32Array(this.capacity);
  leg = new Uint32Array(this.capacity);
  transaction = new Uint32Array(this.capacity);
  nextInLeg = new Int32Array(this.capacity);
  previousInTransaction = new Int32Array(this.capacity);
  /** Row that this one repeats (retransmission or duplicate), -1 when it is new. */
  repeats = new Int32Array(this.capacity);

  /** Makes room for one more row and gives its index; the caller writes the columns. */
  add(): number {
    const row = this.count;
    if (row === this.capacity) this.grow();
    this.count = row + 1;
    this.nextInLeg[row] = -1;
    this.previousInTransaction[row] = -1;
    this.repeats[row] = -1;
    this.flags[row] = 0;
    return row;
  }

  isRequest(row: number): boolean {
    return (this.flags[row] & MessageFlag.Request) !== 0;
  }

  private grow(): void {
    const n = grownCapacity(this.capacity);
    this.capacity = n;
    this.time = grownFloat64(this.time, n);
    this.nanos = grownUint16(this.nanos, n);
    this.segment = grownUint16(this.segment, n);
    this.frameNumber = grownUint32(this.frameNumber, n);
    this.offset = grownFloat64(this.offset, n);
    this.length = grownUint32(this.length, n);
    this.source = grownUint32(this.source, n);
    this.destination = grownUint32(this.destination, n);
    this.transport = grownUint8(this.transport, n);
    this.flags = grownUint8(this.flags, n);
    this.faults = grownUint16(this.faults, n);
    this.code = grownUint16(this.code, n);
    this.cseqMethod = grownUint16(this.cseqMethod, n);
    this.cseqNumber = grownUint32(this.cseqNumber, n);
    this.fingerprint = grownUint32(this.fingerprint, n);
    this.likeness = grownUint32(this.likeness, n);
    this.leg = grownUint32(this.leg, n);
    this.transaction = grownUint32(this.transaction, n);
    this.nextInLeg = grownInt32(this.nextInLeg, n);
    this.previousInTransaction = grownInt32(this.previousInTransaction, n);
    this.repeats = grownInt32(this.repeats, n);
  }
}
