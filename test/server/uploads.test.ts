import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UploadFolder } from '../../server/uploads.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'uploads-test-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

test('a stream becomes a file that only this user can read', async () => {
  const { path, digest } = await new UploadFolder(parent).receive(
    Readable.from([Buffer.from('he'), Buffer.from('llo')]),
  );
  expect(readFileSync(path, 'utf8')).toBe('hello');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  expect(digest).toBe('aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d');
});

test('a stream that breaks leaves nothing behind', async () => {
  const folder = new UploadFolder(parent);
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from('half');
      throw new Error('connection lost');
    })(),
  );
  await expect(folder.receive(broken)).rejects.toThrow('connection lost');
  expect(readdirSync(parent).flatMap(name => readdirSync(join(parent, name)))).toEqual([]);
});

test('removing takes one file, removing all takes the folder', async () => {
  const folder = new UploadFolder(parent);
  const first = await folder.receive(Readable.from([Buffer.from('1')]));
  const second = await folder.receive(Readable.from([Buffer.from('2')]));
  await folder.remove(first.path);
  await folder.remove(first.path);
  expect([existsSync(first.path), existsSync(second.path)]).toEqual([false, true]);
  await folder.removeAll();
  expect(readdirSync(parent)).toEqual([]);
});

test('a parent that is not there is an error each time, and no upload is pending afterwards', async () => {
  const folder = new UploadFolder(join(parent, 'nowhere'));
  for (const _ of [1, 2])
    await expect(folder.receive(Readable.from([Buffer.from('x')]))).rejects.toMatchObject({ code: 'ENOENT' });
  await folder.removeAll();
});
