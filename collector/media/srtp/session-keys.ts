// Session keys out of a master key (RFC 3711 §4.3). The pseudorandom function is AES in counter mode with the master key, of 128, 192
// or 256 bits (RFC 6188 §2).

import { createCipheriv } from 'node:crypto';

/** Key derivation labels of SRTP (§4.3.2). */
export const Label = { Encryption: 0, Authentication: 1, Salt: 2 } as const;

const SALT_BYTES = 14;
const LABEL_AT = 7;
const INDEX_AT = 8;
const INDEX_BYTES = 6;

/**
 * `round` is the packet index divided by the key derivation rate, 0 without one. A salt of 96 bits (RFC 7714 §11) has 16 zero bits
 * behind it.
 */
export function deriveKey(
  masterKey: Uint8Array,
  masterSalt: Uint8Array,
  label: number,
  round: number,
  length: number,
): Buffer {
  // x = (label || round) XOR salt, then 16 bits of counter.
  const counter = Buffer.alloc(SALT_BYTES + 2);
  counter.set(masterSalt.subarray(0, SALT_BYTES));
  counter[LABEL_AT] ^= label;
  const index = Buffer.alloc(INDEX_BYTES);
  index.writeUIntBE(round, 0, INDEX_BYTES);
  for (let i = 0; i < INDEX_BYTES; i++) counter[INDEX_AT + i] ^= index[i];
  return createCipheriv(`aes-${masterKey.length * 8}-ctr`, masterKey, counter).update(Buffer.alloc(length));
}
