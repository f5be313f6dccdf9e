import { describe, expect, test } from 'vitest';
import { correlate, type Edge } from '../../../collector/track/correlate.ts';

function edge(from: number, to: number, more: Partial<Edge> = {}): Edge {
  return { from, to, reason: 'header', score: 95, cut: false, joins: true, ...more };
}
const weak = (from: number, to: number, score = 50): Edge => edge(from, to, { reason: 'number-and-time', score });

/** Calls as sorted lists of legs. */
function calls(edges: readonly Edge[]): number[][] {
  const { legsOf } = correlate(edges);
  return [...new Set([...legsOf.values()].map(legs => legs.join()))].sort().map(text => text.split(',').map(Number));
}

test('what is connected is one call; a leg alone has no entry', () => {
  expect(calls([edge(1, 2), edge(3, 2), edge(7, 8)])).toEqual([
    [1, 2, 3],
    [7, 8],
  ]);
  expect(correlate([edge(1, 2)]).legsOf.get(4)).toBeUndefined();
});

test('what is cut, or only shown, joins nothing and stays', () => {
  const { legsOf, edges } = correlate([edge(1, 2, { cut: true }), edge(2, 3, { joins: false })]);
  expect(legsOf.size).toBe(0);
  expect(edges).toMatchObject([
    { from: 1, cut: true, joins: false },
    { from: 2, joins: false },
  ]);
});

describe('a weak edge', () => {
  test('joins what stronger ones have made one, but no third', () => {
    expect(calls([edge(1, 2), weak(2, 3), edge(3, 4), weak(4, 5)])).toEqual([[1, 2, 3, 4]]);
    expect(calls([weak(1, 2), weak(2, 3)])).toEqual([[1, 2]]);
  });

  test('of the better score comes first', () => {
    expect(calls([weak(1, 2, 35), weak(2, 3, 50)])).toEqual([[2, 3]]);
  });

  test('beside a strong one is one reason more', () => {
    expect(correlate([edge(1, 2), weak(1, 2), weak(2, 3)]).edges.map(one => one.joins)).toEqual([true, true, true]);
  });
});

/** Seeded, so that a failure can be looked at again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function graph(next: () => number): Edge[] {
  const reasons = ['header', 'session-id', 'number-and-time', 'number-and-time'] as const;
  return Array.from({ length: 1 + Math.floor(next() * 30) }, () => {
    const from = Math.floor(next() * 15);
    return edge(from, from + 1 + Math.floor(next() * 5), {
      reason: reasons[Math.floor(next() * reasons.length)],
      score: 30 + Math.floor(next() * 3) * 20,
      cut: next() < 0.1,
      joins: next() < 0.9,
    });
  });
}

test('calls do not depend on the order of edges', () => {
  const next = random(1);
  for (let round = 0; round < 500; round++) {
    const edges = graph(next);
    const shuffled = edges
      .map(one => ({ one, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);
    expect(calls(shuffled)).toEqual(calls(edges));
    expect(correlate(shuffled).edges).toEqual(correlate(edges).edges);
  }
});

test('calls are disjoint, and no edge that joins leads out of one', () => {
  const next = random(2);
  for (let round = 0; round < 500; round++) {
    const { legsOf, edges } = correlate(graph(next));
    for (const one of edges) if (one.joins) expect(legsOf.get(one.from)).toBe(legsOf.get(one.to));
    for (const [leg, legs] of legsOf) {
      expect(legs).toContain(leg);
      for (const other of legs) expect(legsOf.get(other)).toBe(legs);
    }
  }
});

test('cutting an edge and taking that back changes nothing', () => {
  const next = random(3);
  for (let round = 0; round < 200; round++) {
    const edges = graph(next);
    const at = Math.floor(next() * edges.length);
    const cut = edges.map((one, i) => (i === at ? { ...one, cut: true } : one));
    const back = cut.map((one, i) => (i === at ? { ...one, cut: edges[at].cut } : one));
    expect(calls(back)).toEqual(calls(edges));
    const without = edges.filter((_, i) => i !== at);
    expect(calls(cut)).toEqual(calls(without));
  }
});
