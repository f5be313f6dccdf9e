import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCryptoAttribute } from '../../../../collector/media/srtp/sdes.ts';

const INLINE = 'inline:PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR';

describe('a=crypto', () => {
  test('the example of RFC 4568 §9.1: key, salt, lifetime and master key identifier', () => {
    const crypto = readCryptoAttribute(`crypto:1 AES_CM_128_HMAC_SHA1_80 ${INLINE}|2^20|1:4`);
    expect(crypto).toMatchObject({ tag: '1', suite: 'AES_CM_128_HMAC_SHA1_80' });
    const [key] = crypto?.keys ?? [];
    expect(key.masterKey.toString('latin1')).toBe('=-n@%^x!Bjufr9)?');
    expect(key.masterSalt.toString('latin1')).toBe(',#5h\\`=&]{qiPQ');
    expect([...key.mki]).toEqual([0, 0, 0, 1]);
    expect(key).toMatchObject({ derivationRate: 0, isEncrypted: true, isAuthenticated: true });
  });

  test('lifetime and identifier may be missing, both or one of them', () => {
    for (const rest of ['', '|2^31', '|1048576', '|3:2', '|2^20|3:2']) {
      const crypto = readCryptoAttribute(`crypto:2 AES_CM_128_HMAC_SHA1_32 ${INLINE}${rest}`);
      expect(crypto?.keys.map(({ mki }) => mki.toString('hex'))).toEqual([rest.includes(':') ? '0003' : '']);
    }
  });

  test('several keys stand behind one another', () => {
    const crypto = readCryptoAttribute(`crypto:1 AES_CM_128_HMAC_SHA1_80 ${INLINE}|2^20|1:1;${INLINE}|2^20|2:1`);
    expect(crypto?.keys.map(({ mki }) => mki[0])).toEqual([1, 2]);
  });

  test('session parameters say what is left out, and how often keys are derived', () => {
    const words = 'UNENCRYPTED_SRTP UNAUTHENTICATED_SRTP KDR=10 WSH=64';
    const [key] = readCryptoAttribute(`crypto:1 AES_CM_128_HMAC_SHA1_80 ${INLINE} ${words}`)?.keys ?? [];
    expect(key).toMatchObject({ derivationRate: 1024, isEncrypted: false, isAuthenticated: false });
  });

  test('a suite that is not decrypted is named, without keys', () => {
    expect(readCryptoAttribute(`crypto:1 F8_128_HMAC_SHA1_80 ${INLINE}`)).toMatchObject({
      suite: 'F8_128_HMAC_SHA1_80',
      keys: [],
    });
  });

  test('keys of the wrong length, or what is no base64, are none', () => {
    for (const bad of [
      'inline:QUJD',
      'inline:???',
      'uri:http://x',
      `${INLINE}|1:0`,
      `${INLINE}|300:1`,
      `${INLINE}|a|b|c`,
    ]) {
      expect(readCryptoAttribute(`crypto:1 AES_CM_128_HMAC_SHA1_80 ${bad}`)?.keys).toEqual([]);
    }
  });

  test('other attributes are none', () => {
    expect(readCryptoAttribute('rtpmap:0 PCMU/8000')).toBeUndefined();
    expect(readCryptoAttribute('crypto:x y z')).toBeUndefined();
  });
});

test('any text is read without a throw', () => {
  fc.assert(
    fc.property(fc.string(), text => void readCryptoAttribute(`crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${text}`)),
  );
});
