// Following what real programs write: a FIFO, the rotated files of tcpdump, the ring of dumpcap with its statistics.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Frame } from '../../../collector/model/frame.ts';
import { openSegments } from '../../../collector/segment/open-segments.ts';
import { type SegmentReader, Step } from '../../../collector/segment/reader.ts';
import { pcap, pcapRecord, udpFrame } from '../../support/pcap-builder.ts';
import { drain, keep } from '../../support/segment-frames.ts';

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0 || process.env.CI === 'true';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'sipscope-live-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** The next `count` frames, however long they take. */
async function take(reader: SegmentReader, count: number): Promise<string[]> {
  const frame = new Frame();
  const texts: string[] = [];
  while (texts.length < count) {
    const step = reader.next(frame);
    if (step === Step.End) break;
    if (step === Step.More) await reader.fill();
    else if (step === Step.Frame) texts.push(keep(frame).bytes.toString('latin1'));
  }
  return texts;
}

test('what is written into a FIFO is there at once, not when a buffer is full', async () => {
  const path = join(folder(), 'fifo');
  execFileSync('mkfifo', [path]);
  const opening = openSegments([path]);
  // Opens when the reader has opened it.
  const writer = openSync(path, 'r+');
  writeSync(writer, pcap([]));
  const reader = await opening;
  onTestFinished(() => reader.close());
  for (const text of ['a', 'b', 'c']) {
    const taking = take(reader, 1);
    writeSync(writer, pcapRecord({ bytes: Buffer.from(text) }));
    expect(await taking).toEqual([text]);
  }
  const ended = drain(reader);
  reader.endFollowing();
  expect(await ended).toEqual([]);
  closeSync(writer);
});

test('a silent FIFO holds up nobody', async () => {
  const paths = ['one', 'two'].map(name => join(folder(), name));
  for (const path of paths) execFileSync('mkfifo', [path]);
  const opening = openSegments(paths);
  const writers = paths.map(path => openSync(path, 'r+'));
  for (const writer of writers) writeSync(writer, pcap([]));
  const reader = await opening;
  onTestFinished(() => reader.close());
  writeSync(writers[0], pcapRecord({ bytes: Buffer.from('a') }));
  expect(await take(reader, 1)).toEqual(['a']);
  for (const writer of writers) closeSync(writer);
});

test.skipIf(!has('tcpdump'))(
  'files that tcpdump rotates are read one after the other, each packet once',
  async () => {
    const path = folder();
    const made = join(folder(), 'made.pcap');
    const count = 4000;
    const packets = Array.from({ length: count }, (_, at) => ({
      bytes: udpFrame(`${at} `.padEnd(1000, 'x')),
      timeMicros: at,
    }));
    writeFileSync(made, pcap(packets));
    const reader = await openSegments([path], { follow: true });
    onTestFinished(() => reader.close());
    const taking = take(reader, count);
    const user = process.getuid?.() === 0 ? ['-Z', 'root'] : [];
    spawn('tcpdump', ['-r', made, '-w', join(path, 't.pcap'), '-C', '1', ...user], { stdio: 'ignore' });
    const texts = await taking;
    expect(texts.map(text => Number.parseInt(text.slice(42), 10))).toEqual(packets.map((_, at) => at));
    reader.endFollowing();
    expect(await drain(reader)).toEqual([]);
    expect(reader.reports()[0]).toMatchObject({ path, frames: count, notes: [] });
  },
  10_000,
);

const ring = join(tmpdir(), `sipscope-dumpcap-${process.pid}.pcapng`);
const canCapture = spawnSync('dumpcap', ['-i', 'lo', '-a', 'duration:1', '-q', '-w', ring]).status === 0;

test.skipIf(!canCapture)('drops that dumpcap counted are told of its file', async () => {
  onTestFinished(() => rmSync(ring, { force: true }));
  const points: number[] = [];
  const reader = await openSegments([ring]);
  await drain(reader);
  for (const { point, interfaceDrops } of reader.inputs()) points.push(point, interfaceDrops ?? -1);
  await reader.close();
  expect(points).toEqual([0, 0]);
});
