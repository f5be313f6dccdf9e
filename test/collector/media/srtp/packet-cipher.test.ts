import { describe, expect, test } from 'vitest';
import { readRtpHeader } from '../../../../collector/media/rtp-packet.ts';
import { decryptCounter, isAuthentic, openGcm } from '../../../../collector/media/srtp/packet-cipher.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const NONE = Buffer.alloc(0);

function headerOf(packet: Buffer) {
  const header = readRtpHeader(packet);
  if (header === undefined) throw new Error('no RTP');
  return header;
}

describe('RFC 7714 §16: "Gallia est omnis divisa in partes tres"', () => {
  const salt = hex('517569642070726f2071756f');
  const plain = '47616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573';
  const sealed: Readonly<Record<string, string>> = {
    '000102030405060708090a0b0c0d0e0f':
      'f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833899d7f27beb16a9152cf765ee4390cce',
    '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f':
      '32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b7aa3db36dfffd6b0f9bb7878d7a76c13',
  };

  test.each(Object.entries(sealed))('with the key %s', (key, bytes) => {
    const packet = hex(`8040f17b8041f8d35501a0b2${bytes}`);
    const keys = { encryption: hex(key), authentication: NONE, salt };
    const end = packet.length - 16;
    expect(openGcm(keys, packet, headerOf(packet), end, 0)?.toString('hex')).toBe(plain);
    expect(openGcm(keys, packet, headerOf(packet), end, 1)).toBeUndefined();
    packet[1] ^= 1;
    expect(openGcm(keys, packet, headerOf(packet), end, 0)).toBeUndefined();
  });
});

test('AES in counter mode makes the key stream of RFC 3711 appendix B.2', () => {
  const keys = {
    encryption: hex('2b7e151628aed2a6abf7158809cf4f3c'),
    authentication: NONE,
    salt: hex('f0f1f2f3f4f5f6f7f8f9fafbfcfd'),
  };
  // SSRC, rollover counter and sequence number are 0.
  const header = headerOf(hex('800000000000000000000000'));
  const stream = decryptCounter(keys, Buffer.alloc(0xff02 * 16), header, 0);
  const block = (index: number): string => stream.subarray(index * 16, index * 16 + 16).toString('hex');
  expect([0, 1, 2, 0xfeff, 0xff00, 0xff01].map(block)).toEqual([
    'e03ead0935c95e80e166b16dd92b4eb4',
    'd23513162b02d0f72a43a2fe4a5f97ab',
    '41e95b3bb0a2e8dd477901e4fca894c0',
    'ec8cdf7398607cb0f2d21675ea9ea1e4',
    '362b7c3c6773516318a077d7fc5073ae',
    '6a2cc3787889374fbeb4c81b17ba6c44',
  ]);
});

test('the tag covers the packet and the rollover counter', () => {
  const keys = { encryption: NONE, authentication: hex('cebe321f6ff7716b6fd4ab49af256a156d38baa4'), salt: NONE };
  const packet = hex('800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb');
  const end = packet.length - 10;
  expect(isAuthentic(keys, packet, end, 10, 0)).toBe(true);
  expect(isAuthentic(keys, packet, end, 10, 1)).toBe(false);
  packet[20] ^= 1;
  expect(isAuthentic(keys, packet, end, 10, 0)).toBe(false);
});
