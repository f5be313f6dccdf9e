// The directions of SCTP associations, and which TSNs of each were seen: a chunk that is sent again is no second message.
// A direction is known by verification tag and ports alone, for an association may use several addresses (RFC 9260 §6.4).

import type { PacketLimits, PacketShed } from './limits.ts';

/** TSNs that are remembered: what a sender may have in flight by far. A power of 2, in bits. */
const WINDOW = 4096;

/** How many of the oldest are compared when one has to go: enough to spare those that talk. */
const LOOK_AT = 64;

export class SctpAssociation {
  readonly tag: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  lastSeenMicros = 0;
  /** When the last chunk came that was new. */
  lastNewMicros = 0;
  #highest: number | undefined = undefined;
  /** A bit a TSN, modulo WINDOW: those up to `#highest` that were seen. */
  readonly #seen = new Uint32Array(WINDOW / 32);

  constructor(tag: number, sourcePort: number, destinationPort: number) {
    this.tag = tag;
    this.sourcePort = sourcePort;
    this.destinationPort = destinationPort;
  }

  /** False when this TSN was seen before, or lies so far back that it must have been. RFC 9260 §1.6: numbers wrap at 2³². */
  noteTsn(tsn: number): boolean {
    if (this.#highest === undefined) this.#highest = (tsn - 1) | 0;
    const ahead = (tsn - this.#highest) | 0;
    if (ahead <= -WINDOW) {
      // Too far back for a retransmission: the association began anew with the same tag.
      if (ahead > -16 * WINDOW) return false;
      this.#seen.fill(0);
      this.#highest = tsn | 0;
    } else if (ahead > 0) {
      this.#forget(ahead);
      this.#highest = tsn | 0;
    } else if (this.#has(tsn)) {
      return false;
    }
    this.#seen[(tsn & (WINDOW - 1)) >>> 5] |= 1 << (tsn & 31);
    return true;
  }

  #has(tsn: number): boolean {
    return (this.#seen[(tsn & (WINDOW - 1)) >>> 5] & (1 << (tsn & 31))) !== 0;
  }

  /** The window moves on by `ahead`: the bits of the TSNs that enter it are cleared. */
  #forget(ahead: number): void {
    if (ahead >= WINDOW || this.#highest === undefined) {
      this.#seen.fill(0);
      return;
    }
    for (let i = 1; i <= ahead; i++) {
      const tsn = this.#highest + i;
      this.#seen[(tsn & (WINDOW - 1)) >>> 5] &= ~(1 << (tsn & 31));
    }
  }
}

export class SctpAssociations {
  readonly #limits: PacketLimits;
  readonly #shed: PacketShed;
  /** By tag, in the order of their first chunk. */
  readonly #byTag = new Map<number, SctpAssociation[]>();
  #count = 0;

  constructor(limits: PacketLimits, shed: PacketShed) {
    this.#limits = limits;
    this.#shed = shed;
  }

  find(tag: number, sourcePort: number, destinationPort: number, timeMicros: number): SctpAssociation {
    // Tags are random 32-bit numbers; ports only tell apart the few that collide.
    let found = this.#byTag
      .get(tag)
      ?.find(one => one.sourcePort === sourcePort && one.destinationPort === destinationPort);
    if (found === undefined) {
      found = new SctpAssociation(tag, sourcePort, destinationPort);
      this.#makeRoom();
      this.#count++;
      const present = this.#byTag.get(tag);
      if (present === undefined) this.#byTag.set(tag, [found]);
      else present.push(found);
    }
    found.lastSeenMicros = timeMicros;
    return found;
  }

  /** Of the oldest few, the one that was silent for longest goes. */
  #makeRoom(): void {
    if (this.#count < this.#limits.sctpAssociations) return;
    let oldestTag: number | undefined;
    let oldestSeen = Number.POSITIVE_INFINITY;
    let looked = 0;
    for (const [tag, bucket] of this.#byTag) {
      const seen = bucket.reduce((latest, one) => Math.max(latest, one.lastSeenMicros), 0);
      if (seen < oldestSeen) {
        oldestSeen = seen;
        oldestTag = tag;
      }
      if (++looked === LOOK_AT) break;
    }
    if (oldestTag === undefined) return;
    const gone = this.#byTag.get(oldestTag)?.length ?? 0;
    this.#byTag.delete(oldestTag);
    this.#count -= gone;
    this.#shed['sctp associations'] += gone;
  }
}
