import { afterEach, expect, test } from 'vitest';
import type { Micros } from '../../../server/wire/types.ts';
import { setTimeZone } from '../../../ui/base/time-zone.ts';
import { columnsInTime, isOfDays, timeCells, withDay } from '../../../ui/pages/time-columns.ts';
import type { AppState } from '../../../ui/state/app-state.ts';
import type { Column } from '../../../ui/widgets/columns.ts';
import { captureInfo } from '../../support/ui-state.ts';
import { storeWith } from '../../support/ui-store.ts';

/** 2026-01-15 23:59:59.5 UTC. */
const LATE = 1_768_521_599_500_000;
const SECOND = 1_000_000;
const WHEN: Column<{ readonly time: Micros | undefined }> = {
  id: 'when',
  title: 'When',
  from: 500,
  ...timeCells(row => row.time),
};

function reading(start: Micros, clock: Micros): AppState {
  return storeWith({ type: 'captures', captures: [captureInfo('demo', { start, clock })] }).state;
}

afterEach(() => {
  setTimeZone('UTC');
});

test('the time of day stands alone within a day, and with the day where a capture goes over midnight', () => {
  const within = columnsInTime(reading(LATE, LATE + 400_000), [WHEN])[0];
  expect([within?.width, within?.cell({ time: LATE })]).toEqual([112, '23:59:59.500']);
  const over = columnsInTime(reading(LATE, LATE + SECOND), [WHEN])[0];
  expect([over?.width, over?.cell({ time: LATE + SECOND })]).toEqual([154, '01-16 00:00:00.500']);
  expect(over?.full?.({ time: LATE })).toBe('2026-01-15 23:59:59.500000 UTC');
});
test('midnight is that of the clock the page shows', () => {
  setTimeZone('Europe/Berlin');
  expect(isOfDays(reading(LATE, LATE + SECOND))).toBe(false);
  expect(isOfDays(reading(LATE - 3600 * SECOND, LATE))).toBe(true);
});
test('nothing goes over midnight while nothing is read', () => {
  expect(isOfDays(storeWith({ type: 'captures', captures: [captureInfo('demo')] }).state)).toBe(false);
  expect(isOfDays(storeWith({ type: 'captures', captures: [] }).state)).toBe(false);
});
test('a wider column comes when there is room for it; others stay as they are', () => {
  expect(withDay(WHEN).from).toBe(542);
  expect(withDay({ ...WHEN, from: 0 }).from).toBe(0);
  const plain: Column<unknown> = { id: 'x', title: 'X', width: 9, share: 0, align: 'end', from: 0, cell: () => '' };
  expect(withDay(plain)).toBe(plain);
});
test('no time is a dash, and a time that no calendar has says so', () => {
  expect(withDay(WHEN).cell({ time: undefined })).toEqual({ text: '–', ink: 'zero' });
  expect(WHEN.full?.({ time: undefined })).toBe('');
  expect(withDay(WHEN).cell({ time: 9e18 })).toBe('invalid time');
});
