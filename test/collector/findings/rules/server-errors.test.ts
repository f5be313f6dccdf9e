import { expect, test } from 'vitest';
import { serverErrors } from '../../../../collector/findings/rules/server-errors.ts';
import type { HostFacts } from '../../../../collector/findings/traffic-facts.ts';
import { EPOCH, host, traceFacts } from '../../../support/trace-facts.ts';

const burst = (finals: number, errors: number) => ({ start: EPOCH, finals, serverErrors: errors, messages: [3, 5] });
const check = (what: Partial<HostFacts>, headers = {}) =>
  serverErrors.check(traceFacts({ traffic: { hosts: [host('10.0.0.1'), host('10.0.0.2', what)] }, headers }));

test('most requests of a minute fail with 5xx', () => {
  const found = check({ worstMinute: burst(20, 15), finals: 100, serverErrors: 16 });
  expect(found).toMatchObject([{ severity: 'error', evidence: [3, 5], time: EPOCH }]);
  expect(found[0].message).toBe(
    '10.0.0.2 answered 15 of 20 requests within a minute with 5xx (75 %), 16 of 100 in the whole capture.',
  );
});

test('a quarter of them is a warning', () => {
  expect(check({ worstMinute: burst(60, 15) })).toMatchObject([{ severity: 'warning' }]);
});

test('503 with Retry-After', () => {
  const found = check({ first503: 9, count503: 2 }, { 9: 'Retry-After: 30' });
  expect(found).toMatchObject([{ severity: 'warning', evidence: [9], rfc: 'RFC 3261 §20.33' }]);
  expect(found[0].message).toContain('503 with Retry-After 30, twice 503 in all');
});

test.each<[string, Partial<HostFacts>]>([
  ['nine errors', { worstMinute: burst(10, 9) }],
  ['ten errors among a thousand', { worstMinute: burst(1000, 10) }],
  ['503 without Retry-After', { first503: 9, count503: 1 }],
  ['503 with Retry-After 0', { first503: 10, count503: 1 }],
  ['no errors', {}],
])('not told: %s', (_, what) => {
  expect(check(what, { 9: 'Server: x', 10: 'Retry-After: 0' })).toEqual([]);
});
