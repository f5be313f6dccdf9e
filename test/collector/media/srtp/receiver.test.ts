import { expect, test } from 'vitest';
import { readRtpHeader } from '../../../../collector/media/rtp-packet.ts';
import type { SrtpKey } from '../../../../collector/media/srtp/context.ts';
import { SrtpReceiver } from '../../../../collector/media/srtp/receiver.ts';
import { suiteByName } from '../../../../collector/media/srtp/suites.ts';
import { protect, srtpKey } from '../../../support/srtp-sender.ts';

const SUITE = 'AES_CM_128_HMAC_SHA1_80';

/** The packet with this extended number: its payload is the number again. */
function rtp(extended: number): Buffer {
  const packet = Buffer.alloc(16);
  packet[0] = 0x80;
  packet.writeUInt16BE(extended % 65_536, 2);
  packet.writeUInt32BE(extended * 160, 4);
  packet.writeUInt32BE(0xcafe_babe, 8);
  packet.writeUInt32BE(extended, 12);
  return packet;
}

function sealed(extended: number, key: SrtpKey): Buffer {
  return protect(rtp(extended), key, Math.floor(extended / 65_536));
}

/** The number in the payload; undefined when it was not opened. */
function open(receiver: SrtpReceiver, packet: Buffer): number | undefined {
  const header = readRtpHeader(packet);
  const opened = header && receiver.open(packet, header);
  return opened && Buffer.from(opened.payload).readUInt32BE(0);
}

test('every suite is opened', () => {
  const names = [
    'AES_CM_128_HMAC_SHA1_80',
    'AES_CM_128_HMAC_SHA1_32',
    'AES_192_CM_HMAC_SHA1_80',
    'AES_192_CM_HMAC_SHA1_32',
  ];
  for (const name of [
    ...names,
    'AES_256_CM_HMAC_SHA1_80',
    'AES_256_CM_HMAC_SHA1_32',
    'AEAD_AES_128_GCM',
    'AEAD_AES_256_GCM',
  ]) {
    expect(suiteByName(name)).toBeDefined();
    const key = srtpKey(name);
    const receiver = new SrtpReceiver([key]);
    expect([100, 101, 102].map(number => open(receiver, sealed(number, key)))).toEqual([100, 101, 102]);
    expect(receiver).toMatchObject({ opened: 3, failed: 0, used: [key] });
  }
});

test('numbers wrap around, and packets of both sides of it come in any order', () => {
  const key = srtpKey(SUITE);
  const receiver = new SrtpReceiver([key]);
  const numbers = [65_533, 65_536, 65_534, 65_537, 65_535, 65_538, 131_071, 131_072, 131_070];
  expect(numbers.map(number => open(receiver, sealed(number, key)))).toEqual(numbers);
});

test('a stream that is joined after 200 wraps is opened from its first packet on', () => {
  const key = srtpKey(SUITE);
  const receiver = new SrtpReceiver([srtpKey(SUITE, 9), key]);
  const first = 200 * 65_536 + 65_530;
  const numbers = Array.from({ length: 12 }, (_, i) => first + i);
  expect(numbers.map(number => open(receiver, sealed(number, key)))).toEqual(numbers);
  expect(receiver.used).toEqual([key]);
});

test('a new key is found when it comes into use, whether the counter goes on or begins anew', () => {
  const [first, second, third] = [1, 2, 3].map(seed => srtpKey(SUITE, seed));
  const receiver = new SrtpReceiver([first, second, third]);
  const late = 3 * 65_536 + 10;
  expect(open(receiver, sealed(late, first))).toBe(late);
  expect(open(receiver, sealed(late + 1, second))).toBe(late + 1);
  expect(open(receiver, sealed(late + 2, second))).toBe(late + 2);
  expect(open(receiver, sealed(13, third))).toBe(13);
  expect(receiver.used).toEqual([first, second, third]);
});

test('what no key opens is counted, and a key is still found after many of those', () => {
  const [known, unknown] = [1, 2].map(seed => srtpKey(SUITE, seed));
  const receiver = new SrtpReceiver([known]);
  for (let number = 0; number < 149; number++) expect(open(receiver, sealed(number, unknown))).toBeUndefined();
  expect(receiver).toMatchObject({ opened: 0, failed: 149 });
  const opened = Array.from({ length: 100 }, (_, i) => open(receiver, sealed(149 + i, known)));
  expect(opened.filter(number => number !== undefined).length).toBeGreaterThanOrEqual(50);
  expect(opened.at(-1)).toBe(248);
});

test('without keys nothing is opened', () => {
  expect(open(new SrtpReceiver([]), sealed(1, srtpKey(SUITE)))).toBeUndefined();
});

test('without authentication the likeliest key is taken, and said to be unverified', () => {
  const key = { ...srtpKey(SUITE), isAuthenticated: false };
  const packet = sealed(5, key).subarray(0, -10);
  const header = readRtpHeader(packet);
  if (header === undefined) throw new Error('no header');
  const opened = new SrtpReceiver([key, { ...key, masterKey: Buffer.alloc(16, 7) }]).open(packet, header);
  expect(opened?.isVerified).toBe(false);
  expect(opened && Buffer.from(opened.payload).readUInt32BE(0)).toBe(5);
});
