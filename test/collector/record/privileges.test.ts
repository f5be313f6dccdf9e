import { expect, test } from 'vitest';
import {
  dropPrivileges,
  hasCaptureRights,
  noRights,
  shellWord,
  sudoOwner,
} from '../../../collector/record/privileges.ts';

test('who called sudo is told by its variables, to root alone', () => {
  const environment = { SUDO_UID: '1000', SUDO_GID: '1001', SUDO_USER: 'ada' };
  expect(sudoOwner(environment, 0)).toEqual({ uid: 1000, gid: 1001, name: 'ada' });
  expect(sudoOwner(environment, 1000)).toBeUndefined();
});

test.each([
  [{}],
  [{ SUDO_UID: '1000' }],
  [{ SUDO_UID: '0', SUDO_GID: '0' }],
  [{ SUDO_UID: '-1', SUDO_GID: '1' }],
  [{ SUDO_UID: '4294967295', SUDO_GID: '1' }],
  [{ SUDO_UID: '1000; rm', SUDO_GID: '1' }],
])('%j names nobody', environment => expect(sudoOwner(environment, 0)).toBeUndefined());

test('the capability decides, not the number of the user', () => {
  expect(hasCaptureRights('CapEff:\t0000000000002000\n', 1000)).toBe(true);
  expect(hasCaptureRights('CapEff:\t000001ffffffdfff\n', 0)).toBe(false);
  expect(hasCaptureRights('', 0)).toBe(true);
  expect(hasCaptureRights('', 1000)).toBe(false);
});

test('without rights the exact lines to type are told', () => {
  const { code, hint } = noRights('eth0', 'sipscope live -i eth0', '/opt/my node/bin/node');
  expect(code).toBe('SIPA_NO_RIGHTS');
  expect(hint).toContain('sudo sipscope live -i eth0');
  expect(hint).toContain("sudo setcap cap_net_raw,cap_net_admin+eip '/opt/my node/bin/node'");
  expect(hint).toContain('every script that any user runs');
  expect(hint).toContain('--engine tcpdump');
});

test('words are quoted as a shell needs them', () => {
  expect(['a', 'a b', "it's", '$(x)'].map(shellWord)).toEqual(['a', "'a b'", "'it'\\''s'", "'$(x)'"]);
});

test('without an owner nothing is given up', () => {
  const before = process.getuid?.();
  dropPrivileges(undefined);
  expect(process.getuid?.()).toBe(before);
});
