import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { GunzipSource } from '../../../collector/segment/gunzip-source.ts';
import { MemorySource } from '../../support/segment-frames.ts';

/** Bytes that deflate cannot shrink much, the same every time. */
function noise(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

async function inflate(compressed: Buffer, options: { readonly chunk?: number; readonly pipe?: boolean } = {}) {
  const inner = new MemorySource(compressed, options.chunk);
  if (options.pipe) Object.assign(inner, { rewind: undefined });
  const source = new GunzipSource(inner, 'x.gz');
  const parts: Buffer[] = [];
  for (;;) {
    const target = Buffer.alloc(10_000);
    const count = await source.read(target, 0, target.length);
    if (count === 0) break;
    parts.push(target.subarray(0, count));
  }
  await source.close();
  expect(inner.closed).toBe(true);
  return { bytes: Buffer.concat(parts), damage: source.damage, read: source.bytesRead };
}

test('it gives the inflated bytes', async () => {
  const content = noise(300_000);
  const compressed = gzipSync(content);
  const { bytes, damage, read } = await inflate(compressed);
  expect(bytes.equals(content)).toBe(true);
  expect([damage, read]).toEqual([undefined, compressed.length]);
});

test('members follow each other, wherever the pieces are cut', async () => {
  const members = Buffer.concat([gzipSync('one '), gzipSync(''), gzipSync('two '), gzipSync('three')]);
  for (let chunk = 1; chunk <= members.length; chunk++) {
    const { bytes, damage } = await inflate(members, { chunk });
    expect([bytes.toString(), damage]).toEqual(['one two three', undefined]);
  }
});

test('zero padding behind the last member is no damage', async () => {
  const { bytes, damage } = await inflate(Buffer.concat([gzipSync('one'), Buffer.alloc(40_000)]));
  expect([bytes.toString(), damage]).toEqual(['one', undefined]);
});

test('a cut file gives what can be inflated and says where it ends', async () => {
  const content = noise(50_000);
  const compressed = gzipSync(content, { level: 1 });
  const { bytes, damage } = await inflate(compressed.subarray(0, 30_000));
  expect(bytes.length).toBeGreaterThan(29_000);
  expect(bytes.equals(content.subarray(0, bytes.length))).toBe(true);
  expect(damage).toBe('the gzip data ends early, at byte 30000 of the file');
});

test('a wrong checksum loses nothing', async () => {
  const content = noise(100);
  const compressed = gzipSync(content);
  compressed[compressed.length - 8] ^= 1;
  const { bytes, damage } = await inflate(compressed);
  expect(bytes.equals(content)).toBe(true);
  expect(damage).toBe(`the gzip data is damaged at byte ${compressed.length - 5} of the file (incorrect data check)`);
});

test('rubbish behind the last member loses nothing', async () => {
  const { bytes, damage } = await inflate(Buffer.concat([gzipSync('all of it'), Buffer.from('rubbish')]));
  expect(bytes.toString()).toBe('all of it');
  expect(damage).toMatch(/^the gzip data is damaged at byte \d+ of the file \(incorrect header check\)$/);
});

test('a damaged member loses nothing of those before it, and little of itself', async () => {
  const first = noise(40_000, 2);
  const second = noise(40_000, 3);
  const head = gzipSync(first);
  const compressed = Buffer.concat([head, gzipSync(second)]);
  // Inside a stored or Huffman block header of the second member: its type becomes the reserved one.
  compressed[head.length + 10] |= 0b110;
  const { bytes, damage } = await inflate(compressed);
  expect(bytes.subarray(0, 40_000).equals(first)).toBe(true);
  expect(damage).toMatch(/^the gzip data is damaged at byte \d+ of the file \(invalid block type\)$/);
});

test('damage in a pipe costs at most the piece it lies in', async () => {
  const content = noise(100_000);
  const compressed = gzipSync(content);
  compressed[compressed.length - 8] ^= 1;
  const { bytes, damage } = await inflate(compressed, { pipe: true });
  expect(bytes.length).toBeGreaterThan(100_000 - 17_000);
  expect(bytes.equals(content.subarray(0, bytes.length))).toBe(true);
  expect(damage).toMatch(/^the gzip data is damaged at byte \d+\.\.\d+ of the file \(incorrect data check\)$/);
});

test('a bomb is inflated piece by piece', async () => {
  const source = new GunzipSource(new MemorySource(gzipSync(Buffer.alloc(64 << 20))), 'bomb.gz');
  const target = Buffer.alloc(1 << 20);
  let sum = 0;
  for (;;) {
    const count = await source.read(target, 0, target.length);
    if (count === 0) break;
    sum += count;
  }
  expect(sum).toBe(64 << 20);
  await source.close();
});

test('its damage includes that of the source below', async () => {
  const inner = new MemorySource(gzipSync(noise(9000)).subarray(0, 100));
  inner.damage = 'reading failed at byte 100 (EIO)';
  const source = new GunzipSource(inner, 'x.gz');
  const target = Buffer.alloc(1000);
  while ((await source.read(target, 0, 1000)) > 0);
  expect(source.damage).toBe('reading failed at byte 100 (EIO)');
  await source.close();
});

test('it cannot be read again by itself', async () => {
  const source = new GunzipSource(new MemorySource(gzipSync('x')), 'x.gz');
  expect(() => source.readAt()).toThrow(expect.objectContaining({ code: 'SIPA_SEGMENT_NOT_KEPT' }));
  await source.close();
});
