import { expect, test } from 'vitest';
import { LEG_STATES } from '../../../../collector/model/leg.ts';
import { MEANING } from '../../../../ui/pages/calls/meaning.ts';

test('every state has a meaning', () => {
  expect(LEG_STATES.filter(state => MEANING[state] === undefined)).toEqual([]);
});
