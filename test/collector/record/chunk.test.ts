import { expect, test } from 'vitest';
import { type Chunk, ChunkPool, lastWholeBlock, packetsFrom } from '../../../collector/record/chunk.ts';
import { packetBlockBytes, statisticsBlock, writePacket } from '../../../collector/record/pcapng-writer.ts';

const segment = { name: 's', startedAt: 0, fileBytes: 0 };

function chunkOf(pool: ChunkPool): Chunk {
  const chunk = pool.take(segment);
  if (chunk === undefined) throw new Error('the pool is empty');
  return chunk;
}

/** Three packets of 8 bytes with statistics before the last. */
function filled(): { chunk: Chunk; ends: number[] } {
  const chunk = chunkOf(new ChunkPool());
  const ends = [0, 1, 2].map(index => {
    if (index === 2) {
      chunk.length += statisticsBlock({ interfaceId: 0, seconds: 1, nanos: 0, received: 2 }).copy(
        chunk.bytes,
        chunk.length,
      );
    }
    chunk.length = writePacket(chunk.bytes, chunk.length, 0, 1, 0, Buffer.alloc(8), 0, 8, 8);
    return chunk.length;
  });
  return { chunk, ends };
}

test('memory is bounded, and given back', () => {
  const pool = new ChunkPool();
  const taken = Array.from({ length: 64 }, () => chunkOf(pool));
  expect(pool.fill).toBe(1);
  expect(pool.take(segment)).toBeUndefined();
  pool.giveBack(taken[0]);
  expect(pool.take(segment)).toBeDefined();
});

test('the last whole block is found wherever writing stopped', () => {
  const { chunk, ends } = filled();
  for (let written = 0; written <= chunk.length; written++) {
    chunk.written = written;
    const whole = lastWholeBlock(chunk);
    expect(whole).toBeLessThanOrEqual(written);
    if (ends.includes(written)) expect(whole).toBe(written);
  }
  expect(ends[0]).toBe(packetBlockBytes(8));
});

test('packets are counted, statistics are not', () => {
  const { chunk, ends } = filled();
  expect(packetsFrom(chunk, 0)).toBe(3);
  expect(packetsFrom(chunk, ends[1])).toBe(1);
});
