import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { Frame } from '../../../collector/model/frame.ts';
import { CapturePoints } from '../../../collector/model/points.ts';
import { MergedReader } from '../../../collector/segment/merge.ts';
import { openSegments } from '../../../collector/segment/open-segments.ts';
import { Step } from '../../../collector/segment/reader.ts';
import { Followed, ManualWatch } from '../../support/manual-watch.ts';
import { pcap, pcapRecord } from '../../support/pcap-builder.ts';
import { drain } from '../../support/segment-frames.ts';

const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'sipscope-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

async function file(name: string, content: Buffer): Promise<string> {
  const path = join(folder(), name);
  writeFileSync(path, content);
  return path;
}

const record = (timeMicros: number, text: string) => ({ bytes: Buffer.from(text), timeMicros });
const texts = (frames: readonly { readonly bytes: Buffer }[]) => frames.map(({ bytes }) => String(bytes)).join('');

test('one file is its own reader', async () => {
  const path = await file('one.pcap', pcap([record(1, 'a')]));
  const reader = await openSegments([path]);
  expect(reader).not.toBeInstanceOf(MergedReader);
  await reader.close();
});

test('a path that cannot be opened is the error, and nothing stays open', async () => {
  const good = await file('g.pcap', pcap([record(1, 'a')]));
  await expect(openSegments([good, join(folder(), 'none')])).rejects.toMatchObject({ code: 'SIPA_FILE_NOT_FOUND' });
});

test('standard input can be named once', async () => {
  await expect(openSegments(['-', '-'])).rejects.toMatchObject({ code: 'SIPA_STDIN_TWICE' });
});

test('each file is a point by its name, the files of a rotation are one, and twins are told apart', async () => {
  const [one, two] = [folder(), folder()];
  const paths = [join(one, 't.pcap'), join(one, 't.pcap1'), join(one, 'a.pcap'), join(two, 'a.pcap')];
  paths.forEach((path, at) => {
    writeFileSync(path, pcap([record(at, 'x')]));
  });
  const points = new CapturePoints();
  const reader = await openSegments(paths, { points });
  const frame = new Frame();
  const names: (string | undefined)[] = [];
  for (let step = reader.next(frame); step !== Step.End; step = reader.next(frame)) {
    if (step === Step.More) await reader.fill();
    else names.push(points.get(frame.point)?.name);
  }
  await reader.close();
  expect(names).toEqual(['t.pcap', 't.pcap', join(one, 'a.pcap'), join(two, 'a.pcap')]);
});

test('a directory is its captures, merged in time; what is none is told', async () => {
  const path = folder();
  writeFileSync(join(path, 'b.pcap'), pcap([record(10, 'a'), record(30, 'c')]));
  writeFileSync(join(path, 'a.pcap.gz'), gzipSync(pcap([record(20, 'b'), record(40, 'd')])));
  writeFileSync(join(path, 'c.pcap'), pcap([]));
  writeFileSync(join(path, 'notes.txt'), 'not a capture but text, long enough for a header');
  writeFileSync(join(path, '.hidden.pcap'), pcap([record(1, 'x')]));
  mkdirSync(join(path, 'below'));
  const reader = await openSegments([path]);
  const frames = await drain(reader);
  expect(texts(frames)).toBe('abcd');
  for (const { segment, offset, bytes } of frames) expect(reader.readAt(segment, offset, 1)).toEqual(bytes);
  expect([0, 1, 2].map(at => basename(reader.sourceOf(at)))).toEqual(['b.pcap', 'a.pcap.gz', 'c.pcap']);
  const reports = reader.reports();
  expect(reports.map(report => [basename(report.path), report.frames])).toEqual([
    ['b.pcap', 2],
    ['a.pcap.gz', 2],
    ['c.pcap', 0],
  ]);
  expect(reports[0].notes).toEqual(['1 other files of the directory are no captures and were left out: notes.txt']);
  await reader.close();
  expect(() => reader.readAt(0, frames[0].offset, 1)).toThrowError(
    expect.objectContaining({ code: 'SIPA_SEGMENT_CLOSED' }),
  );
});

test('a directory without captures is refused', async () => {
  await expect(openSegments([folder()])).rejects.toMatchObject({ code: 'SIPA_NOT_A_CAPTURE' });
});

test('several files are followed at once, each with numbers of its own', async () => {
  const paths = [await file('a.pcap', pcap([record(10, 'a')])), await file('b.pcap', pcap([record(20, 'b')]))];
  const watch = new ManualWatch();
  const reader = await openSegments(paths, { follow: true, watch: watch.make });
  const followed = new Followed(reader, watch);
  writeFileSync(paths[0], pcapRecord(record(30, 'c')), { flag: 'a' });
  reader.endFollowing();
  await followed.ended;
  expect(followed.frames.map(({ bytes, segment }) => `${bytes}${segment}`)).toEqual(['a0', 'b1', 'c0']);
  expect(paths.map((_, at) => reader.sourceOf(at))).toEqual(paths);
  expect(reader.readAt(1, followed.frames[1].offset, 1).toString()).toBe('b');
  await reader.close();
});
