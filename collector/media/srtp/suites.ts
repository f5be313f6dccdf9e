// The ways in which SRTP protects: crypto suites of SDES (RFC 4568 §6.2, RFC 6188, RFC 7714) and profiles of DTLS-SRTP (RFC 5764
// §4.1.2, RFC 7714 §14.2). A new one is one line.

export interface SrtpSuite {
  readonly name: string;
  readonly cipher: 'counter' | 'gcm' | 'none';
  readonly keyBytes: number;
  readonly saltBytes: number;
  /** Bytes of the authentication tag on an RTP packet. */
  readonly tagBytes: number;
}

const CM_SALT = 14;
const GCM_SALT = 12;

const SUITES: readonly SrtpSuite[] = [
  counter('AES_CM_128_HMAC_SHA1_80', 16, 10),
  counter('AES_CM_128_HMAC_SHA1_32', 16, 4),
  counter('AES_192_CM_HMAC_SHA1_80', 24, 10),
  counter('AES_192_CM_HMAC_SHA1_32', 24, 4),
  counter('AES_256_CM_HMAC_SHA1_80', 32, 10),
  counter('AES_256_CM_HMAC_SHA1_32', 32, 4),
  { name: 'AEAD_AES_128_GCM', cipher: 'gcm', keyBytes: 16, saltBytes: GCM_SALT, tagBytes: 16 },
  { name: 'AEAD_AES_256_GCM', cipher: 'gcm', keyBytes: 32, saltBytes: GCM_SALT, tagBytes: 16 },
];

const BY_NAME = new Map(SUITES.map(suite => [suite.name, suite]));

/** Some write the longer names in the order of the short one. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  AES_CM_192_HMAC_SHA1_80: 'AES_192_CM_HMAC_SHA1_80',
  AES_CM_192_HMAC_SHA1_32: 'AES_192_CM_HMAC_SHA1_32',
  AES_CM_256_HMAC_SHA1_80: 'AES_256_CM_HMAC_SHA1_80',
  AES_CM_256_HMAC_SHA1_32: 'AES_256_CM_HMAC_SHA1_32',
};

const BY_PROFILE: ReadonlyMap<number, SrtpSuite> = new Map([
  [0x0001, counter('AES_CM_128_HMAC_SHA1_80', 16, 10)],
  [0x0002, counter('AES_CM_128_HMAC_SHA1_32', 16, 4)],
  [0x0005, { ...counter('NULL_HMAC_SHA1_80', 16, 10), cipher: 'none' }],
  [0x0006, { ...counter('NULL_HMAC_SHA1_32', 16, 4), cipher: 'none' }],
  [0x0007, SUITES[6]],
  [0x0008, SUITES[7]],
]);

/** Undefined for suites that are not decrypted: F8_128_HMAC_SHA1_80, SEED, ARIA and what is unknown. */
export function suiteByName(name: string): SrtpSuite | undefined {
  return BY_NAME.get(Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : name);
}

/** By the number of the use_srtp extension. */
export function suiteByProfile(profile: number): SrtpSuite | undefined {
  return BY_PROFILE.get(profile);
}

function counter(name: string, keyBytes: number, tagBytes: number): SrtpSuite {
  return { name, cipher: 'counter', keyBytes, saltBytes: CM_SALT, tagBytes };
}
