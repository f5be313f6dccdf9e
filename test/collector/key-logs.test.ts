import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { KeyLogs } from '../../collector/key-logs.ts';
import { temporaryFile } from '../support/captures.ts';

/** One line of a key log; `n` tells connections apart. */
const line = (n: number): string => `CLIENT_RANDOM ${n.toString(16).padStart(64, '0')} ${'ab'.repeat(48)}\n`;
const TLS_KEY_LOG = 0x544c534b;

async function open(paths: readonly string[]): Promise<KeyLogs> {
  const logs = await KeyLogs.open(paths);
  onTestFinished(() => logs.close());
  return logs;
}

const logFile = (text: string): string => temporaryFile(Buffer.from(text), 'keys.log');

test('key logs are read when they are opened', async () => {
  const logs = await open([logFile(line(1) + line(2)), logFile(line(3))]);
  expect(logs.keys.secretCount).toBe(3);
});

test('only what was appended is read again, also when a line comes in two parts', async () => {
  const path = logFile(line(1));
  const logs = await open([path]);
  expect(await logs.poll()).toBe(false);
  appendFileSync(path, line(2).slice(0, 40));
  expect(await logs.poll()).toBe(true);
  expect(logs.keys.secretCount).toBe(1);
  appendFileSync(path, line(2).slice(40));
  expect(await logs.poll()).toBe(true);
  expect(logs.keys.secretCount).toBe(2);
  expect(logs.keys.acceptedLines).toBe(2);
});

test('a log that was replaced or made shorter is read from its start', async () => {
  const path = logFile(line(1) + line(2));
  const logs = await open([path]);
  writeFileSync(`${path}.new`, line(3) + line(4) + line(5));
  renameSync(`${path}.new`, path);
  await logs.poll();
  expect(logs.keys.secretCount).toBe(5);
  writeFileSync(path, line(6));
  await logs.poll();
  expect(logs.keys.secretCount).toBe(6);
});

test('a log that is away for a while is waited for', async () => {
  const path = logFile(line(1));
  const logs = await open([path]);
  rmSync(path);
  expect(await logs.poll()).toBe(false);
  writeFileSync(path, line(1) + line(2));
  expect(await logs.poll()).toBe(true);
  expect(logs.keys.secretCount).toBe(2);
});

test('a log larger than one read is read whole', async () => {
  const text = Array.from({ length: 8000 }, (_, n) => line(n)).join('');
  expect(text.length).toBeGreaterThan(1 << 20);
  expect((await open([logFile(text)])).keys.secretCount).toBe(8000);
});

test('files that cannot be read are told with a code and what to do', async () => {
  await expect(KeyLogs.open(['/no/such/log'])).rejects.toMatchObject({
    code: 'SIPA_KEYLOG_UNREADABLE',
    hint: expect.stringContaining('touch'),
  });
  await expect(KeyLogs.open([], ['/no/such/key'])).rejects.toMatchObject({ code: 'SIPA_RSA_KEY_UNREADABLE' });
  await expect(KeyLogs.open([], [logFile('no key')])).rejects.toMatchObject({ hint: expect.any(String) });
});

test('secrets of the capture file are taken once, those of other protocols never', async () => {
  const logs = await open([]);
  const secrets = [{ type: TLS_KEY_LOG, bytes: Buffer.from(line(1).trim()) }];
  expect(logs.takeSecrets(secrets)).toBe(true);
  expect(logs.takeSecrets(secrets)).toBe(false);
  expect(logs.takeSecrets([...secrets, { type: 1, bytes: Buffer.from(line(2)) }])).toBe(true);
  expect(logs.keys.secretCount).toBe(1);
});

test('pasted secrets are told by how many of them were new', async () => {
  const logs = await open([]);
  expect(logs.add(line(1) + line(2).trim())).toBe(2);
  expect(logs.add(line(2) + line(3))).toBe(1);
  expect(logs.add('what is this')).toBe(0);
});
