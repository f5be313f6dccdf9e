import { expect, test } from 'vitest';
import { makeHashSeed, stir, stirAddress } from '../../../collector/packet/address-hash.ts';

test('neighbouring addresses and ports spread over the buckets', () => {
  const buckets = new Array<number>(256).fill(0);
  for (let host = 0; host < 256; host++) {
    for (let port = 0; port < 16; port++) {
      const hash = stir(stirAddress(1, Uint8Array.of(10, 0, 0, host), 0, 4), (5060 << 16) | port);
      buckets[hash & 255]++;
    }
  }
  expect(Math.max(...buckets)).toBeLessThan(48);
});

test('every byte of an IPv6 address counts', () => {
  const base = new Uint8Array(16);
  const hashes = new Set([stirAddress(1, base, 0, 16)]);
  for (let i = 0; i < 16; i++) hashes.add(stirAddress(1, base.with(i, 1), 0, 16));
  expect(hashes.size).toBe(17);
});

test('seeds are 32-bit integers', () => {
  const seed = makeHashSeed();
  expect(seed).toBe(seed | 0);
});
