import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { StreamsPage } from '../../../../ui/pages/streams/streams-page.ts';
import { stream } from '../../../support/ui-meaning.ts';
import { drawn, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import { captureInfo } from '../../../support/ui-state.ts';
import { at, navigated, storeWith } from '../../../support/ui-store.ts';
import '../../../../ui/pages/streams/streams-page.ts';

afterEach(unmount);

const KEY = { capture: 'demo', generation: 0, find: '', order: '' };

async function page(total: number) {
  const items = Array.from({ length: total }, (_, index) => stream(index, { mos: index === 1 ? 2.1 : 4.37 }));
  const store = storeWith(
    { type: 'captures', captures: [captureInfo()] },
    at({ page: 'streams', capture: 'demo' }),
    { type: 'table-asked', name: 'streams', key: KEY, block: 0 },
    { type: 'table', name: 'streams', key: KEY, block: 0, answer: { items, total } },
  );
  const element = await mount<StreamsPage>(html`<streams-page .store=${store}></streams-page>`, 1300, 500);
  return { element, store, steps: navigated(element, store), settle: () => drawn(element) };
}

describe('the streams', () => {
  test('stand in a table with loss and MOS', async () => {
    const { element } = await page(3);
    const table = inside(element, 'data-table')[0] ?? element;
    const row = textOf(inside(table, '.body .row')[1]);
    expect(row).toContain('10.0.0.1:4000');
    expect(row).toContain('2.10');
    expect(inside(table, '.ink-bad')).toHaveLength(1);
  });
  test('open beside the table by key, and close by Escape', async () => {
    const { element, steps, settle } = await page(3);
    element.run('next');
    element.run('open');
    await settle();
    expect(inside(element, 'stream-panel')).toHaveLength(1);
    expect(element.run('back')).toBe(true);
    await settle();
    expect(inside(element, 'stream-panel')).toHaveLength(0);
    expect(steps).toEqual([{ item: 0 }, { item: undefined }]);
    expect(element.run('back')).toBe(false);
  });
  test('that are none say why that may be', async () => {
    const { element } = await page(0);
    expect(textOf(inside(element, '.none')[0])).toContain('No RTP');
  });
});
