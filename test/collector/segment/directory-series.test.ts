import { appendFileSync, mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { CapturePoints } from '../../../collector/model/points.ts';
import { DirectorySeries } from '../../../collector/segment/directory-series.ts';
import { SegmentNumbers } from '../../../collector/segment/segment-numbers.ts';
import { SeriesReader } from '../../../collector/segment/series-reader.ts';
import { Followed, ManualWatch } from '../../support/manual-watch.ts';
import { pcap, pcapRecord } from '../../support/pcap-builder.ts';

let clock = 0;
const capture = (texts: string) => pcap([...texts].map(text => ({ bytes: Buffer.from(text), timeMicros: ++clock })));

/** A directory with these captures, followed; a second passes before each `texts`. */
async function follow(files: Readonly<Record<string, Uint8Array>>) {
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-ring-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes);
  for (const [name, bytes] of Object.entries(files)) write(name, bytes);
  const watch = new ManualWatch();
  const points = new CapturePoints();
  let now = 0;
  const series = await DirectorySeries.open(folder, () => now);
  const reader = new SeriesReader(series, { points, watch, numbers: new SegmentNumbers(), follow: true });
  onTestFinished(() => reader.close());
  const followed = new Followed(reader, watch);
  await watch.whenIdle();
  const texts = (): Promise<string> => {
    now += 1000;
    return followed.texts();
  };
  return { write, path: (name: string) => join(folder, name), points, reader, followed, texts };
}

test('what is there comes in the order of the first packets, then the newest is followed', async () => {
  const [first, second] = [capture('ab'), capture('c')];
  const { path, followed, reader, points, texts } = await follow({ 't.pcap1': second, 't.pcap': first });
  expect(followed.text).toBe('abc');
  appendFileSync(path('t.pcap1'), pcapRecord({ bytes: Buffer.from('d') }));
  expect(await texts()).toBe('abcd');
  expect(points.get(0)?.name).toBe('t.pcap');
  expect(points.count).toBe(1);
  expect(reader.reports()).toHaveLength(1);
});

test('files that appear are read when they have a header, in the order in which they were written', async () => {
  const { write, texts } = await follow({ 'a_00001_20260102030405.pcapng': capture('a') });
  write('a_00002_20260102030406.pcapng', Buffer.alloc(0));
  expect(await texts()).toBe('a');
  write('a_00002_20260102030406.pcapng', capture('b'));
  expect(await texts()).toBe('ab');
  write('a_00003_20260102030407.pcapng', capture('c'));
  expect(await texts()).toBe('abc');
});

test('a ring that overwrites its oldest file gives a new one; the bytes of the old one are gone', async () => {
  const { write, path, reader, followed, texts } = await follow({ 't.pcap0': capture('ab'), 't.pcap1': capture('c') });
  write('t.pcap0', capture('d'));
  expect(await texts()).toBe('abcd');
  appendFileSync(path('t.pcap0'), pcapRecord({ bytes: Buffer.from('e') }));
  expect(await texts()).toBe('abcde');
  write('t.pcap1', capture('fghi'));
  expect(await texts()).toBe('abcdefghi');
  const [a, , c] = followed.frames;
  for (const { segment, offset } of [a, c]) {
    expect(() => reader.readAt(segment, offset, 1)).toThrowError(
      expect.objectContaining({ code: 'SIPA_SEGMENT_CHANGED' }),
    );
  }
  expect(reader.reports()[0].notes).toEqual([]);
});

test('a ring of one file that is overwritten again and again is read each time', async () => {
  const { write, texts } = await follow({ 't.pcap': capture('abc') });
  write('t.pcap', capture('d'));
  expect(await texts()).toBe('abcd');
  write('t.pcap', capture('e').subarray(0, 30));
  await texts();
});

test('a ring that deletes its oldest files goes on', async () => {
  const { path, write, reader, texts } = await follow({ a1: capture('a'), a2: capture('b') });
  unlinkSync(path('a1'));
  write('a3', capture('c'));
  expect(await texts()).toBe('abc');
  expect(() => reader.readAt(0, 40, 1)).toThrowError(expect.objectContaining({ code: 'SIPA_FILE_NOT_FOUND' }));
});

test('what is no capture is told, and read when it becomes one', async () => {
  const text = Buffer.from('text, long enough to be known as text');
  const { write, path, reader, texts } = await follow({ 'a.pcap': capture('a'), 'b.txt': text });
  write('c.txt', text);
  expect(await texts()).toBe('a');
  expect(reader.reports()[0].notes).toEqual(['2 files are no captures and were left out: b.txt, c.txt']);
  unlinkSync(path('b.txt'));
  write('c.txt', capture('b'));
  expect(await texts()).toBe('ab');
  expect(reader.reports()[0].notes).toEqual([]);
});

test('a file that was gzipped after it was read is not read again', async () => {
  const first = capture('a');
  const { write, path, reader, texts } = await follow({ 't.pcap0': first, 't.pcap1': capture('b') });
  write('t.pcap0.gz', gzipSync(first));
  unlinkSync(path('t.pcap0'));
  expect(await texts()).toBe('ab');
  expect(reader.reports()[0].notes).toEqual(['1 files were gzipped after they were read, and were not read again']);
});

test('a gzipped file that was not read before is read, and so are its bytes again', async () => {
  const { write, reader, followed, texts } = await follow({ 't.pcap0': capture('a') });
  write('u.gz', gzipSync(capture('b')));
  expect(await texts()).toBe('ab');
  write('v', capture('c'));
  expect(await texts()).toBe('abc');
  for (const { segment, offset, bytes } of followed.frames) expect(reader.readAt(segment, offset, 1)).toEqual(bytes);
});

test('what is added to a file after the next one began is told', async () => {
  const { path, write, reader, texts } = await follow({ a: capture('a') });
  write('b', capture('b'));
  expect(await texts()).toBe('ab');
  appendFileSync(path('a'), pcapRecord({ bytes: Buffer.from('x') }));
  expect(await texts()).toBe('ab');
  expect(reader.reports()[0].notes).toEqual(['1 files grew after the next one had begun; what was added was not read']);
});

test('a file that moves away while it is read is read on, and its place can be taken', async () => {
  const { path, write, texts } = await follow({ a: capture('a') });
  appendFileSync(path('a'), pcapRecord({ bytes: Buffer.from('b') }));
  renameSync(path('a'), path('.old'));
  expect(await texts()).toBe('ab');
  write('a', capture('c'));
  expect(await texts()).toBe('abc');
});

test('between sweeps only a change of the directory makes it look at the files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-ring-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  let now = 0;
  const series = await DirectorySeries.open(folder, () => now);
  await series.look(undefined, false);
  writeFileSync(join(folder, 'a'), '');
  await series.look(undefined, false);
  appendFileSync(join(folder, 'a'), capture('a'));
  expect(await series.look(undefined, false)).toBe(false);
  now += 1000;
  expect(await series.look(undefined, false)).toBe(true);
});
