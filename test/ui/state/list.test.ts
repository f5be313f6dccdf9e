import { describe, expect, test } from 'vitest';
import { EMPTY_LIST, type ListState } from '../../../ui/state/app-state.ts';
import {
  isListPending,
  newRows,
  onAsked,
  onDelta,
  onPause,
  onSnapshot,
  onVisible,
  putRows,
  rowAt,
} from '../../../ui/state/list.ts';
import { callRow, callRows, snapshot } from '../../support/ui-state.ts';

const KEY = { capture: 'demo', generation: 0, filter: '', sort: '', columns: '', calls: '' };
const FAILED = { ...KEY, filter: 'state = failed' };
const asked = (key = KEY, seq = 1, list = EMPTY_LIST): ListState => onAsked(list, key, { offset: 0, limit: 150 }, seq);
const loaded = (total = 1000): ListState => onSnapshot(asked(), snapshot(1, 0, 150, total));
const delta = (rows: readonly ReturnType<typeof callRow>[], total: number, seq = 1) =>
  ({ type: 'calls-delta', seq, capture: 'demo', rows, total, all: total }) as const;

describe('a snapshot', () => {
  test('fills its window', () => {
    const list = loaded();
    expect(rowAt(list, 149)?.index).toBe(149);
    expect(rowAt(list, 150)).toBeUndefined();
    expect(list).toMatchObject({ total: 1000, all: 1000, key: KEY });
  });
  test('of another window leaves the rows of the first for scrolling back', () => {
    const list = onSnapshot(onAsked(loaded(), KEY, { offset: 400, limit: 150 }, 2), snapshot(2, 400, 150, 1000));
    expect(rowAt(list, 10)?.index).toBe(10);
    expect(rowAt(list, 420)?.index).toBe(420);
  });
  test('need not begin on a block', () => {
    const blocks = putRows(new Map(), 37, callRows(37, 120));
    const list = { ...EMPTY_LIST, blocks };
    expect([36, 37, 99, 100, 156, 157].map(index => rowAt(list, index)?.index)).toEqual([
      undefined,
      37,
      99,
      100,
      156,
      undefined,
    ]);
  });
  test('that answers an older list is dropped', () => {
    const pending = asked(FAILED, 2, loaded());
    expect(onSnapshot(pending, snapshot(1, 0, 150, 7))).toBe(pending);
  });
  test('of another filter replaces every row', () => {
    const pending = asked(FAILED, 2, loaded());
    expect(isListPending(pending)).toBe(true);
    expect(rowAt(pending, 3)).toBeDefined();
    const list = onSnapshot(pending, snapshot(2, 0, 2, 2));
    expect(isListPending(list)).toBe(false);
    expect(rowAt(list, 3)).toBeUndefined();
    expect(list.total).toBe(2);
  });
  test('with a filter error keeps the rows and tells the error', () => {
    const error = { message: 'a value is missing', position: 8, length: 0, expected: [] };
    const list = onSnapshot(asked(FAILED, 2, loaded()), snapshot(2, 0, 0, 0, { error }));
    expect(list.error).toEqual(error);
    expect(rowAt(list, 3)).toBeDefined();
  });
  test('of a shrunken list forgets the rows behind its end', () => {
    const list = onSnapshot(loaded(), snapshot(1, 0, 60, 60));
    expect(rowAt(list, 120)).toBeUndefined();
  });
});

describe('a delta', () => {
  test('changes a row in place', () => {
    const list = onDelta(loaded(), delta([callRow(3, { state: 'failed' })], 1000));
    expect(rowAt(list, 3)?.state).toBe('failed');
  });
  test('adds rows at their own index in capture order', () => {
    const list = onDelta(onSnapshot(asked(), snapshot(1, 0, 2, 2)), delta([callRow(2)], 3));
    expect(rowAt(list, 2)?.index).toBe(2);
    expect(list.total).toBe(3);
  });
  test('of a later index places rows by what is left without the generation', () => {
    const start = 3 * 2 ** 32;
    const list = onSnapshot(asked(), snapshot(1, 0, 2, 2, { rows: [callRow(start), callRow(start + 1)] }));
    const next = onDelta(list, delta([callRow(start + 1, { state: 'busy' }), callRow(start + 2)], 3));
    expect([rowAt(next, 1)?.state, rowAt(next, 2)?.index]).toEqual(['busy', start + 2]);
  });
  test('of a sorted list finds its row by id', () => {
    const sorted = { ...KEY, sort: '-pdd' };
    const list = onSnapshot(asked(sorted), snapshot(1, 0, 2, 2, { rows: [callRow(9), callRow(4)] }));
    const next = onDelta(list, delta([callRow(4, { state: 'busy' }), callRow(77)], 2));
    expect([rowAt(next, 0)?.index, rowAt(next, 1)?.state]).toEqual([9, 'busy']);
  });
});

describe('new rows', () => {
  test('are those that came since the end was seen', () => {
    const list = onDelta(loaded(1000), delta([], 1128));
    expect(newRows(list)).toBe(128);
    expect(newRows(onVisible(list, { first: 1100, end: 1128 }, true))).toBe(0);
  });
  test('are none while the list follows its end', () => {
    expect(newRows(onDelta({ ...loaded(1000), isFollowing: true }, delta([], 1128)))).toBe(0);
  });
});

describe('a paused list', () => {
  test('keeps rows and length, and counts what came', () => {
    const paused = onPause(loaded(1000), true);
    const list = onDelta(paused, delta([callRow(3, { state: 'failed' })], 1128));
    expect(rowAt(list, 3)?.state).toBe('ended');
    expect(list.total).toBe(1000);
    expect(newRows(list)).toBe(128);
  });
  test('stands still when its order changes at the server', () => {
    const list = onSnapshot(
      onPause(loaded(1000), true),
      snapshot(1, 0, 2, 1128, { rows: [callRow(900), callRow(901)] }),
    );
    expect(rowAt(list, 0)?.index).toBe(0);
  });
  test('still shows rows that are scrolled to', () => {
    const list = onSnapshot(onPause(loaded(1000), true), snapshot(2, 400, 50, 1128));
    expect(rowAt(list, 420)?.index).toBe(420);
    expect(list.total).toBe(1000);
  });
});
