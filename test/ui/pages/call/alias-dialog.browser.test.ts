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
const CONFLICT = { code: 'SIPA_ALIASES_CHANGED', message: 'Somebody else has changed them.', hint: '' };
function areaOf(element: AliasDialog): HTMLTextAreaElement {
  const area = inside(element, 'textarea')[0];
  if (!(area instanceof HTMLTextAreaElement)) throw new Error('no text');
  return area;
}
function type(element: AliasDialog, text: string): void {
  const area = areaOf(element);
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
  await drawn(element);
  inside(element, '.primary')[0]?.click();
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
  expect(areaOf(element).value).toBe('bad');
});
test('a refusal of before is not told of a list that is opened anew', async () => {
  const element = await open({ saving: { isBusy: false, problem: CONFLICT } });
  expect(inside(element, '.problem')).toEqual([]);
});
test('what cannot be seen, or turns the lines, stands there by its name, and is saved as it is', async () => {
  const element = await open({ asked: { ...LIST, text: '10.0.0.7 a\u202eb\r\n' } });
  const orders = heard<ErrandOrder>(element, 'errand');
  expect(areaOf(element).value).toBe('10.0.0.7 a⟨U+202E⟩b\n');
  type(element, '10.0.0.7 a⟨U+202E⟩b\n10.0.0.8 c\u2066d\n');
  await drawn(element);
  expect(areaOf(element).value).toBe('10.0.0.7 a⟨U+202E⟩b\n10.0.0.8 c⟨U+2066⟩d\n');
  inside(element, '.primary')[0]?.click();
  expect(orders).toMatchObject([{ text: '10.0.0.7 a\u202eb\n10.0.0.8 c\u2066d\n' }]);
});
test('who was slower keeps what was typed: it is saved over the other list, or dropped for it', async () => {
  const element = await open();
  const orders = heard<ErrandOrder>(element, 'errand');
  type(element, '10.0.0.7 mine\n');
  await drawn(element);
  inside(element, '.primary')[0]?.click();
  element.saving = { isBusy: false, problem: CONFLICT };
  await drawn(element);
  const [theirs, mine] = inside(element, '.ask .button');
  mine?.click();
  element.asked = { ...LIST, text: '10.0.0.7 theirs\n', version: 'v2' };
  await drawn(element);
  expect(orders.slice(1)).toEqual([
    { verb: 'aliases' },
    { verb: 'save-aliases', text: '10.0.0.7 mine\n', version: 'v2' },
  ]);
  theirs?.click();
  await drawn(element);
  expect(areaOf(element).value).toBe('10.0.0.7 theirs\n');
});
test('what is not saved is asked about before it is dropped', async () => {
  const element = await open();
  const closed = heard(element, 'dialog-close');
  type(element, '10.0.0.7 mine\n');
  await drawn(element);
  inside(element, '.icon-button')[0]?.click();
  await drawn(element);
  expect([closed.length, inside(element, '.ask').length]).toEqual([0, 1]);
  inside(element, '.ask .button')[1]?.click();
  await drawn(element);
  expect([inside(element, '.ask').length, areaOf(element).value]).toEqual([0, '10.0.0.7 mine\n']);
  inside(element, '.icon-button')[0]?.click();
  await drawn(element);
  inside(element, '.ask .button')[0]?.click();
  await drawn(element);
  expect(closed).toHaveLength(1);
});
test('what was not changed is left at once', async () => {
  const element = await open();
  const closed = heard(element, 'dialog-close');
  type(element, LIST.text);
  inside(element, '.icon-button')[0]?.click();
  await drawn(element);
  expect(closed).toHaveLength(1);
});
