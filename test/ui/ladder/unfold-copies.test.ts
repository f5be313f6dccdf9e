import { expect, test } from 'vitest';
import { stands } from '../../../ui/ladder/shape.ts';
import type { ShownRow } from '../../../ui/ladder/shown.ts';
import { unfoldCopies } from '../../../ui/ladder/unfold-copies.ts';
import { ladderMessage } from '../../support/ui-ladder.ts';

const copies = [
  { index: 1, time: 1000, point: 'eth1' },
  { index: 2, time: 2000, point: '' },
];
const SEEN = ladderMessage(0, { time: 0, duplicates: 2, copies, responseTime: 5, faults: ['malformed'] });
const ROWS: readonly ShownRow[] = [SEEN, ladderMessage(3)];

test('what several points saw is one row in which every sighting stands', () => {
  const rows = unfoldCopies(ROWS, new Set());
  expect(rows).toHaveLength(2);
  const [row] = rows;
  expect([0, 1, 2, 3].map(index => row?.type === 'message' && stands(row, index))).toEqual([true, true, true, false]);
});
test('unfolded each sighting has a row with its time and its point, and what was counted is counted once', () => {
  const rows = unfoldCopies(ROWS, new Set([0]));
  expect(rows.map(row => row.type === 'message' && [row.index, row.time, row.copyOf, row.point])).toEqual([
    [0, 0, undefined, undefined],
    [1, 1000, 0, 'eth1'],
    [2, 2000, 0, ''],
    [3, ladderMessage(3).time, undefined, undefined],
  ]);
  expect(rows[1]).toMatchObject({ duplicates: 0, responseTime: undefined, faults: [] });
  expect(rows[0]).not.toHaveProperty('folded');
});
test('in a row of several sendings their sightings stay folded', () => {
  const sent = { ...SEEN, retransmission: true, folded: [0, 5], canFold: true };
  expect(unfoldCopies([sent], new Set([0]))).toEqual([expect.not.objectContaining({ copies: expect.anything() })]);
});
