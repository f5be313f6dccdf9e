// Numbers from addresses: the keys of the tables of fragments and TCP streams. No string is made.

import { be32 } from '../bytes/read.ts';

/** Stirs `word` into `hash`; both 32 bits. */
export function stir(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** Stirs an address of 4 or 16 bytes into `hash`. */
export function stirAddress(hash: number, bytes: Uint8Array, at: number, length: number): number {
  let mixed = hash;
  for (let i = 0; i < length; i += 4) mixed = stir(mixed, be32(bytes, at + i));
  return mixed;
}

/** A seed of a table's own: without knowing it nobody can choose addresses that all fall into one bucket. */
export function makeHashSeed(): number {
  return (Math.random() * 0x1_0000_0000) | 0;
}
