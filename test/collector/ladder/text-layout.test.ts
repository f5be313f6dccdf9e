import { expect, test } from 'vitest';
import { layoutColumns, MIN_GAP, wrapAddress } from '../../../collector/ladder/text-layout.ts';

test('columns are as wide as their words want when there is room', () => {
  const { x } = layoutColumns(10, [15, 15, 15], [{ left: 0, right: 1, cells: 30 }], 0, 200);
  expect(x).toEqual([10, 41, 58]);
});

test('a wide arrow widens all the columns it crosses', () => {
  const { x } = layoutColumns(0, [4, 4, 4], [{ left: 0, right: 2, cells: 61 }], 0, 200);
  expect(x).toEqual([0, 31, 62]);
});

test('the widest columns shrink first', () => {
  const { x, width } = layoutColumns(0, [4, 4, 4], [{ left: 0, right: 1, cells: 60 }], 0, 50);
  expect(x[1]).toBeGreaterThan(20);
  expect((x[2] ?? 0) - (x[1] ?? 0)).toBe(17);
  expect(width).toBeLessThanOrEqual(50);
});

test('columns never get narrower than the smallest gap', () => {
  const { x, width } = layoutColumns(0, [4, 4, 4], [], 0, 10);
  expect(x).toEqual([0, MIN_GAP + 1, 2 * (MIN_GAP + 1)]);
  expect(width).toBeGreaterThan(10);
});

test('no column makes no lifeline but the start', () => {
  expect(layoutColumns(5, [], [], 0, 80).x).toEqual([5]);
});

test.each([
  ['192.0.2.1:5060', 20, ['192.0.2.1:5060']],
  ['192.0.2.1:5060', 11, ['192.0.2.1:', '5060']],
  ['aaaaaaaaaaaaaaa', 10, ['aaaaaaaaaa', 'aaaaa']],
])('%s in %i cells is %j', (text, cells, lines) => {
  expect(wrapAddress(text, cells)).toEqual(lines);
});
