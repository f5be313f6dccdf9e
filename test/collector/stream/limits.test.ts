import { expect, test } from 'vitest';
import { DEFAULT_STREAM_LIMITS, makeStreamShed, StreamBudget } from '../../../collector/stream/limits.ts';

test('what is not stated is the default', () => {
  expect(new StreamBudget({ heldBytes: 7 }).limits).toEqual({ ...DEFAULT_STREAM_LIMITS, heldBytes: 7 });
});

test('bytes are taken up to the limit, and what is refused is counted', () => {
  const budget = new StreamBudget({ heldBytes: 10 });
  expect([budget.take(6), budget.take(5), budget.take(4)]).toEqual([true, false, true]);
  expect(budget).toMatchObject({ heldBytes: 10, shed: { 'bytes of unfinished stream messages': 5 } });
  budget.give(6);
  expect(budget.heldBytes).toBe(4);
});

test('nothing was shed at the beginning', () => {
  expect(Object.values(makeStreamShed())).toEqual([0, 0, 0, 0]);
});
