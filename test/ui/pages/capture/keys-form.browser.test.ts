import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { KeysForm } from '../../../../ui/pages/capture/keys-form.ts';
import type { ErrandOrder } from '../../../../ui/state/errands.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/capture/keys-form.ts';

afterEach(unmount);

const TLS = { connections: 15, decrypted: 2, withoutKey: 12, failed: 1 };
const form = () => mount<KeysForm>(html`<keys-form .capture=${'demo'} .tls=${TLS}></keys-form>`);
const button = (element: Element): HTMLElement | undefined => inside(element, '.primary')[0];

async function paste(element: KeysForm, text: string): Promise<void> {
  const area = inside(element, 'textarea')[0];
  if (!(area instanceof HTMLTextAreaElement)) throw new Error('there is no place to paste');
  area.value = text;
  area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await drawn(element);
}

test('says how many connections cannot be read, and how to get at keys', async () => {
  const text = (await form()).shadowRoot?.textContent ?? '';
  for (const part of ['12 TLS connections without key', '2 decrypted', 'SSLKEYLOGFILE', '--keylog'])
    expect(text).toContain(part);
});
test('sends the lines that were pasted, and nothing while there are none', async () => {
  const element = await form();
  const orders = heard<ErrandOrder>(element, 'errand');
  expect(button(element)?.hasAttribute('disabled')).toBe(true);
  await paste(element, 'CLIENT_RANDOM 00 11');
  button(element)?.click();
  expect(orders).toEqual([{ verb: 'keys', capture: 'demo', text: 'CLIENT_RANDOM 00 11' }]);
});
test('says that keys were taken, or why not', async () => {
  const element = await form();
  await paste(element, 'CLIENT_RANDOM 00 11');
  button(element)?.click();
  await drawn(element);
  expect(textOf(inside(element, '[role=status]').at(-1))).toContain('Keys added.');
  element.errand = { isBusy: false, problem: { code: 'SIPA_X', message: 'No key.', hint: '' } };
  await drawn(element);
  expect(textOf(inside(element, '[role=alert]')[0])).toContain('No key.');
});
