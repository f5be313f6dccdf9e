// Puts the fragments of SCTP user messages together (RFC 9260 §6.9): consecutive TSNs from the one with B to the one with E.
// Takes lent chunks, owns copies, forgets what waited for 30 s of capture time or when too much waits.

import type { SampleFrame } from '../model/health.ts';
import { Reason } from '../model/health.ts';
import type { Datagram } from '../model/packet.ts';
import type { PacketLimits, PacketShed } from './limits.ts';
import type { Packet } from './packet.ts';
import type { SctpAssociation } from './sctp-associations.ts';
import type { PacketSink } from './sink.ts';

/** What a fragment takes beside its bytes, so that a flood of tiny ones is bounded too. */
const OVERHEAD_BYTES = 300;
/** A message in more pieces than this is no SIP message, and looking for its ends would take ever longer. */
const MAX_FRAGMENTS = 1024;

interface Fragment {
  readonly association: SctpAssociation;
  readonly tsn: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly bytes: Buffer;
  /** Bytes behind `bytes` that the snap length cut. */
  readonly missing: number;
  readonly timeMicros: number;
  /** The frame that is given up with it; undefined when other chunks of its frame, or another fragment, account for that frame. */
  heldFrame: SampleFrame | undefined;
}

export class SctpFragments {
  readonly #sink: PacketSink;
  readonly #limits: PacketLimits;
  readonly #shed: PacketShed;
  /** In the order in which they came. */
  readonly #waiting = new Set<Fragment>();
  readonly #byAssociation = new Map<SctpAssociation, Map<number, Fragment>>();
  #bytes = 0;
  /** The first fragment of the frame at hand that waits. */
  #firstOfFrame: Fragment | undefined = undefined;

  constructor(sink: PacketSink, limits: PacketLimits, shed: PacketShed) {
    this.#sink = sink;
    this.#limits = limits;
    this.#shed = shed;
  }

  get waitingBytes(): number {
    return this.#bytes;
  }

  startFrame(): void {
    this.#firstOfFrame = undefined;
  }

  /** `isHeld`: nothing of the frame was handed on, so it ends as its fragments do. */
  endFrame(isHeld: boolean, p: Packet): void {
    if (isHeld && this.#firstOfFrame !== undefined) this.#firstOfFrame.heldFrame = p.sample();
  }

  /** Takes the chunk that `d` lends. True when it completed a message: `d` then lends the whole of it. */
  add(association: SctpAssociation, tsn: number, isFirst: boolean, isLast: boolean, p: Packet, d: Datagram): boolean {
    const bytes = Buffer.allocUnsafeSlow(d.end - d.start);
    d.bytes.copy(bytes, 0, d.start, d.end);
    const timeMicros = p.timeMicros;
    const fragment: Fragment = {
      association,
      tsn: tsn >>> 0,
      isFirst,
      isLast,
      bytes,
      missing: d.missing,
      timeMicros,
      heldFrame: undefined,
    };
    const byTsn = this.#byAssociation.get(association) ?? new Map<number, Fragment>();
    this.#byAssociation.set(association, byTsn);
    byTsn.set(fragment.tsn, fragment);
    this.#waiting.add(fragment);
    this.#bytes += bytes.length + OVERHEAD_BYTES;
    const whole = findWhole(byTsn, fragment);
    if (whole !== undefined) {
      this.#assemble(whole, d);
      return true;
    }
    this.#firstOfFrame ??= fragment;
    while (this.#bytes > this.#limits.sctpWaitingBytes) {
      const [oldest] = this.#waiting;
      this.#shed['sctp fragments']++;
      this.#giveUp(oldest);
    }
    return false;
  }

  expire(timeMicros: number): void {
    for (const fragment of this.#waiting) {
      if (Math.abs(timeMicros - fragment.timeMicros) <= this.#limits.sctpFragmentMicros) return;
      this.#giveUp(fragment);
    }
  }

  finish(): void {
    for (const fragment of this.#waiting) this.#giveUp(fragment);
  }

  #assemble(fragments: readonly Fragment[], d: Datagram): void {
    for (const fragment of fragments) this.#remove(fragment);
    // What follows a cut fragment has no place any more.
    const cut = fragments.findIndex(fragment => fragment.missing > 0);
    const usable = cut < 0 ? fragments : fragments.slice(0, cut + 1);
    d.bytes = Buffer.concat(usable.map(fragment => fragment.bytes));
    d.start = 0;
    d.end = d.bytes.length;
    d.missing = fragments.reduce((sum, one) => sum + one.bytes.length + one.missing, 0) - d.end;
    d.offset = -1;
  }

  #giveUp(fragment: Fragment): void {
    this.#remove(fragment);
    if (fragment.heldFrame !== undefined) this.#sink.onGivenUp(Reason.FragmentIncomplete, 1, fragment.heldFrame);
    if (this.#firstOfFrame === fragment) this.#firstOfFrame = undefined;
  }

  #remove(fragment: Fragment): void {
    this.#waiting.delete(fragment);
    this.#bytes -= fragment.bytes.length + OVERHEAD_BYTES;
    const byTsn = this.#byAssociation.get(fragment.association);
    byTsn?.delete(fragment.tsn);
    if (byTsn?.size === 0) this.#byAssociation.delete(fragment.association);
  }
}

/** The fragments from B to E around `fragment`, when all are there. */
function findWhole(byTsn: ReadonlyMap<number, Fragment>, fragment: Fragment): Fragment[] | undefined {
  const before: Fragment[] = [];
  for (let at = fragment; !at.isFirst; ) {
    const next = byTsn.get((at.tsn - 1) >>> 0);
    if (next === undefined || next.isLast || before.length === MAX_FRAGMENTS) return undefined;
    before.push(next);
    at = next;
  }
  const whole = [...before.reverse(), fragment];
  for (let at = fragment; !at.isLast; ) {
    const next = byTsn.get((at.tsn + 1) >>> 0);
    if (next === undefined || next.isFirst || whole.length >= MAX_FRAGMENTS) return undefined;
    whole.push(next);
    at = next;
  }
  return whole;
}
