import { render } from 'lit';
import { expect, test } from 'vitest';
import { pageView, RAIL } from '../../ui/routes.ts';
import type { PageName } from '../../ui/state/route.ts';
import { storeWith } from '../support/ui-store.ts';

test('every page has an element that is defined, and an item of the rail', () => {
  for (const page of ['calls', 'call', 'capture'] as const satisfies readonly PageName[]) {
    const box = document.createElement('div');
    render(pageView(page, storeWith()), box);
    expect(customElements.get(box.querySelector('#page')?.localName ?? '')).toBeDefined();
    expect(RAIL.filter(item => item.holds.includes(page))).toHaveLength(1);
  }
});
