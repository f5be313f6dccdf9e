import { expect, test } from 'vitest';
import type { ShownMessage } from '../../../../ui/ladder/shown.ts';
import { LadderShaping } from '../../../../ui/pages/call/ladder-shaping.ts';
import { START_VIEW } from '../../../../ui/state/ladder-view.ts';
import { FakeHost } from '../../../support/ui-host.ts';
import { ladder, ladderMessage } from '../../../support/ui-ladder.ts';

const copies = [{ index: 9, time: 1, point: 'eth1' }];
const again = { retransmission: true, retransmissionOf: 0 };
const diagram = {
  ...ladder(0),
  rows: [ladderMessage(0, { duplicates: 1, copies }), ladderMessage(1, again), ladderMessage(2, again)],
};
const input = { diagram, view: START_VIEW, sessions: [] };
const shaping = () => new LadderShaping(new FakeHost(), () => input);
const messages = (of: LadderShaping): readonly ShownMessage[] =>
  of.shown.rows.flatMap(row => (row.type === 'message' ? [row] : []));
const indexes = (of: LadderShaping): readonly number[] => messages(of).map(row => row.index);

test('a ladder is shaped once as long as nothing changed', () => {
  const one = shaping();
  expect(one.shown).toBe(one.shown);
});
test('retransmissions and sightings of one message unfold each by themselves', () => {
  const one = shaping();
  expect(indexes(one)).toEqual([0, 1]);
  one.toggleCopies(0);
  expect(indexes(one)).toEqual([0, 9, 1]);
  one.toggleRepeats(0);
  expect(indexes(one)).toEqual([0, 9, 1, 2]);
  one.toggleCopies(0);
  expect(indexes(one)).toEqual([0, 1, 2]);
});
test('the selected row unfolds, and a sighting folds into the message that it is of', () => {
  const one = shaping();
  expect(one.unfold(messages(one)[0], true)).toBe(true);
  const sighting = messages(one)[1];
  expect([sighting?.copyOf, one.unfold(sighting, true)]).toEqual([0, false]);
  expect(one.unfold(sighting, false)).toBe(true);
  expect(indexes(one)).toEqual([0, 1]);
  expect(one.unfold(messages(one)[1], false)).toBe(true);
  expect(indexes(one)).toEqual([0, 1, 2]);
  expect(one.unfold(undefined, false)).toBe(false);
});
