// Legs to calls (SEMANTICS §5): a graph whose nodes are legs and whose edges say why two of them belong together. A call is what is
// connected by edges that join. Pure: takes edges in any order, gives the same calls whatever the order.
//
//   a ══ Session-ID ══ b ── number and time ── c ══ X-CID ══ d        one call: {a b c d}
//   a ── number and time ── b ── number and time ── c                 {a b} and {c}: a weak edge is no bridge to another one
//   a ══ Session-ID ══ b ╳ cut ╳ c                                    {a b} and {c}

import type { LinkReason } from '../model/call.ts';

export interface Edge {
  /** Any numbers that name legs. */
  readonly from: number;
  readonly to: number;
  readonly reason: LinkReason;
  readonly score: number;
  readonly cut: boolean;
  /** What its finder made of it; false when it is only shown. */
  readonly joins: boolean;
}

export interface Calls<E extends Edge> {
  /** The legs of its call by leg, ascending; a leg that is alone in its call has no entry. */
  readonly legsOf: ReadonlyMap<number, readonly number[]>;
  /** The same edges, `joins` only where they do, in order of `from`, `to` and reason. */
  readonly edges: readonly E[];
}

/** Joins two legs, but is no step of a longer way. */
const WEAK: readonly LinkReason[] = ['number-and-time'];

export function correlate<E extends Edge>(given: readonly E[]): Calls<E> {
  const edges = [...given].sort(inOrder);
  const sets = new DisjointSets();
  const weak: E[] = [];
  for (const edge of edges) {
    if (!edge.joins || edge.cut) continue;
    if (WEAK.includes(edge.reason)) weak.push(edge);
    else sets.union(edge.from, edge.to);
  }
  const taken = joinWeakly(weak, sets);
  return {
    legsOf: legsByLeg(sets),
    edges: edges.map(edge => {
      const joins = edge.joins && !edge.cut && (!WEAK.includes(edge.reason) || taken.has(edge));
      return joins === edge.joins ? edge : { ...edge, joins };
    }),
  };
}

/** Best first. What stronger edges have made one takes part in one weak edge at most. Gives those that join. */
function joinWeakly<E extends Edge>(weak: readonly E[], sets: DisjointSets): ReadonlySet<E> {
  const taken = new Set<E>();
  const bound = new Set<number>();
  for (const edge of [...weak].sort((a, b) => b.score - a.score || inOrder(a, b))) {
    const from = sets.rootOf(edge.from);
    const to = sets.rootOf(edge.to);
    if (from !== to) {
      if (bound.has(from) || bound.has(to)) continue;
      bound.add(sets.union(edge.from, edge.to));
    }
    taken.add(edge);
  }
  return taken;
}

function inOrder(a: Edge, b: Edge): number {
  if (a.from !== b.from) return a.from - b.from;
  if (a.to !== b.to) return a.to - b.to;
  if (a.reason !== b.reason) return a.reason < b.reason ? -1 : 1;
  return b.score - a.score || Number(a.cut) - Number(b.cut) || Number(b.joins) - Number(a.joins);
}

function legsByLeg(sets: DisjointSets): Map<number, readonly number[]> {
  const members = new Map<number, number[]>();
  for (const leg of sets.all()) {
    const root = sets.rootOf(leg);
    const legs = members.get(root);
    if (legs === undefined) members.set(root, [leg]);
    else legs.push(leg);
  }
  const legsOf = new Map<number, readonly number[]>();
  for (const legs of members.values()) {
    legs.sort((a, b) => a - b);
    if (legs.length > 1) for (const leg of legs) legsOf.set(leg, legs);
  }
  return legsOf;
}

/** Which legs are connected; the smallest of them stands for all. */
class DisjointSets {
  readonly #parent = new Map<number, number>();

  rootOf(leg: number): number {
    let root = leg;
    for (let next = this.#parent.get(root); next !== undefined && next !== root; next = this.#parent.get(root))
      root = next;
    // Every step of the way goes straight to the root from now on.
    for (let at = leg; at !== root; ) {
      const next = this.#parent.get(at) ?? root;
      this.#parent.set(at, root);
      at = next;
    }
    return root;
  }

  /** Gives the root of both. */
  union(a: number, b: number): number {
    const [first, second] = [this.rootOf(a), this.rootOf(b)].sort((one, other) => one - other);
    this.#parent.set(first, first);
    this.#parent.set(second, first);
    return first;
  }

  all(): Iterable<number> {
    return this.#parent.keys();
  }
}
