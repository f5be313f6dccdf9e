import { expect, test } from 'vitest';
import { readIpAddress } from '../../../collector/media/ip-address.ts';

function read(text: string): string | undefined {
  const bytes = Buffer.from(`<${text}>`);
  const into = new Uint8Array(20);
  const length = readIpAddress(bytes, 1, bytes.length - 1, into, 2);
  return length === 0 ? undefined : Buffer.from(into.subarray(2, 2 + length)).toString('hex');
}

test.each([
  ['192.0.2.1', 'c0000201'],
  ['0.0.0.0', '00000000'],
  ['255.255.255.255', 'ffffffff'],
  ['2001:db8::1', '20010db8000000000000000000000001'],
  ['::', '00000000000000000000000000000000'],
  ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
  ['fe80::', 'fe800000000000000000000000000000'],
  ['::ffff:10.0.0.1', '00000000000000000000ffff0a000001'],
  ['1:2:3:4:5:6:1.2.3.4', '00010002000300040005000601020304'],
])('%s is %s', (text, hex) => {
  expect(read(text)).toBe(hex);
});

test.each([
  '',
  'example.com',
  '10.0.0',
  '10.0.0.0.1',
  '10.0.0.256',
  '10..0.1',
  '.1.2.3',
  '1.2.3.',
  ' 1.2.3.4',
  'fe80::1%eth0',
  '1::2::3',
  'g::1',
  ':'.repeat(500),
])('%j is no address', text => {
  expect(read(text)).toBeUndefined();
});

test('nothing, at the end of the bytes or beyond, is no address', () => {
  const bytes = Buffer.from('c=IN');
  expect(readIpAddress(bytes, 4, 4, new Uint8Array(16), 0)).toBe(0);
  expect(readIpAddress(bytes, 6, 6, new Uint8Array(16), 0)).toBe(0);
});
