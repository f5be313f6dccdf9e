import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { cipherSuite } from '../../../collector/tls/cipher-suites.ts';
import { hasOpenssl } from '../../support/tls-recording.ts';

test('a suite is known by its number', () => {
  expect(cipherSuite(0xc028)).toEqual({
    name: 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384',
    isRsaKeyExchange: false,
    hash: 'sha384',
    spec: { kind: 'cbc', algorithm: 'aes-256-cbc', keyBytes: 32, blockBytes: 16, macHash: 'sha384' },
  });
  expect(cipherSuite(0x1305)).toMatchObject({ name: 'TLS_AES_128_CCM_8_SHA256', spec: { tagBytes: 8 } });
  expect(cipherSuite(0x000a)).toMatchObject({
    isRsaKeyExchange: true,
    spec: { algorithm: 'des-ede3-cbc', keyBytes: 24 },
  });
});

test('only plain RSA is a key exchange that the key of the server opens', () => {
  expect(cipherSuite(0x0093)).toMatchObject({ name: 'TLS_RSA_PSK_WITH_3DES_EDE_CBC_SHA', isRsaKeyExchange: false });
  expect(cipherSuite(0x009c)).toMatchObject({ name: 'TLS_RSA_WITH_AES_128_GCM_SHA256', isRsaKeyExchange: true });
});

test('what is not supported has a name at least', () => {
  expect(cipherSuite(0x0005)).toMatchObject({ name: 'TLS_RSA_WITH_RC4_128_SHA', spec: undefined });
  expect(cipherSuite(0xc060)).toMatchObject({ name: 'TLS_ECDHE_RSA_WITH_ARIA_128_GCM_SHA256', spec: undefined });
  expect(cipherSuite(0xfafa)).toMatchObject({ name: '0xfafa', spec: undefined });
});

test.skipIf(!hasOpenssl)('names are those of openssl', () => {
  const list = execFileSync('openssl', ['ciphers', '-V', '-stdname', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0'], {
    encoding: 'utf8',
  });
  const rows = [...list.matchAll(/0x(..),0x(..) - (\S+)/g)];
  expect(rows.length).toBeGreaterThan(100);
  // OpenSSL turns the words of two names round (RFC 6655 has DHE_PSK).
  for (const [, high, low, name] of rows)
    expect(cipherSuite(Number.parseInt(high + low, 16)).name).toBe(name.replace('PSK_DHE', 'DHE_PSK'));
});
