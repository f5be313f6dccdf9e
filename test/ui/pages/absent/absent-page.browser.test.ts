import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { AbsentPage } from '../../../../ui/pages/absent/absent-page.ts';
import type { Action } from '../../../../ui/state/actions.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import { captureInfo } from '../../../support/ui-state.ts';
import { at, storeWith } from '../../../support/ui-store.ts';
import '../../../../ui/pages/absent/absent-page.ts';

afterEach(unmount);

async function shown(...actions: readonly Action[]): Promise<AbsentPage> {
  const element = await mount<AbsentPage>(html`<absent-page .store=${storeWith(...actions)}></absent-page>`);
  await drawn(element);
  return element;
}

test('without a capture it says how to open one', async () => {
  const element = await shown({ type: 'captures', captures: [] });
  const chosen = heard<undefined>(element, 'choose-file');
  inside(element, 'button')[0]?.click();
  expect([textOf(inside(element, 'h1')[0]), chosen.length]).toEqual(['No capture is open', 1]);
});

test('a capture that is gone is named, with the way to one that is there', async () => {
  const element = await shown({ type: 'captures', captures: [captureInfo()] }, at({ capture: 'gone' }));
  expect(textOf(inside(element, 'h1')[0])).toContain('gone');
});

test('a file that could not be read says why', async () => {
  const error = { code: 'SIPA_X', message: 'It starts with 48 65.', hint: 'Give a capture.' };
  const element = await shown({ type: 'captures', captures: [captureInfo('demo', { messages: 0, error })] });
  expect(textOf(inside(element, '.empty')[0])).toContain('It starts with 48 65.');
});
