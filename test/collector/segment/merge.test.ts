import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Frame } from '../../../collector/model/frame.ts';
import { CapturePoints } from '../../../collector/model/points.ts';
import { MergedReader } from '../../../collector/segment/merge.ts';
import { openSegments } from '../../../collector/segment/open-segments.ts';
import { type SegmentReader, Step } from '../../../collector/segment/reader.ts';
import { Gate } from '../../../collector/segment/watch.ts';
import { pcap, pcapng } from '../../support/pcap-builder.ts';
import { drain, openBytes } from '../../support/segment-frames.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipscope-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const record = (timeMicros: number, text: string, nanos = 0) => ({ bytes: Buffer.from(text), timeMicros, nanos });

async function merge(paths: readonly string[]) {
  const reader = await openSegments(paths);
  const frames = await drain(reader);
  for (const { segment, offset, bytes } of frames) {
    expect(reader.readAt(segment, offset, bytes.length).equals(bytes)).toBe(true);
  }
  const reports = reader.reports();
  await reader.close();
  return { reader, frames, reports, texts: frames.map(({ bytes }) => bytes.toString()) };
}

test('frames of several files come in time order, each with its own segment and number', async () => {
  const first = await file('1.pcap', pcap([record(10, 'a'), record(30, 'c'), record(60, 'f')]));
  const second = await file(
    '2.pcapng.gz',
    gzipSync(
      pcapng()
        .section()
        .interface()
        .packet(Buffer.from('b'), { timeMicros: 20 })
        .packet(Buffer.from('e'), { timeMicros: 50 })
        .bytes(),
    ),
  );
  const third = await file('3.pcap', pcap([record(40, 'd')], { bigEndian: true, linkType: 113 }));
  const { texts, frames, reports, reader } = await merge([first, second, third]);
  expect(texts.join('')).toBe('abcdef');
  expect(frames.map(({ segment, number, linkType }) => [segment, number, linkType])).toEqual([
    [0, 1, 1],
    [1, 1, 1],
    [0, 2, 1],
    [2, 1, 113],
    [1, 2, 1],
    [0, 3, 1],
  ]);
  expect(reports.map(({ path, frames }) => [path, frames])).toEqual([
    [first, 3],
    [second, 2],
    [third, 1],
  ]);
  expect(reader.bytesRead).toBe(reader.bytesTotal);
});

test('of equal times the earlier file comes first, and ns decide within a µs', async () => {
  const options = { nanos: true };
  const one = await file('n1.pcap', pcap([record(5, 'b', 500), record(7, 'd')], options));
  const two = await file('n2.pcap', pcap([record(5, 'a', 400), record(7, 'e')], options));
  expect((await merge([one, two])).texts.join('')).toBe('abde');
});

test('a file that is not in order itself stays as it is', async () => {
  const one = await file('o1.pcap', pcap([record(50, 'x'), record(10, 'y')]));
  const two = await file('o2.pcap', pcap([record(20, 'a'), record(60, 'b')]));
  expect((await merge([one, two])).texts.join('')).toBe('axyb');
});

test('empty and damaged files do not stop the others', async () => {
  const paths = [
    await file('d1.pcap', pcap([])),
    await file('d2.pcap', pcap([record(1, 'a'), record(2, 'bbbbbb')]).subarray(0, -3)),
    await file('d3.pcap', pcap([record(3, 'c')])),
  ];
  const { texts, reports } = await merge(paths);
  expect(texts).toEqual(['a', 'c']);
  expect(reports.map(({ truncated }) => truncated !== undefined)).toEqual([false, true, false]);
});

test('names and secrets of all files are there, names of the later file win', async () => {
  const one = pcapng()
    .section()
    .interface()
    .names([
      { address: '10.0.0.1', name: 'old' },
      { address: '10.0.0.2', name: 'b' },
    ]);
  const two = pcapng()
    .section()
    .interface()
    .names([{ address: '10.0.0.1', name: 'new' }])
    .secrets(2, Buffer.from('2'));
  const paths = [
    await file('s1.pcapng', one.secrets(1, Buffer.from('1')).bytes()),
    await file('s2.pcapng', two.bytes()),
  ];
  const { reader } = await merge(paths);
  expect([...reader.names]).toEqual([
    ['10.0.0.1', 'new'],
    ['10.0.0.2', 'b'],
  ]);
  expect(reader.secrets.map(({ type }) => type)).toEqual([1, 2]);
});

test('any ordered files, read in any pieces, merge as a stable sort does', async () => {
  const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 12 }).map(list => list.sort((a, b) => a - b));
  await fc.assert(
    fc.asyncProperty(
      fc.array(times, { minLength: 2, maxLength: 9 }),
      fc.integer({ min: 1, max: 90 }),
      async (files, chunk) => {
        const readers = await Promise.all(
          files.map(list => openBytes(pcap(list.map(time => record(time, 'x'))), { chunk, windowBytes: 32 })),
        );
        const frames = await drain(new MergedReader(readers));
        const expected = files.flatMap((list, file) => list.map((time, at) => ({ time, file, number: at + 1 })));
        expected.sort((a, b) => a.time - b.time || a.file - b.file || a.number - b.number);
        expect(frames.map(({ timeMicros, number }) => [timeMicros, number])).toEqual(
          expected.map(({ time, number }) => [time, number]),
        );
      },
    ),
    { numRuns: 300, seed: 11 },
  );
});

/** A reader that is driven by hand: it has what `give` gave, and waits for more. */
class LiveReader implements SegmentReader {
  readonly bytesRead = 0;
  readonly bytesTotal = undefined;
  readonly names = new Map<string, string>();
  readonly secrets = [];
  isWaiting = false;
  ended = false;
  private readonly given: { step: Step; timeMicros: number }[] = [];
  private readonly gate = new Gate();

  give(step: Step, ...times: readonly number[]): void {
    this.given.push(...times.map(timeMicros => ({ step, timeMicros })));
    this.gate.open();
  }

  next(frame: Frame): Step {
    const next = this.given.shift();
    if (next === undefined) return this.ended ? Step.End : Step.More;
    frame.timeMicros = next.timeMicros;
    frame.lostFrames = 3;
    frame.point = 7;
    return next.step;
  }

  async fill(): Promise<void> {
    this.isWaiting = true;
    await this.gate.pass();
    this.isWaiting = false;
  }

  endFollowing(): void {
    this.ended = true;
    this.gate.openForGood();
  }

  readAt(): Buffer {
    return Buffer.alloc(0);
  }

  extents = () => [];
  reports = () => [];
  inputs = () => [];
  sourceOf = () => '';
  close = async () => this.endFollowing();
}

/** Two live readers, merged and read as they come; the wait for who is silent ends when the test opens `holds`. */
function live() {
  const holds = new Gate();
  const readers = [new LiveReader(), new LiveReader()] as const;
  const merged = new MergedReader(readers, { hold: () => holds.pass() });
  const told: string[] = [];
  const read = async (): Promise<void> => {
    const frame = new Frame();
    for (let step = merged.next(frame); step !== Step.End; step = merged.next(frame)) {
      if (step === Step.More) await merged.fill();
      else if (step === Step.Frame) told.push(`${frame.timeMicros}`);
      else told.push(`tick ${frame.timeMicros} at ${frame.point}, lost ${frame.lostFrames}`);
    }
    told.push('end');
  };
  const ended = read();
  /** What was told when everything had its turn. */
  const settled = async (): Promise<string[]> => {
    await new Promise(resolve => setImmediate(resolve));
    return told;
  };
  return { merged, holds, readers, ended, settled };
}

test('what is live and silent is waited for a moment, then the others go on without it', async () => {
  const { merged, holds, readers, ended, settled } = live();
  const [talker, silent] = readers;
  talker.give(Step.Frame, 10, 20);
  expect(await settled()).toEqual([]);
  holds.open();
  expect(await settled()).toEqual(['10', '20']);
  talker.give(Step.Frame, 30);
  expect(await settled()).toEqual(['10', '20', '30']);
  silent.give(Step.Frame, 25);
  expect(await settled()).toEqual(['10', '20', '30']);
  holds.open();
  expect(await settled()).toEqual(['10', '20', '30', '25']);
  await merged.close();
  await ended;
});

test('live readers that bring something in time are in order, with no wait', async () => {
  const { readers, settled } = live();
  readers[0].give(Step.Frame, 10, 30);
  readers[1].give(Step.Frame, 20, 40);
  expect(await settled()).toEqual(['10', '20', '30']);
});

test('ticks are handed on in their place, with their point and what was lost', async () => {
  const { merged, readers, ended, settled } = live();
  readers[0].give(Step.Tick, 15);
  readers[1].give(Step.Frame, 10, 20);
  merged.endFollowing();
  await ended;
  expect(await settled()).toEqual(['10', 'tick 15 at 7, lost 3', '20', 'end']);
});

test('it waits when all wait, and closing ends that', async () => {
  const { merged, ended, settled } = live();
  await settled();
  expect(merged.isWaiting).toBe(true);
  await merged.close();
  await ended;
});

test('a reader whose start is known is not asked before the others are there', async () => {
  const early = await openBytes(pcap([record(10, 'a'), record(20, 'b'), record(40, 'd')]));
  const late = new LiveReader();
  let asked = 0;
  late.next = frame => {
    asked++;
    return LiveReader.prototype.next.call(late, frame);
  };
  late.give(Step.Frame, 30);
  late.endFollowing();
  const merged = new MergedReader([early, late], { starts: [undefined, 30] });
  const frame = new Frame();
  const times: string[] = [];
  for (let step = merged.next(frame); step !== Step.End; step = merged.next(frame)) {
    if (step === Step.More) await merged.fill();
    else times.push(`${frame.timeMicros}/${asked}`);
  }
  expect(times).toEqual(['10/0', '20/0', '30/1', '40/2']);
});

test('points of files that do not overlap precede each other, those of files that do not', async () => {
  const points = new CapturePoints();
  const write = (name: string, ...times: readonly number[]) => file(name, pcap(times.map(time => record(time, 'x'))));
  const paths = [await write('a.pcap', 10, 20), await write('b.pcap', 30, 50), await write('c.pcap', 40, 60)];
  await drain(await openSegments(paths, { points }));
  const [a, b, c] = ['a.pcap', 'b.pcap', 'c.pcap'].map(name => points.idOf(name, 'file'));
  expect([points.precedes(a, b), points.precedes(a, c), points.precedes(b, c)]).toEqual([true, true, false]);
});
