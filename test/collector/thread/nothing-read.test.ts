import { expect, test } from 'vitest';
import { NOTHING_READ } from '../../../collector/thread/nothing-read.ts';

test('a capture begins loading, with every counter at zero and nothing unknown claimed', () => {
  const { state, ...counters } = NOTHING_READ;
  expect(state).toBe('loading');
  expect(Object.values(counters).every(count => count === 0)).toBe(true);
  expect(NOTHING_READ).not.toHaveProperty('bytesTotal');
});
