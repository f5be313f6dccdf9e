import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeSpoolDirectory, SpoolDirectory } from '../../../collector/record/spool-directory.ts';

let folder = '';

beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), 'sipscope-spool-'));
  folder = made;
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
});

/** Ended at `second`. */
function segment(sequence: number, bytes: number, second: number): string {
  const path = join(folder, `20260102T030405Z-${String(sequence).padStart(8, '0')}.pcapng`);
  writeFileSync(path, Buffer.alloc(bytes));
  utimesSync(path, second, second);
  return path;
}

test('segments that are there count, other files do not', () => {
  segment(7, 100, 1);
  segment(12, 50, 2);
  writeFileSync(join(folder, 'notes.pcapng'), 'mine');
  const spool = new SpoolDirectory(folder);
  expect([spool.closedSegments, spool.closedBytes, spool.lastSequence]).toEqual([2, 150, 12]);
});

test('the oldest go until the rest fits', async () => {
  const paths = [1, 2, 3].map(sequence => segment(sequence, 100, sequence));
  const spool = new SpoolDirectory(folder);
  await spool.shrink(250, 0);
  expect(paths.map(path => existsSync(path))).toEqual([false, true, true]);
  expect([spool.deletedSegments, spool.deletedBytes, spool.closedBytes]).toEqual([1, 100, 200]);
});

test('what ended too long ago goes, however small', async () => {
  const paths = [1, 2].map(sequence => segment(sequence, 1, sequence * 1000));
  await new SpoolDirectory(folder).shrink(1e9, 1_500_000);
  expect(paths.map(path => existsSync(path))).toEqual([false, true]);
});

test('one that somebody else deleted is no reason to stop', async () => {
  const paths = [1, 2].map(sequence => segment(sequence, 100, sequence));
  const spool = new SpoolDirectory(folder);
  rmSync(paths[0]);
  await spool.shrink(0, 0);
  expect(existsSync(paths[1])).toBe(false);
  expect(spool.deletedSegments).toBe(1);
});

test('room is made by at least one deletion, and told when there was nothing', async () => {
  segment(1, 100, 1);
  const spool = new SpoolDirectory(folder);
  expect(await spool.makeRoom(0)).toBe(true);
  expect(await spool.makeRoom(0)).toBe(false);
  expect(await spool.freeBytes()).toBeGreaterThan(0);
});

test('a directory is made for its user alone, with those above it', () => {
  const path = join(folder, 'a/b/spool');
  makeSpoolDirectory(path, undefined);
  expect(statSync(path).mode & 0o777).toBe(0o700);
});

test.skipIf(process.getuid?.() !== 0)(
  'under sudo it belongs to the one who called, and so do those that were made above it',
  () => {
    mkdirSync(join(folder, 'there'));
    makeSpoolDirectory(join(folder, 'there/new/spool'), { uid: 65_534, gid: 65_534 });
    const owners = ['there', 'there/new', 'there/new/spool'].map(path => statSync(join(folder, path)).uid);
    expect(owners).toEqual([0, 65_534, 65_534]);
  },
);

test('a place where nothing can be made is refused with its reason', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeSpoolDirectory(join(folder, 'file/spool'), undefined)).toThrow('ENOTDIR');
  expect(() => new SpoolDirectory(join(folder, 'none'))).toThrow('cannot be used');
});
