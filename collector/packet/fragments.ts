// Puts IP fragments back together (RFC 791 §3.2, RFC 8200 §4.5).
// Takes lent payloads, owns what it must hold, forgets a datagram after 30 s of capture time and when too much waits.

import { Reason } from '../model/health.ts';
import { DUPLICATE_MICROS } from '../model/packet.ts';
import { makeHashSeed, stir, stirAddress } from './address-hash.ts';
import { Added, FragmentedDatagram, MAX_DATAGRAM_BYTES } from './fragmented-datagram.ts';
import type { PacketLimits, PacketShed } from './limits.ts';
import type { Step } from './outcome.ts';
import { GO, Outcome } from './outcome.ts';
import type { Packet } from './packet.ts';
import type { PacketSink } from './sink.ts';

export class Fragments {
  readonly #sink: PacketSink;
  readonly #limits: PacketLimits;
  readonly #shed: PacketShed;
  readonly #seed = makeHashSeed();
  readonly #buckets = new Map<number, FragmentedDatagram>();
  /** In the order of their first fragments: the oldest is first. */
  readonly #waiting = new Set<FragmentedDatagram>();
  /** Whole ones, remembered for the length of a duplicate, in the order they became whole. */
  readonly #whole = new Set<FragmentedDatagram>();
  #bytes = 0;

  constructor(sink: PacketSink, limits: PacketLimits, shed: PacketShed) {
    this.#sink = sink;
    this.#limits = limits;
    this.#shed = shed;
  }

  /** Datagrams that wait for fragments. */
  get waiting(): number {
    return this.#waiting.size;
  }
  /** Bytes that wait, bookkeeping included. */
  get waitingBytes(): number {
    return this.#bytes;
  }

  /** Takes the fragment at `p`. GO when it completed a datagram (`p` now is that datagram), Held when it waits, else a Reason. */
  add(p: Packet): Step {
    const length = p.captured + p.missing;
    // RFC 8200 §4.5: all but the last are multiples of 8 bytes, and nothing ends behind 65,535.
    if (length === 0 || (p.moreFragments && length % 8 !== 0)) return Reason.MalformedPacket;
    if (p.fragmentOffset + length > MAX_DATAGRAM_BYTES) return Reason.MalformedPacket;

    const datagram = this.#find(p) ?? this.#start(p);
    if (datagram.wholeAt !== undefined) return Reason.DuplicateFrame;
    if (datagram.isRefused) return Reason.MalformedPacket;
    const costBefore = datagram.cost;
    const added = datagram.add(p);
    this.#bytes += datagram.cost - costBefore;
    switch (added) {
      case Added.Completes:
        this.#finishWhole(datagram, p);
        return GO;
      case Added.Duplicate:
        return Reason.DuplicateFrame;
      case Added.Conflict:
        return Reason.MalformedPacket;
      case Added.Overlaps:
        this.#refuse(datagram);
        return Reason.MalformedPacket;
      case Added.Waits:
        datagram.frames += 1 + p.heldFrames;
        this.#shedUntilWithinLimits();
        return Outcome.Held;
    }
  }

  /** Gives up what waited too long and forgets what was whole. */
  expire(timeMicros: number): void {
    for (const datagram of this.#waiting) {
      if (!isPast(timeMicros, datagram.timeMicros, this.#limits.fragmentMicros)) break;
      this.#giveUp(datagram);
    }
    for (const datagram of this.#whole) {
      if (!isPast(timeMicros, datagram.wholeAt ?? timeMicros, DUPLICATE_MICROS)) break;
      this.#whole.delete(datagram);
      this.#unlink(datagram);
    }
  }

  /** End of the capture: what waits is given up. */
  finish(): void {
    for (const datagram of this.#waiting) this.#giveUp(datagram);
    for (const datagram of this.#whole) this.#unlink(datagram);
    this.#whole.clear();
  }

  /** The datagram that `p` belongs to; one that outlived its time is given up here, so that its number can be used again. */
  #find(p: Packet): FragmentedDatagram | undefined {
    let datagram = this.#buckets.get(this.#hash(p));
    while (datagram !== undefined && !datagram.isSame(p)) datagram = datagram.next;
    if (datagram === undefined) return undefined;
    if (datagram.wholeAt !== undefined && isPast(p.timeMicros, datagram.wholeAt, DUPLICATE_MICROS)) {
      this.#whole.delete(datagram);
      this.#unlink(datagram);
      return undefined;
    }
    if (datagram.wholeAt === undefined && isPast(p.timeMicros, datagram.timeMicros, this.#limits.fragmentMicros)) {
      this.#giveUp(datagram);
      return undefined;
    }
    return datagram;
  }

  #start(p: Packet): FragmentedDatagram {
    const hash = this.#hash(p);
    const datagram = new FragmentedDatagram(hash, p);
    datagram.next = this.#buckets.get(hash);
    this.#buckets.set(hash, datagram);
    this.#waiting.add(datagram);
    return datagram;
  }

  #finishWhole(datagram: FragmentedDatagram, p: Packet): void {
    datagram.assembleInto(p);
    datagram.wholeAt = p.timeMicros;
    this.#bytes -= datagram.cost;
    datagram.release();
    this.#waiting.delete(datagram);
    this.#whole.add(datagram);
    if (this.#whole.size > this.#limits.fragmentedDatagrams) {
      for (const oldest of this.#whole) {
        this.#whole.delete(oldest);
        this.#unlink(oldest);
        break;
      }
    }
  }

  /** RFC 5722 §4: overlapping IPv6 fragments refuse the datagram, those still to come included. It stays known for its time. */
  #refuse(datagram: FragmentedDatagram): void {
    this.#reportLost(datagram, Reason.MalformedPacket);
    this.#bytes -= datagram.cost;
    datagram.release();
    datagram.isRefused = true;
    datagram.frames = 0;
  }

  #shedUntilWithinLimits(): void {
    for (const oldest of this.#waiting) {
      if (this.#bytes <= this.#limits.fragmentBytes && this.#waiting.size <= this.#limits.fragmentedDatagrams) return;
      this.#shed.fragments += oldest.frames;
      this.#giveUp(oldest);
    }
  }

  #giveUp(datagram: FragmentedDatagram): void {
    this.#reportLost(datagram, Reason.FragmentIncomplete);
    this.#bytes -= datagram.cost;
    this.#waiting.delete(datagram);
    this.#unlink(datagram);
  }

  #reportLost(datagram: FragmentedDatagram, reason: Reason): void {
    if (datagram.frames === 0) return;
    this.#sink.onGivenUp(reason, datagram.frames, datagram.first);
  }

  #unlink(datagram: FragmentedDatagram): void {
    const first = this.#buckets.get(datagram.hash);
    if (first === datagram) {
      if (datagram.next === undefined) this.#buckets.delete(datagram.hash);
      else this.#buckets.set(datagram.hash, datagram.next);
      return;
    }
    for (let at = first; at !== undefined; at = at.next) {
      if (at.next === datagram) at.next = datagram.next;
    }
  }

  #hash(p: Packet): number {
    let hash = stirAddress(this.#seed, p.addresses, p.sourceAddress, p.addressLength);
    hash = stirAddress(hash, p.addresses, p.destinationAddress, p.addressLength);
    return stir(hash, p.identification);
  }
}

/** More than `micros` lie between the two, whichever way a clock jumped. */
function isPast(now: number, then: number, micros: number): boolean {
  return Math.abs(now - then) > micros;
}
