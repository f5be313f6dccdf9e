import { expect, test } from 'vitest';
import { contactBehindNat } from '../../../../collector/findings/rules/contact-behind-nat.ts';
import type { TrafficFacts } from '../../../../collector/findings/traffic-facts.ts';
import {
  pair,
  type RegistrationCase,
  registration,
  second,
  type TryCase,
  traceFacts,
} from '../../../support/trace-facts.ts';

const phone: TryCase = { at: 0, code: 200, source: '198.18.7.7:61000', contact: '<sip:alice@192.168.1.5:5060>' };
const quiet = pair('198.18.7.7', '10.0.0.2', { lastTime: second(10), longestQuiet: 0 });
const check = (one: Partial<TryCase> = {}, what: RegistrationCase = {}, traffic: Partial<TrafficFacts> = {}) =>
  contactBehindNat.check(
    traceFacts({
      registrations: [registration([{ ...phone, ...one }], { captureEnd: 500, ...what })],
      traffic: { pairs: [quiet], ...traffic },
    }),
  );

test('a private contact from a public address, registered for longer than a NAT remembers, and nothing else', () => {
  const found = check();
  expect(found).toMatchObject([{ severity: 'notice', confidence: 'medium', evidence: [0, 1], leg: 7 }]);
  expect(found[0].message).toContain(
    'registers 192.168.1.5 from behind a NAT (198.18.7.7:61000) for 600 s, and for 8 min 10 s nothing kept',
  );
});

test('a NAT between two private networks is known by the Via of the phone', () => {
  const request = 'Via: SIP/2.0/UDP 192.168.1.5:5060;branch=z9hG4bK1\nContact: <sip:alice@192.168.1.5>\nExpires: 600';
  const quietInside = pair('10.9.9.9', '10.0.0.2', { lastTime: second(10), longestQuiet: 0 });
  expect(check({ source: '10.9.9.9:61000', request }, {}, { pairs: [quietInside] })).toHaveLength(1);
  expect(
    check(
      { source: '10.9.9.9:61000', request: request.replace('UDP 192.168.1.5', 'UDP 10.9.9.9') },
      {},
      { pairs: [quietInside] },
    ),
  ).toEqual([]);
});

const short = '<sip:alice@192.168.1.5:5060>;expires=60';
test.each<[string, Partial<TryCase>, RegistrationCase?, Partial<TrafficFacts>?]>([
  ['CRLF or STUN was seen', {}, {}, { keepAlives: 3 }],
  [
    'the server sends OPTIONS every minute',
    {},
    {},
    { pairs: [pair('198.18.7.7', '10.0.0.2', { lastTime: second(480), longestQuiet: 60_000_000 })] },
  ],
  ['registered for a minute', { contact: short, response: `Contact: ${short}` }],
  ['over TCP, whose connection stays', { transport: 'TCP' }],
  ['a contact that is the source', { contact: '<sip:alice@198.18.7.7:61000>' }],
  ['a phone in the same private network', { source: '10.0.0.1:5060', contact: '<sip:alice@192.168.1.5>' }],
  ['a capture of two minutes', {}, { captureEnd: 120 }],
  [
    'outbound, which names the flow',
    { request: 'Supported: path, outbound\nContact: <sip:alice@192.168.1.5>;reg-id=1\nExpires: 600' },
  ],
  ['not registered', { code: 403 }],
])('not told: %s', (_, one, what, traffic) => {
  expect(check(one, what, traffic)).toEqual([]);
});
