import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { openFollowed } from '../../../collector/segment/follow.ts';
import { SegmentNumbers } from '../../../collector/segment/segment-numbers.ts';
import { Followed, ManualWatch } from '../../support/manual-watch.ts';
import { pcap, pcapng, pcapRecord } from '../../support/pcap-builder.ts';
import { drain } from '../../support/segment-frames.ts';

function place(name = 'a.pcap'): string {
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-follow-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, name);
}

async function follow(path: string, windowBytes = 64) {
  const watch = new ManualWatch();
  const reader = await openFollowed(path, new SegmentNumbers(), { watch: watch.make, windowBytes });
  onTestFinished(() => reader.close());
  return { watch, reader, followed: new Followed(reader, watch) };
}

const record = (text: string, timeMicros = 5) => ({ bytes: Buffer.from(text), timeMicros });
const capture = (texts: string) => pcap([...texts].map(text => record(text)));

test('a file is followed as it grows, however it is cut into pieces', async () => {
  const ng = pcapng().section().interface().secrets(1, Buffer.from('key'));
  for (const text of 'abcdef') ng.packet(Buffer.from(text));
  const files = [capture('abcdef'), ng.bytes()];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(fc.integer({ min: 1, max: 70 }), { maxLength: 10 }),
      async (bytes, sizes) => {
        const path = place();
        writeFileSync(path, '');
        const { watch, reader, followed } = await follow(path);
        await watch.whenIdle();
        let at = 0;
        for (const size of [...sizes, bytes.length]) {
          appendFileSync(path, bytes.subarray(at, at + size));
          at += size;
          expect('abcdef'.startsWith(await followed.texts())).toBe(true);
        }
        expect(followed.text).toBe('abcdef');
        reader.endFollowing();
        await followed.ended;
        expect(reader.reports()[0].truncated).toBeUndefined();
        for (const { segment, offset, bytes } of followed.frames) {
          expect(reader.readAt(segment, offset, bytes.length)).toEqual(bytes);
        }
      },
    ),
    { numRuns: 40, seed: 9 },
  );
});

test('secrets that come later are there later', async () => {
  const path = place('a.pcapng');
  writeFileSync(path, pcapng().section().interface().bytes());
  const { watch, reader, followed } = await follow(path);
  await watch.whenIdle();
  expect(reader.secrets).toHaveLength(0);
  appendFileSync(path, pcapng().secrets(1, Buffer.from('key')).packet(Buffer.from('a')).bytes());
  expect(await followed.texts()).toBe('a');
  expect(reader.secrets).toMatchObject([{ bytes: Buffer.from('key') }]);
});

test('a file that is replaced is read to its end, then the new one from its start', async () => {
  const path = place();
  writeFileSync(path, capture('ab'));
  const { watch, reader, followed } = await follow(path);
  await watch.whenIdle();
  appendFileSync(path, pcapRecord(record('c')));
  writeFileSync(`${path}.new`, capture('d'));
  renameSync(`${path}.new`, path);
  expect(await followed.texts()).toBe('abcd');
  appendFileSync(path, pcapRecord(record('e')));
  expect(await followed.texts()).toBe('abcde');
  expect(followed.frames.map(({ segment }) => segment)).toEqual([0, 0, 0, 1, 1]);
  expect(reader.reports()).toMatchObject([
    { path, frames: 5, notes: ['1 times the file was replaced or began anew; reading went on with the new one'] },
  ]);
  expect(() => reader.readAt(0, followed.frames[0].offset, 1)).toThrowError(
    expect.objectContaining({ code: 'SIPA_SEGMENT_CHANGED' }),
  );
  expect(reader.readAt(1, followed.frames[3].offset, 1).toString()).toBe('d');
});

test('a file that is deleted and made again is followed again', async () => {
  const path = place();
  writeFileSync(path, capture('ab'));
  const { watch, followed } = await follow(path);
  await watch.whenIdle();
  // The name of the old file keeps its inode from being given to the new one.
  renameSync(path, `${path}.old`);
  expect(await followed.texts()).toBe('ab');
  writeFileSync(path, capture('c'));
  expect(await followed.texts()).toBe('abc');
  unlinkSync(`${path}.old`);
});

test('a file that is truncated and written anew is read from its start', async () => {
  const path = place();
  writeFileSync(path, capture('abc'));
  const { watch, followed } = await follow(path);
  await watch.whenIdle();
  truncateSync(path, 0);
  expect(await followed.texts()).toBe('abc');
  appendFileSync(path, capture('d').subarray(0, 30));
  expect(await followed.texts()).toBe('abc');
  appendFileSync(path, capture('d').subarray(30));
  expect(await followed.texts()).toBe('abcd');
});

test('what takes its place and is no capture is told, and the next capture is read', async () => {
  const path = place();
  writeFileSync(path, capture('a'));
  const { watch, reader, followed } = await follow(path);
  await watch.whenIdle();
  const replace = (bytes: Uint8Array, name: string) => {
    renameSync(path, `${path}.${name}`);
    writeFileSync(path, bytes);
  };
  replace(Buffer.from('text, long enough to be known as text'), '1');
  expect(await followed.texts()).toBe('a');
  replace(capture('b'), '2');
  expect(await followed.texts()).toBe('ab');
  expect(reader.reports()[0].notes.join()).toMatch(/could not be read; the last: .* not a capture file but text/);
});

test('a file that is no capture is refused at once, and one that is not there as well', async () => {
  const path = place();
  writeFileSync(path, 'text, long enough to be known as text');
  const open = (path: string) => openFollowed(path, new SegmentNumbers(), {});
  await expect(open(path)).rejects.toMatchObject({ code: 'SIPA_NOT_A_CAPTURE' });
  await expect(open(`${path}.no`)).rejects.toMatchObject({ code: 'SIPA_FILE_NOT_FOUND' });
});

test('a gzipped file is read to its end, and it is said that it cannot be followed', async () => {
  const path = place('a.pcap.gz');
  writeFileSync(path, gzipSync(capture('ab')));
  const reader = await openFollowed(path, new SegmentNumbers(), {});
  expect(await drain(reader)).toHaveLength(2);
  expect(reader.reports()[0].notes).toEqual(['a gzipped file cannot be followed: it was read to the end that it had']);
  await reader.close();
});

test('closing and ending wake a reader that waits', async () => {
  for (const end of ['close', 'endFollowing'] as const) {
    for (const bytes of [capture('a'), Buffer.alloc(0)]) {
      const path = place();
      writeFileSync(path, bytes);
      const { watch, reader, followed } = await follow(path);
      await watch.whenIdle();
      expect(reader.isWaiting).toBe(true);
      await reader[end]();
      await followed.ended;
      expect(reader.isWaiting).toBe(false);
    }
  }
});
