// One row a SIP message, in capture order, as typed-array columns: 82 bytes a row, no object, no string.
// Takes numbers, gives numbers; the message itself stays in its segment and is read again by (segment, offset, length).
//
// HOT: `add` runs once a message. Rows of one leg and of one transaction are chained through the columns:
//
//   row            0        1        2        3
//   leg            0        1        0        0
//   nextInLeg      2        0        3        0        leg 0: 0 → 2 → 3; row 0 is never a next one, so 0 ends the chain
//   previousInTransaction   -1  -1   0       -1        row 2 belongs to the transaction of row 0
//
// Bench: test/bench (report --json --summary on the 100,000-call capture).

import {
  grownCapacity,
  grownFloat32,
  grownFloat64,
  grownInt32,
  grownUint8,
  grownUint16,
  grownUint32,
} from './columns.ts';

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
  /** Bytes of its TCP stream are missing: in it, or between it and the message before. */
  Hole: 128,
} as const;

/** Of a message that says again what another one said: sent again, or captured again. */
export const REPEATS = MessageFlag.Duplicate | MessageFlag.Retransmission;

export class MessageTable {
  count = 0;
  private capacity: number;

  /** µs since the epoch. */
  time: Float64Array;
  /** 0..999 ns beyond `time`. */
  nanos: Uint16Array;
  /** µs that the capture clock was ahead of `time` when it came (or behind, negative): 0 but for times that an agent took. */
  lag: Float32Array;
  /** A row has a `lag`, a row has a `point` that is not 0: most captures have neither, and then nobody need look. */
  hasLags = false;
  hasPoints = false;
  /** Id of CapturePoints. */
  point: Uint16Array;
  segment: Uint32Array;
  frameNumber: Uint32Array;
  /** Where the start line lies: in the inflated segment, or in DerivedBytes. */
  offset: Float64Array;
  length: Uint32Array;
  /** Ids of EndpointTable. */
  source: Uint32Array;
  destination: Uint32Array;
  transport: Uint8Array;
  flags: Uint8Array;
  /** Bits of model/sip.ts Fault. */
  faults: Uint16Array;
  /** Status code, or id of MethodNames for a request. */
  code: Uint16Array;
  /** Id of MethodNames: of CSeq. */
  cseqMethod: Uint16Array;
  /** 0 when there was none. */
  cseqNumber: Uint32Array;
  /** What a second capture of the same packet repeats. */
  fingerprint: Uint32Array;
  /** Equal for copies of the same response: made of To tag, RSeq and, for a provisional, the length. 0 for requests. */
  likeness: Uint32Array;
  leg: Uint32Array;
  transaction: Uint32Array;
  nextInLeg: Int32Array;
  previousInTransaction: Int32Array;
  /** Row + 1 that this one repeats; 0 when it is new. */
  private repeats: Int32Array;

  /** `capacity`: rows to make room for at first. */
  constructor(capacity: number) {
    this.capacity = capacity;
    this.time = new Float64Array(capacity);
    this.nanos = new Uint16Array(capacity);
    this.lag = new Float32Array(capacity);
    this.point = new Uint16Array(capacity);
    this.segment = new Uint32Array(capacity);
    this.frameNumber = new Uint32Array(capacity);
    this.offset = new Float64Array(capacity);
    this.length = new Uint32Array(capacity);
    this.source = new Uint32Array(capacity);
    this.destination = new Uint32Array(capacity);
    this.transport = new Uint8Array(capacity);
    this.flags = new Uint8Array(capacity);
    this.faults = new Uint16Array(capacity);
    this.code = new Uint16Array(capacity);
    this.cseqMethod = new Uint16Array(capacity);
    this.cseqNumber = new Uint32Array(capacity);
    this.fingerprint = new Uint32Array(capacity);
    this.likeness = new Uint32Array(capacity);
    this.leg = new Uint32Array(capacity);
    this.transaction = new Uint32Array(capacity);
    this.nextInLeg = new Int32Array(capacity);
    this.previousInTransaction = new Int32Array(capacity);
    this.repeats = new Int32Array(capacity);
  }

  /** Makes room for one more row, all zeros, and gives its index; the caller writes the columns. */
  add(): number {
    const row = this.count;
    if (row === this.capacity) this.grow();
    this.count = row + 1;
    return row;
  }

  /** The row that this one repeats (retransmission or duplicate), -1 when it is new. */
  repeated(row: number): number {
    return this.repeats[row] - 1;
  }

  setRepeats(row: number, before: number): void {
    this.repeats[row] = before + 1;
  }

  /** When it came, by the clock of the capture: what timers count from. */
  arrival(row: number): number {
    return this.hasLags ? this.time[row] + this.lag[row] : this.time[row];
  }

  /** The row of which this one is another capture: itself for most. */
  original(row: number): number {
    return this.flags[row] & MessageFlag.Duplicate ? this.repeats[row] - 1 : row;
  }

  /** The row that its transaction began with; `row` is one of that transaction. */
  firstInTransaction(row: number): number {
    let first = row;
    while (this.previousInTransaction[first] >= 0) first = this.previousInTransaction[first];
    return first;
  }

  /** Whether two rows of one transaction say the same between the same two. */
  isAlike(before: number, row: number): boolean {
    return (
      this.saysTheSame(before, row) &&
      this.source[before] === this.source[row] &&
      this.destination[before] === this.destination[row]
    );
  }

  /** Whether two rows of one transaction say the same, whoever sent them to whomever. */
  saysTheSame(before: number, row: number): boolean {
    return (
      this.code[before] === this.code[row] &&
      (this.flags[before] & MessageFlag.Request) === (this.flags[row] & MessageFlag.Request) &&
      this.likeness[before] === this.likeness[row]
    );
  }

  isRequest(row: number): boolean {
    return (this.flags[row] & MessageFlag.Request) !== 0;
  }

  private grow(): void {
    const n = grownCapacity(this.capacity);
    this.capacity = n;
    this.time = grownFloat64(this.time, n);
    this.nanos = grownUint16(this.nanos, n);
    this.lag = grownFloat32(this.lag, n);
    this.point = grownUint16(this.point, n);
    this.segment = grownUint32(this.segment, n);
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
