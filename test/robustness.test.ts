// Damaged captures on the whole road: truncated, with bits flipped, with bytes replaced. Whatever comes, reading ends, every
// question is answered, and what is held stays bounded. Seeded: a failure repeats.

import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Capture } from '../collector/capture.ts';
import { ladderText } from '../collector/ladder/text.ts';
import { reportText } from '../collector/query/report-text.ts';
import { SegmentError } from '../collector/segment/error.ts';
import { CORPUS, capturesIn, FIXTURES, temporaryFile } from './support/captures.ts';

/** Larger files say nothing more and cost time. */
const MOST_BYTES = 150_000;
const VARIANTS = 7;

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A damaged copy: the first variant is cut, the others have some bits or bytes changed, most of them behind the file header. */
function damage(original: Buffer, variant: number, next: () => number): Buffer {
  const bytes = Buffer.from(original);
  if (variant === 0) return bytes.subarray(0, Math.floor(next() * bytes.length));
  const first = variant < 5 ? Math.min(24, bytes.length - 1) : 0;
  const changes = variant === 1 ? 1 : 1 + Math.floor(next() * 40);
  for (let i = 0; i < changes; i++) {
    const at = first + Math.floor(next() * (bytes.length - first));
    if (variant % 2 === 1) bytes[at] ^= 1 << Math.floor(next() * 8);
    else bytes[at] = Math.floor(next() * 256);
  }
  return bytes;
}

/** Reads it all and asks everything; gives the number of SIP messages, -1 when the file was refused. */
async function readAndAsk(path: string): Promise<number> {
  let capture: Capture;
  try {
    capture = await Capture.open({ id: 'c', paths: [path] });
  } catch (error) {
    // A damaged file header is refused in the user's words.
    if (error instanceof SegmentError) return -1;
    throw error;
  }
  try {
    await capture.read(() => {});
    const { rows, all } = capture.list({ filter: '', sort: '-callId', offset: 0, limit: 20 });
    expect(rows.length).toBe(Math.min(20, all));
    capture.list({ filter: 'state = failed or ua contains "x" or pdd > 1s', sort: 'source', offset: 0, limit: 20 });
    for (const row of [...rows.slice(0, 3), ...rows.slice(-2)]) {
      const detail = capture.call(row.index);
      expect(detail?.call).toEqual(row);
      if (detail !== undefined) expect(ladderText(detail.ladder, { width: 100 })).not.toBe('');
    }
    const { messages, frames, state } = capture.progress();
    expect(state).toBe('ready');
    for (const index of [0, 1, messages >> 1, messages - 1]) {
      const isThere = index >= 0 && index < messages;
      expect(capture.message(index) !== undefined).toBe(isThere);
    }
    const report = capture.report({ summary: false });
    expect(JSON.parse(JSON.stringify(report))).toMatchObject({ frames, sipMessages: messages });
    expect(reportText(report, { markdown: true })).toContain('## Capture');
    return messages;
  } finally {
    await capture.close();
  }
}

describe.each([
  ['fixtures', capturesIn(FIXTURES)],
  ['corpus', capturesIn(CORPUS)],
])('%s', (_, all) => {
  const files = all.filter(path => statSync(path).size <= MOST_BYTES);

  test.skipIf(files.length === 0)('whole, every file is read and every question answered', async () => {
    for (const path of files) expect(await readAndAsk(path), path).toBeGreaterThanOrEqual(0);
  });

  test.skipIf(files.length === 0)('damaged, none of them stops us', async () => {
    const before = process.memoryUsage().rss;
    let read = 0;
    for (const [number, path] of files.entries()) {
      const original = readFileSync(path);
      const next = random(number + 1);
      for (let variant = 0; variant < VARIANTS; variant++) {
        const bytes = damage(original, variant, next);
        try {
          if ((await readAndAsk(temporaryFile(bytes, basename(path)))) >= 0) read++;
        } catch (error) {
          throw new Error(`${path}, variant ${variant} of seed ${number + 1}`, { cause: error });
        }
      }
    }
    expect(read).toBeGreaterThan(files.length * 3);
    expect(process.memoryUsage().rss - before).toBeLessThan(600 << 20);
  });
});

test('bytes of no format at all are refused, never thrown over', async () => {
  const next = random(99);
  for (let i = 0; i < 100; i++) {
    const bytes = Buffer.from(Array.from({ length: Math.floor(next() * 400) }, () => Math.floor(next() * 256)));
    // Half of them behind a header that is right, so that they are read as records.
    const header = i % 2 === 0 ? '' : 'd4c3b2a1020004000000000000000000ffff000001000000';
    await readAndAsk(temporaryFile(Buffer.concat([Buffer.from(header, 'hex'), bytes])));
  }
});
