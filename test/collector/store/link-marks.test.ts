import { expect, test } from 'vitest';
import { LinkMarks } from '../../../collector/store/link-marks.ts';

test('marks keep their order while the table grows', () => {
  const marks = new LinkMarks();
  for (let row = 0; row < 5000; row++) marks.add(row * 3, row % 2, row, -row);
  expect(marks.count).toBe(5000);
  for (const at of [0, 1, 1023, 1024, 4999]) {
    expect([marks.row[at], marks.hasHeaders[at], marks.origin[at], marks.media[at] + at]).toEqual([
      at * 3,
      at % 2,
      at,
      0,
    ]);
  }
  expect(marks.refused).toBe(0);
});
