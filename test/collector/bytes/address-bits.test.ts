import { expect, test } from 'vitest';
import { addressBits } from '../../../collector/bytes/address-bits.ts';

test('IPv4 is 32 bits, IPv6 128, however it is written', () => {
  expect(addressBits('10.1.2.255')).toBe(0x0a0102ffn);
  expect(addressBits('2001:db8::7')).toBe(0x20010db8000000000000000000000007n);
  expect(addressBits('2001:0DB8:0:0:0:0:0:7%eth0')).toBe(addressBits('2001:db8::7'));
  expect([addressBits('::'), addressBits('::1'), addressBits('1::')]).toEqual([0n, 1n, 1n << 112n]);
  expect(addressBits('::ffff:10.0.0.7')).toBe(0xffff0a000007n);
});

test('anything else is none', () => {
  for (const text of ['', '10.0.0', '10.0.0.256', 'host', ':::', '1:2:3']) expect(addressBits(text)).toBeUndefined();
});
