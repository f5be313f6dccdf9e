import { expect, test } from 'vitest';
import type { LadderRow } from '../../../server/wire/types.ts';
import { foldRepeats } from '../../../ui/ladder/fold-repeats.ts';
import { ladderMessage } from '../../support/ui-ladder.ts';

const again = (index: number, ms: number): LadderRow =>
  ladderMessage(index, { time: ms * 1000, retransmission: true, retransmissionOf: 0 });
const ROWS: readonly LadderRow[] = [
  ladderMessage(0, { time: 0 }),
  again(1, 500),
  ladderMessage(2, { time: 600_000, statusCode: 100 }),
  again(3, 1500),
  again(4, 3500),
];
const NONE: ReadonlySet<number> = new Set();

test('retransmissions of one message are one row, with their number and the times that T1 doubles', () => {
  const rows = foldRepeats(ROWS, ROWS, false, NONE);
  expect(rows.map(row => (row.type === 'message' ? row.index : row.type))).toEqual([0, 1, 2]);
  expect(rows[1]).toMatchObject({ folded: [1, 3, 4], waits: [500, 1000, 2000], canFold: true });
});
test('unfolded each has its row and its own time; the first can fold them again', () => {
  const rows = foldRepeats(ROWS, ROWS, false, new Set([0]));
  expect(rows).toHaveLength(5);
  expect(rows.flatMap(row => (row.type === 'message' ? (row.waits ?? []) : []))).toEqual([500, 1000, 2000]);
  expect(rows.map(row => row.type === 'message' && row.canFold === true)).toEqual([false, true, false, false, false]);
});
test('when all are unfolded none can be folded by itself', () => {
  const rows = foldRepeats(ROWS, ROWS, true, NONE);
  expect(rows.some(row => row.type === 'message' && row.canFold === true)).toBe(false);
});
test('one retransmission alone is not folded, and knows its wait though its original is left out', () => {
  const rows = foldRepeats([again(1, 500)], ROWS, false, NONE);
  expect(rows).toMatchObject([{ index: 1, waits: [500] }]);
  expect(rows[0]).not.toHaveProperty('folded');
});
test('clocks that disagree give no time', () => {
  const rows = [ladderMessage(0, { time: 9000 }), again(1, 1)];
  expect(foldRepeats(rows, rows, false, NONE)[1]).toMatchObject({ waits: [] });
});
