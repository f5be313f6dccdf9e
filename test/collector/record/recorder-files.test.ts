import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { RecorderStatus } from '../../../collector/model/live.ts';
import { DEFAULT_LIMITS, DEFAULT_PLAN } from '../../../collector/record/defaults.ts';
import { identityOf } from '../../../collector/record/process-identity.ts';
import {
  lockHolder,
  readStatus,
  releaseLock,
  takeLock,
  writeStatus,
} from '../../../collector/record/recorder-files.ts';

let folder = '';

beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), 'sipscope-spool-'));
  folder = made;
  onTestFinished(() => rmSync(made, { recursive: true }));
});

test('one recorder works in a spool', () => {
  takeLock(folder, undefined);
  expect(lockHolder(folder)).toEqual(identityOf(process.pid));
  expect(() => takeLock(folder, undefined)).toThrow(`in use by another recorder (process ${process.pid})`);
  releaseLock(folder);
  expect(lockHolder(folder)).toBeUndefined();
  takeLock(folder, undefined);
  expect(readdirSync(folder)).toEqual(['recorder.lock']);
});

test.each([
  ['of a process that is dead', '{"pid":4194304,"startTicks":1}'],
  ['of an earlier process of the same number', `{"pid":${process.pid},"startTicks":1}`],
  ['that is empty', ''],
  ['that is nonsense', '{"pid":"7"}'],
])('a lock %s holds nobody off', (_what, content) => {
  writeFileSync(join(folder, 'recorder.lock'), content);
  expect(lockHolder(folder)).toBeUndefined();
  takeLock(folder, undefined);
  expect(lockHolder(folder)?.pid).toBe(process.pid);
});

test('a status replaces the one before as a whole, and is for its user alone', async () => {
  expect(readStatus(folder)).toBeUndefined();
  const status: RecorderStatus = {
    state: 'recording',
    pid: 1,
    startedAt: 2,
    updatedAt: 3,
    plan: { ...DEFAULT_PLAN, spool: folder, interfaces: ['lo'] },
    inputs: [],
    spool: {
      directory: folder,
      bytes: 0,
      segments: 1,
      limits: DEFAULT_LIMITS,
      deletedSegments: 0,
      deletedBytes: 0,
      lostFrames: 0,
      isDiskFull: false,
    },
  };
  await writeStatus(folder, status);
  await writeStatus(folder, { ...status, state: 'stopped' });
  expect(readStatus(folder)).toEqual({ ...status, state: 'stopped' });
  expect(readdirSync(folder)).toEqual(['recorder.json']);
  expect(statSync(join(folder, 'recorder.json')).mode & 0o777).toBe(0o600);
});
