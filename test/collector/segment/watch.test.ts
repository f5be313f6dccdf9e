import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Gate, watchPath } from '../../../collector/segment/watch.ts';

test('a gate lets one through for each time it was opened, before or after somebody waits', async () => {
  const gate = new Gate();
  gate.open();
  await gate.pass();
  let passed = false;
  const second = gate.pass().then(() => {
    passed = true;
  });
  await Promise.resolve();
  expect(passed).toBe(false);
  gate.open();
  await second;
  gate.openForGood();
  await gate.pass();
  await gate.pass();
});

test('a watch ends its wait when it is woken, and for good when it is closed', async () => {
  const watch = watchPath('/nowhere/at/all');
  watch.wake();
  await watch.changed();
  const waiting = watch.changed();
  watch.close();
  await waiting;
  await watch.changed();
});

test('a change of the file, or the poll, ends the wait', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-watch-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'a');
  writeFileSync(path, '');
  const watch = watchPath(path);
  onTestFinished(() => watch.close());
  const waiting = watch.changed();
  appendFileSync(path, 'x');
  await waiting;
});
