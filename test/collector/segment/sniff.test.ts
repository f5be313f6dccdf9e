import { expect, test } from 'vitest';
import { describeBytes } from '../../../collector/segment/sniff.ts';

test('archives are named, with the way to unpack them', () => {
  expect(describeBytes(Buffer.from('PK\x03\x04....'))).toEqual({
    what: ' but a zip archive',
    hint: 'Unpack it (unzip) and open the capture in it.',
  });
  expect(describeBytes(Buffer.from('28b52ffd00', 'hex')).hint).toBe('Pipe it in: zstdcat FILE | sipscope -');
});

test('other capture formats are named, with the way to convert them', () => {
  expect(describeBytes(Buffer.from('snoop\0\0\0\0\0\0\x02'))).toEqual({
    what: ' but a Solaris snoop capture',
    hint: 'Convert it with Wireshark: editcap -F pcapng IN OUT.pcapng',
  });
});

test('text is called text', () => {
  expect(describeBytes(Buffer.from('INVITE sip:bob@example.com SIP/2.0\r\n')).what).toBe(' but text');
});

test('of other bytes nothing is claimed', () => {
  expect(describeBytes(Buffer.from([0, 1, 2, 3])).what).toBe('');
  expect(describeBytes(Buffer.alloc(0)).what).toBe('');
});
