import { expect, test } from 'vitest';
import { pauseMillis, problemText } from '../../../collector/hep/hep-wire.ts';

test('pauses between attempts double from half a second to half a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 1000].map(pauseMillis)).toEqual([
    500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
  ]);
});

test('a problem is what the system said', () => {
  expect(problemText(new Error('connect ECONNREFUSED 127.0.0.1:1'))).toBe('connect ECONNREFUSED 127.0.0.1:1');
  expect(problemText('odd')).toBe('odd');
});
