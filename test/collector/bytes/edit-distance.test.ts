import { expect, test } from 'vitest';
import { editDistance } from '../../../collector/bytes/edit-distance.ts';

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['busy', 'busy', 0],
  ['bsuy', 'busy', 1],
  ['buzy', 'busy', 1],
  ['bus', 'busy', 1],
  ['busyy', 'busy', 1],
  ['kitten', 'sitting', 3],
])('%s and %s are %i apart, either way', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});
