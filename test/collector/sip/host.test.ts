import { expect, test } from 'vitest';
import { hostFault, isAddress, readHostPort } from '../../../collector/sip/host.ts';

test.each([
  ['example.com', 'example.com', undefined],
  ['example.com.:5060', 'example.com.', 5060],
  ['192.0.2.1 : 5070', '192.0.2.1', 5070],
  ['[2001:db8::1]', '[2001:db8::1]', undefined],
  ['[::ffff:192.0.2.1]:5061', '[::ffff:192.0.2.1]', 5061],
])('%s is host %s and port %s', (text, host, port) => {
  expect(readHostPort(text)).toEqual({ host, port, problems: [] });
});

test.each([
  ['', 'the host is missing'],
  ['a:b', 'the port "b" is no number'],
  ['a:70000', 'above 65535'],
  ['a:', 'the port "" is no number'],
  ['192.0.2.300', 'neither a host name nor an IPv4 address'],
  ['-a.example', 'no host name'],
  ['a_b.example', 'no host name'],
  ['2001:db8::1', 'needs square brackets'],
  ['1:2:x', 'is no host'],
  ['[2001:db8:::1]', 'no IPv6 address (RFC 5954'],
  ['[fe80::1%eth0]', 'no IPv6 address'],
  ['[2001:db8::1', 'no closing bracket'],
  ['[2001:db8::1]x', 'unexpected text "x"'],
])('"%s" is told: %s', (text, problem) => {
  const { port, problems } = readHostPort(text);
  expect(problems.join('\n')).toContain(problem);
  expect(port).toBeUndefined();
});

test('an address counts with and without brackets', () => {
  expect(['192.0.2.1', '2001:db8::1', '[2001:db8::1]', 'host', '1.2.3'].map(isAddress)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

test('a label of 64 KiB is refused without delay', () => {
  expect(hostFault('a-'.repeat(32_768))).toContain('no host name');
});
