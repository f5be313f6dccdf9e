import { expect, test } from 'vitest';
import { AeadCipher } from '../../../collector/tls/aead-cipher.ts';
import { cipherSuite } from '../../../collector/tls/cipher-suites.ts';
import { additionalData } from '../../../collector/tls/record-cipher.ts';
import { seal13, sealAead, tlsRecord } from '../../support/tls-builder.ts';

const CONTENT = Buffer.from('BYE sip:bob@example.com SIP/2.0\r\n\r\n');

function specOf(suite: number) {
  const { spec } = cipherSuite(suite);
  if (spec?.kind !== 'aead') throw new Error('no AEAD');
  return spec;
}

test.each([
  ['AES-128-GCM', 0xc02f],
  ['AES-256-GCM', 0xc030],
  ['AES-128-CCM', 0xc09c],
  ['AES-256-CCM-8', 0xc0a1],
])('TLS 1.2 %s: the nonce is the salt and what the record brings; the sequence number is covered', (_name, suite) => {
  const spec = specOf(suite);
  const key = Buffer.alloc(spec.keyBytes, 1);
  const salt = Buffer.from('salt');
  const explicit = Buffer.from('00000000000000ff', 'hex');
  const covered = additionalData(5, tlsRecord(CONTENT), CONTENT.length);
  const nonce = Buffer.concat([salt, explicit]);
  const sealed = sealAead(CONTENT, { algorithm: spec.algorithm, key, nonce, tagBytes: spec.tagBytes, covered });
  const cipher = new AeadCipher(spec, key, salt, false);
  const record = tlsRecord(Buffer.concat([explicit, sealed]));
  expect(cipher.open(record, 5)).toEqual(CONTENT);
  expect(cipher.open(record, 4)).toBeUndefined();
  record.bytes[record.end - 1] ^= 1;
  expect(cipher.open(record, 5)).toBeUndefined();
});

test('TLS 1.2 ChaCha20: the nonce is made of the sequence number', () => {
  const spec = specOf(0xcca8);
  const key = Buffer.alloc(32, 1);
  const iv = Buffer.alloc(12, 2);
  const nonce = Buffer.from(iv);
  nonce[11] ^= 9;
  const covered = additionalData(9, tlsRecord(CONTENT), CONTENT.length);
  const sealed = sealAead(CONTENT, { algorithm: 'chacha20-poly1305', key, nonce, tagBytes: 16, covered });
  const cipher = new AeadCipher(spec, key, iv, false);
  expect(cipher.open(tlsRecord(sealed), 9)).toEqual(CONTENT);
  expect(cipher.open(tlsRecord(sealed), 8)).toBeUndefined();
  expect(cipher.distance(tlsRecord(sealed))).toBeUndefined();
});

test('TLS 1.3: the header of the record is covered, the content has its type behind it', () => {
  const spec = specOf(0x1301);
  const [key, iv] = [Buffer.alloc(16, 1), Buffer.alloc(12, 2)];
  const cipher = new AeadCipher(spec, key, iv, true);
  const record = tlsRecord(seal13(CONTENT, 23, key, iv, 258));
  expect(cipher.open(record, 258)).toEqual(Buffer.concat([CONTENT, Buffer.from([23])]));
  record.version = 0x0302;
  expect(cipher.open(record, 258)).toBeUndefined();
});

test('a record shorter than nonce and tag does not open', () => {
  const cipher = new AeadCipher(specOf(0xc02f), Buffer.alloc(16), Buffer.alloc(4), false);
  for (let length = 0; length < 24; length++)
    expect(cipher.open(tlsRecord(Buffer.alloc(length)), 0), String(length)).toBeUndefined();
  cipher.advance(tlsRecord(Buffer.alloc(3)));
  expect(cipher.distance(tlsRecord(Buffer.alloc(30)))).toBeUndefined();
});

test('explicit nonces tell how many records are missing, when they count', () => {
  const cipher = new AeadCipher(specOf(0xc02f), Buffer.alloc(16), Buffer.alloc(4), false);
  const at = (nonce: bigint) => {
    const fragment = Buffer.alloc(30);
    fragment.writeBigUInt64BE(nonce);
    return tlsRecord(fragment);
  };
  expect(cipher.distance(at(5n))).toBeUndefined();
  cipher.advance(at(0xffff_ffff_ffffn));
  expect(cipher.distance(at(0x1_0000_0000_0003n))).toBe(4);
  expect(cipher.distance(at(7n))).toBeUndefined();
  expect(cipher.distance(at(0xffff_ffff_ffff_fff0n))).toBeUndefined();
});
