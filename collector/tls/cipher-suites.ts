// The cipher suites by their numbers (IANA, "TLS Cipher Suites"): names for all that are met, and how to open those we can.
// Takes the number of a ServerHello, gives what the record layer needs; the key exchange matters only where RSA opens it.

import type { HashName } from './key-schedule.ts';

/** How records are protected. Sizes in bytes. */
export type CipherSpec =
  | {
      readonly kind: 'aead';
      /** As node:crypto names it. */
      readonly algorithm: 'aes-128-gcm' | 'aes-256-gcm' | 'aes-128-ccm' | 'aes-256-ccm' | 'chacha20-poly1305';
      readonly keyBytes: number;
      readonly tagBytes: number;
      /** The nonce carries 8 bytes of each record (RFC 5288 §3, RFC 6655 §3), or is made of the sequence number alone (RFC 7905 §2). */
      readonly hasExplicitNonce: boolean;
    }
  | {
      readonly kind: 'cbc';
      readonly algorithm: string;
      readonly keyBytes: number;
      readonly blockBytes: number;
      readonly macHash: MacHash;
    }
  | { readonly kind: 'null'; readonly macHash: MacHash };

export type MacHash = 'md5' | 'sha1' | 'sha256' | 'sha384';
export const MAC_BYTES: Readonly<Record<MacHash, number>> = { md5: 16, sha1: 20, sha256: 32, sha384: 48 };

export interface CipherSuite {
  readonly name: string;
  /** The premaster secret is encrypted for the server's RSA key. */
  readonly isRsaKeyExchange: boolean;
  /** Hash of PRF or HKDF from TLS 1.2 on. */
  readonly hash: HashName;
  /** Undefined when the cipher is not supported. */
  readonly spec: CipherSpec | undefined;
}

/** Cipher and MAC → key exchange and number of each suite that has them. */
const SUITES: Readonly<Record<string, string>> = {
  '3DES_EDE_CBC_SHA':
    'RSA 000a DH_DSS 000d DH_RSA 0010 DHE_DSS 0013 DHE_RSA 0016 DH_anon 001b PSK 008b DHE_PSK 008f RSA_PSK 0093 ECDH_ECDSA c003 ECDHE_ECDSA c008 ECDH_RSA c00d ECDHE_RSA c012 ECDH_anon c017 ECDHE_PSK c034',
  AES_128_CBC_SHA:
    'RSA 002f DH_DSS 0030 DH_RSA 0031 DHE_DSS 0032 DHE_RSA 0033 DH_anon 0034 PSK 008c DHE_PSK 0090 RSA_PSK 0094 ECDH_ECDSA c004 ECDHE_ECDSA c009 ECDH_RSA c00e ECDHE_RSA c013 ECDH_anon c018 SRP_SHA c01d SRP_SHA_RSA c01e SRP_SHA_DSS c01f ECDHE_PSK c035',
  AES_128_CBC_SHA256:
    'RSA 003c DHE_DSS 0040 DHE_RSA 0067 DH_anon 006c PSK 00ae DHE_PSK 00b2 RSA_PSK 00b6 ECDHE_ECDSA c023 ECDH_ECDSA c025 ECDHE_RSA c027 ECDH_RSA c029 ECDHE_PSK c037',
  AES_128_CCM: 'RSA c09c DHE_RSA c09e PSK c0a4 DHE_PSK c0a6 ECDHE_ECDSA c0ac',
  AES_128_CCM_8: 'RSA c0a0 DHE_RSA c0a2 PSK c0a8 DHE_PSK c0aa ECDHE_ECDSA c0ae',
  AES_128_GCM_SHA256:
    'RSA 009c DHE_RSA 009e DHE_DSS 00a2 DH_anon 00a6 PSK 00a8 DHE_PSK 00aa RSA_PSK 00ac ECDHE_ECDSA c02b ECDH_ECDSA c02d ECDHE_RSA c02f ECDH_RSA c031',
  AES_256_CBC_SHA:
    'RSA 0035 DH_DSS 0036 DH_RSA 0037 DHE_DSS 0038 DHE_RSA 0039 DH_anon 003a PSK 008d DHE_PSK 0091 RSA_PSK 0095 ECDH_ECDSA c005 ECDHE_ECDSA c00a ECDH_RSA c00f ECDHE_RSA c014 ECDH_anon c019 SRP_SHA c020 SRP_SHA_RSA c021 SRP_SHA_DSS c022 ECDHE_PSK c036',
  AES_256_CBC_SHA256: 'RSA 003d DHE_DSS 006a DHE_RSA 006b DH_anon 006d',
  AES_256_CBC_SHA384:
    'PSK 00af DHE_PSK 00b3 RSA_PSK 00b7 ECDHE_ECDSA c024 ECDH_ECDSA c026 ECDHE_RSA c028 ECDH_RSA c02a ECDHE_PSK c038',
  AES_256_CCM: 'RSA c09d DHE_RSA c09f PSK c0a5 DHE_PSK c0a7 ECDHE_ECDSA c0ad',
  AES_256_CCM_8: 'RSA c0a1 DHE_RSA c0a3 PSK c0a9 DHE_PSK c0ab ECDHE_ECDSA c0af',
  AES_256_GCM_SHA384:
    'RSA 009d DHE_RSA 009f DHE_DSS 00a3 DH_anon 00a7 PSK 00a9 DHE_PSK 00ab RSA_PSK 00ad ECDHE_ECDSA c02c ECDH_ECDSA c02e ECDHE_RSA c030 ECDH_RSA c032',
  ARIA_128_GCM_SHA256:
    'RSA c050 DHE_RSA c052 DHE_DSS c056 ECDHE_ECDSA c05c ECDHE_RSA c060 PSK c06a DHE_PSK c06c RSA_PSK c06e',
  ARIA_256_GCM_SHA384:
    'RSA c051 DHE_RSA c053 DHE_DSS c057 ECDHE_ECDSA c05d ECDHE_RSA c061 PSK c06b DHE_PSK c06d RSA_PSK c06f',
  CAMELLIA_128_CBC_SHA: 'RSA 0041 DHE_DSS 0044 DHE_RSA 0045 DH_anon 0046',
  CAMELLIA_128_CBC_SHA256:
    'RSA 00ba DHE_DSS 00bd DHE_RSA 00be DH_anon 00bf ECDHE_ECDSA c072 ECDHE_RSA c076 PSK c094 DHE_PSK c096 RSA_PSK c098 ECDHE_PSK c09a',
  CAMELLIA_256_CBC_SHA: 'RSA 0084 DHE_DSS 0087 DHE_RSA 0088 DH_anon 0089',
  CAMELLIA_256_CBC_SHA256: 'RSA 00c0 DHE_DSS 00c3 DHE_RSA 00c4 DH_anon 00c5',
  CAMELLIA_256_CBC_SHA384: 'ECDHE_ECDSA c073 ECDHE_RSA c077 PSK c095 DHE_PSK c097 RSA_PSK c099 ECDHE_PSK c09b',
  CHACHA20_POLY1305_SHA256:
    'ECDHE_RSA cca8 ECDHE_ECDSA cca9 DHE_RSA ccaa PSK ccab ECDHE_PSK ccac DHE_PSK ccad RSA_PSK ccae',
  DES_CBC_SHA: 'RSA 0009 DHE_RSA 0015',
  IDEA_CBC_SHA: 'RSA 0007',
  NULL_MD5: 'RSA 0001',
  NULL_SHA: 'RSA 0002 PSK 002c DHE_PSK 002d RSA_PSK 002e ECDHE_ECDSA c006 ECDHE_RSA c010 ECDH_anon c015 ECDHE_PSK c039',
  NULL_SHA256: 'RSA 003b PSK 00b0 DHE_PSK 00b4 RSA_PSK 00b8 ECDHE_PSK c03a',
  NULL_SHA384: 'PSK 00b1 DHE_PSK 00b5 RSA_PSK 00b9 ECDHE_PSK c03b',
  RC4_128_MD5: 'RSA 0004 DH_anon 0018',
  RC4_128_SHA: 'RSA 0005 ECDHE_ECDSA c007 ECDHE_RSA c011',
  SEED_CBC_SHA: 'RSA 0096 DHE_RSA 009a',
};

/** RFC 8446 §B.4. */
const SUITES_OF_TLS13: Readonly<Record<number, string>> = {
  4865: 'AES_128_GCM_SHA256',
  4866: 'AES_256_GCM_SHA384',
  4867: 'CHACHA20_POLY1305_SHA256',
  4868: 'AES_128_CCM_SHA256',
  4869: 'AES_128_CCM_8_SHA256',
};

const AEADS: Readonly<Record<string, CipherSpec>> = {
  AES_128_GCM: { kind: 'aead', algorithm: 'aes-128-gcm', keyBytes: 16, tagBytes: 16, hasExplicitNonce: true },
  AES_256_GCM: { kind: 'aead', algorithm: 'aes-256-gcm', keyBytes: 32, tagBytes: 16, hasExplicitNonce: true },
  AES_128_CCM: { kind: 'aead', algorithm: 'aes-128-ccm', keyBytes: 16, tagBytes: 16, hasExplicitNonce: true },
  AES_256_CCM: { kind: 'aead', algorithm: 'aes-256-ccm', keyBytes: 32, tagBytes: 16, hasExplicitNonce: true },
  AES_128_CCM_8: { kind: 'aead', algorithm: 'aes-128-ccm', keyBytes: 16, tagBytes: 8, hasExplicitNonce: true },
  AES_256_CCM_8: { kind: 'aead', algorithm: 'aes-256-ccm', keyBytes: 32, tagBytes: 8, hasExplicitNonce: true },
  CHACHA20_POLY1305: {
    kind: 'aead',
    algorithm: 'chacha20-poly1305',
    keyBytes: 32,
    tagBytes: 16,
    hasExplicitNonce: false,
  },
};

const suites: ReadonlyMap<number, CipherSuite> = new Map(allSuites());

/** A suite by its number; of one that is not known, the name is its number. */
export function cipherSuite(id: number): CipherSuite {
  return (
    suites.get(id) ?? {
      name: `0x${id.toString(16).padStart(4, '0')}`,
      isRsaKeyExchange: false,
      hash: 'sha256',
      spec: undefined,
    }
  );
}

function* allSuites(): Generator<[number, CipherSuite]> {
  for (const [cipher, list] of Object.entries(SUITES))
    for (const [, keyExchange, id] of list.matchAll(/(\S+) ([0-9a-f]{4})/g))
      yield [
        Number.parseInt(id, 16),
        {
          name: `TLS_${keyExchange}_WITH_${cipher}`,
          isRsaKeyExchange: keyExchange === 'RSA',
          hash: hashOf(cipher),
          spec: specOf(cipher),
        },
      ];
  for (const [id, cipher] of Object.entries(SUITES_OF_TLS13))
    yield [
      Number(id),
      {
        name: `TLS_${cipher}`,
        isRsaKeyExchange: false,
        hash: hashOf(cipher),
        spec: specOf(cipher.replace(/_SHA\d+$/, '')),
      },
    ];
}

/** RFC 5246 §5: SHA-256, unless the suite says SHA-384. */
function hashOf(cipher: string): HashName {
  return cipher.endsWith('_SHA384') ? 'sha384' : 'sha256';
}

function specOf(cipher: string): CipherSpec | undefined {
  const aead = AEADS[cipher.replace(/_SHA\d+$/, '')];
  if (aead !== undefined) return aead;
  const macHash = macHashOf(cipher);
  if (cipher.startsWith('NULL_')) return { kind: 'null', macHash };
  if (cipher.startsWith('3DES_EDE_CBC'))
    return { kind: 'cbc', algorithm: 'des-ede3-cbc', keyBytes: 24, blockBytes: 8, macHash };
  const cbc = /^(AES|CAMELLIA)_(128|256)_CBC/.exec(cipher);
  if (cbc === null) return undefined;
  const [, family, bits] = cbc;
  return {
    kind: 'cbc',
    algorithm: `${family}-${bits}-cbc`.toLowerCase(),
    keyBytes: Number(bits) / 8,
    blockBytes: 16,
    macHash,
  };
}

function macHashOf(cipher: string): MacHash {
  if (cipher.endsWith('_SHA384')) return 'sha384';
  if (cipher.endsWith('_SHA256')) return 'sha256';
  return cipher.endsWith('_MD5') ? 'md5' : 'sha1';
}
