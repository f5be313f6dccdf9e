import { describe, expect, test } from 'vitest';
import { readRtpHeader } from '../../../../collector/media/rtp-packet.ts';
import { SrtpContext, type SrtpKey } from '../../../../collector/media/srtp/context.ts';
import { suiteByName, suiteByProfile } from '../../../../collector/media/srtp/suites.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

function keyOf(suiteName: string, key: string, salt: string, more: Partial<SrtpKey> = {}): SrtpKey {
  const suite = suiteByName(suiteName);
  if (suite === undefined) throw new Error(`no suite ${suiteName}`);
  return {
    suite,
    masterKey: hex(key),
    masterSalt: hex(salt),
    mki: Buffer.alloc(0),
    derivationRate: 0,
    isEncrypted: true,
    isAuthenticated: true,
    ...more,
  };
}

function open(key: SrtpKey, packet: Buffer, roc = 0): string | undefined {
  const header = readRtpHeader(packet);
  if (header === undefined) throw new Error('no RTP');
  const payload = new SrtpContext(key).open(packet, header, roc);
  return payload && Buffer.from(payload).toString('hex');
}

const HEADER = '800f1234decafbadcafebabe';
const PLAIN = 'ab'.repeat(16);
const KEY = 'e1f97a0d3e018be0d64fa32c06de4139';
const SALT = '0ec675ad498afeebb6960b3aabe6';
const PACKET = hex(`${HEADER} 4e55dc4ce79978d88ca4d215949d2402 b78d6acc99ea179b8dbb`);

describe('packets that libsrtp made (its own test vectors)', () => {
  test('AES_CM_128_HMAC_SHA1_80', () => {
    expect(open(keyOf('AES_CM_128_HMAC_SHA1_80', KEY, SALT), PACKET)).toBe(PLAIN);
  });

  test('AES_256_CM_HMAC_SHA1_80', () => {
    const key = 'f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6';
    const packet = hex(`${HEADER} f1d9de17ff251ff1aa007774b0b4b40d a08d9d9a5b3a55d8873b`);
    expect(open(keyOf('AES_256_CM_HMAC_SHA1_80', key, '3b04803de51ee7c96423ab5b78d2'), packet)).toBe(PLAIN);
  });

  test('AEAD_AES_128_GCM', () => {
    const packet = hex(`${HEADER} c5002ede04cfdd2eb91159e0880aa06e d2976826f796b201df3131a127e8a392`);
    const key = keyOf('AEAD_AES_128_GCM', '000102030405060708090a0b0c0d0e0f', 'a0a1a2a3a4a5a6a7a8a9aaab');
    expect(open(key, packet)).toBe(PLAIN);
  });
});

describe('what is not authentic is not decrypted', () => {
  const key = keyOf('AES_CM_128_HMAC_SHA1_80', KEY, SALT);

  test('another rollover counter', () => {
    expect(open(key, PACKET, 1)).toBeUndefined();
  });

  test('any changed byte', () => {
    for (let at = 2; at < PACKET.length; at++) {
      const changed = Buffer.from(PACKET);
      changed[at] ^= 1;
      expect(open(key, changed)).toBeUndefined();
    }
  });

  test('a packet shorter than its tag, or without a payload that fits', () => {
    for (let length = 12; length < PACKET.length; length++)
      expect(open(key, PACKET.subarray(0, length))).toBeUndefined();
  });

  test('another key', () => {
    expect(open(keyOf('AES_CM_128_HMAC_SHA1_80', KEY.replace('e', '0'), SALT), PACKET)).toBeUndefined();
    const gcm = keyOf('AEAD_AES_256_GCM', KEY + KEY, SALT.slice(0, 24));
    expect(open(gcm, Buffer.concat([PACKET, PACKET]))).toBeUndefined();
  });
});

test('a master key identifier stands before the tag, and must be the right one', () => {
  const tagged = Buffer.concat([PACKET.subarray(0, -10), Buffer.of(0, 7), PACKET.subarray(-10)]);
  expect(open(keyOf('AES_CM_128_HMAC_SHA1_80', KEY, SALT, { mki: Buffer.of(0, 7) }), tagged)).toBe(PLAIN);
  expect(open(keyOf('AES_CM_128_HMAC_SHA1_80', KEY, SALT, { mki: Buffer.of(0, 8) }), tagged)).toBeUndefined();
});

test('without authentication there is no tag, without encryption the payload is plain', () => {
  const open80 = (more: Partial<SrtpKey>, packet: Buffer): string | undefined =>
    open(keyOf('AES_CM_128_HMAC_SHA1_80', KEY, SALT, more), packet);
  expect(open80({ isAuthenticated: false }, PACKET.subarray(0, -10))).toBe(PLAIN);
  expect(open80({ isAuthenticated: false, isEncrypted: false }, hex(HEADER + PLAIN))).toBe(PLAIN);
});

test('the suites with a short tag cut it to 4 bytes, NULL only authenticates', () => {
  const short = Buffer.concat([PACKET.subarray(0, -10), PACKET.subarray(-10, -6)]);
  expect(open(keyOf('AES_CM_128_HMAC_SHA1_32', KEY, SALT), short)).toBe(PLAIN);
  const suite = suiteByProfile(5);
  if (suite === undefined) throw new Error('no NULL');
  const key = { ...keyOf('AES_CM_128_HMAC_SHA1_80', KEY, SALT), suite };
  expect(open(key, PACKET)).toBe('4e55dc4ce79978d88ca4d215949d2402');
});
