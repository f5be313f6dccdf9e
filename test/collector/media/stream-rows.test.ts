import { expect, test } from 'vitest';
import { LAST_ARRIVAL, LATE, ROW_NUMBERS, ROW_WORDS, StreamRows } from '../../../collector/media/stream-rows.ts';

test('rows are numbered from 0 and hold zeros', () => {
  const rows = new StreamRows(2);
  expect([rows.add(), rows.add()]).toEqual([0, 1]);
  expect([rows.numbers, rows.words].map(fields => fields.every(field => field === 0))).toEqual([true, true]);
});

test('what a row holds is kept when memory grows', () => {
  const rows = new StreamRows(1);
  for (let row = 0; row < 100; row++) {
    expect(rows.add()).toBe(row);
    rows.numbers[row * ROW_NUMBERS + LAST_ARRIVAL] = row + 0.5;
    rows.words[row * ROW_WORDS + LATE] = -1 - row;
  }
  const kept = Array.from({ length: 100 }, (_, row) => [
    rows.numbers[row * ROW_NUMBERS + LAST_ARRIVAL],
    rows.words[row * ROW_WORDS + LATE],
  ]);
  expect(kept).toEqual(Array.from({ length: 100 }, (_, row) => [row + 0.5, -1 - row]));
});

test('numbers and words of a row do not overlap', async () => {
  const { PacketInHand, ...layout } = await import('../../../collector/media/stream-rows.ts');
  const fields = Object.entries(layout).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && !entry[0].startsWith('ROW_'),
  );
  const places = fields.map(([, field]) => field);
  expect(new PacketInHand()).toMatchObject({ isMedia: 1 });
  expect(new Set(places).size).toBe(places.length);
  // Numbers come first: the field behind the last of them begins where words begin.
  const numbers = places.filter(field => field < ROW_NUMBERS);
  const words = places.filter(field => field >= ROW_NUMBERS);
  expect(Math.min(...words)).toBeGreaterThanOrEqual(2 * (Math.max(...numbers) + 1));
  expect(Math.max(...words)).toBeLessThan(ROW_WORDS);
});
