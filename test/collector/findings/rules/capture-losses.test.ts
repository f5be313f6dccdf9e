import { expect, test } from 'vitest';
import { captureLosses } from '../../../../collector/findings/rules/capture-losses.ts';
import { point, traceFacts } from '../../../support/trace-facts.ts';

test('frames that were dropped, messages that are cut, holes in streams are told apart', () => {
  const found = captureLosses.check(
    traceFacts({ framesLost: 12, traffic: { truncated: 3, firstTruncated: 8, holes: 1, firstHole: 9 } }),
  );
  expect(found.map(one => one.message)).toEqual([
    '12 frames never reached this capture: the kernel, the interface or the disk dropped them.',
    '3 of 100 messages are cut: the capture kept only the beginning of their frames, or they end early.',
    '1 message follows a hole in its TCP stream: segments were not captured.',
  ]);
  expect(found.map(one => one.evidence)).toEqual([[], [8], [9]]);
  expect(found.every(one => one.severity === 'notice')).toBe(true);
});

test('a capture of which nobody counted a loss is not spoken of', () => {
  expect(captureLosses.check(traceFacts())).toEqual([]);
});

test('what the bounds of counting left out is told', () => {
  const found = captureLosses.check(traceFacts({ traffic: { refused: 3 } }));
  expect(found).toMatchObject([{ severity: 'notice', evidence: [] }]);
  expect(found[0].message).toContain('3 times a host, a pair of hosts or a registration');
});

test('duplicates are no losses', () => {
  expect(captureLosses.check(traceFacts({ traffic: { points: [point('eth0', { ownDuplicates: 90 })] } }))).toEqual([]);
});
