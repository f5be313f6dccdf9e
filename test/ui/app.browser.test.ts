import { html } from 'lit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { SipscopeApp } from '../../ui/app.ts';
import type { Store } from '../../ui/state/store.ts';
import { drawn, inside, mount, textOf, unmount } from '../support/ui-mount.ts';
import { captureInfo } from '../support/ui-state.ts';
import { storeWith, storeWithRows } from '../support/ui-store.ts';
import '../../ui/app.ts';

let address = '';
beforeEach(() => {
  address = location.href;
  history.replaceState(undefined, '', '/calls');
});
afterEach(() => {
  unmount();
  history.replaceState(undefined, '', address);
});

async function app(store: Store = storeWithRows(100)) {
  const element = await mount<SipscopeApp>(html`<sipscope-app .store=${store}></sipscope-app>`, 1200, 600);
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys)
      window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await drawn(element);
  };
  return { element, store, press };
}

describe('the frame', () => {
  test('loads the overview when somebody goes there, and writes its times in the zone that is chosen', async () => {
    const { element, store } = await app();
    expect(element.shadowRoot?.querySelector('overview-page')).toBeNull();
    element.dispatchEvent(new CustomEvent('run-command', { detail: 'go-overview' }));
    await expect.poll(() => element.shadowRoot?.querySelector('overview-page'), { timeout: 5000 }).not.toBeNull();
    const page = element.shadowRoot?.querySelector('overview-page');
    element.dispatchEvent(new CustomEvent('set-zone', { detail: 'Nowhere/Land' }));
    expect(store.state.zone).toBe('UTC');
    element.dispatchEvent(new CustomEvent('set-zone', { detail: 'Asia/Tokyo' }));
    await drawn(element);
    expect([store.state.zone, localStorage.getItem('sipscope.zone')]).toEqual(['Asia/Tokyo', 'Asia/Tokyo']);
    expect(element.shadowRoot?.querySelector('overview-page')).not.toBe(page);
    element.dispatchEvent(new CustomEvent('set-zone', { detail: 'UTC' }));
  });
  test('has the pages that exist in its rail and marks the open one', async () => {
    const { element } = await app();
    expect(inside(element, 'a.rail').map(each => `${textOf(each)} ${each.getAttribute('aria-current')}`)).toEqual([
      'Overview false',
      'Calls page',
      'Registrations false',
      'Media false',
      'Hosts false',
      'Findings false',
      'Capture false',
    ]);
  });
  test('writes what is seen into the address, and reads it on the way back', async () => {
    const { press, store, element } = await app();
    await press('j', 'j', 'Enter');
    expect(location.pathname).toBe('/calls/demo:1');
    history.back();
    await new Promise(resolve => window.addEventListener('popstate', resolve, { once: true }));
    await drawn(element);
    expect(store.state.route).toMatchObject({ page: 'calls', row: 1 });
  });
  test('goes to pages by chords, and back by Escape', async () => {
    const { press, store } = await app();
    await press('g', 'h');
    expect([store.state.route.page, location.pathname]).toEqual(['capture', '/capture']);
    await press('Escape');
    expect(store.state.route.page).toBe('calls');
  });
  test('focuses the filter by a slash, from every page', async () => {
    const { press, element } = await app();
    await press('g', 'h', '/');
    const bar = inside(element, 'top-bar')[0];
    expect(bar?.shadowRoot?.activeElement?.localName).toBe('filter-box');
  });
  test('opens and closes its help', async () => {
    const { press, element } = await app();
    const help = inside(element, 'help-dialog')[0];
    await press('?');
    expect(help).toHaveProperty('isOpen', true);
    await press('Escape');
    expect(help).toHaveProperty('isOpen', false);
  });
  test('keeps the theme that was chosen', async () => {
    const { press, store } = await app();
    await press('T');
    expect([
      store.state.theme,
      document.documentElement.dataset['theme'],
      localStorage.getItem('sipscope.theme'),
    ]).toEqual(['light', 'light', 'light']);
    await press('T', 'T', 'T');
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });
  test('Ctrl-K offers everything by name, and does what was chosen', async () => {
    const { element, store } = await app();
    await userEvent.keyboard('{Control>}k{/Control}');
    await drawn(element);
    expect(inside(element, 'command-palette')[0]?.shadowRoot?.querySelector('dialog')?.open).toBe(true);
    await userEvent.keyboard('regis{Enter}');
    await drawn(element);
    expect(store.state.route.page).toBe('registrations');
  });
  test('saves the filter by s, and finds it by its name', async () => {
    const { element, store } = await app();
    store.dispatch({ type: 'route', route: { ...store.state.route, filter: 'pdd > 3s' } });
    await drawn(element);
    await userEvent.keyboard('s');
    await drawn(element);
    await userEvent.keyboard('Slow{Enter}');
    await drawn(element);
    expect(store.state.filtering.saved).toEqual([{ name: 'Slow', filter: 'pdd > 3s' }]);
    await userEvent.keyboard('{Escape}');
    store.dispatch({ type: 'route', route: { ...store.state.route, filter: '' } });
    await drawn(element);
    await userEvent.keyboard('{Control>}k{/Control}');
    await drawn(element);
    await userEvent.keyboard('Slow{Enter}');
    await drawn(element);
    expect(store.state.route.filter).toBe('pdd > 3s');
    localStorage.removeItem('sipscope.filters.saved');
  });
  test('says when the connection is lost, and when it is back', async () => {
    const { element, store } = await app();
    store.dispatch({ type: 'connection', connection: 'lost' });
    await drawn(element);
    expect(textOf(inside(element, '.banner')[0])).toContain('Connection lost');
    store.dispatch({ type: 'connection', connection: 'open' });
    await drawn(element);
    expect(inside(element, '.banner')).toHaveLength(0);
  });
  test('says what the server refused until it is dismissed', async () => {
    const { element, store } = await app();
    store.dispatch({ type: 'received', message: { type: 'error', code: 'SIPA_X', message: 'No.', hint: 'Do.' } });
    await drawn(element);
    inside(element, '.banner button')[0]?.click();
    await drawn(element);
    expect(store.state.problem).toBeUndefined();
  });
  test('shows how far an upload is, and why one failed', async () => {
    const { element, store } = await app();
    const upload = { name: 'a.pcap', bytesSent: 31, bytesTotal: 50, problem: undefined };
    store.dispatch({ type: 'upload', upload });
    await drawn(element);
    expect(textOf(inside(element, '.banner b')[0])).toBe('Sending a.pcap · 62 %');
    store.dispatch({
      type: 'upload',
      upload: { ...upload, problem: { code: 'SIPA_TOO_LARGE', message: 'Over 1 GiB.', hint: '' } },
    });
    await drawn(element);
    expect(textOf(inside(element, '.banner')[0])).toContain('a.pcap was not openedOver 1 GiB.');
  });
  test('names the capture in the title of the window', async () => {
    await app();
    expect(document.title).toBe('demo.pcap · sipscope');
  });
});

describe('the bars', () => {
  test('tell rows, messages and health', async () => {
    const { element } = await app();
    expect(textOf(inside(inside(element, 'status-bar')[0] ?? element, 'b')[0])).toBe('100 rows');
    expect(textOf(inside(inside(element, 'top-bar')[0] ?? element, '.pill')[0])).toBe('0 lost');
  });
  test('tell how far a file is read', async () => {
    const loading = captureInfo('demo', { state: 'loading', bytesRead: 62, bytesTotal: 100 });
    const { element } = await app(storeWith({ type: 'captures', captures: [loading] }));
    expect(textOf(inside(inside(element, 'status-bar')[0] ?? element, '.end')[0])).toBe('loading 62 %');
  });
  test('list the captures that are open', async () => {
    const { element } = await app(storeWith({ type: 'captures', captures: [captureInfo('a'), captureInfo('b')] }));
    expect(inside(inside(element, 'top-bar')[0] ?? element, 'option').map(textOf)).toEqual([
      'a.pcap',
      'b.pcap',
      'Record live…',
      'Open another capture…',
    ]);
  });
  test('say turning points aloud, not every count', async () => {
    const { element } = await app();
    expect(textOf(inside(inside(element, 'status-bar')[0] ?? element, '[role=status]')[0])).toBe(
      'Capture loaded, 100 rows.',
    );
  });
});
