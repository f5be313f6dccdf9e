import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { AliasDialog } from '../../../../ui/pages/call/alias-dialog.ts';
import type { ErrandOrder } from '../../../../ui/state/errands.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/call/alias-dialog.ts';

afterEach(unmount);

const LIST = { text: '10.0.0.7 sbc-1\n', version: 'v1', path: '/etc/hosts.txt' };
async function open(more: object = {}) {
  const element = await mount<AliasDialog>(html`<alias-dialog .asked=${LIST}></alias-dialog>`);
  Object.assign(element, more);
  await drawn(element);
  return element;
}
function type(element: AliasDialog, text: string): void {
  const area = inside(element, 'textarea')[0];
  if (!(area instanceof HTMLTextAreaElement)) throw new Error('no text');
  area.value = text;
  area.dispatchEvent(new InputEvent('input'));
}

test('the list is shown as it is, with where it is saved', async () => {
  const element = await open();
  expect(textOf(inside(element, 'footer p')[0])).toBe('Saved in /etc/hosts.txt');
  const unsaved = await open({ asked: { text: '', version: 'v' } });
  expect(textOf(inside(unsaved, 'footer p')[0])).toContain('kept until sipscope ends');
});
test('what is saved names the version that was read; once it is there the dialog goes', async () => {
  const element = await open();
  const [orders, closed] = [heard<ErrandOrder>(element, 'errand'), heard(element, 'dialog-close')];
  type(element, '10.0.0.7 border\n');
  await drawn(element);
  inside(element, '.primary')[0]?.click();
  expect(orders).toEqual([{ verb: 'save-aliases', text: '10.0.0.7 border\n', version: 'v1' }]);
  element.asked = { text: '10.0.0.7 border\n', version: 'v2', path: '/etc/hosts.txt' };
  element.saving = { isBusy: false, problem: undefined };
  await drawn(element);
  expect(closed).toHaveLength(1);
});
test('wrong lines are told, and what was typed stays', async () => {
  const element = await open();
  type(element, 'bad');
  element.saving = {
    isBusy: false,
    problem: {
      code: 'SIPA_BAD_ALIAS',
      message: 'Line 1: "bad" is not an address.\nLine 2: "x" neither.',
      hint: 'Write …',
    },
  };
  await drawn(element);
  expect(textOf(inside(element, '.problem')[0])).toContain('Line 1: "bad"');
  expect((inside(element, 'textarea')[0] as HTMLTextAreaElement).value).toBe('bad');
});
