// Sections that claim to be of our recorder, with statistics that lie: no throw, no tick that goes back in losses, bounded memory.
import { expect, test } from 'vitest';
import { Frame } from '../../collector/model/frame.ts';
import { CapturePoints } from '../../collector/model/points.ts';
import { SegmentError } from '../../collector/segment/error.ts';
import { openSource } from '../../collector/segment/file-reader.ts';
import { Step } from '../../collector/segment/reader.ts';
import { pcapng } from '../support/pcap-builder.ts';
import { MemorySource } from '../support/segment-frames.ts';

/** xorshift32: the same numbers on every run. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const text = (code: number, value: string) => ({ code, value: Buffer.from(value) });

/** Two runs of two inputs, in one file. */
function recorded(bigEndian: boolean): Buffer {
  const file = pcapng();
  for (const run of ['run 1', 'run 2']) {
    file.section({ bigEndian, options: [text(4, 'sipscope recorder 1'), text(1, run)] });
    file.interface({ resolution: 9, options: [text(2, 'eth0'), text(3, 'times: approximate')] });
    file.interface({ options: [text(2, 'hep udp:0.0.0.0:9060')] });
    for (let at = 1; at < 4; at++) {
      file.packet(Buffer.from('abc'));
      file.statistics(0, { timeMicros: at, received: at, interfaceDrops: at, kernelDrops: 2 * at });
      file.statistics(1, { timeMicros: at, comment: `{"refused":{"wrong HEP key":${at}},"lost":${at}}` });
    }
  }
  return file.bytes();
}

/** Reads whatever it is to its end; how many ticks came, or -1 when it was refused. */
async function survive(content: Buffer, chunk: number): Promise<number> {
  const points = new CapturePoints();
  const origin = { path: 'a', name: 'a', segment: 0, compressed: false, windowBytes: 256, points };
  const frame = new Frame();
  const isKnown = (point: number): boolean => points.get(point) !== undefined;
  let ticks = 0;
  let isSound = true;
  try {
    const reader = await openSource(new MemorySource(content, chunk), origin);
    for (let step = reader.next(frame); step !== Step.End; step = reader.next(frame)) {
      if (step === Step.More) await reader.fill();
      if (step !== Step.Tick) continue;
      ticks++;
      const { timeMicros, lostFrames, point } = frame;
      isSound &&= Number.isInteger(timeMicros) && Number.isFinite(lostFrames) && lostFrames >= 0 && isKnown(point);
    }
    for (const { point, kernelDrops = 0, interfaceDrops = 0, lostFrames = 0, refused } of reader.inputs()) {
      const counts = [kernelDrops, interfaceDrops, lostFrames, ...Object.values(refused)];
      isSound &&= isKnown(point) && counts.length <= 67 && counts.every(count => count >= 0 && Number.isFinite(count));
    }
    expect(isSound).toBe(true);
    await reader.close();
    return ticks;
  } catch (error) {
    if (error instanceof SegmentError) return -1;
    throw error;
  }
}

const seeds = [recorded(false), recorded(true)];

test('undamaged, every block is a tick', async () => {
  for (const seed of seeds) expect(await survive(seed, 7)).toBe(12);
});

test('every single bit flipped', async () => {
  let ticks = 0;
  for (const seed of seeds) {
    for (let bit = 0; bit < seed.length * 8; bit++) {
      const bytes = Buffer.from(seed);
      bytes[bit >> 3] ^= 1 << (bit & 7);
      ticks += Math.max(0, await survive(bytes, bytes.length));
    }
  }
  expect(ticks).toBeGreaterThan(100_000);
});

test('many bytes replaced, by extremes and at random, in small reads', async () => {
  const next = makeRandom(2026);
  const extremes = [0, 1, 0x7f, 0x80, 0xff];
  for (let turn = 0; turn < 3000; turn++) {
    const bytes = Buffer.from(seeds[turn & 1]);
    for (let change = 1 + next(8); change > 0; change--) {
      bytes[next(bytes.length)] = next(2) === 0 ? extremes[next(extremes.length)] : next(256);
    }
    expect(await survive(bytes, 1 + next(200))).toBeLessThanOrEqual(12);
  }
});

test('options of any code, length and value', async () => {
  const next = makeRandom(7);
  for (let turn = 0; turn < 1000; turn++) {
    const options = Array.from({ length: next(6) }, () => ({
      code: next(10),
      value: Buffer.from(
        Array.from({ length: next(3) === 0 ? 8 : next(40) }, () => (next(2) === 0 ? 0xff : next(256))),
      ),
    }));
    const file = pcapng()
      .section({ options: [text(4, 'sipscope recorder'), ...options] })
      .interface({ options })
      .statistics(next(2), { options, ticks: BigInt(next(2 ** 31)) << 33n });
    expect(await survive(file.bytes(), 1000)).toBeLessThanOrEqual(1);
  }
});

test('thousands of interfaces with names of their own share the points that there are', async () => {
  const file = pcapng().section({ options: [text(4, 'sipscope recorder')] });
  for (let at = 0; at < 6000; at++) file.interface({ options: [text(2, `input ${at}`)] });
  file.statistics(5999, { kernelDrops: 1 });
  expect(await survive(file.bytes(), 1 << 20)).toBe(1);
});

test('a comment of brackets costs no more than its bytes', async () => {
  const file = pcapng()
    .section({ options: [text(4, 'sipscope recorder')] })
    .interface();
  for (let at = 0; at < 200; at++) file.statistics(0, { comment: `{"refused":${'['.repeat(60_000)}` });
  expect(await survive(file.bytes(), 1 << 20)).toBe(200);
});
