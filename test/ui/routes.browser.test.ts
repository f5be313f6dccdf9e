import { render } from 'lit';
import { expect, test } from 'vitest';
import type { CaptureInfo } from '../../server/wire/protocol.ts';
import { LAZY_PAGES, pageView, RAIL } from '../../ui/routes.ts';
import type { PageName } from '../../ui/state/route.ts';
import { captureInfo } from '../support/ui-state.ts';
import { storeWith } from '../support/ui-store.ts';

test('every page has an element that is defined once it is loaded, and an item of the rail', async () => {
  const lazy = ['overview', 'registrations', 'streams', 'hosts', 'findings', 'capture'] as const;
  for (const page of ['calls', 'call', ...lazy] as const satisfies readonly PageName[]) {
    await LAZY_PAGES[page]?.();
    const box = document.createElement('div');
    render(pageView(page, storeWith({ type: 'captures', captures: [captureInfo()] })), box);
    expect(customElements.get(box.querySelector('#page')?.localName ?? '')).toBeDefined();
    expect(RAIL.filter(item => item.holds.includes(page))).toHaveLength(1);
  }
});

test('a page about a capture gives its place to what is said without one; the others say it themselves', () => {
  const element = (page: PageName, ...captures: readonly CaptureInfo[]): string | undefined => {
    const box = document.createElement('div');
    render(pageView(page, storeWith({ type: 'captures', captures })), box);
    return box.querySelector('#page')?.localName;
  };
  expect(['findings', 'streams', 'registrations'].map(page => element(page as PageName))).toEqual(
    Array(3).fill('absent-page'),
  );
  expect([element('calls'), element('capture')]).toEqual(['calls-page', 'capture-page']);
  expect(element('findings', captureInfo())).toBe('findings-page');
});
