import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FollowSource } from '../../../collector/segment/follow-source.ts';
import { ManualWatch } from '../../support/manual-watch.ts';

async function follow(content: string, isOver: () => Promise<boolean> = async () => false) {
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-follow-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'a');
  writeFileSync(path, content);
  const watch = new ManualWatch();
  const source = new FollowSource(await open(path, 'r'), path, content.length, { watch, isOver });
  onTestFinished(() => source.close());
  const target = Buffer.alloc(64);
  const read = async () => target.toString('latin1', 0, await source.read(target, 0, target.length));
  return { path, watch, source, read };
}

test('at the end of the bytes it waits for more', async () => {
  const { path, watch, source, read } = await follow('ab');
  expect(await read()).toBe('ab');
  const more = read();
  await watch.whenIdle();
  expect([source.isWaiting, source.bytesRead, source.bytesTotal]).toEqual([true, 2, 2]);
  appendFileSync(path, 'cd');
  watch.wake();
  expect(await more).toBe('cd');
  expect([source.isWaiting, source.bytesRead, source.bytesTotal]).toEqual([false, 4, 4]);
  expect(source.readAt(1, 2).toString()).toBe('bc');
});

test('when another file goes on from it, what came until then is still read', async () => {
  const { path, watch, read } = await follow('ab', async () => {
    appendFileSync(path, 'late');
    return true;
  });
  expect(await read()).toBe('ab');
  expect(await read()).toBe('late');
  expect(await read()).toBe('');
  expect(watch.waits).toBe(0);
});

test('a wait ends when following ends, and when it is closed', async () => {
  for (const end of ['endFollowing', 'close'] as const) {
    const { watch, source, read } = await follow('');
    const more = read();
    await watch.whenIdle();
    await source[end]();
    expect(await more).toBe('');
  }
});

test('a file that became shorter than what was read of it ends', async () => {
  const { path, watch, source, read } = await follow('abcd');
  await read();
  const more = read();
  await watch.whenIdle();
  truncateSync(path, 1);
  watch.wake();
  expect(await more).toBe('');
  expect(source.isTruncated).toBe(true);
});
