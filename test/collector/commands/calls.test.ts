import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCalls } from '../../../collector/commands/calls.ts';
import { FIXTURES, TestIo } from '../../support/captures.ts';

const DEMO = join(FIXTURES, 'demo.pcapng');
const BUSY = join(FIXTURES, 'busy.pcap');

test('the list is aligned text with a head', async () => {
  const io = new TestIo();
  expect(await runCalls([BUSY], {}, io)).toBe(0);
  const lines = io.text.split('\n');
  expect(lines[0]).toMatch(
    /^ {2}state +statusCode +kind +startTime +fromUser +toUser +source +destination +messages +callId$/,
  );
  expect(lines[1]).toMatch(/^ {2}busy +486 +call +2\d{3}-/);
  expect(lines).toHaveLength(3);
});

test('--json is one array of the rows that --filter lets through', async () => {
  const io = new TestIo();
  await runCalls([DEMO], { json: true, filter: 'state = busy' }, io);
  const rows: { state: string }[] = JSON.parse(io.text);
  expect(rows.length).toBeGreaterThan(0);
  expect(new Set(rows.map(row => row.state))).toEqual(new Set(['busy']));
});

test('--csv has a head and a line a leg; flags are separated by blanks, no code is empty', async () => {
  const io = new TestIo();
  await runCalls([join(FIXTURES, 'fork-parallel.pcap'), join(FIXTURES, 'timeout-no-reply.pcap')], { csv: true }, io);
  const [head, ...rows] = io.text.trimEnd().split('\r\n');
  expect(head).toBe(
    'callId,kind,state,flags,statusCode,from,to,fromUser,toUser,source,destination,transport,startTime,endTime,pdd,setupTime,talkTime,messages,retransmissions,dialogs',
  );
  expect(rows.some(row => row.includes(',forked diverted,') || row.includes(',diverted forked,'))).toBe(true);
  expect(rows.some(row => row.includes(',call,timeout,,,'))).toBe(true);
});

test('a wrong filter is explained with a mark under the place, exit 2, nothing on standard output', async () => {
  const io = new TestIo();
  expect(await runCalls([BUSY], { filter: 'state = = x' }, io)).toBe(2);
  expect(io.written).toEqual([]);
  expect(io.errors.join('')).toMatch(/^sipscope: .*\n {2}state = = x\n {10}\^/);
});

test('no file with that name is told, exit 2', async () => {
  const io = new TestIo();
  expect(await runCalls(['/no/such/file.pcap'], { json: true }, io)).toBe(2);
  expect(io.written).toEqual([]);
  expect(io.errors.join('')).toContain('/no/such/file.pcap');
});
