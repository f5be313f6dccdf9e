import { expect, test } from 'vitest';
import { registrationRejected } from '../../../../collector/findings/rules/registration-rejected.ts';
import { registration, type TryCase, traceFacts } from '../../../support/trace-facts.ts';

const check = (...tries: readonly TryCase[]) =>
  registrationRejected.check(traceFacts({ registrations: [registration(tries)] }));
const asking = (seconds: number) => `Contact: <sip:alice@10.0.0.1>\nExpires: ${seconds}`;

test('403 after the credentials were sent', () => {
  const found = check({ at: 0, code: 401 }, { at: 1, code: 403, response: 'Warning: 399 r "no such account"' });
  expect(found).toMatchObject([{ severity: 'warning', evidence: [2, 3], leg: 7, confidence: 'high' }]);
  expect(found[0].message).toBe(
    '10.0.0.2:5060 refuses to register sip:alice@example.com from 10.0.0.1:5060: 403 (399 r "no such account").',
  );
});

test('refused again and again is an error', () => {
  const found = check(...[0, 60, 120, 180].map(at => ({ at, code: 404 })));
  expect(found).toMatchObject([{ severity: 'error' }]);
  expect(found[0].message).toContain('404, 4 times');
});

test('a phone that does not take Min-Expires', () => {
  const response = 'Min-Expires: 300';
  const found = check(
    { at: 0, code: 423, request: asking(60), response },
    { at: 1, code: 423, request: asking(60), response },
  );
  expect(found).toMatchObject([{ rfc: 'RFC 3261 §10.2.8' }]);
  expect(found[0].message).toContain(
    'asks for 60 s again and again, and 10.0.0.2:5060 wants 300 s at least (423, twice)',
  );
});

test.each<[string, readonly TryCase[]]>([
  [
    'a challenge and a success',
    [
      { at: 0, code: 401 },
      { at: 1, code: 200 },
    ],
  ],
  [
    'refused once, registered then',
    [
      { at: 0, code: 403 },
      { at: 60, code: 200 },
    ],
  ],
  [
    '423, and asked for longer',
    [
      { at: 0, code: 423, request: asking(60), response: 'Min-Expires: 300' },
      { at: 1, code: 200 },
    ],
  ],
  ['423 once', [{ at: 0, code: 423, request: asking(60), response: 'Min-Expires: 300' }]],
  [
    '423 for more each time',
    [
      { at: 0, code: 423, request: asking(60), response: 'Min-Expires: 300' },
      { at: 1, code: 423, request: asking(300), response: 'Min-Expires: 300' },
    ],
  ],
  ['a challenge that nobody answered', [{ at: 0, code: 401 }]],
  ['a server that is down, which is another rule’s', [{ at: 0, code: 503 }]],
  ['no answer at all', [{ at: 0, code: 0 }]],
])('not told: %s', (_, tries) => {
  expect(check(...tries)).toEqual([]);
});
