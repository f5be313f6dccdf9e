// How secrets become keys: the PRF of TLS 1.0–1.2 (RFC 5246 §5, RFC 2246 §5) and HKDF of TLS 1.3 (RFC 8446 §7.1).

import { createHmac } from 'node:crypto';

/** Hash of a cipher suite, as node:crypto names it. */
export type HashName = 'sha256' | 'sha384';

/** The PRF: by the suite's hash in TLS 1.2, by MD5 and SHA-1 together before. */
export type PrfName = HashName | 'md5-sha1';

const MASTER_BYTES = 48;

/** PRF(secret, label, seed) = P_<hash>(secret, label + seed)  (RFC 5246 §5) */
export function prf(name: PrfName, secret: Buffer, label: string, seed: Buffer, length: number): Buffer {
  const labelled = Buffer.concat([Buffer.from(label, 'latin1'), seed]);
  if (name !== 'md5-sha1') return pHash(name, secret, labelled, length);
  // RFC 2246 §5: the halves of the secret share the byte in the middle when its length is odd.
  const half = Math.ceil(secret.length / 2);
  const md5 = pHash('md5', secret.subarray(0, half), labelled, length);
  const sha1 = pHash('sha1', secret.subarray(secret.length - half), labelled, length);
  for (let i = 0; i < length; i++) md5[i] ^= sha1[i];
  return md5;
}

/** RFC 5246 §8.1. */
export function masterSecret(name: PrfName, premaster: Buffer, clientRandom: Buffer, serverRandom: Buffer): Buffer {
  return prf(name, premaster, 'master secret', Buffer.concat([clientRandom, serverRandom]), MASTER_BYTES);
}

/** RFC 7627 §4: the hash of the handshake up to the ClientKeyExchange takes the place of the randoms. */
export function extendedMasterSecret(name: PrfName, premaster: Buffer, sessionHash: Buffer): Buffer {
  return prf(name, premaster, 'extended master secret', sessionHash, MASTER_BYTES);
}

/** RFC 5246 §6.3: server random first. */
export function keyBlock(
  name: PrfName,
  master: Buffer,
  clientRandom: Buffer,
  serverRandom: Buffer,
  length: number,
): Buffer {
  return prf(name, master, 'key expansion', Buffer.concat([serverRandom, clientRandom]), length);
}

/** HKDF-Expand-Label(Secret, Label, "", Length)  (RFC 8446 §7.1); every length here is one to two rounds of the hash. */
export function expandLabel(hash: HashName, secret: Buffer, label: string, length: number): Buffer {
  const full = Buffer.from(`tls13 ${label}`, 'latin1');
  const info = Buffer.concat([Buffer.from([length >> 8, length & 0xff, full.length]), full, Buffer.from([0])]);
  // HKDF-Expand (RFC 5869 §2.3): T(i) = HMAC(PRK, T(i-1) | info | i)
  let round = Buffer.alloc(0);
  const rounds: Buffer[] = [];
  for (let i = 1, made = 0; made < length; i++, made += round.length) {
    round = createHmac(hash, secret)
      .update(round)
      .update(info)
      .update(Buffer.from([i]))
      .digest();
    rounds.push(round);
  }
  return Buffer.concat(rounds).subarray(0, length);
}

/** P_hash(secret, seed) = HMAC(secret, A(1) + seed) + …, A(0) = seed, A(i) = HMAC(secret, A(i-1)) */
function pHash(hash: string, secret: Buffer, seed: Buffer, length: number): Buffer {
  const rounds: Buffer[] = [];
  let a = seed;
  for (let made = 0; made < length; ) {
    a = createHmac(hash, secret).update(a).digest();
    const round = createHmac(hash, secret).update(a).update(seed).digest();
    rounds.push(round);
    made += round.length;
  }
  return Buffer.from(Buffer.concat(rounds).subarray(0, length));
}
