import { expect, test } from 'vitest';
import { optionsDown } from '../../../../collector/findings/rules/options-down.ts';
import type { PairFacts } from '../../../../collector/findings/traffic-facts.ts';
import { pair, probes, second, traceFacts } from '../../../support/trace-facts.ts';

const check = (pattern: string, what: Partial<PairFacts> = {}) =>
  optionsDown.check(
    traceFacts({ traffic: { pairs: [pair('10.0.0.1', '10.0.0.2', { probes: () => probes(pattern), ...what })] } }),
  );

test('a host that stops answering', () => {
  const found = check('aaaa----');
  expect(found).toMatchObject([
    { severity: 'error', confidence: 'high', time: second(120), evidence: [104, 105, 106, 107] },
  ]);
  expect(found[0].message).toBe(
    '10.0.0.2 did not answer 4 OPTIONS of 10.0.0.1 in a row, for 1 min 30 s, and has not answered since.',
  );
});

test('a host that comes back', () => {
  const found = check('aa---aa---a');
  expect(found).toMatchObject([{ severity: 'warning', evidence: [102, 103, 104, 105] }]);
  expect(found[0].message).toContain('then it answered again with 200 (twice in all)');
});

test('a host that answers calls but never OPTIONS', () => {
  expect(check('----', { responses: 5 })).toMatchObject([{ confidence: 'medium' }]);
});

test.each<[string, string, Partial<PairFacts>]>([
  ['every probe answered', 'aaaaaa', {}],
  ['answers of 404, which come from a host that lives', 'nnnnn', {}],
  ['one lost now and then', 'aa-aa-a--aa', {}],
  ['the last ones still under way', 'aaaa--?', {}],
  ['a pair without any response, whose way back may not be captured', '-----', { responses: 0 }],
  ['no OPTIONS', '', {}],
])('not told: %s', (_, pattern, what) => {
  expect(check(pattern, what)).toEqual([]);
});
