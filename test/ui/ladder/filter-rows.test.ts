import { expect, test } from 'vitest';
import type { LadderRow } from '../../../server/wire/types.ts';
import { filterRows } from '../../../ui/ladder/filter-rows.ts';
import { type LadderView, START_VIEW } from '../../../ui/state/ladder-view.ts';
import { ladderMessage } from '../../support/ui-ladder.ts';

const ROWS: readonly LadderRow[] = [
  ladderMessage(0, { hasSdp: true }),
  ladderMessage(1, { statusCode: 180 }),
  { type: 'gap', time: 1, duration: 6000 },
  ladderMessage(2, { method: 'OPTIONS', transaction: 2 }),
  { type: 'event', kind: 'icmp', time: 3, text: 'unreachable', message: 2 },
  { type: 'gap', time: 1, duration: 9000 },
  { type: 'seam', time: 4, leg: 5, position: 2, reasons: [], score: 0, text: 'leg 2' },
  ladderMessage(3, { statusCode: 200, leg: 5 }),
];
const left = (view: Partial<LadderView>) =>
  filterRows(ROWS, { ...START_VIEW, ...view }).map(row =>
    row.type === 'message' ? row.index : row.type === 'gap' ? row.duration : row.type,
  );

test('nothing is left out of a ladder that nobody narrows', () => {
  expect(left({})).toEqual([0, 1, 6000, 2, 'event', 9000, 'seam', 3]);
});
test('OPTIONS go with what was reported about them, and the silences around them are one', () => {
  expect(left({ isQuiet: true })).toEqual([0, 1, 9000, 'seam', 3]);
});
test('a method is that of the request, in any case', () => {
  expect(left({ methods: ['options'] })).toEqual([2, 'event']);
});
test('provisional responses, and messages without SDP', () => {
  expect(left({ isFinalOnly: true })).toEqual([0, 6000, 2, 'event', 9000, 'seam', 3]);
  expect(left({ isSdpOnly: true })).toEqual([0]);
});
test('one transaction, by one of its messages, and one leg with its seam', () => {
  expect(left({ transaction: 2 })).toEqual([2, 'event']);
  expect(left({ leg: 5 })).toEqual(['seam', 3]);
});
test('a message that is not here names no transaction', () => {
  expect(left({ transaction: 99 })).toHaveLength(8);
});
