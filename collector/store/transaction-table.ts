// One row a transaction (RFC 3261 §17), as typed-array columns, found by leg, branch, sent-by, CSeq number and method.
//
// HOT: `find` runs once a message. The transactions of a leg are a chain, newest first, and lie near each other in memory:
//
//   leg.lastTransaction ─▶ row 9 ─▶ row 4 ─▶ row 2      one table for all would miss the cache at every look-up
//
// A leg of more than CHAIN_LIMIT transactions (registrations, keep-alives) is found by open addressing:
//
//   slots: Int32Array [ 0 | 8 | 0 | … ]   row + 1, at hash & mask, then at the next one
//
// Branch and sent-by are compared by their 32-bit hash inside one leg: two different branches of one Call-ID with the same
// hash, CSeq number and method would be taken for one (2⁻³² a pair; nothing but their grouping depends on it).

import { grownCapacity, grownInt32, grownUint8, grownUint16, grownUint32 } from './columns.ts';
import type { Leg } from './leg.ts';

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
  /** Its request carries credentials (Authorization or Proxy-Authorization). */
  Credentials: 32,
} as const;

const LEG = 0;
const BRANCH = 1;
const CSEQ = 2;
const METHOD = 3;
const OLDER = 4;
const IDENTITY_WORDS = 8;

/** Up to so many transactions a leg is searched along its chain; measured, a call of two hops has six to eight. */
const CHAIN_LIMIT = 16;

export class TransactionTable {
  count = 0;
  private capacity: number;
  /** Row + 1 of the transactions of long legs; 0 is a free slot. */
  private slots = new Int32Array(1 << 12);
  private indexed = 0;
  /** Leg, branch hash, CSeq number, method and the next older row of the leg side by side, so that a step touches one cache line. */
  private identity: Int32Array;

  /** Via values of the first message: how far downstream this hop is. */
  viaCount: Uint16Array;
  /** Row of the first request, -1 when only responses were seen. */
  request: Int32Array;
  /** Rows of the first and the latest provisional, of the first 18x, and of the first final response; -1 while there is none. */
  provisional: Int32Array;
  ringing: Int32Array;
  lastProvisional: Int32Array;
  final: Int32Array;
  /** Row of the last message. */
  lastMessage: Int32Array;
  /** 0 until a final response came: then its code. */
  finalCode: Uint16Array;
  retransmissions: Uint32Array;
  messages: Uint32Array;
  flags: Uint8Array;
  /** Hash of the To tag of its request: 0 outside a dialog. */
  toTag: Int32Array;
  /** Hash of the From tag of its request. */
  fromTag: Int32Array;

  /** `capacity`: rows to make room for at first. */
  constructor(capacity: number) {
    this.capacity = capacity;
    this.identity = new Int32Array(capacity * IDENTITY_WORDS);
    this.viaCount = new Uint16Array(capacity);
    this.request = new Int32Array(capacity);
    this.provisional = new Int32Array(capacity);
    this.ringing = new Int32Array(capacity);
    this.lastProvisional = new Int32Array(capacity);
    this.final = new Int32Array(capacity);
    this.lastMessage = new Int32Array(capacity);
    this.finalCode = new Uint16Array(capacity);
    this.retransmissions = new Uint32Array(capacity);
    this.messages = new Uint32Array(capacity);
    this.flags = new Uint8Array(capacity);
    this.toTag = new Int32Array(capacity);
    this.fromTag = new Int32Array(capacity);
  }

  leg(row: number): number {
    return this.identity[row * IDENTITY_WORDS + LEG];
  }

  cseqNumber(row: number): number {
    return this.identity[row * IDENTITY_WORDS + CSEQ];
  }

  /** Id of MethodIds; never ACK (it joins its INVITE) unless no INVITE was there. */
  method(row: number): number {
    return this.identity[row * IDENTITY_WORDS + METHOD];
  }

  /** The next older transaction of the leg, -1 behind its oldest. */
  older(row: number): number {
    return this.identity[row * IDENTITY_WORDS + OLDER];
  }

  /** The transaction, or -1. `branch` is the hash of branch and sent-by. */
  find(leg: Leg, branch: number, cseqNumber: number, method: number): number {
    if (leg.transactions > CHAIN_LIMIT) return this.findBySlot(leg.index, branch, cseqNumber, method);
    const identity = this.identity;
    for (let row = leg.lastTransaction; row >= 0; row = identity[row * IDENTITY_WORDS + OLDER]) {
      const at = row * IDENTITY_WORDS;
      if (identity[at + BRANCH] === branch && identity[at + CSEQ] === cseqNumber && identity[at + METHOD] === method) {
        return row;
      }
    }
    return -1;
  }

  add(leg: Leg, branch: number, cseqNumber: number, method: number, viaCount: number): number {
    const row = this.count;
    if (row === this.capacity) this.grow();
    const at = row * IDENTITY_WORDS;
    this.identity[at + LEG] = leg.index;
    this.identity[at + BRANCH] = branch;
    this.identity[at + CSEQ] = cseqNumber;
    this.identity[at + METHOD] = method;
    this.identity[at + OLDER] = leg.lastTransaction;
    this.viaCount[row] = Math.min(viaCount, 0xffff);
    this.request[row] = -1;
    this.provisional[row] = -1;
    this.ringing[row] = -1;
    this.lastProvisional[row] = -1;
    this.final[row] = -1;
    this.lastMessage[row] = -1;
    this.count = row + 1;
    leg.lastTransaction = row;
    leg.transactions++;
    if (leg.transactions > CHAIN_LIMIT) this.index(leg, row);
    return row;
  }

  /** Puts the newest transaction of a long leg into the slots; all of them when it has just become long. */
  private index(leg: Leg, newest: number): void {
    const isNew = leg.transactions === CHAIN_LIMIT + 1;
    for (let row = newest; row >= 0; row = isNew ? this.identity[row * IDENTITY_WORDS + OLDER] : -1) {
      this.indexed++;
      if (this.indexed * 2 > this.slots.length) this.growSlots();
      this.place(row);
    }
  }

  private findBySlot(leg: number, branch: number, cseqNumber: number, method: number): number {
    const mask = this.slots.length - 1;
    const identity = this.identity;
    for (let slot = keyOf(leg, branch, cseqNumber, method) & mask; ; slot = (slot + 1) & mask) {
      const row = this.slots[slot] - 1;
      if (row < 0) return -1;
      const at = row * IDENTITY_WORDS;
      if (
        identity[at + BRANCH] === branch &&
        identity[at + LEG] === leg &&
        identity[at + CSEQ] === cseqNumber &&
        identity[at + METHOD] === method
      ) {
        return row;
      }
    }
  }

  private place(row: number): void {
    const at = row * IDENTITY_WORDS;
    const identity = this.identity;
    const mask = this.slots.length - 1;
    let slot = keyOf(identity[at + LEG], identity[at + BRANCH], identity[at + CSEQ], identity[at + METHOD]) & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = row + 1;
  }

  private growSlots(): void {
    const old = this.slots;
    this.slots = new Int32Array(old.length * 2);
    for (const slot of old) if (slot !== 0) this.place(slot - 1);
  }

  private grow(): void {
    const n = grownCapacity(this.capacity);
    this.capacity = n;
    this.identity = grownInt32(this.identity, n * IDENTITY_WORDS);
    this.viaCount = grownUint16(this.viaCount, n);
    this.request = grownInt32(this.request, n);
    this.provisional = grownInt32(this.provisional, n);
    this.ringing = grownInt32(this.ringing, n);
    this.lastProvisional = grownInt32(this.lastProvisional, n);
    this.final = grownInt32(this.final, n);
    this.lastMessage = grownInt32(this.lastMessage, n);
    this.finalCode = grownUint16(this.finalCode, n);
    this.retransmissions = grownUint32(this.retransmissions, n);
    this.messages = grownUint32(this.messages, n);
    this.flags = grownUint8(this.flags, n);
    this.toTag = grownInt32(this.toTag, n);
    this.fromTag = grownInt32(this.fromTag, n);
  }
}

function keyOf(leg: number, branch: number, cseqNumber: number, method: number): number {
  let h = Math.imul(branch ^ Math.imul(leg, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h ^ cseqNumber ^ (method << 24), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
