import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Frame } from '../../../collector/model/frame.ts';
import { openSegments } from '../../../collector/segment/open-segments.ts';
import { type SegmentReader, Step } from '../../../collector/segment/reader.ts';
import { type ReplayPart, replay } from '../../../collector/segment/replay.ts';
import { Followed, ManualWatch } from '../../support/manual-watch.ts';
import { pcap, pcapng } from '../../support/pcap-builder.ts';
import { drain } from '../../support/segment-frames.ts';

const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'sipscope-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

const record = (timeMicros: number, text: string) => ({ bytes: Buffer.from(text), timeMicros });

async function opened(...files: readonly (readonly [name: string, content: Buffer])[]): Promise<SegmentReader> {
  const directory = folder();
  const paths = files.map(([name, content]) => {
    const path = join(directory, name);
    writeFileSync(path, content);
    return path;
  });
  const reader = await openSegments(paths);
  onTestFinished(() => reader.close());
  return reader;
}

const wholeOf = (reader: SegmentReader): ReplayPart[] => reader.extents().map(extent => ({ extent, from: 0 }));

async function textOf(reader: SegmentReader, parts: readonly ReplayPart[]): Promise<string> {
  const frames = replay(reader, parts);
  onTestFinished(() => frames.close());
  const frame = new Frame();
  let text = '';
  for (let step = frames.next(frame); step !== Step.End; step = frames.next(frame)) {
    if (step === Step.More) await frames.fill();
    else text += frame.bytes.toString('latin1', frame.start, frame.end);
  }
  return text;
}

const CONTENT = [record(1, 'a'), record(2, 'bb'), record(3, 'ccc')];
const NG = CONTENT.reduce(
  (file, { bytes, timeMicros }) => file.packet(bytes, { timeMicros }),
  pcapng().section().interface(),
).bytes();

describe.each([
  ['pcap', pcap(CONTENT)],
  ['big-endian pcap', pcap(CONTENT, { bigEndian: true })],
  ['pcap with longer record headers', pcap(CONTENT, { modified: true })],
  ['pcapng', NG],
  ['gzipped pcap', gzipSync(pcap(CONTENT))],
  ['gzipped pcapng', gzipSync(NG)],
])('%s', (_, content) => {
  test('all frames come once more, and again', async () => {
    const reader = await opened(['x', content]);
    await drain(reader);
    expect(await textOf(reader, wholeOf(reader))).toBe('abbccc');
    expect(await textOf(reader, wholeOf(reader))).toBe('abbccc');
  });

  test('from a frame on, they come at least from there', async () => {
    const reader = await opened(['x', content]);
    const frames = await drain(reader);
    const [extent] = reader.extents();
    const text = await textOf(reader, [{ extent, from: frames[1].offset }]);
    expect(text.endsWith('bbccc')).toBe(true);
  });
});

test('a replay does not disturb the reader, and sees what was read so far', async () => {
  const reader = await opened(['x', pcap(CONTENT)]);
  const frame = new Frame();
  while (reader.next(frame) === Step.More) await reader.fill();
  expect(String(frame.bytes.subarray(frame.start, frame.end))).toBe('a');
  const text = await textOf(reader, wholeOf(reader));
  expect(text).toBe('abbccc');
  expect(reader.next(frame)).toBe(Step.Frame);
  expect(String(frame.bytes.subarray(frame.start, frame.end))).toBe('bb');
});

test('several files are merged by time again', async () => {
  const one = pcap([record(1, 'a'), record(3, 'c'), record(5, 'e')]);
  const two = pcap([record(2, 'b'), record(4, 'd')]);
  const reader = await opened(['one', one], ['two', gzipSync(two)]);
  await drain(reader);
  expect(reader.extents()).toMatchObject([
    { segment: 0, start: 1, end: 5 },
    { segment: 1, start: 2, end: 4 },
  ]);
  expect(await textOf(reader, wholeOf(reader))).toBe('abcde');
});

test('files of a directory that were read and closed are opened again', async () => {
  const directory = folder();
  writeFileSync(join(directory, '1.pcap'), pcap([record(1, 'a'), record(2, 'b')]));
  writeFileSync(join(directory, '2.pcap'), pcap([record(3, 'c')]));
  const reader = await openSegments([directory]);
  onTestFinished(() => reader.close());
  await drain(reader);
  expect(await textOf(reader, wholeOf(reader))).toBe('abc');
});

test('of a file that grows, what was read so far', async () => {
  const path = join(folder(), 'grows.pcap');
  writeFileSync(path, pcap([record(1, 'a')]));
  const watch = new ManualWatch();
  const reader = await openSegments([path], { follow: true, watch: () => watch });
  onTestFinished(() => reader.close());
  const followed = new Followed(reader, watch);
  await watch.whenIdle();
  expect(await textOf(reader, wholeOf(reader))).toBe('a');
  expect(followed.text).toBe('a');
});

test('bytes that are not there any more are an error that says so', async () => {
  const directory = folder();
  writeFileSync(join(directory, '1.pcap'), pcap([record(1, 'a')]));
  writeFileSync(join(directory, '2.pcap'), pcap([record(2, 'b')]));
  const reader = await openSegments([directory]);
  onTestFinished(() => reader.close());
  await drain(reader);
  rmSync(join(directory, '1.pcap'));
  await expect(textOf(reader, wholeOf(reader))).rejects.toMatchObject({ code: 'SIPA_FILE_NOT_FOUND' });
});

test('segments without frames have no extent', async () => {
  const reader = await opened(['empty.pcap', pcap([])]);
  await drain(reader);
  expect(reader.extents()).toEqual([]);
  expect(await textOf(reader, [])).toBe('');
});
