import { expect, test } from 'vitest';
import { PacketOrder } from '../../../collector/playback/packet-order.ts';

/** What comes out, as `<missing before it>+<number>`; a restart has `!`. */
function ordered(...sequences: readonly number[]): { readonly text: string; readonly order: PacketOrder<number> } {
  const out: string[] = [];
  const order = new PacketOrder<number>((packet, missing, isRestart) =>
    out.push(`${isRestart ? '!' : ''}${missing > 0 ? `${missing}+` : ''}${packet}`),
  );
  for (const sequence of sequences) order.push(sequence, sequence);
  order.finish();
  return { text: out.join(' '), order };
}

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => (from + i) & 0xffff);

test('packets come out in the order of their numbers, also around 65,535', () => {
  expect(ordered(1, 3, 2, 4).text).toBe('!1 2 3 4');
  expect(ordered(65_534, 0, 65_535, 1).text).toBe('!65534 65535 0 1');
});

test('what came twice, or after it was given up, is dropped', () => {
  const { text, order } = ordered(1, 2, 2, 1, 3);
  expect(text).toBe('!1 2 3');
  expect(order.dropped).toBe(2);
  const late = ordered(1, ...range(3, 70), 2);
  expect(late.order).toMatchObject({ lost: 1, dropped: 1 });
});

test('a loss is told where it was', () => {
  const { text, order } = ordered(1, 2, 5, 6, 9);
  expect(text).toBe('!1 2 2+5 6 2+9');
  expect(order.lost).toBe(4);
});

test('what is missing is waited for, but not for ever', () => {
  const out: number[] = [];
  const order = new PacketOrder<number>(packet => out.push(packet));
  order.push(1, 1);
  for (const sequence of range(3, 64)) order.push(sequence, sequence);
  expect(out).toEqual([1]);
  order.push(67, 67);
  expect(out).toHaveLength(66);
});

test('numbers that have nothing to do with those before are a restart, not a loss', () => {
  const { text, order } = ordered(10, 11, 40_000, 40_001, 5, 6);
  expect(text).toBe('!10 11 !40000 40001 !5 6');
  expect(order.lost).toBe(0);
});

test('a stream without packets gives none', () => {
  expect(ordered().text).toBe('');
});
