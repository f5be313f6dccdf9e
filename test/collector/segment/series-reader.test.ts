// What follow.test.ts, spool-reader.test.ts and directory-series.test.ts do not see: the rules that hold for any series.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { CapturePoints } from '../../../collector/model/points.ts';
import type { SegmentError } from '../../../collector/segment/error.ts';
import { SegmentNumbers } from '../../../collector/segment/segment-numbers.ts';
import type { Series, SeriesFile } from '../../../collector/segment/series.ts';
import { SeriesReader } from '../../../collector/segment/series-reader.ts';
import { ManualWatch } from '../../support/manual-watch.ts';
import { pcap, pcapng } from '../../support/pcap-builder.ts';
import { drain } from '../../support/segment-frames.ts';

/** Files that are all there from the start. */
class FixedSeries implements Series {
  readonly path = 'fixed';
  readonly waitingBytes = 0;
  readonly missed = 0;
  readonly refused: string[] = [];
  private readonly files: SeriesFile[];

  constructor(files: readonly SeriesFile[]) {
    this.files = [...files];
  }

  look = async () => this.files.length > 0;
  take = () => this.files.shift();
  onOpened = () => {};
  onRefused = (_file: SeriesFile, { code }: SegmentError) => void this.refused.push(code);
  notes = () => ['of the series'];
}

function read(contents: readonly Uint8Array[], options: { isCompressed?: boolean; numbers?: SegmentNumbers } = {}) {
  const { isCompressed = false, numbers = new SegmentNumbers() } = options;
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-series-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files = contents.map((bytes, at) => {
    const path = join(folder, String(at));
    writeFileSync(path, bytes);
    return { path, pointName: 'a', isCompressed };
  });
  const series = new FixedSeries(files);
  const watch = new ManualWatch();
  const reader = new SeriesReader(series, { points: new CapturePoints(), watch, numbers, follow: false });
  onTestFinished(() => reader.close());
  return { files, series, reader };
}

const capture = (text: string) => pcap([{ bytes: Buffer.from(text) }]);
const texts = (frames: readonly { readonly bytes: Buffer }[]) => frames.map(({ bytes }) => String(bytes)).join('');

test('files that are refused are told to the series and take no number', async () => {
  const { series, reader, files } = read([capture('a'), Buffer.from('no capture at all, but text'), capture('b')]);
  const frames = await drain(reader);
  expect(frames.map(({ segment }) => segment)).toEqual([0, 1]);
  expect(series.refused).toEqual(['SIPA_NOT_A_CAPTURE']);
  expect(reader.sourceOf(1)).toBe(files[2].path);
  expect(reader.reports()[0].notes).toEqual(['of the series']);
});

test('files beyond the numbers that there are are not read, and counted', async () => {
  const numbers = new SegmentNumbers(65_535);
  const { reader } = read([capture('a'), capture('b'), capture('c')], { numbers });
  expect(texts(await drain(reader))).toBe('a');
  expect(reader.reports()[0].notes).toContain(
    '2 files beyond the first 65536 were not read; open them as another capture',
  );
});

test('of gzipped files the last sixteen can be read again', async () => {
  const letters = 'abcdefghijklmnopqrst';
  const { reader } = read(
    [...letters].map(letter => gzipSync(capture(letter))),
    { isCompressed: true },
  );
  const frames = await drain(reader);
  expect(texts(frames)).toBe(letters);
  // The last one is still at hand.
  const [lost, kept] = [frames.slice(0, 3), frames.slice(3)];
  for (const { segment, offset, bytes } of kept) expect(reader.readAt(segment, offset, 1)).toEqual(bytes);
  for (const { segment, offset } of lost) {
    expect(() => reader.readAt(segment, offset, 1)).toThrowError(
      expect.objectContaining({ code: 'SIPA_SEGMENT_NOT_KEPT' }),
    );
  }
});

test('names and secrets of all files are there', async () => {
  const one = pcapng()
    .section()
    .names([{ address: '10.0.0.1', name: 'a' }])
    .secrets(1, Buffer.from('1'))
    .bytes();
  const two = pcapng()
    .section()
    .names([{ address: '10.0.0.2', name: 'b' }])
    .secrets(1, Buffer.from('2'))
    .bytes();
  const { reader } = read([one, two]);
  await drain(reader);
  expect([...reader.names.values()]).toEqual(['a', 'b']);
  expect(reader.secrets.map(({ bytes }) => String(bytes))).toEqual(['1', '2']);
});

test('after it was closed there is nothing more, and no bytes', async () => {
  const { reader } = read([capture('a'), capture('b')]);
  await reader.fill();
  await reader.close();
  expect(await drain(reader)).toEqual([]);
  expect(() => reader.readAt(0, 40, 1)).toThrowError(expect.objectContaining({ code: 'SIPA_SEGMENT_CLOSED' }));
  expect(() => reader.readAt(9, 0, 1)).toThrowError('there is no segment 9');
});
