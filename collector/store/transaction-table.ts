// One row a transaction (RFC 3261 §17), as typed-array columns, found by leg, branch, sent-by, CSeq number and method.
//
// HOT: `find` runs once a message. Open addressing over the rows; the key's 32-bit hash is kept, its parts are compared:
//
//   slots: Int32Array [ -1 | 7 | -1 | … ]   slot = key & mask, then the next one
//
// Branch and sent-by are compared by their 32-bit hash inside one leg: two different branches of one Call-ID with the same
// hash, CSeq number and method would be taken for one (2⁻³² a pair; nothing but their grouping depends on it).

import { grownCapacity, grownFloat64, grownInt32, grownUint8, grownUint16, grownUint32 } from './columns.ts';

/** Bits of `flags`. */
export const TransactionFlag = {
  /** An INVITE without To tag: it opens a call. */
  Initial: 1,
  /** Its timer passed without a final response. */
  Expired: 2,
  /** Its request was seen (else it is known by a response only). */
  RequestSeen: 4,
  /** Its SDP offer puts the other side on hold. */
  OffersHold: 8,
  /** Its SDP offer takes the call off hold. */
  OffersActive: 16,
} as const;

export class TransactionTable {
  count = 0;
  private capacity = 4096;
  private slots = new Int32Array(1 << 14).fill(-1);

  /** Hash of the whole key. */
  private key = new Int32Array(this.capacity);
  leg = new Uint32Array(this.capacity);
  /** Hash of branch and sent-by. */
  branch = new Int32Array(this.capacity);
  cseqNumber = new Uint32Array(this.capacity);
  /** Id of MethodNames; never ACK (it joins its INVITE) unless no INVITE was there. */
  method = new Uint16Array(this.capacity);
  /** Via values of the first message: how far downstream this hop is. */
  viaCount = new Uint16Array(this.capacity);
  /** First request row, -1 when only responses were seen. */
  request = new Int32Array(this.capacity);
  /** Row of the last message. */
  lastMessage = new Int32Array(this.capacity);
  /** 0 until a final response came: then its code. */
  finalCode = new Uint16Array(this.capacity);
  /** µs since the epoch; 0 when there is none. */
  requestTime = new Float64Array(this.capacity);
  provisionalTime = new Float64Array(this.capacity);
  /** Of the latest provisional. */
  lastProvisionalTime = new Float64Array(this.capacity);
  finalTime = new Float64Array(this.capacity);
  retransmissions = new Uint32Array(this.capacity);
  messages = new Uint32Array(this.capacity);
  flags = new Uint8Array(this.capacity);
  /** Hash of the To tag of its request: 0 outside a dialog. */
  toTag = new Int32Array(this.capacity);

  /** The transaction, or -1. */
  find(leg: number, branch: number, cseqNumber: number, method: number): number {
    const key = keyOf(leg, branch, cseqNumber, method);
    const mask = this.slots.length - 1;
    for (let slot = key & mask; ; slot = (slot + 1) & mask) {
      const row = this.slots[slot];
      if (row < 0) return -1;
      if (
        this.key[row] === key &&
        this.leg[row] === leg &&
        this.branch[row] === branch &&
        this.cseqNumber[row] === cseqNumber &&
        this.method[row] === method
      ) {
        return row;
      }
    }
  }

  add(leg: number, branch: number, cseqNumber: number, method: number, viaCount: number): number {
    const row = this.count;
    if (row === this.capacity) this.grow();
    this.count = row + 1;
    if (this.count * 2 > this.slots.length) this.growSlots();
    const key = keyOf(leg, branch, cseqNumber, method);
    this.key[row] = key;
    this.leg[row] = leg;
    this.branch[row] = branch;
    this.cseqNumber[row] = cseqNumber;
    this.method[row] = method;
    this.viaCount[row] = Math.min(viaCount, 0xffff);
    this.request[row] = -1;
    this.lastMessage[row] = -1;
    this.place(row);
    return row;
  }

  private place(row: number): void {
    const mask = this.slots.length - 1;
    let slot = this.key[row] & mask;
    while (this.slots[slot] >= 0) slot = (slot + 1) & mask;
    this.slots[slot] = row;
  }

  private growSlots(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    for (let row = 0; row < this.count - 1; row++) this.place(row);
  }

  private grow(): void {
    const n = grownCapacity(this.capacity);
    this.capacity = n;
    this.key = grownInt32(this.key, n);
    this.leg = grownUint32(this.leg, n);
    this.branch = grownInt32(this.branch, n);
    this.cseqNumber = grownUint32(this.cseqNumber, n);
    this.method = grownUint16(this.method, n);
    this.viaCount = grownUint16(this.viaCount, n);
    this.request = grownInt32(this.request, n);
    this.lastMessage = grownInt32(this.lastMessage, n);
    this.finalCode = grownUint16(this.finalCode, n);
    this.requestTime = grownFloat64(this.requestTime, n);
    this.provisionalTime = grownFloat64(this.provisionalTime, n);
    this.lastProvisionalTime = grownFloat64(this.lastProvisionalTime, n);
    this.finalTime = grownFloat64(this.finalTime, n);
    this.retransmissions = grownUint32(this.retransmissions, n);
    this.messages = grownUint32(this.messages, n);
    this.flags = grownUint8(this.flags, n);
    this.toTag = grownInt32(this.toTag, n);
  }
}

function keyOf(leg: number, branch: number, cseqNumber: number, method: number): number {
  let h = Math.imul(branch ^ Math.imul(leg, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h ^ cseqNumber ^ (method << 24), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
