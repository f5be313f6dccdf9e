import { expect, test } from 'vitest';
import { registrationLost } from '../../../../collector/findings/rules/registration-lost.ts';
import { type RegistrationCase, registration, second, type TryCase, traceFacts } from '../../../support/trace-facts.ts';

const check = (tries: readonly TryCase[], what?: RegistrationCase) =>
  registrationLost.check(traceFacts({ registrations: [registration(tries, what)] }));

test('a binding of 600 s that nobody refreshes while the registrar is still heard', () => {
  const found = check([{ at: 0, code: 200 }], { captureEnd: 1200 });
  expect(found).toMatchObject([{ severity: 'error', confidence: 'medium', evidence: [0, 1], leg: 7 }]);
  expect(found[0].time).toBe(second(600) + 10_000);
  expect(found[0].message).toContain(
    'sip:alice@example.com from 10.0.0.1:5060 is no longer registered: it was granted 600 s, no refresh was captured, and 9 min 59 s have passed',
  );
});

test('refreshes that are not answered, or refused', () => {
  expect(
    check([
      { at: 0, code: 200 },
      { at: 300, code: 0 },
      { at: 400, code: 0 },
    ])[0],
  ).toMatchObject({ confidence: 'high', evidence: [0, 1, 2, 4] });
  expect(
    check([
      { at: 0, code: 200 },
      { at: 300, code: 403 },
    ])[0].message,
  ).toContain('its refresh was refused, the last with 403');
});

test('a phone that comes back too late each time was away in between', () => {
  const found = check(
    [0, 700, 1400].map(at => ({ at, code: 200 })),
    { captureEnd: 1500 },
  );
  expect(found).toMatchObject([{ severity: 'warning', evidence: [1, 2, 3, 4], leg: 7 }]);
  expect(found[0].message).toContain('was not registered for 3 min 19 s, in 2 gaps');
});

test('with little confidence when frames were lost meanwhile', () => {
  expect(check([{ at: 0, code: 200 }], { hasLosses: true })).toMatchObject([{ confidence: 'low' }]);
});

test.each<[string, readonly TryCase[], RegistrationCase?]>([
  [
    'refreshed in time',
    [
      { at: 0, code: 200 },
      { at: 300, code: 200 },
    ],
    { captureEnd: 800 },
  ],
  ['a capture that ends before it ran out', [{ at: 0, code: 200 }], { captureEnd: 500 }],
  ['a refresh that may be late by some seconds', [{ at: 0, code: 200 }], { captureEnd: 605 }],
  ['a registrar that is not heard any more', [{ at: 0, code: 200 }], { captureEnd: 3000, registrarHeard: 300 }],
  [
    'removed by the phone',
    [
      { at: 0, code: 200 },
      { at: 300, code: 200, request: 'Contact: <sip:alice@10.0.0.1>\nExpires: 0' },
    ],
  ],
  ['all bindings removed', [{ at: 0, code: 200, request: 'Contact: *\nExpires: 0' }]],
  ['a query without Contact', [{ at: 0, code: 200, request: 'Expires: 600' }]],
  [
    'registered from another address meanwhile',
    [
      { at: 0, code: 200 },
      { at: 500, code: 200, source: '10.0.0.5:5060' },
    ],
    { captureEnd: 1000 },
  ],
  ['never registered', [{ at: 0, code: 401 }]],
  ['nothing said of how long', [{ at: 0, code: 200, request: 'Contact: <sip:a@b>', response: 'Contact: <sip:a@b>' }]],
  [
    'a refresh under way',
    [
      { at: 0, code: 200 },
      { at: 7190, code: 0, expired: false },
    ],
  ],
])('not told: %s', (_, tries, what) => {
  expect(check(tries, what)).toEqual([]);
});
