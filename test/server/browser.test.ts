import { expect, test } from 'vitest';
import { browserOpener, openPage } from '../../server/browser.ts';

const desktop = { platform: 'linux', environment: { DISPLAY: ':0' }, isTerminal: true } as const;

test.each([
  ['a Linux desktop', desktop, 'xdg-open'],
  ['a Wayland desktop', { ...desktop, environment: { WAYLAND_DISPLAY: 'wayland-0' } }, 'xdg-open'],
  ['a Mac', { ...desktop, platform: 'darwin', environment: {} }, 'open'],
  ['a Linux server', { ...desktop, environment: {} }, undefined],
  ['ssh with X forwarding', { ...desktop, environment: { DISPLAY: ':10', SSH_CONNECTION: 'a b' } }, undefined],
  ['a script', { ...desktop, isTerminal: false }, undefined],
  ['an unknown platform', { ...desktop, platform: 'aix' }, undefined],
] as const)('%s: the opener is right', (_, surroundings, opener) => {
  expect(browserOpener(surroundings)).toBe(opener);
});

test('an opener that cannot be started is told', async () => {
  const error = await new Promise(resolve => openPage('/nowhere/opener', 'http://127.0.0.1/', resolve));
  expect(error).toMatchObject({ code: 'ENOENT' });
});
