import { expect, test } from 'vitest';
import { identityOf, isAlive } from '../../../collector/record/process-identity.ts';

const stat = (name: string, state: string): string =>
  `7 (${name}) ${state} 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20`;

test('a process is told by its number and the moment it began', () => {
  expect(identityOf(7, () => stat('node', 'S'))).toEqual({ pid: 7, startTicks: 4711 });
});

test('a name with brackets and spaces changes nothing', () => {
  expect(identityOf(7, () => stat('a) R (b', 'S'))?.startTicks).toBe(4711);
});

test('one that is dead and not waited for is not there', () => {
  expect(identityOf(7, () => stat('node', 'Z'))).toBeUndefined();
  expect(identityOf(-1)).toBeUndefined();
});

test.skipIf(process.platform !== 'linux')('a later process of the same number is another', () => {
  const self = identityOf(process.pid);
  expect(self !== undefined && isAlive(self)).toBe(true);
  expect(isAlive({ pid: process.pid, startTicks: (self?.startTicks ?? 0) - 1 })).toBe(false);
});
