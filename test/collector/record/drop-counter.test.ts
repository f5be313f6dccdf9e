import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDropLine, startDropCounter } from '../../../collector/record/drop-counter.ts';

const hasPerl = spawnSync('perl', ['-e', '1']).status === 0;

test('a line of the counter says what was dropped', () => {
  expect(readDropLine('drops 120 7')).toBe(7);
  expect(readDropLine('dropped 120 7')).toBeUndefined();
  expect(readDropLine('drops 120 7 more')).toBeUndefined();
});

test.skipIf(!hasPerl)('what is no packet socket is not counted', async () => {
  const counter = startDropCounter(openSync('/dev/null', 'r+'));
  const [code]: unknown[] = await once(counter, 'exit');
  expect(code).toBe(1);
});
