import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS, DEFAULT_PLAN, defaultSpool } from '../../../collector/record/defaults.ts';

test('spools lie in the state folder of the user', () => {
  expect(defaultSpool('eth0', undefined, { XDG_STATE_HOME: '/var/state' })).toBe('/var/state/sipscope/spool/eth0');
  const fallback = join(homedir(), '.local/state/sipscope/spool/eth0');
  expect(defaultSpool('eth0', undefined, {})).toBe(fallback);
  expect(defaultSpool('eth0', undefined, { XDG_STATE_HOME: 'relative' })).toBe(fallback);
});

test('under sudo they lie in the home of whom sudo was called by', () => {
  expect(defaultSpool('eth0', { uid: 0, gid: 0 }, {})).toBe('/root/.local/state/sipscope/spool/eth0');
});

test('many segments fit into a spool', () => {
  expect(DEFAULT_LIMITS.spoolBytes / DEFAULT_LIMITS.segmentBytes).toBeGreaterThan(100);
  expect(DEFAULT_PLAN.engine).toBe('cap');
});
