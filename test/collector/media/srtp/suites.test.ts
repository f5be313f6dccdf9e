import { expect, test } from 'vitest';
import { suiteByName, suiteByProfile } from '../../../../collector/media/srtp/suites.ts';

test('suites are known by their registered names, the longer keys also by the order some write', () => {
  expect(suiteByName('AES_CM_128_HMAC_SHA1_32')).toMatchObject({ keyBytes: 16, saltBytes: 14, tagBytes: 4 });
  expect(suiteByName('AES_CM_256_HMAC_SHA1_80')?.name).toBe('AES_256_CM_HMAC_SHA1_80');
  expect(suiteByName('AEAD_AES_256_GCM')).toMatchObject({ cipher: 'gcm', keyBytes: 32, saltBytes: 12 });
});

test('F8, SEED and nonsense are not decrypted', () => {
  const names = ['F8_128_HMAC_SHA1_80', 'SEED_CTR_128_HMAC_SHA1_80', 'toString', ''];
  expect(names.map(suiteByName)).toEqual(names.map(() => undefined));
});

test('profiles of DTLS-SRTP are known by number', () => {
  expect([1, 2, 5, 6, 7, 8].map(profile => suiteByProfile(profile)?.name)).toEqual([
    'AES_CM_128_HMAC_SHA1_80',
    'AES_CM_128_HMAC_SHA1_32',
    'NULL_HMAC_SHA1_80',
    'NULL_HMAC_SHA1_32',
    'AEAD_AES_128_GCM',
    'AEAD_AES_256_GCM',
  ]);
  expect(suiteByProfile(3)).toBeUndefined();
});
