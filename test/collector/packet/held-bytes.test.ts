import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HeldBytes } from '../../../collector/packet/held-bytes.ts';

const ORIGIN = { segment: 0, frameNumber: 1, timeMicros: 0, nanos: 0, point: 0 };
const hold = (held: HeldBytes, start: number, text: string, length = text.length) =>
  held.add(start, start + length, Buffer.from(text), 0, text.length, ORIGIN);
const show = (held: HeldBytes) => held.pieces.map(piece => `${piece.start}:${piece.bytes}`);

describe('holding', () => {
  test('pieces stay sorted and what was first wins', () => {
    const held = new HeldBytes();
    expect(hold(held, 10, 'bbb')).toBe(3);
    expect(hold(held, 0, 'aaa')).toBe(3);
    expect(hold(held, 2, 'xxxxxxxxxxxxxx')).toBe(10);
    expect(show(held)).toEqual(['0:aaa', '3:xxxxxxx', '10:bbb', '13:xxx']);
    expect([held.firstStart, held.lastEnd]).toEqual([0, 16]);
  });

  test('a cut piece covers more than it has', () => {
    const held = new HeldBytes();
    expect(hold(held, 0, 'abc', 8)).toBe(8);
    expect(hold(held, 4, 'x')).toBe(0);
    expect(held.pieces[0]).toMatchObject({ start: 0, end: 8 });
  });

  test('a cut piece split by another keeps only its own bytes', () => {
    const held = new HeldBytes();
    hold(held, 2, 'M');
    hold(held, 0, 'abcd', 8);
    expect(show(held)).toEqual(['0:ab', '2:M', '3:d']);
  });

  test('bytes are copied', () => {
    const held = new HeldBytes();
    const lent = Buffer.from('lent');
    held.add(0, 4, lent, 0, 4, ORIGIN);
    lent.fill(0);
    expect(show(held)).toEqual(['0:lent']);
  });
});

test('taking gives what follows without a hole, and its cost back', () => {
  const held = new HeldBytes();
  hold(held, 5, 'cc');
  hold(held, 3, 'bb');
  hold(held, 9, 'dd');
  expect(held.takeFrom(0)).toEqual([]);
  expect(held.takeFrom(3).map(piece => piece.start)).toEqual([3, 5]);
  expect(held.takeFrom(9).length).toBe(1);
  expect([held.isEmpty, held.cost]).toEqual([true, 0]);
});

test('whatever is added, pieces are sorted, apart, and cover exactly what was added', () => {
  const additions = fc.array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 30 })), { maxLength: 30 });
  fc.assert(
    fc.property(additions, list => {
      const held = new HeldBytes();
      const first = new Map<number, string>();
      list.forEach(([start, length], i) => {
        const letter = String.fromCharCode(65 + i);
        const open = Array.from({ length }, (_, k) => start + k).filter(at => !first.has(at));
        expect(held.overlaps(start, start + length)).toBe(open.length < length);
        for (const at of open) first.set(at, letter);
        expect(hold(held, start, letter.repeat(length))).toBe(open.length);
      });
      const shown = held.pieces.flatMap(piece =>
        [...piece.bytes.toString()].map((c, k): [number, string] => [piece.start + k, c]),
      );
      expect(shown).toEqual([...first].sort(([a], [b]) => a - b));
    }),
    { seed: 20260103, numRuns: 300 },
  );
});
