import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  captureProgram,
  dumpcapArguments,
  findPrograms,
  programPath,
  readDropCount,
  tcpdumpArguments,
} from '../../../collector/record/tcpdump.ts';

const order = { interface: 'eth0', filter: '', bufferBytes: 3 * 1024 * 1024 + 1, promiscuous: true, owner: undefined };

test('a filter is one argument behind the options, whatever it begins with', () => {
  expect(tcpdumpArguments({ ...order, filter: '-w /etc/passwd' }, false).slice(-2)).toEqual(['--', '-w /etc/passwd']);
  expect(dumpcapArguments({ ...order, filter: '-w x' }).slice(-2)).toEqual(['-f', '-w x']);
});

test('buffers are rounded up to the unit of each program', () => {
  expect(tcpdumpArguments(order, false).join(' ')).toContain('-B 3073 ');
  expect(dumpcapArguments(order).join(' ')).toContain('-B 4');
});

test('promiscuous is what they are, unless told not to be', () => {
  expect(tcpdumpArguments(order, false)).not.toContain('-p');
  expect(tcpdumpArguments({ ...order, promiscuous: false }, false)).toContain('-p');
});

test('started by root, tcpdump becomes the one who must be able to send it signals', () => {
  const owner = { uid: 1000, gid: 1000, name: 'ada' };
  expect(tcpdumpArguments({ ...order, owner }, true).join(' ')).toContain('-Z ada');
  expect(tcpdumpArguments(order, true).join(' ')).toContain('-Z root');
  expect(tcpdumpArguments({ ...order, owner }, false)).not.toContain('-Z');
});

test('what they say of drops is read in each of its forms', () => {
  const one = 'tcpdump: 12 packets captured, 15 packets received by filter, 3 packets dropped by kernel';
  expect(readDropCount(one)).toEqual({ kernelDrops: 3 });
  expect(readDropCount('1 packet dropped by kernel')).toEqual({ kernelDrops: 1 });
  expect(readDropCount("Packets received/dropped on interface 'lo': 12/4 (pcap:4/dumpcap:0)")).toEqual({
    kernelDrops: 4,
  });
  expect(readDropCount('2 packets dropped by interface')).toBeUndefined();
});

test('it can be asked once it listens', () => {
  expect(readDropCount('tcpdump: listening on lo, link-type EN10MB')).toEqual({ isListening: true });
  expect(captureProgram('tcpdump', order).isApproximate).toBe(false);
});

test('a program is one that can be run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-path-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'sniffit'), '');
  expect(programPath('sniffit', folder)).toBeUndefined();
  chmodSync(join(folder, 'sniffit'), 0o755);
  expect(programPath('sniffit', `/none:${folder}`)).toBe(join(folder, 'sniffit'));
  writeFileSync(join(folder, 'dumpcap'), '', { mode: 0o755 });
  expect(findPrograms(folder)).toContain('dumpcap');
});
