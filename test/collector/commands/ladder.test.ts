import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runLadder } from '../../../collector/commands/ladder.ts';
import { FIXTURES, TestIo, temporaryFile } from '../../support/captures.ts';
import { pcap } from '../../support/pcap-builder.ts';

const BUSY = join(FIXTURES, 'busy.pcap');
const DEMO = join(FIXTURES, 'demo.pcapng');

async function ladder(path: string, options: Parameters<typeof runLadder>[1]): Promise<TestIo & { code: number }> {
  const io = new TestIo();
  return Object.assign(io, { code: await runLadder([path], options, io) });
}

test('the only call of a capture needs no --call-id', async () => {
  const io = await ladder(BUSY, {});
  expect(io.code).toBe(0);
  expect(io.text).toContain('INVITE');
  expect(io.text).toContain('486 ');
});

test('--ascii, --mermaid and --svg draw the same call', async () => {
  const ascii = (await ladder(BUSY, { ascii: true })).text;
  expect(/^[\x20-\x7e\n]*$/.test(ascii)).toBe(true);
  expect((await ladder(BUSY, { mermaid: true })).text).toMatch(/^sequenceDiagram\n/);
  expect((await ladder(BUSY, { svg: true })).text).toMatch(/^<svg /);
});

test('of several calls one has to be named; some are offered', async () => {
  const io = await ladder(DEMO, {});
  expect(io.code).toBe(2);
  expect(io.written).toEqual([]);
  expect(io.errors.join('')).toMatch(/more than one call.*--call-id/s);
  expect(
    io.errors
      .join('')
      .split('\n')
      .filter(line => line.startsWith('    ')),
  ).toHaveLength(5);
});

test('a Call-ID that is not there is told, with control characters made visible', async () => {
  const io = await ladder(BUSY, { callId: 'no\u001b[2Jsuch' });
  expect(io.code).toBe(2);
  expect(io.errors.join('')).not.toContain('\u001b');
  expect(io.errors.join('')).toContain('such');
});

test('a capture without SIP says so', async () => {
  const io = await ladder(temporaryFile(pcap([])), {});
  expect(io.code).toBe(2);
  expect(io.errors.join('')).toContain('no SIP message');
});
