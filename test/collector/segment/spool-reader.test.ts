import { appendFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { Frame } from '../../../collector/model/frame.ts';
import { CapturePoints } from '../../../collector/model/points.ts';
import { Step } from '../../../collector/segment/reader.ts';
import { openSpool, type SpoolOptions } from '../../../collector/segment/spool-reader.ts';
import { Followed, ManualWatch } from '../../support/manual-watch.ts';
import { type PcapngBuilder, pcapng } from '../../support/pcap-builder.ts';
import { drain } from '../../support/segment-frames.ts';

function spoolFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-spool-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const nameOf = (sequence: number) =>
  `20260102T0304${String(sequence % 60).padStart(2, '0')}Z-${String(sequence).padStart(8, '0')}.pcapng`;

/** A segment of one input with these frames. */
function segment(texts: string, run = '1'): PcapngBuilder {
  const text = (code: number, value: string) => ({ code, value: Buffer.from(value) });
  const file = pcapng()
    .section({ options: [text(4, 'sipscope recorder 1'), text(1, `run ${run}`)] })
    .interface({ options: [text(2, 'eth0')] });
  for (const letter of texts) file.packet(Buffer.from(letter));
  return file;
}

/** One more packet, as a recorder appends it. */
const packet = (letter: string) => pcapng().raw(Buffer.alloc(0)).packet(Buffer.from(letter)).bytes();

class Spool {
  readonly folder = spoolFolder();
  readonly watch = new ManualWatch();

  write(sequence: number, bytes: Uint8Array): string {
    const path = join(this.folder, nameOf(sequence));
    writeFileSync(path, bytes);
    return path;
  }

  add(sequence: number, texts: string, run?: string): string {
    return this.write(sequence, segment(texts, run).bytes());
  }

  append(sequence: number, bytes: Uint8Array): void {
    appendFileSync(join(this.folder, nameOf(sequence)), bytes);
  }

  remove(sequence: number): void {
    rmSync(join(this.folder, nameOf(sequence)));
  }

  async open(options: SpoolOptions = {}) {
    const reader = await openSpool(this.folder, { watch: this.watch.make, ...options });
    onTestFinished(() => reader.close());
    return reader;
  }

  async follow(options: SpoolOptions = {}) {
    const reader = await this.open(options);
    return { reader, followed: new Followed(reader, this.watch) };
  }
}

test('segments come in the order of their sequence numbers, and each frame leads back to its bytes', async () => {
  const spool = new Spool();
  spool.add(10, 'd');
  spool.add(9, 'bc');
  spool.add(8, 'a');
  writeFileSync(join(spool.folder, 'recorder.json'), '{}');
  writeFileSync(join(spool.folder, 'notes.pcapng'), 'no segment');
  const reader = await spool.open({ follow: false });
  const frames = await drain(reader);
  expect(frames.map(({ bytes, segment }) => `${bytes}${segment}`)).toEqual(['a0', 'b1', 'c1', 'd2']);
  for (const { segment, offset, bytes } of frames) expect(reader.readAt(segment, offset, bytes.length)).toEqual(bytes);
  expect([0, 1, 2, 3].map(number => basename(reader.sourceOf(number)))).toEqual([nameOf(8), nameOf(9), nameOf(10), '']);
  expect(reader.bytesRead).toBe(reader.bytesTotal);
});

test('the newest segment is followed as it grows, and left when a later one is there', async () => {
  const spool = new Spool();
  spool.add(1, 'a');
  const { reader, followed } = await spool.follow();
  await spool.watch.whenIdle();
  expect([followed.text, reader.isWaiting]).toEqual(['a', true]);
  spool.append(1, packet('b'));
  expect(await followed.texts()).toBe('ab');
  spool.append(1, packet('c'));
  spool.add(2, 'd');
  expect(await followed.texts()).toBe('abcd');
  expect(reader.segmentCount).toBe(2);
  reader.endFollowing();
  await followed.ended;
  expect(reader.reports()).toMatchObject([{ path: spool.folder, format: 'pcapng spool', frames: 4, notes: [] }]);
});

test('a block written in any pieces is handed on when it is whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 12 }), async sizes => {
      const spool = new Spool();
      const bytes = segment('abcdef').bytes();
      spool.write(1, bytes.subarray(0, 0));
      const { reader, followed } = await spool.follow({ windowBytes: 64 });
      await spool.watch.whenIdle();
      let at = 0;
      for (const size of [...sizes, bytes.length]) {
        spool.append(1, bytes.subarray(at, at + size));
        at += size;
        expect('abcdef'.startsWith(await followed.texts())).toBe(true);
      }
      expect(followed.text).toBe('abcdef');
      await reader.close();
      await followed.ended;
    }),
    { numRuns: 30, seed: 4 },
  );
});

test('an empty spool is waited for', async () => {
  const spool = new Spool();
  const { reader, followed } = await spool.follow();
  await spool.watch.whenIdle();
  expect(reader.isWaiting).toBe(true);
  spool.add(1, 'a');
  expect(await followed.texts()).toBe('a');
});

test('a recorder killed within a block leaves a cut tail, which is told; reading goes on with the next segment', async () => {
  const spool = new Spool();
  const whole = segment('abc').bytes();
  spool.write(1, whole.subarray(0, -5));
  const { reader, followed } = await spool.follow();
  await spool.watch.whenIdle();
  expect(followed.text).toBe('ab');
  spool.write(2, whole.subarray(0, 20));
  expect(await followed.texts()).toBe('ab');
  spool.add(3, 'd');
  expect(await followed.texts()).toBe('abd');
  reader.endFollowing();
  await followed.ended;
  const { notes, truncated } = reader.reports()[0];
  expect(truncated).toBeUndefined();
  expect(notes.join('; ')).toMatch(
    /^1 segments could not be read; .*cut at byte 20.*; 1 files end before their time; the first: cut at/,
  );
});

test('what is there when following ends is read to its end', async () => {
  const spool = new Spool();
  spool.add(1, 'a');
  const { reader, followed } = await spool.follow();
  await spool.watch.whenIdle();
  spool.append(1, packet('b'));
  spool.add(2, 'c');
  reader.endFollowing();
  await followed.ended;
  expect(followed.text).toBe('abc');
  expect(reader.isWaiting).toBe(false);
});

test('closing wakes a reader that waits: for bytes, for a header, for a segment', async () => {
  for (const bytes of [segment('a').bytes(), Buffer.alloc(3), undefined]) {
    const spool = new Spool();
    if (bytes !== undefined) spool.write(1, bytes);
    const { reader, followed } = await spool.follow();
    await spool.watch.whenIdle();
    await reader.close();
    await followed.ended;
    expect(spool.watch.closed).toBe(true);
  }
});

test('ending wakes a reader that waits: for bytes, for a header, for a segment', async () => {
  for (const bytes of [segment('a').bytes(), Buffer.alloc(3), undefined]) {
    const spool = new Spool();
    if (bytes !== undefined) spool.write(1, bytes);
    const { reader, followed } = await spool.follow();
    await spool.watch.whenIdle();
    reader.endFollowing();
    await followed.ended;
  }
});

test('bytes of a deleted segment are expired, with when they were recorded and why they are gone', async () => {
  const spool = new Spool();
  spool.add(1, 'a');
  spool.add(2, 'b');
  writeFileSync(join(spool.folder, 'recorder.json'), '{"spool":{"limits":{"spoolBytes":1000000,"spoolSeconds":0}}}');
  const reader = await spool.open({ follow: false });
  const [{ segment: number, offset }] = await drain(reader);
  spool.remove(1);
  expect(() => reader.readAt(number, offset, 1)).toThrowError(
    expect.objectContaining({
      code: 'SIPA_SEGMENT_EXPIRED',
      message: `${nameOf(1)}: recorded at 2026-01-02 03:04:01 UTC, deleted since because the spool is limited to 1,000,000 bytes`,
      hint: expect.stringContaining('--spool-size'),
    }),
  );
});

test('segments deleted before they were read are counted', async () => {
  const spool = new Spool();
  spool.add(1, 'a');
  const { reader, followed } = await spool.follow();
  await spool.watch.whenIdle();
  spool.add(5, 'e');
  expect(await followed.texts()).toBe('ae');
  expect(reader.missedSegments).toBe(3);
  expect(reader.reports()[0].notes[0]).toMatch(/^3 segments were deleted before they were read/);
});

test('a segment that was listed and is gone when its turn comes is counted', async () => {
  const spool = new Spool();
  for (const sequence of [1, 2, 3]) spool.add(sequence, String(sequence));
  const reader = await spool.open();
  spool.remove(1);
  spool.remove(2);
  const followed = new Followed(reader, spool.watch);
  await spool.watch.whenIdle();
  expect([followed.text, reader.missedSegments]).toEqual(['3', 2]);
  expect(followed.frames[0].segment).toBe(0);
});

test('reading begins with the named segment', async () => {
  const spool = new Spool();
  for (const sequence of [1, 2, 3]) spool.add(sequence, String(sequence));
  const reader = await spool.open({ follow: false, from: nameOf(2) });
  expect((await drain(reader)).map(({ bytes }) => String(bytes))).toEqual(['2', '3']);
  expect(reader.missedSegments).toBe(0);
});

test('reading can begin anew at a segment read before, and all numbers stay', async () => {
  const spool = new Spool();
  for (const sequence of [1, 2, 3]) spool.add(sequence, String(sequence));
  const reader = await spool.open({ follow: false });
  expect((await drain(reader)).map(({ segment }) => segment)).toEqual([0, 1, 2]);
  await reader.startAt(1);
  const again = await drain(reader);
  expect(again.map(({ bytes, segment }) => `${bytes}${segment}`)).toEqual(['21', '32']);
  expect(reader.reports()[0].frames).toBe(2);
  expect(reader.readAt(0, again[0].offset, 1).toString()).toBe('1');
  await expect(reader.startAt(7)).rejects.toThrow('no segment 7');
});

test('while it follows, reading begun anew goes on to the newest and follows that', async () => {
  const spool = new Spool();
  spool.add(1, 'a');
  spool.add(2, 'b');
  const reader = await spool.open();
  const frame = new Frame();
  for (let left = 2; left > 0; ) {
    if (reader.next(frame) === Step.Frame) left--;
    else await reader.fill();
  }
  await reader.startAt(0);
  const followed = new Followed(reader, spool.watch);
  await spool.watch.whenIdle();
  spool.append(2, packet('c'));
  expect(await followed.texts()).toBe('abc');
  expect(followed.frames.map(({ segment }) => segment)).toEqual([0, 1, 1]);
});

test('ticks carry what was lost; drops of several runs add up, in one point for all segments', async () => {
  const spool = new Spool();
  const points = new CapturePoints();
  const first = segment('a').statistics(0, { timeMicros: 10, kernelDrops: 4 });
  const second = segment('b').statistics(0, { timeMicros: 20, kernelDrops: 5 });
  const third = segment('c', '2').statistics(0, { timeMicros: 30, kernelDrops: 1 });
  for (const [at, file] of [first, second, third].entries()) spool.write(at + 1, file.bytes());
  const { reader, followed } = await spool.follow({ points });
  await spool.watch.whenIdle();
  expect(followed.ticks).toEqual(['10/0/4', '20/0/1', '30/0/1']);
  expect(points.get(0)).toEqual({ name: 'eth0', kind: 'interface' });
  expect(points.count).toBe(1);
  expect(reader.inputs()).toMatchObject([{ point: 0, kernelDrops: 6 }]);
});

test('begun anew in the middle of a run, what was lost before is not told again', async () => {
  const spool = new Spool();
  const drops = [4, 7, 9];
  for (const [at, kernelDrops] of drops.entries()) {
    spool.write(at + 1, segment('x').statistics(0, { kernelDrops }).bytes());
  }
  const reader = await spool.open({ follow: false });
  await drain(reader);
  await reader.startAt(1);
  await drain(reader);
  expect(reader.inputs()).toMatchObject([{ kernelDrops: 2 }]);
});

test('hundreds of segments are one report, and few handles', async () => {
  const spool = new Spool();
  for (let sequence = 1; sequence <= 300; sequence++) spool.add(sequence, 'x');
  const reader = await spool.open({ follow: false });
  const frames = await drain(reader);
  expect(frames).toHaveLength(300);
  for (const { segment, offset } of frames) expect(reader.readAt(segment, offset, 1).toString()).toBe('x');
  expect(reader.reports()).toHaveLength(1);
});

test('a spool that is not there is an error with its path', async () => {
  await expect(openSpool('/nowhere/spool')).rejects.toMatchObject({
    code: 'SIPA_FILE_NOT_FOUND',
    message: '/nowhere/spool: there is no such file',
  });
});

test('the segment that was truncated under the reader ends', async () => {
  const spool = new Spool();
  const path = spool.add(1, 'abc');
  const { followed } = await spool.follow();
  await spool.watch.whenIdle();
  truncateSync(path, 40);
  spool.add(2, 'd');
  expect(await followed.texts()).toBe('abcd');
});

test('a spool whose directory goes away is waited for, and can be ended', async () => {
  const spool = new Spool();
  spool.add(1, 'a');
  const { reader, followed } = await spool.follow();
  await spool.watch.whenIdle();
  rmSync(spool.folder, { recursive: true });
  expect(await followed.texts()).toBe('a');
  mkdirSync(spool.folder);
  reader.endFollowing();
  await followed.ended;
});
