import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { SpoolLimits } from '../../../collector/model/live.ts';
import {
  interfaceBlock,
  packetBlockBytes,
  sectionBlock,
  statisticsBlock,
  writePacket,
} from '../../../collector/record/pcapng-writer.ts';
import { Spool } from '../../../collector/record/spool.ts';
import { drain, openBytes } from '../../support/segment-frames.ts';

const LIMITS: SpoolLimits = { segmentBytes: 64e6, segmentSeconds: 600, spoolBytes: 1e9, spoolSeconds: 0 };
/** The smallest segment there is. */
const SMALL = 256 * 1024;
const PACKET = Buffer.alloc(1000, 0x55);

let folder = '';
let now = 0;

beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), 'sipscope-spool-'));
  folder = made;
  now = Date.UTC(2026, 0, 2, 3, 4, 5);
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
});

function open(limits: Partial<SpoolLimits> = {}, directory = folder, closeWithinMs = 300): Promise<Spool> {
  return Spool.open({
    directory,
    closeWithinMs,
    limits: { ...LIMITS, ...limits },
    prologue: () =>
      Buffer.concat([
        sectionBlock({ application: 'sipscope recorder' }),
        interfaceBlock({ linkType: 1, snapBytes: 65_535, name: 'eth0' }),
      ]),
    epilogue: () => statisticsBlock({ interfaceId: 0, seconds: 1, nanos: 0, received: 1 }),
    now: () => now,
  });
}

let number = 0;

/** A packet that begins with its number. False when it was lost. */
function put(spool: Spool, bytes = PACKET): boolean {
  PACKET.writeUInt32BE(number++);
  if (!spool.reserve(packetBlockBytes(bytes.length))) return false;
  spool.commit(writePacket(spool.out, spool.at, 0, 1_700_000_000, 0, bytes, 0, bytes.length, bytes.length));
  return true;
}

function segments(directory = folder): string[] {
  return readdirSync(directory)
    .filter(name => name.endsWith('.pcapng'))
    .sort();
}

/** The numbers of all packets of all segments. */
async function numbers(directory = folder): Promise<number[]> {
  const all: number[] = [];
  for (const name of segments(directory)) {
    const frames = await drain(await openBytes(readFileSync(join(directory, name))));
    all.push(...frames.map(frame => frame.bytes.readUInt32BE(0)));
  }
  return all;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

test('a spool that is open has a segment, readable and by nobody else', async () => {
  const spool = await open();
  expect(segments()).toEqual(['20260102T030405Z-00000001.pcapng']);
  expect(statSync(join(folder, segments()[0])).mode & 0o777).toBe(0o600);
  await spool.close();
  expect(await numbers()).toEqual([]);
});

test('everything that was put in is in the segments, once and in order', async () => {
  const first = number;
  const spool = await open({ segmentBytes: SMALL });
  for (let i = 0; i < 3000; i++) expect(put(spool)).toBe(true);
  await spool.close();
  expect(await numbers()).toEqual(range(first, number));
  expect(segments().length).toBeGreaterThan(10);
  const sizes = segments().map(name => statSync(join(folder, name)).size);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(SMALL + 100);
  expect(spool.status()).toMatchObject({ lostFrames: 0, deletedSegments: 0, segments: sizes.length });
  expect(spool.status().bytes).toBe(sizes.reduce((sum, size) => sum + size));
});

test('what is beyond the size of the spool is deleted, oldest first, and counted', async () => {
  const spool = await open({ segmentBytes: SMALL, spoolBytes: 8 * SMALL });
  for (let i = 0; i < 6000; i++) {
    put(spool);
    if (i % 500 === 0) await spool.tick();
  }
  await spool.tick();
  await spool.close();
  const { deletedSegments, bytes } = spool.status();
  expect(deletedSegments).toBeGreaterThan(5);
  expect(bytes).toBeLessThanOrEqual(9 * SMALL);
  const kept = await numbers();
  expect(kept).toEqual(range(number - kept.length, number));
});

test('a segment that is old enough is followed by the next, and one too old is deleted', async () => {
  const spool = await open({ segmentSeconds: 60, spoolSeconds: 300 });
  put(spool);
  for (let minute = 0; minute < 8; minute++) {
    now += 60_000;
    await spool.tick();
    await expect.poll(() => segments().at(-1)).toContain(`T03${String(5 + minute).padStart(2, '0')}05Z`);
  }
  await spool.close();
  expect(segments()[0]).not.toContain('00000001');
  expect(segments().length).toBeLessThan(8);
  expect(segments().at(-1)).toContain('T031205Z');
});

test('the numbers of segments go on after the last one that is there', async () => {
  writeFileSync(join(folder, '20250101T000000Z-00000041.pcapng'), '');
  const spool = await open();
  await spool.close();
  expect(segments().at(-1)).toBe('20260102T030405Z-00000042.pcapng');
});

test('without memory packets are lost and counted by the caller; what was taken is written', async () => {
  const first = number;
  // However slow the disk: closing waits for it here.
  const spool = await open({}, folder, 50_000);
  let taken = 0;
  // Nothing can be written while this does not yield.
  while (put(spool)) taken++;
  expect(spool.isBehind).toBe(true);
  await spool.close();
  expect(await numbers()).toEqual(range(first, first + taken));
  expect(taken * 1000).toBeGreaterThan(60e6);
});

test('a directory that is gone is a problem, and is told', async () => {
  const spool = await open({ segmentBytes: SMALL });
  rmSync(folder, { recursive: true });
  for (let i = 0; i < 600; i++) put(spool);
  await expect.poll(() => spool.problem?.code).toBe('SIPA_SPOOL_UNUSABLE');
  mkdirSync(folder);
  await expect.poll(() => spool.problem, { timeout: 5000 }).toBeUndefined();
  await spool.close();
});

const mayMount = process.getuid?.() === 0 && spawnSync('mountpoint', ['-q', '/']).status === 0;

describe.skipIf(!mayMount)('a full disk (8 MB of tmpfs; needs root)', () => {
  let disk = '';

  beforeEach(() => {
    disk = mkdtempSync(join(tmpdir(), 'sipscope-disk-'));
    const made = disk;
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', made]).status).toBe(0);
    onTestFinished(() => {
      spawnSync('umount', ['--lazy', made]);
      rmSync(made, { recursive: true, force: true });
    });
  });

  test('costs the oldest segments; the newest packets are kept, none is half', async () => {
    const spool = await open({}, disk);
    let lost = 0;
    for (let i = 0; i < 30_000; i++) {
      if (!put(spool)) lost++;
      if (i % 100 === 0) await new Promise(setImmediate);
    }
    await spool.close();
    expect(lost).toBe(0);
    expect(spool.status()).toMatchObject({ isDiskFull: true, lostFrames: 0 });
    expect(spool.status().deletedSegments).toBeGreaterThan(10);
    const kept = await numbers(disk);
    expect(kept.length).toBeGreaterThan(3000);
    expect(kept).toEqual(range(number - kept.length, number));
  });

  test('of somebody else stops writing; what is lost is counted, and it goes on when there is room', async () => {
    const first = number;
    const spool = await open({}, disk);
    put(spool);
    spool.flush();
    spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'theirs')}`, 'bs=64k'], { stdio: 'ignore' });
    for (let i = 0; i < 500; i++) put(spool);
    spool.flush();
    await expect.poll(() => spool.problem?.code).toBe('SIPA_DISK_FULL');
    expect(spool.status().isDiskFull).toBe(true);
    rmSync(join(disk, 'theirs'));
    await expect.poll(() => spool.problem, { timeout: 5000 }).toBeUndefined();
    await spool.close();
    expect(await numbers(disk)).toEqual(range(first, number));
  });

  test('at the end costs what does not fit: cut at a whole block, and counted', async () => {
    const first = number;
    const spool = await open({}, disk);
    spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'theirs')}`, 'bs=64k'], { stdio: 'ignore' });
    for (let i = 0; i < 500; i++) put(spool);
    await spool.close();
    const kept = await numbers(disk);
    expect(kept).toEqual(range(first, first + kept.length));
    expect(spool.status().lostFrames).toBe(500 - kept.length);
  });
});
