import { expect, test } from 'vitest';
import type { RecorderStatus } from '../../../collector/model/live.ts';
import { DEFAULT_LIMITS, DEFAULT_PLAN } from '../../../collector/record/defaults.ts';
import { endLines, runRecord, startLines, statusLine } from '../../../collector/record/run-record.ts';

const STATUS: RecorderStatus = {
  state: 'recording',
  pid: 1,
  startedAt: 0,
  updatedAt: 1_000_000,
  plan: { ...DEFAULT_PLAN, spool: '/spool', interfaces: ['eth0'], filter: 'udp' },
  inputs: [
    { name: 'eth0', kind: 'interface', frames: 1000, bytes: 640_000, kernelDrops: 3, interfaceDrops: 1, refused: {} },
  ],
  spool: {
    directory: '/spool',
    bytes: 700_000,
    segments: 2,
    limits: DEFAULT_LIMITS,
    deletedSegments: 0,
    deletedBytes: 0,
    lostFrames: 0,
    isDiskFull: false,
  },
};

test('it says what it records and where to', () => {
  expect(startLines(STATUS)).toBe(
    'Recording eth0 with cap, filter: udp\ninto /spool: segments of 64 MiB, at most 10 GiB or 168 hours.\nCtrl-C ends it.\n',
  );
});

test('each second has rate, drops and use of the spool', () => {
  const input = { ...STATUS.inputs[0], frames: 3000 };
  const later: RecorderStatus = { ...STATUS, updatedAt: 2_000_000, inputs: [input] };
  expect(statusLine(STATUS, later)).toBe('2,000 frames/s · 3,000 frames · drops 4 · spool 684 KiB of 10 GiB');
});

test('drops that nobody knows are not 0', () => {
  const { kernelDrops: _unknown, ...input } = STATUS.inputs[0];
  expect(statusLine(STATUS, { ...STATUS, inputs: [input] })).toContain('drops 1 (some unknown)');
  expect(endLines({ ...STATUS, inputs: [input] })).toContain('kernel drops unknown');
});

test('the end has totals, with all that is missing', () => {
  const input = { ...STATUS.inputs[0], refused: { 'wrong HEP key': 2 } };
  const spool = { ...STATUS.spool, deletedSegments: 4, lostFrames: 9 };
  expect(endLines({ ...STATUS, inputs: [input], spool })).toBe(
    'eth0: 1,000 frames, 625 KiB, 3 dropped by the kernel, 1 by the interface, 2 refused: wrong HEP key\n' +
      '/spool: 2 segments, 684 KiB, 4 older segments deleted, 9 frames lost (disk)\n',
  );
});

test('what cannot be recorded ends it with 2 and a hint', async () => {
  const words: string[] = [];
  const io = { out: () => undefined, error: (text: string) => void words.push(text), progress: undefined };
  const plan = { ...STATUS.plan, interfaces: [] };
  expect(await runRecord(plan, io, { stopped: Promise.resolve() })).toBe(2);
  const said = words.join('');
  expect(said).toContain('Nothing to record');
  expect(said).toContain('-i eth0');
});
