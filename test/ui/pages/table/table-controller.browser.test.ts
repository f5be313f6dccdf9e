import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { StreamsPage } from '../../../../ui/pages/streams/streams-page.ts';
import { stream } from '../../../support/ui-meaning.ts';
import { drawn, mount, unmount } from '../../../support/ui-mount.ts';
import { captureInfo } from '../../../support/ui-state.ts';
import { at, navigated, storeWith } from '../../../support/ui-store.ts';
import '../../../../ui/pages/streams/streams-page.ts';

afterEach(unmount);

test('a row that is open follows the cursor; a search begins without one', async () => {
  const key = { capture: 'demo', generation: 0, find: 'x', order: '' };
  const answer = { items: [stream(0), stream(1), stream(2)], total: 3 };
  const store = storeWith(
    { type: 'captures', captures: [captureInfo()] },
    at({ page: 'streams', capture: 'demo', find: 'x' }),
    { type: 'table-asked', name: 'streams', key, block: 0 },
    { type: 'table', name: 'streams', key, block: 0, answer },
  );
  const element = await mount<StreamsPage>(html`<streams-page .store=${store}></streams-page>`, 1300, 500);
  const steps = navigated(element, store);
  for (const command of ['next', 'open', 'next', 'back', 'back'] as const) {
    element.run(command);
    await drawn(element);
  }
  expect(steps).toEqual([{ item: 0 }, { item: 1 }, { item: undefined }, { find: '' }]);
  expect(element.run('open')).toBe(false);
});
