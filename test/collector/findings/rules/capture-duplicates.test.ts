import { expect, test } from 'vitest';
import { captureDuplicates } from '../../../../collector/findings/rules/capture-duplicates.ts';
import { point, traceFacts } from '../../../support/trace-facts.ts';

const check = (messages: number, ownDuplicates: number) =>
  captureDuplicates.check(
    traceFacts({ traffic: { points: [point('eth0', { messages, ownDuplicates, firstOwnDuplicates: [1] })] } }),
  );

test('a mirror port that shows everything twice', () => {
  const found = check(200, 100);
  expect(found).toMatchObject([{ severity: 'notice', evidence: [1], confidence: 'high' }]);
  expect(found[0].message).toContain('50 % of the messages of eth0 are copies');
});

test.each([
  ['no copies', 200, 0],
  ['ten copies of twenty', 20, 10],
  ['a copy now and then', 10_000, 100],
])('not told: %s', (_, messages, own) => {
  expect(check(messages, own)).toEqual([]);
});
