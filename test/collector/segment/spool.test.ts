import { mkdtemp, open, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SpooledSource } from '../../../collector/segment/spool.ts';
import { MemorySource } from '../../support/segment-frames.ts';

const content = Buffer.from('abcdefghij');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipscope-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A handle whose writes fail after `bytes`: a full disk. */
async function fullDisk(bytes: number) {
  const handle = await open(join(folder, 'full'), 'w+');
  const write = handle.write.bind(handle);
  let left = bytes;
  vi.spyOn(handle, 'write').mockImplementation((async (
    buffer: Buffer,
    at: number,
    length: number,
    position: number,
  ) => {
    if (left === 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const some = Math.min(left, length);
    left -= some;
    return write(buffer, at, some, position);
  }) as typeof handle.write);
  return handle;
}

async function drain(source: SpooledSource): Promise<string> {
  const target = Buffer.alloc(4);
  let text = '';
  for (;;) {
    const count = await source.read(target, 0, 4);
    if (count === 0) return text;
    text += target.toString('latin1', 0, count);
  }
}

test('what was read can be read again, and no more', async () => {
  const source = new SpooledSource(new MemorySource(content), 'pipe');
  const target = Buffer.alloc(4);
  await source.read(target, 0, 4);
  expect(source.readAt(1, 3).toString()).toBe('bcd');
  expect(() => source.readAt(1, 4)).toThrow(expect.objectContaining({ code: 'SIPA_SEGMENT_CHANGED' }));
  expect(await drain(source)).toBe('efghij');
  expect(source.readAt(0, 10).toString()).toBe('abcdefghij');
  expect([source.bytesRead, source.bytesTotal]).toEqual([10, 10]);
  await source.close();
  await source.close();
  expect(() => source.readAt(0, 1)).toThrow(expect.objectContaining({ code: 'SIPA_SEGMENT_CLOSED' }));
});

test.skipIf(process.platform !== 'linux')('the copy has no name and only its owner could read it', async () => {
  const source = new SpooledSource(new MemorySource(content), 'pipe');
  await drain(source);
  const links = await Promise.all(
    (await readdir('/proc/self/fd')).map(async fd => {
      const link = await readlink(`/proc/self/fd/${fd}`).catch(() => '');
      return { fd, link };
    }),
  );
  const spools = links.filter(({ link }) => /sipscope-[0-9a-f]{24}/.test(link));
  expect(spools).toHaveLength(1);
  expect(spools[0].link).toMatch(/\(deleted\)$/);
  const handle = await open(`/proc/self/fd/${spools[0].fd}`);
  expect((await handle.stat()).mode & 0o777).toBe(0o600);
  await handle.close();
  await source.close();
});

test('a full disk ends the reading with words, and what is kept stays readable', async () => {
  const source = new SpooledSource(new MemorySource(content), 'pipe', () => fullDisk(6));
  expect(await drain(source)).toBe('abcd');
  expect(source.damage).toMatch(
    /^stopped at byte 4: no copy could be kept in .* \(ENOSPC\); free some space there, or set TMPDIR/,
  );
  expect(source.readAt(0, 4).toString()).toBe('abcd');
  await source.close();
});

test('a temporary directory that cannot be written ends the reading with words', async () => {
  const source = new SpooledSource(new MemorySource(content), 'pipe', () => open(join(folder, 'none', 'x'), 'wx+'));
  expect(await drain(source)).toBe('');
  expect(source.damage).toMatch(/\(ENOENT\)/);
  await source.close();
});

test('damage of the source is told', async () => {
  const inner = new MemorySource(content);
  inner.damage = 'broken';
  expect(new SpooledSource(inner, 'pipe').damage).toBe('broken');
});
