import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  interfaceNames,
  isInterfaceUp,
  isLoopback,
  readInterfaceDrops,
} from '../../../collector/record/interface-files.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipscope-net-'));
  add('eth0', '0x1003', { rx_dropped: 3, rx_missed_errors: 4, rx_fifo_errors: 0 });
  add('eth1', '0x1002', { rx_dropped: 3 });
  add('lo', '0x9', {});
  writeFileSync(join(folder, 'bonding_masters'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

function add(name: string, flags: string, counters: Readonly<Record<string, number>>): void {
  mkdirSync(join(folder, name, 'statistics'), { recursive: true });
  writeFileSync(join(folder, name, 'flags'), `${flags}\n`);
  for (const [counter, value] of Object.entries(counters)) {
    writeFileSync(join(folder, name, 'statistics', counter), `${value}\n`);
  }
}

test('interfaces are the folders with flags', () => {
  expect(interfaceNames(folder).sort()).toEqual(['eth0', 'eth1', 'lo']);
  expect(interfaceNames(join(folder, 'none'))).toEqual([]);
});

test('flags tell whether one is up and a loopback', () => {
  expect([isInterfaceUp('eth0', folder), isInterfaceUp('eth1', folder), isInterfaceUp('eth2', folder)]).toEqual([
    true,
    false,
    undefined,
  ]);
  expect([isLoopback('lo', folder), isLoopback('eth0', folder)]).toEqual([true, false]);
  expect(isInterfaceUp('any', folder)).toBe(true);
});

test('drops are those of card and driver; unknown when one counter is', () => {
  expect(readInterfaceDrops('eth0', folder)).toBe(7);
  expect(readInterfaceDrops('eth1', folder)).toBeUndefined();
  expect(readInterfaceDrops('any', folder)).toBeUndefined();
});

test('a name is never a path', () => {
  expect(isInterfaceUp('../eth0', folder)).toBeUndefined();
  expect(isInterfaceUp('..', folder)).toBeUndefined();
});
