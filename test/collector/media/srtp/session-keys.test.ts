import { expect, test } from 'vitest';
import { deriveKey, Label } from '../../../../collector/media/srtp/session-keys.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

test('session keys are those of RFC 3711 appendix B.3', () => {
  const key = hex('E1F97A0D3E018BE0D64FA32C06DE4139');
  const salt = hex('0EC675AD498AFEEBB6960B3AABE6');
  const derive = (label: number, length: number): string => deriveKey(key, salt, label, 0, length).toString('hex');
  expect(derive(Label.Encryption, 16)).toBe('c61e7a93744f39ee10734afe3ff7a087');
  expect(derive(Label.Salt, 14)).toBe('30cbbc08863d8c85d49db34a9ae1');
  expect(derive(Label.Authentication, 94)).toBe(
    'cebe321f6ff7716b6fd4ab49af256a156d38baa48f0a0acf3c34e2359e6cdbcee049646c43d9327ad175578ef7227098' +
      '6371c10c9a369ac2f94a8c5fbcdddc256d6e919a48b610ef17c2041e474035766b68642c59bbfc2f34db60dbdfb2',
  );
});

test('a key derivation rate moves them with the packet index (OpenSSL’s vector, rate 1)', () => {
  const key = hex('8C307F105F79D5D2C26B1A933AE22CD5');
  const salt = hex('563B4C15458D977B68080242CEE1');
  const derived = deriveKey(key, salt, Label.Encryption, 0x0828_4b49_f520, 16);
  expect(derived.toString('hex')).toBe('a920df50eaa111d03fbe9b203121c07d');
});
