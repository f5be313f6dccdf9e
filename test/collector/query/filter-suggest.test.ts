import { expect, test } from 'vitest';
import { nearestWord } from '../../../collector/query/filter-suggest.ts';

const STATES = ['trying', 'ringing', 'failed', 'timeout'];

test.each([
  ['faild', 'failed'],
  ['FAILED', 'failed'],
  ['rining', 'ringing'],
  ['timout', 'timeout'],
  ['tiemout', 'timeout'],
  ['xyz', undefined],
  ['', undefined],
])('%s is near to %s', (word, near) => {
  expect(nearestWord(word, STATES)).toBe(near);
});
