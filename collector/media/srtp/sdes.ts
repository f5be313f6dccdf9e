// Keys that SDP carries in the clear: a=crypto (RFC 4568 §9.1).
//
//   a=crypto:<tag> <suite> inline:<base64 of key and salt>[|<lifetime>][|<MKI>:<bytes>][;inline:…] [<session parameters>]
//   a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR|2^20|1:32 KDR=1

import type { SrtpKey } from './context.ts';
import { suiteByName } from './suites.ts';

/** One a=crypto line. */
export interface CryptoAttribute {
  readonly tag: string;
  /** As written. */
  readonly suite: string;
  /** Empty when the suite is not decrypted, or its keys cannot be read. */
  readonly keys: readonly SrtpKey[];
}

/** Keys of one line that are looked at: a list of them is for changing keys during the call. */
const MAX_KEYS = 16;
const MAX_MKI_BYTES = 128;
/** §6.3.1: key derivation rate 2^n. */
const MAX_RATE_EXPONENT = 24;

/** The value behind `a=`; undefined when it is no crypto attribute. */
export function readCryptoAttribute(attribute: string): CryptoAttribute | undefined {
  const match = /^crypto:\s{0,4}(\d{1,9})\s{1,4}(\S{1,64})\s{1,4}(\S{1,2048})(.{0,512})$/.exec(attribute);
  if (match === null) return undefined;
  const [, tag, suite, keyParameters, sessionParameters] = match;
  const words = sessionParameters.trim().split(/\s+/);
  const keys = keyParameters
    .split(';', MAX_KEYS)
    .map(parameter => readKey(suite, parameter, words))
    .filter(key => key !== undefined);
  return { tag, suite, keys };
}

function readKey(suiteName: string, parameter: string, words: readonly string[]): SrtpKey | undefined {
  const suite = suiteByName(suiteName);
  const match = /^inline:([A-Za-z0-9+/]{1,128}={0,2})((?:\|[^|]{1,64}){0,2})$/i.exec(parameter);
  if (suite === undefined || match === null) return undefined;
  const bytes = Buffer.from(match[1], 'base64');
  if (bytes.length !== suite.keyBytes + suite.saltBytes) return undefined;
  const mki = readMki(match[2]);
  if (mki === undefined) return undefined;
  return {
    suite,
    masterKey: bytes.subarray(0, suite.keyBytes),
    masterSalt: bytes.subarray(suite.keyBytes),
    mki,
    derivationRate: derivationRate(words),
    isEncrypted: !words.includes('UNENCRYPTED_SRTP'),
    isAuthenticated: !words.includes('UNAUTHENTICATED_SRTP'),
  };
}

/** The part behind the key: `|<lifetime>`, `|<MKI>:<bytes>`, both or none. Undefined when the MKI cannot be. */
function readMki(text: string): Buffer | undefined {
  const part = text.split('|').find(word => word.includes(':'));
  if (part === undefined) return Buffer.alloc(0);
  const match = /^(\d{1,40}):(\d{1,3})$/.exec(part);
  const length = Number(match?.[2] ?? 0);
  if (match === null || length < 1 || length > MAX_MKI_BYTES) return undefined;
  const hex = BigInt(match[1])
    .toString(16)
    .padStart(length * 2, '0');
  return hex.length > length * 2 ? undefined : Buffer.from(hex, 'hex');
}

function derivationRate(words: readonly string[]): number {
  const exponent = Number(words.map(word => /^KDR=(\d{1,2})$/.exec(word)?.[1]).find(found => found !== undefined) ?? 0);
  return exponent === 0 || exponent > MAX_RATE_EXPONENT ? 0 : 2 ** exponent;
}
