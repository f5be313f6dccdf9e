import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { Store } from '../../ui/state/store.ts';
import { announcement, type StatusBar } from '../../ui/status-bar.ts';
import { inside, mount, textOf, unmount } from '../support/ui-mount.ts';
import { captureInfo, progressOf, snapshot } from '../support/ui-state.ts';
import { storeWith, storeWithRows } from '../support/ui-store.ts';

afterEach(unmount);

const bar = (store: Store) => mount<StatusBar>(html`<status-bar .store=${store}></status-bar>`, 1200, 25);

test('a paused list says so, and what came meanwhile', async () => {
  const store = storeWithRows(
    100,
    { type: 'pause', isPaused: true },
    { type: 'received', message: snapshot(1, 0, 150, 228) },
  );
  expect(textOf(inside(await bar(store), '.held')[0])).toBe('paused · 128 new');
});
test('a file without a known end runs its bar without a value', async () => {
  const store = storeWith({ type: 'captures', captures: [captureInfo('demo', { state: 'loading' })] });
  const element = await bar(store);
  expect(textOf(inside(element, '.end')[0])).toBe('loading');
  expect(inside(element, 'progress')[0]?.hasAttribute('value')).toBe(false);
});
test('a capture that failed is told in words', async () => {
  const store = storeWith({ type: 'captures', captures: [captureInfo('demo', { state: 'failed' })] });
  expect(textOf(inside(await bar(store), '.bad')[0])).toBe('could not be read');
});
test('turning points are announced: loaded, matches, the connection lost', () => {
  const { state } = storeWithRows(3);
  expect(announcement(state, { progress: progressOf() })).toBe('Capture loaded, 3 rows.');
  expect(announcement(state, { progress: progressOf({ state: 'loading' }) })).toBe('');
  expect(announcement({ ...state, connection: 'lost' }, { progress: progressOf() })).toBe('Connection lost.');
});
