// Damaged bytes of every kind: nothing but SegmentError at open, no hang, no more memory than the bound. Seeds are fixed.
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { SegmentError } from '../../../collector/segment/error.ts';
import { openSource } from '../../../collector/segment/file-reader.ts';
import { GunzipSource } from '../../../collector/segment/gunzip-source.ts';
import { readPlainly } from '../../reference/capture-file.ts';
import { pcap, pcapng, udpFrame } from '../../support/pcap-builder.ts';
import { drain, type KeptFrame, MemorySource } from '../../support/segment-frames.ts';

const packets = [30, 3, 120, 0].map((length, at) => ({ bytes: udpFrame('x'.repeat(length)), timeMicros: 1e15 + at }));
const ng = (bigEndian: boolean) => {
  const file = pcapng()
    .section({ bigEndian })
    .interface({ resolution: 9, offsetSeconds: 3n })
    .interface({ resolution: 0x8a });
  file
    .names([{ address: '10.0.0.1', name: 'a' }])
    .secrets(5, Buffer.from('secret'))
    .block(99, Buffer.alloc(20));
  for (const { bytes } of packets) file.packet(bytes, { options: [{ code: 1, value: Buffer.from('note') }] });
  return file
    .simplePacket(packets[0].bytes)
    .obsoletePacket(packets[1].bytes)
    .section()
    .interface()
    .packet(packets[2].bytes)
    .bytes();
};
const seeds = [pcap(packets), pcap(packets, { bigEndian: true, nanos: true }), ng(false), ng(true)];

/** xorshift32 */
function random(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Reads whatever it is; how many frames came, or -1 when it was refused. */
async function survive(
  content: Buffer,
  options: { readonly chunk?: number; readonly gzip?: boolean } = {},
): Promise<number> {
  const memory = new MemorySource(content, options.chunk ?? content.length);
  const source = options.gzip ? new GunzipSource(memory, 'fuzz') : memory;
  try {
    const reader = await openSource(source, {
      path: 'fuzz',
      name: 'fuzz',
      segment: 0,
      compressed: false,
      windowBytes: 512,
    });
    // Each record takes 12 bytes at least, so a reader that goes on longer than this stands still.
    const frames = await drain(reader, 200_000);
    expect(frames.every(isSound)).toBe(true);
    expect(reader.reports()[0].frames).toBe(frames.length);
    if (!options.gzip) agree(frames, content);
    if (!options.gzip) expect(memory.largestTarget).toBeLessThanOrEqual(Math.max(512, content.length * 2));
    await reader.close();
    return frames.length;
  } catch (error) {
    if (error instanceof SegmentError) return -1;
    throw error;
  }
}

function isSound({ timeMicros, nanos, originalLength, bytes }: KeptFrame): boolean {
  return Number.isInteger(timeMicros) && nanos >= 0 && nanos < 1000 && originalLength >= bytes.length;
}

/** The plain reader sees the same frames, at the same place and time, with the same bytes. */
function agree(frames: readonly KeptFrame[], content: Buffer): void {
  const plain = readPlainly(content);
  const times = plain.map(({ time }) => (isExact(time) ? time : undefined));
  const told = frames.map(
    ({ offset, originalLength, linkType, bytes, timeMicros, nanos }, at) =>
      `${offset} ${originalLength} ${linkType} ${bytes.toString('hex')} ${times[at] && BigInt(timeMicros) * 1000n + BigInt(nanos)}`,
  );
  const expected = plain.map(
    ({ offset, originalLength, linkType, bytes }, at) =>
      `${offset} ${originalLength} ${linkType} ${bytes.toString('hex')} ${times[at]}`,
  );
  expect(told.join('\n')).toBe(expected.join('\n'));
}

/** Above 2**53 µs a number cannot be exact. */
function isExact(time: bigint | undefined): boolean {
  return time !== undefined && time < 9_000_000_000_000_000_000n && time > -9_000_000_000_000_000_000n;
}

test('files cut at every byte', async () => {
  for (const seed of seeds) {
    const counts: number[] = [];
    for (let length = 0; length <= seed.length; length++) counts.push(await survive(seed.subarray(0, length)));
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
  }
});

test('every single bit flipped', async () => {
  let read = 0;
  for (const seed of seeds) {
    for (let bit = 0; bit < seed.length * 8; bit++) {
      const bytes = Buffer.from(seed);
      bytes[bit >> 3] ^= 1 << (bit & 7);
      if ((await survive(bytes)) >= 0) read++;
    }
  }
  expect(read).toBeGreaterThan(10_000);
});

test('many bytes replaced, by extremes and at random, in small reads', async () => {
  const next = random(2026);
  const extremes = [0, 1, 0x7f, 0x80, 0xff];
  for (let turn = 0; turn < 8000; turn++) {
    const bytes = Buffer.from(seeds[next(seeds.length)]);
    for (let change = 1 + next(12); change > 0; change--) {
      bytes[next(bytes.length)] = next(2) === 0 ? extremes[next(extremes.length)] : next(256);
    }
    expect(await survive(bytes, { chunk: 1 + next(300) })).toBeLessThan(20_000);
  }
});

test('parts of files cut out, repeated and swapped', async () => {
  const next = random(77);
  for (let turn = 0; turn < 3000; turn++) {
    const parts = Array.from({ length: 1 + next(6) }, () => {
      const seed = seeds[next(seeds.length)];
      const start = next(3) === 0 ? 0 : next(seed.length);
      return seed.subarray(start, start + next(seed.length - start));
    });
    expect(
      await survive(Buffer.concat([seeds[next(seeds.length)].subarray(0, 28 + next(100)), ...parts])),
    ).toBeLessThan(1000);
  }
});

test('random bytes behind a good header', async () => {
  const next = random(5);
  for (let turn = 0; turn < 2000; turn++) {
    const tail = Buffer.from(Array.from({ length: next(400) }, () => next(256)));
    expect(await survive(Buffer.concat([seeds[turn % 4].subarray(0, turn % 4 < 2 ? 24 : 28), tail]))).toBeLessThan(100);
  }
});

test('gzip data cut at every byte, and every byte of it damaged', async () => {
  const compressed = gzipSync(seeds[0]);
  for (let at = 0; at < compressed.length; at++) {
    expect(await survive(compressed.subarray(0, at), { gzip: true })).toBeLessThan(packets.length + 1);
    const damaged = Buffer.from(compressed);
    damaged[at] ^= 0x55;
    expect(await survive(damaged, { gzip: true })).toBeLessThan(1000);
  }
});
