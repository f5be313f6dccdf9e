import { expect, test } from 'vitest';
import { oneSidedCapture } from '../../../../collector/findings/rules/one-sided-capture.ts';
import type { PairFacts } from '../../../../collector/findings/traffic-facts.ts';
import { pair, traceFacts } from '../../../support/trace-facts.ts';

const check = (...pairs: PairFacts[]) => oneSidedCapture.check(traceFacts({ traffic: { pairs } }));
const requests = { requests: 20, acks: 4, responses: 0, firstRequest: 7 };
const responses = { requests: 0, acks: 0, responses: 0, orphanResponses: 20, firstResponse: 9 };

test('requests and ACKs without one response', () => {
  const found = check(pair('10.0.0.1', '10.0.0.2', requests), pair('10.0.0.3', '10.0.0.4'));
  expect(found).toMatchObject([{ severity: 'warning', confidence: 'high', evidence: [7] }]);
  expect(found[0].message).toContain('Only requests were captured of 10.0.0.1 → 10.0.0.2');
  expect(found[0].unknown).toContain('no reply');
});

test('responses without one request', () => {
  const found = check(pair('10.0.0.1', '10.0.0.2', responses));
  expect(found).toMatchObject([{ evidence: [9] }]);
  expect(found[0].message).toContain('Only responses were captured of 10.0.0.2 → 10.0.0.1');
});

test('many ways are counted', () => {
  const found = check(...Array.from({ length: 7 }, (_, i) => pair(`10.0.1.${i}`, '10.0.0.2', requests)));
  expect(found[0].message).toContain('and 2 other ways');
});

test.each<[string, Partial<PairFacts>]>([
  ['requests and responses', {}],
  ['requests to a host that is down: no ACK proves an answer', { ...requests, acks: 0 }],
  ['two requests', { ...requests, requests: 2 }],
  ['some responses of before the capture began', { orphanResponses: 20 }],
  ['three responses of before the capture began', { ...responses, orphanResponses: 3 }],
])('not told: %s', (_, what) => {
  expect(check(pair('10.0.0.1', '10.0.0.2', what))).toEqual([]);
});
