import { expect, test } from 'vitest';
import { playTick, playTicks } from '../../../../ui/pages/streams/play-ticks.ts';

test('ticks are whole seconds or minutes, from the beginning on, and few', () => {
  expect(playTicks(11_650).map(playTick)).toEqual(['0 s', '2 s', '4 s', '6 s', '8 s', '10 s']);
  expect(playTicks(300).map(playTick)).toEqual(['0 s', '0.05 s', '0.1 s', '0.15 s', '0.2 s', '0.25 s', '0.3 s']);
  expect(playTicks(150_000).map(playTick)).toEqual(['0 s', '30 s', '1:00', '1:30', '2:00', '2:30']);
  expect(playTicks(3_600_000 * 5).map(playTick)).toEqual([
    '0 s',
    '1:00:00',
    '2:00:00',
    '3:00:00',
    '4:00:00',
    '5:00:00',
  ]);
  for (const length of [0, 1, 7, 59_999, 1e7, 1e9, 1e12]) expect(playTicks(length).length).toBeLessThanOrEqual(7);
});
