import { expect, test } from 'vitest';
import { START_STATE } from '../../../ui/state/app-state.ts';
import { errandName, errandOf } from '../../../ui/state/errands.ts';
import { reduce } from '../../../ui/state/reduce.ts';

const PROBLEM = { code: 'SIPA_X', message: 'no', hint: '' };

test('an errand of one capture is none of another', () => {
  const state = reduce(START_STATE, { type: 'errand', name: errandName('stop', 'a') });
  expect(errandOf(state, 'stop', 'a').isBusy).toBe(true);
  expect(errandOf(state, 'stop', 'b').isBusy).toBe(false);
});
test('what was refused stays until it is tried again, what was done leaves nothing', () => {
  const name = errandName('record');
  const refused = reduce(START_STATE, { type: 'errand-refused', name, problem: PROBLEM });
  expect(errandOf(refused, 'record')).toEqual({ isBusy: false, problem: PROBLEM });
  const again = reduce(refused, { type: 'errand', name });
  expect(errandOf(again, 'record')).toEqual({ isBusy: true, problem: undefined });
  expect(reduce(again, { type: 'errand-done', name }).errands.size).toBe(0);
});
