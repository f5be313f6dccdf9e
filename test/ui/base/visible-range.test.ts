import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isAtEnd,
  MAX_SCROLL,
  maxTop,
  positionAt,
  scrolled,
  scrollHeight,
  topShowing,
  visibleRange,
} from '../../../ui/base/visible-range.ts';

const size = (total: number, view = 520) => ({ rowHeight: 26, total, view });

describe('the rows on screen', () => {
  test('begin with the row that the top edge cuts and end with the one that the foot cuts', () => {
    expect(visibleRange(size(1000), 30)).toEqual({ first: 1, end: 22 });
  });
  test('have overscan at both ends, within the list', () => {
    expect(visibleRange(size(1000), 0, 5)).toEqual({ first: 0, end: 25 });
    expect(visibleRange(size(1000), maxTop(size(1000)), 5)).toEqual({ first: 975, end: 1000 });
  });
  test('are none of an empty list or in a view without height', () => {
    expect(visibleRange(size(0), 0)).toEqual({ first: 0, end: 0 });
    expect(visibleRange(size(10, 0), 0)).toEqual({ first: 0, end: 0 });
  });
  test('are never more than fit, however long the list', () => {
    fc.assert(
      fc.property(
        fc.nat(5_000_000),
        fc.nat(2000),
        fc.double({ min: -1e6, max: 2e8, noNaN: true }),
        (total, view, top) => {
          const { first, end } = visibleRange(size(total, view), top);
          expect(first).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(total);
          expect(end - first).toBeLessThanOrEqual(Math.ceil(view / 26) + 1);
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('the scroll area', () => {
  test('is as long as a list of 100,000 rows, pixel by pixel', () => {
    expect(scrollHeight(size(100_000))).toBe(2_600_000);
    expect(scrolled(size(100_000), { top: 0, scroll: 0 }, 12_345)).toEqual({ top: 12_345, scroll: 12_345 });
  });
  test('of a million rows stays within what a browser can draw', () => {
    expect(scrollHeight(size(1_000_000))).toBe(MAX_SCROLL);
  });
  test('of a million rows moves pixel by pixel under the wheel', () => {
    const from = positionAt(size(1_000_000), 10_000_000);
    const to = scrolled(size(1_000_000), from, from.scroll + 100);
    expect(to.top).toBeCloseTo(10_000_100, 6);
  });
  test('of a million rows moves in proportion under the thumb', () => {
    const middle = scrolled(size(1_000_000), { top: 0, scroll: 0 }, (MAX_SCROLL - 520) / 2);
    expect(visibleRange(size(1_000_000), middle.top).first).toBeCloseTo(500_000, -2);
  });
  test('reaches the first and the last row of any list', () => {
    for (const total of [1, 20, 21, 1000, 153_846, 153_847, 1_000_000, 50_000_000]) {
      const end = scrollHeight(size(total)) - 520;
      const last = scrolled(size(total), { top: 5, scroll: 5 }, Math.max(0, end));
      expect(visibleRange(size(total), last.top).end).toBe(total);
      expect(isAtEnd(size(total), last.top)).toBe(true);
      expect(scrolled(size(total), last, 0).top).toBe(0);
    }
  });
  test('and the list agree: where a list stands is where its thumb leads back to', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200_000, max: 9_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, part) => {
          const from = positionAt(size(total), part * maxTop(size(total)));
          expect(scrolled(size(total), { top: 0, scroll: -1e9 }, from.scroll).top).toBeCloseTo(from.top, 2);
        },
      ),
      { seed: 2, numRuns: 300 },
    );
  });
});

describe('showing a row', () => {
  test('does not move the list when the row is in view', () => {
    expect(topShowing(size(1000), 260, 12)).toBe(260);
  });
  test('moves by the shortest way when it is above or below', () => {
    expect(topShowing(size(1000), 260, 3)).toBe(78);
    expect(topShowing(size(1000), 0, 20)).toBe(26);
  });
});
