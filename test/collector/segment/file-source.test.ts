import { writeFileSync } from 'node:fs';
import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FileSource } from '../../../collector/segment/file-source.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipscope-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function source(name: string, content: string): Promise<{ path: string; source: FileSource }> {
  const path = join(folder, name);
  await writeFile(path, content);
  return { path, source: new FileSource(await open(path), path, content.length) };
}

test('it reads to the end, counts, and reads any bytes again', async () => {
  const { source: file } = await source('a', 'abcdefgh');
  const target = Buffer.alloc(10);
  expect(await file.read(target, 1, 5)).toBe(5);
  expect(await file.read(target, 6, 4)).toBe(3);
  expect(await file.read(target, 0, 4)).toBe(0);
  expect(target.toString('latin1', 1, 9)).toBe('abcdefgh');
  expect([file.bytesRead, file.bytesTotal, file.damage]).toEqual([8, 8, undefined]);
  expect(file.readAt(2, 3).toString()).toBe('cde');
  file.rewind();
  expect(await file.read(target, 0, 2)).toBe(2);
  expect(target.toString('latin1', 0, 2)).toBe('ab');
  await file.close();
});

test('pieces that follow one another come of one block, which is forgotten when the turn ends', async () => {
  const { path, source: file } = await source('c', 'abcdefgh');
  const read = (...offsets: readonly number[]): string => offsets.map(at => String(file.readAt(at, 2))).join(' ');
  // Two that lie near may be chance: each is read by itself.
  expect(read(0, 2)).toBe('ab cd');
  writeFileSync(path, 'ABCDEFGH');
  expect(read(4, 6)).toBe('EF GH');
  writeFileSync(path, 'abcdefgh');
  expect(read(6)).toBe('GH');
  expect(read(1)).toBe('bc');
  expect(() => file.readAt(6, 3)).toThrow(expect.objectContaining({ code: 'SIPA_SEGMENT_CHANGED' }));
  await new Promise(resolve => setImmediate(resolve));
  expect(read(6)).toBe('gh');
  await file.close();
});

test('bytes that a changed file no longer has are an error, not rubbish', async () => {
  const { path, source: file } = await source('b', 'abcdefgh');
  await truncate(path, 4);
  expect(() => file.readAt(2, 3)).toThrow(expect.objectContaining({ code: 'SIPA_SEGMENT_CHANGED' }));
  expect(file.readAt(2, 2).toString()).toBe('cd');
  await file.close();
});

test('closed twice is closed; then nothing is read', async () => {
  const { source: file } = await source('c', 'abc');
  await file.close();
  await file.close();
  expect(await file.read(Buffer.alloc(3), 0, 3)).toBe(0);
  expect(() => file.readAt(0, 1)).toThrow(expect.objectContaining({ code: 'SIPA_SEGMENT_CLOSED' }));
});

test('a read that fails ends the bytes and says where', async () => {
  const handle = await open(folder);
  const file = new FileSource(handle, folder, 0);
  expect(await file.read(Buffer.alloc(3), 0, 3)).toBe(0);
  expect(file.damage).toBe('reading failed at byte 0 (EISDIR)');
  await file.close();
});
