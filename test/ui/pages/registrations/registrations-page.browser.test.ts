import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { RegistrationsPage } from '../../../../ui/pages/registrations/registrations-page.ts';
import { registration } from '../../../support/ui-meaning.ts';
import { drawn, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import { captureInfo } from '../../../support/ui-state.ts';
import { at, navigated, storeWith } from '../../../support/ui-store.ts';
import '../../../../ui/pages/registrations/registrations-page.ts';

afterEach(unmount);

async function page(total: number) {
  const key = { capture: 'demo', generation: 0, find: '', order: '' };
  const items = Array.from({ length: total }, (_, index) => registration(index));
  const answer = { items, total, counts: { active: total, rejected: 2 } };
  const store = storeWith(
    { type: 'captures', captures: [captureInfo()] },
    at({ page: 'registrations', capture: 'demo' }),
    { type: 'table-asked', name: 'registrations', key, block: 0 },
    { type: 'table', name: 'registrations', key, block: 0, answer },
  );
  const element = await mount<RegistrationsPage>(
    html`<registrations-page .store=${store}></registrations-page>`,
    1300,
    500,
  );
  return { element, steps: navigated(element, store), settle: () => drawn(element) };
}

describe('the registrations', () => {
  test('stand one row a binding; what needs somebody is counted first', async () => {
    const { element, steps } = await page(3);
    expect(inside(element, '.facet').map(textOf)).toEqual(['rejected2', 'active3']);
    inside(element, '.facet')[0]?.click();
    expect(steps).toEqual([{ find: 'state:rejected' }]);
  });
  test('open their history beside the table', async () => {
    const { element, steps, settle } = await page(3);
    element.run('last');
    element.run('open');
    await settle();
    expect(steps).toEqual([{ item: 2 }]);
    expect(inside(element, 'registration-panel')).toHaveLength(1);
  });
  test('that are none say why that may be', async () => {
    const { element } = await page(0);
    expect(textOf(inside(element, '.none')[0])).toContain('Phones register seldom');
  });
});
