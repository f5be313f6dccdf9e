// One IP datagram whose fragments are coming in. Knows when it is whole; the table around it knows limits and time.

import type { SampleFrame } from '../model/health.ts';
import { HeldBytes } from './held-bytes.ts';
import type { Packet } from './packet.ts';

/** What adding a fragment did. */
export const Added = { Waits: 0, Completes: 1, Duplicate: 2, Conflict: 3, Overlaps: 4 } as const;
export type Added = (typeof Added)[keyof typeof Added];

/** Offsets in an IPv4 or IPv6 datagram end here (RFC 791 §3.1). */
export const MAX_DATAGRAM_BYTES = 65_535;

export class FragmentedDatagram {
  /** Chain of its hash bucket. */
  next: FragmentedDatagram | undefined = undefined;
  readonly hash: number;
  /** Source and destination, one behind the other. */
  readonly addresses: Uint8Array;
  readonly identification: number;
  /** For IPv4 part of the key; for IPv6 what the first fragment says. */
  protocol: number;

  /** Frames that gave bytes, without the one that completed it, and the first of them. */
  frames = 0;
  readonly first: SampleFrame;
  readonly timeMicros: number;
  /** Of the fragment with offset 0. */
  hopLimit = 0;
  headerChecksum = 0;
  /** Fragments overlapped in IPv6: nothing of it is believed any more (RFC 5722 §4). */
  isRefused = false;
  /** Capture time when it became whole; undefined while it waits. */
  wholeAt: number | undefined = undefined;

  readonly #held = new HeldBytes();
  #covered = 0;
  #total: number | undefined = undefined;

  constructor(hash: number, p: Packet) {
    const length = p.addressLength;
    this.hash = hash;
    this.addresses = new Uint8Array(2 * length);
    for (let i = 0; i < length; i++) {
      this.addresses[i] = p.addresses[p.sourceAddress + i];
      this.addresses[length + i] = p.addresses[p.destinationAddress + i];
    }
    this.identification = p.identification;
    this.protocol = p.protocol;
    this.first = p.sample();
    this.timeMicros = p.timeMicros;
  }

  get cost(): number {
    return this.#held.cost;
  }

  /** RFC 791 §3.2 and RFC 8200 §4.5 name what identifies a datagram; the protocol counts for IPv4 only. */
  isSame(p: Packet): boolean {
    const length = p.addressLength;
    if (this.identification !== p.identification || this.addresses.length !== 2 * length) return false;
    if (length === 4 && this.protocol !== p.protocol) return false;
    for (let i = 0; i < length; i++) {
      if (this.addresses[i] !== p.addresses[p.sourceAddress + i]) return false;
      if (this.addresses[length + i] !== p.addresses[p.destinationAddress + i]) return false;
    }
    return true;
  }

  /** Adds the fragment at `p.at`, whose length was checked. */
  add(p: Packet): Added {
    const start = p.fragmentOffset;
    const end = start + p.captured + p.missing;
    if (this.#total !== undefined && end > this.#total) return Added.Conflict;
    if (!p.moreFragments && ((this.#total ?? end) !== end || this.#held.lastEnd > end)) return Added.Conflict;
    if (p.addressLength === 16 && this.#held.overlaps(start, end)) {
      // RFC 8200 §4.5: an exact duplicate may be dropped; any other overlap refuses the datagram.
      return this.#isExactDuplicate(p, start, end) ? Added.Duplicate : Added.Overlaps;
    }
    if (!p.moreFragments) this.#total = end;
    if (start === 0 && !this.#held.overlaps(0, 1)) this.#noteFirst(p);
    const covered = this.#held.add(start, end, p.bytes, p.at, p.end, p);
    if (covered === 0) return Added.Duplicate;
    this.#covered += covered;
    return this.#covered === this.#total ? Added.Completes : Added.Waits;
  }

  /** Turns `p`, the fragment that completed it, into the whole datagram. Bytes behind a cut fragment count as missing. */
  assembleInto(p: Packet): void {
    const total = this.#covered;
    const whole = Buffer.allocUnsafeSlow(total);
    let at = 0;
    for (const piece of this.#held.pieces) {
      at += piece.bytes.copy(whole, at);
      if (piece.bytes.length < piece.end - piece.start) break;
    }
    p.bytes = whole;
    p.at = 0;
    p.end = at;
    p.missing = total - at;
    p.offsetBase = Number.NaN;
    p.protocol = this.protocol;
    p.hopLimit = this.hopLimit;
    p.headerChecksum = this.headerChecksum;
    p.isFragment = false;
    if (p.heldFrames === 0) p.heldFirst = this.first;
    p.heldFrames += this.frames;
  }

  /** Lets go of the bytes; what remains only recognises late copies of its fragments. */
  release(): void {
    this.#held.clear();
  }

  #noteFirst(p: Packet): void {
    this.hopLimit = p.hopLimit;
    this.headerChecksum = p.headerChecksum;
    this.protocol = p.protocol;
  }

  #isExactDuplicate(p: Packet, start: number, end: number): boolean {
    const same = this.#held.pieces.find(piece => piece.start === start && piece.end === end);
    return same?.bytes.equals(p.bytes.subarray(p.at, p.end)) === true;
  }
}
