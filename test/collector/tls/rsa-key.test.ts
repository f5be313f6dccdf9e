import { constants, createPublicKey, generateKeyPairSync, publicEncrypt } from 'node:crypto';
import { expect, test } from 'vitest';
import { RsaKey, TlsKeyError } from '../../../collector/tls/rsa-key.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const PKCS8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PKCS1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const PREMASTER = Buffer.concat([Buffer.from([3, 3]), Buffer.alloc(46, 7)]);

function codeOf(pem: string): unknown {
  try {
    return new RsaKey(pem);
  } catch (error) {
    return error instanceof TlsKeyError && error.hint !== '' ? error.code : error;
  }
}

test('a key of PKCS#1 or PKCS#8 opens a premaster secret', () => {
  const encrypted = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, PREMASTER);
  for (const pem of [PKCS1, PKCS8]) expect(new RsaKey(pem).decryptPremaster(encrypted)).toEqual(PREMASTER);
});

test('what was encrypted for another key, or is no premaster secret, is refused', () => {
  const key = new RsaKey(PKCS8);
  const other = createPublicKey(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey);
  const pad = constants.RSA_PKCS1_PADDING;
  expect(key.decryptPremaster(publicEncrypt({ key: other, padding: pad }, PREMASTER))).toBeUndefined();
  expect(key.decryptPremaster(publicEncrypt({ key: publicKey, padding: pad }, PREMASTER.subarray(1)))).toBeUndefined();
  expect(key.decryptPremaster(Buffer.alloc(128, 0xff))).toBeUndefined();
  expect(key.decryptPremaster(Buffer.alloc(128))).toBeUndefined();
  expect(key.decryptPremaster(Buffer.alloc(256))).toBeUndefined();
  expect(key.decryptPremaster(Buffer.alloc(0))).toBeUndefined();
});

test('keys that cannot be used are told by code', () => {
  const encrypted = privateKey
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' })
    .toString();
  const old = privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' }).toString();
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
  expect(codeOf(encrypted)).toBe('SIPA_RSA_KEY_ENCRYPTED');
  expect(codeOf(old)).toBe('SIPA_RSA_KEY_ENCRYPTED');
  expect(codeOf(ec.toString())).toBe('SIPA_NOT_AN_RSA_KEY');
  expect(codeOf('')).toBe('SIPA_RSA_KEY_UNREADABLE');
  expect(codeOf(PKCS8.slice(0, 300))).toBe('SIPA_RSA_KEY_UNREADABLE');
});
