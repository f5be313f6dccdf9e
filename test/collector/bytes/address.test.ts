import { expect, test } from 'vitest';
import { addressText } from '../../../collector/bytes/address.ts';

const ipv6 = (hex: string) => addressText(Buffer.from(hex.replaceAll(' ', ''), 'hex'), 0, 16);

test('an IPv4 address is dotted', () => {
  expect(addressText(Buffer.from([9, 192, 0, 2, 255]), 1, 4)).toBe('192.0.2.255');
});

test('the longest run of zero groups becomes ::, the first of equals (RFC 5952 §4.2)', () => {
  expect(ipv6('2001 0db8 0000 0000 0001 0000 0000 0001')).toBe('2001:db8::1:0:0:1');
  expect(ipv6('2001 0000 0000 0001 0000 0000 0000 0001')).toBe('2001:0:0:1::1');
  expect(ipv6('0000 0000 0000 0000 0000 0000 0000 0000')).toBe('::');
  expect(ipv6('0000 0000 0000 0000 0000 0000 0000 0001')).toBe('::1');
  expect(ipv6('fe80 0000 0000 0000 0000 0000 0000 0000')).toBe('fe80::');
});

test('a single zero group stays (RFC 5952 §4.2.2)', () => {
  expect(ipv6('2001 0db8 0000 0001 0001 0001 0001 0001')).toBe('2001:db8:0:1:1:1:1:1');
});

test('digits are lower case without leading zeros', () => {
  expect(ipv6('ABCD 00EF 0001 0002 0003 0004 0005 0006')).toBe('abcd:ef:1:2:3:4:5:6');
});

test('an IPv4-mapped address is written mixed (RFC 5952 §5)', () => {
  expect(ipv6('0000 0000 0000 0000 0000 ffff c000 0201')).toBe('::ffff:192.0.2.1');
});
