import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { BINDINGS } from '../../../../ui/commands.ts';
import type { HelpDialog } from '../../../../ui/pages/help/help-dialog.ts';
import { drawn, inside, mount, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/help/help-dialog.ts';

afterEach(unmount);

test('the help shows every key that does something', async () => {
  const element = await mount<HelpDialog>(html`<help-dialog></help-dialog>`);
  expect(inside(element, 'dd')).toHaveLength(0);
  element.open();
  await drawn(element);
  expect(inside(element, 'dd').map(each => each.textContent)).toEqual(BINDINGS.map(binding => binding.text));
});
test('the help opens over the page and closes again', async () => {
  const element = await mount<HelpDialog>(html`<help-dialog></help-dialog>`);
  element.open();
  await drawn(element);
  expect(element.isOpen).toBe(true);
  element.close();
  expect(element.isOpen).toBe(false);
});
