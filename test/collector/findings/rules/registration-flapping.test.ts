import { expect, test } from 'vitest';
import { registrationFlapping } from '../../../../collector/findings/rules/registration-flapping.ts';
import { registration, type TryCase, traceFacts } from '../../../support/trace-facts.ts';

const check = (tries: readonly TryCase[]) =>
  registrationFlapping.check(traceFacts({ registrations: [registration(tries)] }));
const every = (seconds: number, count: number, what: (i: number) => Partial<TryCase> = () => ({})): TryCase[] =>
  Array.from({ length: count }, (_, i) => ({ at: i * seconds, code: 200, ...what(i) }));

test('every 8 s though it was granted 600 s', () => {
  const found = check(every(8, 10));
  expect(found).toMatchObject([{ severity: 'warning', confidence: 'high', leg: 7 }]);
  expect(found[0].message).toBe(
    'sip:alice@example.com from 10.0.0.1:5060 registered 10 times in 1 min 12 s, though it was granted 600 s.',
  );
});

test('another contact each time', () => {
  const found = check(every(60, 8, i => ({ contact: `<sip:alice@10.0.0.1:${5060 + i}>` })));
  expect(found[0].message).toContain('with 8 contacts, another one nearly each time');
});

test('registered and removed in turn', () => {
  const found = check(every(60, 8, i => (i % 2 === 0 ? {} : { request: 'Contact: <sip:alice@10.0.0.1>\nExpires: 0' })));
  expect(found[0].message).toContain('removed its registration 4 times');
});

test('bindings of 20 s are a notice', () => {
  const short = {
    request: 'Contact: <sip:alice@10.0.0.1>\nExpires: 20',
    response: 'Contact: <sip:alice@10.0.0.1>;expires=20',
  };
  expect(check(every(18, 8, () => short))).toMatchObject([{ severity: 'notice' }]);
});

test.each<[string, readonly TryCase[]]>([
  ['a refresh at half time', every(300, 10)],
  ['a REGISTER every 30 s to keep a NAT open', every(30, 20)],
  ['two phones of one user', every(8, 10, i => ({ source: `10.0.0.${i}:5060` }))],
  ['five tries after a start', every(2, 5)],
  ['tries that failed', every(8, 10, () => ({ code: 403 }))],
])('not told: %s', (_, tries) => {
  expect(check(tries)).toEqual([]);
});
