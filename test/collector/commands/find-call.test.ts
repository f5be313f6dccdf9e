import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findCall } from '../../../collector/commands/find-call.ts';
import { FIXTURES, readCapture, TestIo, temporaryFile } from '../../support/captures.ts';
import { pcap } from '../../support/pcap-builder.ts';

test('the only call needs no name', async () => {
  const io = new TestIo();
  const capture = await readCapture(join(FIXTURES, 'busy.pcap'));
  expect(findCall(capture, undefined, io)?.call.state).toBe('busy');
  expect(io.errors).toEqual([]);
});

test('of several one has to be named; some are offered', async () => {
  const io = new TestIo();
  const capture = await readCapture(join(FIXTURES, 'demo.pcapng'));
  expect(findCall(capture, undefined, io)).toBeUndefined();
  expect(findCall(capture, 'no\u001b[2Jsuch', io)).toBeUndefined();
  const [several, unknown] = io.errors;
  expect(several).toMatch(/more than one call.*--call-id/s);
  expect(unknown).not.toContain('\u001b');
  expect(unknown.split('\n').filter(line => line.startsWith('    '))).toHaveLength(5);
});

test('a capture without SIP says so', async () => {
  const io = new TestIo();
  expect(findCall(await readCapture(temporaryFile(pcap([]))), undefined, io)).toBeUndefined();
  expect(io.errors.join('')).toContain('no SIP message');
});
