// Legs through which a B2BUA lets SDP pass: the same origin (o=, RFC 8866 §5.2), or the same media address and port, in two legs that
// live at the same time, the later of which comes from the host that the earlier one went to.
//
//   phone ── o=- 4711 … c=10.0.0.1 m=audio 8000 ──▶ B2BUA ── o=- 4711 … c=10.0.0.1 m=audio 8000 ──▶ gateway
//
// Products that write the same o= into every call, and phones that use one port for all, share values without sharing calls. So a value
// ties nobody while two calls that lie side by side begin with it, and nobody when more legs share it at once than a call has.

import { LegFlagBit } from '../model/leg.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { endOfLife, lifeOf } from '../store/leg-life.ts';
import type { LinkMarks } from '../store/link-marks.ts';
import { ChainTable } from './chain-table.ts';
import { type FoundLink, shown } from './found-link.ts';

/** What of SDP a table of carried values is about. */
export interface CarriedKind {
  readonly reason: 'sdp-origin' | 'media-address';
  readonly score: number;
  readonly hashOf: (marks: LinkMarks, mark: number) => number;
  /** The value itself, as the message of a row has it; undefined when it has none. */
  readonly valueOf: (row: number) => string | undefined;
}

interface Pair {
  readonly key: number;
  /** Indexes of legs, `parent` the earlier one, and the rows that carry the value. */
  readonly parent: number;
  readonly child: number;
  readonly rows: readonly [number, number];
  readonly isChained: boolean;
}

/** So many marks with the same hash are looked at, newest first. */
const LOOK_BACK = 32;
/** More legs at once than a call has: the value is a constant. */
const MAX_TOGETHER = 8;
const MAX_PAIRS = 500_000;

export class CarriedSdp {
  /** Pairs that a limit refused. */
  refused = 0;
  private readonly store: CallStore;
  private readonly kind: CarriedKind;
  private readonly marks = new ChainTable();
  private readonly constants = new Set<number>();
  private readonly pairs: Pair[] = [];

  constructor(store: CallStore, kind: CarriedKind) {
    this.store = store;
    this.kind = kind;
  }

  /** True when it may tie two legs. */
  add(mark: number): boolean {
    const { linkMarks, messages, legs } = this.store;
    const key = this.kind.hashOf(linkMarks, mark);
    if (key === 0 || this.constants.has(key)) return false;
    const row = linkMarks.row[mark];
    const leg = legs[messages.leg[row]];
    // Nearly every value is new: then there is nothing to gather.
    const newest = this.marks.first(key);
    if (newest < 0) {
      this.marks.add(key, mark);
      return false;
    }
    let together: Map<number, number> | undefined;
    let steps = 0;
    for (let at = newest; at >= 0 && steps < LOOK_BACK; at = this.marks.next(at), steps++) {
      const other = linkMarks.row[this.marks.value(at)];
      const index = messages.leg[other];
      if (index === leg.index || !livesTogether(this.store, legs[index], leg)) continue;
      together ??= new Map();
      together.set(index, other);
    }
    this.marks.add(key, mark);
    if (together === undefined) return false;
    if (together.size > MAX_TOGETHER) {
      this.constants.add(key);
      return true;
    }
    for (const [index, other] of together) this.addPair(key, legs[index], other, leg, row);
    return true;
  }

  /** Makes room for so many more marks. */
  reserve(marks: number): void {
    this.marks.reserve(marks);
  }

  *links(): Generator<FoundLink> {
    const byKey = new Map<number, Pair[]>();
    for (const pair of this.pairs) {
      if (this.constants.has(pair.key)) continue;
      const others = byKey.get(pair.key);
      if (others === undefined) byKey.set(pair.key, [pair]);
      else others.push(pair);
    }
    for (const pairs of byKey.values()) yield* this.linksOf(pairs);
  }

  private addPair(key: number, a: Leg, aRow: number, b: Leg, bRow: number): void {
    if (this.pairs.length === MAX_PAIRS) {
      this.refused++;
      return;
    }
    const isChain = (from: Leg, to: Leg): boolean =>
      from.index < to.index && this.store.endpoints.isSameAddress(from.destination, to.source);
    const [parent, child] = a.index < b.index ? [a, b] : [b, a];
    const rows: [number, number] = a.index < b.index ? [aRow, bRow] : [bRow, aRow];
    this.pairs.push({ key, parent: parent.index, child: child.index, rows, isChained: isChain(parent, child) });
  }

  /** All pairs of one hash. */
  private *linksOf(pairs: readonly Pair[]): Generator<FoundLink> {
    const parents = new Map<number, Set<number>>();
    for (const { parent, child, isChained } of pairs) {
      if (isChained) parents.set(child, (parents.get(child) ?? new Set()).add(parent));
    }
    // Two that nobody caused, side by side: whoever made the value makes the same one again.
    if (pairs.some(({ parent, child }) => !parents.has(parent) && !parents.has(child))) return;
    for (const pair of pairs) {
      if (!pair.isChained) continue;
      const value = this.kind.valueOf(pair.rows[0]);
      if (value === undefined || value !== this.kind.valueOf(pair.rows[1])) continue;
      const fitting = parents.get(pair.child)?.size ?? 1;
      const joins = fitting === 1;
      yield {
        reason: this.kind.reason,
        score: this.kind.score,
        detail: joins ? shown(value) : `${shown(value)}; ${fitting} legs fit equally well`,
        from: pair.parent,
        to: pair.child,
        evidence: pair.rows,
        cut: false,
        joins,
      };
    }
  }
}

/** The later one begins while the earlier one lives. Of a leg whose beginning was not seen nobody knows when that was. */
export function livesTogether(store: CallStore, one: Leg, other: Leg): boolean {
  const [first, second] = one.index < other.index ? [one, other] : [other, one];
  if ((first.flags | second.flags) & LegFlagBit.LateStart) return overlaps(store, first, second);
  return store.messages.time[second.firstMessage] <= endOfLife(store, first);
}

function overlaps(store: CallStore, one: Leg, other: Leg): boolean {
  const [a, b] = [lifeOf(store, one), lifeOf(store, other)];
  return a.from <= b.to && b.from <= a.to;
}
