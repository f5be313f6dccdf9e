import { expect, test } from 'vitest';
import { lastTime, messagesAfter } from '../../../ui/ladder/new-messages.ts';
import { shapeLadder } from '../../../ui/ladder/shape.ts';
import { START_VIEW } from '../../../ui/state/ladder-view.ts';
import { ladder } from '../../support/ui-ladder.ts';

test('what came after the end was seen is new', () => {
  const seen = lastTime(shapeLadder(ladder(4), START_VIEW));
  expect(messagesAfter(shapeLadder(ladder(4), START_VIEW), seen)).toBe(0);
  expect(messagesAfter(shapeLadder(ladder(7), START_VIEW), seen)).toBe(3);
});
test('in a ladder that was empty everything is new', () => {
  expect(messagesAfter(shapeLadder(ladder(2), START_VIEW), lastTime(shapeLadder(ladder(0), START_VIEW)))).toBe(2);
});
