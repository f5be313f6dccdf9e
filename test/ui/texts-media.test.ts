import { expect, test } from 'vitest';
import { mediaTexts } from '../../ui/texts-media.ts';

test('a chart of one direction is said as one', () => {
  expect(mediaTexts.course.summary('Jitter', '1 ms', '')).toBe('Jitter: there 1 ms');
  expect(mediaTexts.course.summary('Jitter', '1 ms', '2 ms')).toBe('Jitter: there 1 ms, back 2 ms');
});
