import { expect, test } from 'vitest';
import { compileAddress, readEndpoint } from '../../../collector/query/filter-address.ts';

function matches(subject: string, text: string, to?: string): boolean | undefined {
  const address = compileAddress(text, to);
  return address.ok ? address.test(subject) : undefined;
}

test.each([
  ['10.0.0.1', { address: '10.0.0.1', port: undefined }],
  ['10.0.0.1:5060', { address: '10.0.0.1', port: 5060 }],
  ['[2001:db8::1]:5060', { address: '2001:db8::1', port: 5060 }],
  ['[::1]', { address: '::1', port: undefined }],
  ['2001:db8::1', { address: '2001:db8::1', port: undefined }],
  ['', { address: '', port: undefined }],
])('%s is taken apart', (text, endpoint) => {
  expect(readEndpoint(text)).toEqual(endpoint);
});

test.each([
  ['10.1.2.3:5060', '10.1.2.3', true],
  ['10.1.2.3:5060', '10.1.2.3:5060', true],
  ['10.1.2.3:5060', '10.1.2.3:5061', false],
  ['10.1.2.3', '10.0.0.0/8', true],
  ['11.1.2.3', '10.0.0.0/8', false],
  ['10.1.2.3', '0.0.0.0/0', true],
  ['10.1.2.3', '10.1.2.2/31', true],
  ['10.1.2.4', '10.1.2.2/31', false],
  ['2001:db8::1', '2001:0db8:0:0::0001', true],
  ['[2001:db8::1]:5060', '2001:db8::/32', true],
  ['[2001:db9::1]:5060', '2001:db8::/32', false],
  ['[2001:db8::1]:5060', '[2001:db8::1]:5060', true],
  ['[2001:db8::1]:5060', '[2001:db8::1]:5061', false],
  ['10.1.2.3', '2001:db8::/32', false],
  ['10.1.2.3', '::/0', false],
  ['::ffff:10.1.2.3', '10.0.0.0/8', true],
  ['10.1.2.3', '::ffff:10.1.2.3', true],
  ['', '0.0.0.0/0', false],
  ['not-an-address:5060', '0.0.0.0/0', false],
])('%s in %s: %s', (subject, text, result) => {
  expect(matches(subject, text)).toBe(result);
});

test.each([
  ['10.0.0.5', '10.0.0.1', '10.0.0.9', true],
  ['10.0.0.10', '10.0.0.1', '10.0.0.9', false],
  ['10.0.0.1', '10.0.0.1', '10.0.0.1', true],
  ['2001:db8::5', '2001:db8::1', '2001:db8::9', true],
  ['10.0.0.5', '10.0.0.9', '10.0.0.1', undefined],
  ['10.0.0.5', '10.0.0.1', '2001:db8::9', undefined],
])('%s in %s..%s: %s', (subject, low, high, result) => {
  expect(matches(subject, low, high)).toBe(result);
});

test.each([
  'host',
  '10.0.0',
  '10.0.0.256',
  '10.0.0.0/33',
  '2001:db8::/129',
  '10.0.0.1:99999',
  '10.0.0.1:',
  '[::1]:x',
  'fe80::1%eth0',
  '',
])('%j is no address', text => {
  expect(compileAddress(text, undefined).ok).toBe(false);
});

test('networks of every size hold their first and last address and no neighbour', () => {
  const holds = (network: string, ...texts: readonly string[]): boolean[] => {
    const compiled = compileAddress(network, undefined);
    if (!compiled.ok) throw new Error(compiled.expected);
    return texts.map(compiled.test);
  };
  expect(holds('0.0.0.0/0', '0.0.0.0', '255.255.255.255')).toEqual([true, true]);
  expect(holds('10.1.2.3/32', '10.1.2.3', '10.1.2.4', '10.1.2.2')).toEqual([true, false, false]);
  expect(holds('10.1.2.3/20', '10.1.0.0', '10.1.15.255', '10.1.16.0', '10.0.255.255')).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(holds('192.0.2.7/1', '128.0.0.0', '255.255.255.255', '127.255.255.255')).toEqual([true, true, false]);
  expect(holds('10.0.0.0/8', '::ffff:10.0.0.1', '[::ffff:11.0.0.1]:5060')).toEqual([true, false]);
});

test('IPv4 by the fast way: whole texts only, numbers in range, port compared when one is asked for', () => {
  const testOf = (text: string) => {
    const compiled = compileAddress(text, undefined);
    if (!compiled.ok) throw new Error(compiled.expected);
    return compiled.test;
  };
  const any = testOf('0.0.0.0/0');
  for (const good of ['10.0.0.1', '255.255.255.255:65535', '0.0.0.0:0']) expect(any(good), good).toBe(true);
  for (const bad of ['', '10.0.0', '10.0.0.256', '10.0.0.1.2', '10..0.1', '10.0.0.1x', 'a.b.c.d', '1:2:3.4.5.6x'])
    expect(any(bad), bad).toBe(false);
  const one = testOf('10.0.0.1:5060');
  expect([one('10.0.0.1:5060'), one('10.0.0.1:5061'), one('10.0.0.1'), one('10.0.0.2:5060')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(testOf('10.0.0.1')('10.0.0.1:5060')).toBe(true);
});
