import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { ValueMenuRequest } from '../../../../ui/filter-acts.ts';
import type { FindingsPage } from '../../../../ui/pages/findings/findings-page.ts';
import { finding } from '../../../support/ui-meaning.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import { captureInfo } from '../../../support/ui-state.ts';
import { at, navigated, storeWith } from '../../../support/ui-store.ts';
import '../../../../ui/pages/findings/findings-page.ts';

afterEach(unmount);

async function page(find: string, items: ReturnType<typeof finding>[]) {
  const key = { capture: 'demo', generation: 0, find, order: '' };
  const counts = { 'severity:error': 2, 'severity:notice': 1, 'rule:glare': 1, 'rule:ack-missing': 2 };
  const store = storeWith(
    { type: 'captures', captures: [captureInfo()] },
    at({ page: 'findings', capture: 'demo', find }),
    { type: 'table-asked', name: 'findings', key, block: 0 },
    { type: 'table', name: 'findings', key, block: 0, answer: { items, total: items.length, counts } },
  );
  const element = await mount<FindingsPage>(html`<findings-page .store=${store}></findings-page>`, 1300, 500);
  return { element, steps: navigated(element, store), settle: () => drawn(element) };
}

describe('the findings', () => {
  test('stand with severity and sentence, and lead to their proof', async () => {
    const { element, steps } = await page('', [finding('ack-missing'), finding('glare', { severity: 'notice' })]);
    const table = inside(element, 'data-table')[0] ?? element;
    expect(textOf(inside(table, '.body .row')[0])).toContain('ack-missing happened');
    element.run('next');
    element.run('open');
    expect(steps.at(-1)).toMatchObject({ page: 'call', leg: 7, message: 3, finding: 'ack-missing', panel: 'findings' });
  });
  test('are narrowed to a rule by its count, and back', async () => {
    const { element, steps } = await page('', [finding('ack-missing')]);
    expect(inside(element, '.facet').map(textOf)).toEqual(['error2', 'notice1', 'ack-missing2', 'glare1']);
    inside(element, '.facet')[2]?.click();
    expect(steps.at(-1)).toEqual({ find: 'rule:ack-missing' });
  });
  test('have a menu of each cell: filter the calls by it, or narrow this page to it', async () => {
    const { element, steps, settle } = await page('', [finding('ack-missing')]);
    const asked = heard<ValueMenuRequest>(element, 'value-menu');
    expect(element.run('value-menu')).toBe(false);
    element.run('next');
    await settle();
    expect(element.run('value-menu')).toBe(true);
    expect(asked[0]).toMatchObject({ term: { field: 'severity', value: 'error' }, here: { detail: 'severity:error' } });
    asked[0]?.here?.run();
    expect(steps).toEqual([{ find: 'severity:error' }]);
  });
  test('about the whole trace lead to no call', async () => {
    const { element, steps } = await page('', [finding('clock-skew', { leg: undefined, callId: '' })]);
    element.run('next');
    expect(element.run('open')).toBe(false);
    expect(steps).toEqual([]);
  });
  test('that match nothing offer all of them', async () => {
    const { element, steps } = await page('zzz', []);
    expect(textOf(inside(element, '.none')[0])).toContain('Nothing matches');
    inside(element, '.none .button')[0]?.click();
    expect(steps).toEqual([{ find: '' }]);
  });
});
