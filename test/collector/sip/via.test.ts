import { expect, test } from 'vitest';
import { readVia } from '../../../collector/sip/via.ts';

test('a Via falls into transport, sent-by and parameters', () => {
  expect(readVia('SIP/2.0/UDP host.example:5061;rport=4000;received=192.0.2.1;branch=z9hG4bK7')).toMatchObject({
    protocol: 'SIP',
    version: '2.0',
    transport: 'UDP',
    host: 'host.example',
    port: 5061,
    branch: 'z9hG4bK7',
    problems: [],
  });
});

test('blanks may stand around slashes, colon and equals signs', () => {
  expect(readVia('SIP /  2.0 / TCP   spindle.example : 5060 ; branch  =   z9hG4bK9')).toMatchObject({
    transport: 'TCP',
    host: 'spindle.example',
    port: 5060,
    branch: 'z9hG4bK9',
    problems: [],
  });
});

test('an IPv6 sent-by and received are read with brackets, received also without', () => {
  expect(readVia('SIP/2.0/UDP [2001:db8::9:1]:5062;received=[2001:db8::9:255];branch=z9hG4bK1')).toMatchObject({
    host: '[2001:db8::9:1]',
    port: 5062,
    problems: [],
  });
  expect(readVia('SIP/2.0/UDP [2001:db8::9:1];received=2001:db8::9:255').problems).toEqual([]);
});

test('a Via without branch is one of RFC 2543, not an error', () => {
  expect(readVia('SIP/2.0/TCP sip33.example.com')).toMatchObject({ branch: '', problems: [] });
});

test.each([
  ['', 'does not begin with SIP/2.0'],
  ['SIP/3.0/UDP a', 'does not begin with SIP/2.0'],
  ['HTTP/2.0/UDP a', 'does not begin with SIP/2.0'],
  ['SIP/2.0/UDP', 'the host is missing'],
  ['SIP/2.0/UDP a:b', 'the port "b"'],
  ['SIP/2.0/UDP a b', 'no host name'],
  ['SIP/2.0/UDP a;branch=z9hG4bK', 'identifies no transaction'],
  ['SIP/2.0/UDP a;received=host', 'no IP address'],
  ['SIP/2.0/UDP a;ttl=256', 'ttl=256'],
  ['SIP/2.0/UDP a;rport=70000', 'rport=70000'],
  ['SIP/2.0/UDP a;;', '2 empty parameters'],
])('"%s" is told: %s', (value, problem) => {
  expect(readVia(value).problems.join('\n')).toContain(problem);
});
