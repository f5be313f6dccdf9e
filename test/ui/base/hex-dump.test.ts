import { expect, test } from 'vitest';
import { fromBase64, hexDump } from '../../../ui/base/hex-dump.ts';

test('a line has offset, sixteen bytes in two groups, and their text', () => {
  const bytes = new TextEncoder().encode('INVITE sip:b@b SIP/2.0\r\n');
  expect(hexDump(bytes)).toBe(
    [
      '0000  49 4e 56 49 54 45 20 73  69 70 3a 62 40 62 20 53  INVITE sip:b@b S',
      '0010  49 50 2f 32 2e 30 0d 0a                           IP/2.0..',
    ].join('\n'),
  );
});
test('a narrow dump has eight bytes a line', () => {
  expect(hexDump(Uint8Array.of(0, 1, 0x7e, 0x7f, 0xff, 0x41, 0x42, 0x43, 0x44), 8)).toBe(
    '0000  00 01 7e 7f ff 41 42 43  ..~..ABC\n0008  44                       D',
  );
});
test('no bytes give no line, and what is no base64 gives no bytes', () => {
  expect(hexDump(new Uint8Array())).toBe('');
  expect(fromBase64('%%%')).toHaveLength(0);
  expect([...fromBase64('AP8=')]).toEqual([0, 255]);
});
test('64 KiB are dumped with offsets that line up', () => {
  const lines = hexDump(new Uint8Array(65_536)).split('\n');
  expect(lines).toHaveLength(4096);
  expect(new Set(lines.map(line => line.length)).size).toBe(1);
});
