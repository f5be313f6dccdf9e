import { expect, test } from 'vitest';
import { courseRows } from '../../../../ui/pages/streams/course-table.ts';

const slice = (time: number) => ({ time, packets: 1, lost: 0, jitterMean: 0, jitterMax: 0, deltaMax: 0 });

test('slices of two streams that begin a little apart stand in one row', () => {
  const rows = courseRows([
    { sliceDuration: 1000, series: [slice(0), slice(1_000_000)] },
    { sliceDuration: 1000, series: [slice(20_000), slice(2_020_000)] },
  ]);
  expect(rows.map(row => `${row.time} ${row.slices.map(each => each?.time ?? '-').join(' ')}`)).toEqual([
    '0 0 20000',
    '1000000 1000000 -',
    '2000000 - 2020000',
  ]);
});
test('no streams are no rows', () => {
  expect(courseRows([])).toEqual([]);
});
