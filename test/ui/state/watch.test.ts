import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AppState, EMPTY_LIST, START_STATE } from '../../../ui/state/app-state.ts';
import { putRows } from '../../../ui/state/list.ts';
import { START_ROUTE } from '../../../ui/state/route.ts';
import { hasHoles, isExpired, isListAwaited, nextWindow, WINDOW_LIMIT, wantedWatch } from '../../../ui/state/watch.ts';
import { callRows, captureInfo } from '../../support/ui-state.ts';

const KEY = { capture: 'demo', generation: 0, filter: '', sort: '', columns: '', calls: '' };
const state = (more: Partial<AppState>): AppState => ({ ...START_STATE, captures: [captureInfo()], ...more });

describe('what is watched', () => {
  test('is nothing while no capture is known', () => {
    expect(wantedWatch(START_STATE)).toBeUndefined();
    expect(wantedWatch(state({ captures: [] }))).toBeUndefined();
  });
  test('is nothing of a capture that is not open', () => {
    expect(wantedWatch(state({ route: { ...START_ROUTE, capture: 'gone' } }))).toBeUndefined();
  });
  test('is the start of the first capture before the table is measured', () => {
    expect(wantedWatch(state({}))).toEqual({ view: 'calls', key: KEY, window: { offset: 0, limit: 50 } });
  });
  test('of a link into a list is what lies around its row', () => {
    const route = { ...START_ROUTE, row: 12_345 };
    expect(wantedWatch(state({ route }))).toMatchObject({ window: { offset: 12_250, limit: 150 } });
  });
  test('is the rows on screen and a page each way', () => {
    const list = { ...EMPTY_LIST, key: KEY, askedKey: KEY, total: 100_000, visible: { first: 5000, end: 5040 } };
    expect(wantedWatch(state({ list }))).toMatchObject({ window: { offset: 4950, limit: 150 } });
  });
  test('is the leg on the call page', () => {
    const route = { ...START_ROUTE, page: 'call', capture: 'demo', leg: 7 } as const;
    expect(wantedWatch(state({ route }))).toEqual({ view: 'call', capture: 'demo', leg: 7 });
  });
});

describe('a window', () => {
  test('stays while half a page around the screen is covered', () => {
    const before = { offset: 4950, limit: 150 };
    expect(nextWindow(before, { first: 5000, end: 5040 }, 100_000)).toBe(before);
    expect(nextWindow(before, { first: 5060, end: 5100 }, 100_000)).not.toBe(before);
  });
  test('holds more of what lies ahead of somebody who scrolls one way', () => {
    const before = { offset: 4950, limit: 150 };
    const down = nextWindow(before, { first: 5060, end: 5100 }, 100_000);
    expect(down.offset).toBeGreaterThan(4950);
    expect(down.offset + down.limit).toBeGreaterThanOrEqual(5100 + 5 * 40);
    const up = nextWindow(before, { first: 4960, end: 5000 }, 100_000);
    expect(up.offset).toBeLessThanOrEqual(4960 - 5 * 40);
  });
  test('holds little around somebody who leaps', () => {
    expect(nextWindow({ offset: 4950, limit: 150 }, { first: 60_025, end: 60_065 }, 100_000).limit).toBeLessThan(150);
  });
  test('covers the screen and holds at most what the protocol allows', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000), fc.integer({ min: 1, max: 160 }), (first, rows) => {
        const window = nextWindow(undefined, { first, end: first + rows }, 3_000_000);
        expect(window.offset).toBeLessThanOrEqual(first);
        expect(window.offset + window.limit).toBeGreaterThanOrEqual(first + rows);
        expect(window.limit).toBeLessThanOrEqual(WINDOW_LIMIT);
        expect(nextWindow(window, { first, end: first + rows }, 3_000_000)).toBe(window);
        for (const moved of [first + rows, Math.max(0, first - rows), 2_999_999 - rows]) {
          const next = nextWindow(window, { first: moved, end: moved + rows }, 3_000_000);
          expect(next.offset).toBeLessThanOrEqual(moved);
          expect(next.offset + next.limit).toBeGreaterThanOrEqual(moved + rows);
          expect(next.limit).toBeLessThanOrEqual(WINDOW_LIMIT);
        }
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});

test('a hole is a row on screen that is not here', () => {
  const list = {
    ...EMPTY_LIST,
    total: 60,
    blocks: putRows(new Map(), 0, callRows(0, 50)),
    visible: { first: 10, end: 40 },
  };
  expect(hasHoles(state({ list }))).toBe(false);
  expect(hasHoles(state({ list: { ...list, visible: { first: 30, end: 60 } } }))).toBe(true);
  expect(hasHoles(state({ list: { ...list, total: 50, visible: { first: 30, end: 60 } } }))).toBe(false);
});

describe('a new index of a live capture', () => {
  const captures = [captureInfo('demo', { state: 'live', generation: 2 })];
  test('makes another list of the same filter and sort', () => {
    expect(wantedWatch(state({ captures }))).toMatchObject({ key: { ...KEY, generation: 2 } });
  });
  test('ends calls of the index before, and those alone', () => {
    const route = { ...START_ROUTE, page: 'call', capture: 'demo', leg: 2 ** 32 + 7 } as const;
    expect(isExpired(state({ captures, route }))).toBe(true);
    expect(wantedWatch(state({ captures, route }))).toBeUndefined();
    expect(isExpired(state({ captures, route: { ...route, leg: 2 * 2 ** 32 + 7 } }))).toBe(false);
    // Nobody knows before the captures are known.
    expect(isExpired({ ...state({ route }), captures: undefined })).toBe(false);
  });
});
test('the capture page watches what is open, even when nothing is', () => {
  const route = { ...START_ROUTE, page: 'capture' } as const;
  expect(wantedWatch(state({ captures: [], route }))).toEqual({ view: 'captures' });
});

test('a list is awaited until its rows are here, or its filter is refused', () => {
  const route = { ...START_ROUTE, filter: 'state = busy' };
  const busy = { ...KEY, filter: 'state = busy' };
  const of = (more: Partial<AppState['list']>): boolean =>
    isListAwaited(state({ route, list: { ...EMPTY_LIST, key: KEY, ...more } }));
  const error = { message: 'no', position: 0, length: 1, expected: [] };
  // Not asked for yet, on its way, here; refused, and refused before this one was asked for.
  expect([of({ askedKey: KEY }), of({ askedKey: busy }), of({ key: busy, askedKey: busy })]).toEqual([
    true,
    true,
    false,
  ]);
  expect([of({ askedKey: busy, error }), of({ askedKey: KEY, error })]).toEqual([false, true]);
  expect(isListAwaited(state({ route: { ...route, page: 'capture' } }))).toBe(false);
});
