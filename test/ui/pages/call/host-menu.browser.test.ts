import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { ShownHost } from '../../../../ui/ladder/shown.ts';
import type { HostMenuPanel } from '../../../../ui/pages/call/host-menu.ts';
import { heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/call/host-menu.ts';

afterEach(unmount);

const HOST: ShownHost = { key: '10.0.0.7', column: 0, label: 'sbc-1', address: '10.0.0.7', ports: [5060], messages: 3 };

async function open(more: Partial<ShownHost> = {}, columns = 3) {
  const element = await mount<HostMenuPanel>(
    html`<host-menu .host=${{ ...HOST, ...more }} .columns=${columns}></host-menu>`,
  );
  await element.open(document.body, true);
  return element;
}

test('it has the name in hand, and gives the new one', async () => {
  const element = await open();
  const names = heard<string>(element, 'host-name');
  const input = inside(element, 'input')[0];
  if (!(input instanceof HTMLInputElement)) throw new Error('no input');
  expect([input.value, element.shadowRoot?.activeElement]).toEqual(['sbc-1', input]);
  input.value = ' border ';
  inside(element, 'form .button')[0]?.click();
  expect(names).toEqual(['border']);
});
test('a host without a name has an empty one', async () => {
  const input = inside(await open({ label: '10.0.0.7:5060' }), 'input')[0];
  expect(input instanceof HTMLInputElement && input.value).toBe('');
});
test('it hides and moves, as far as there is room', async () => {
  const element = await open();
  const [hidden, moved] = [heard<string>(element, 'host-hide'), heard<number>(element, 'host-move')];
  const items = inside(element, '.item');
  expect(items.map(item => item.hasAttribute('disabled'))).toEqual([false, true, false]);
  items[0]?.click();
  await element.open(document.body, false);
  items[2]?.click();
  expect([hidden, moved]).toEqual([['10.0.0.7'], [1]]);
  expect(textOf(items[0])).toContain('Hide this column');
});
test('the last column cannot be hidden', async () => {
  expect(inside(await open({}, 1), '.item')[0]?.hasAttribute('disabled')).toBe(true);
});
test('once the name is saved it closes; what was refused stays', async () => {
  const element = await open();
  const isOpen = (): boolean => inside(element, '.panel')[0]?.matches(':popover-open') === true;
  const stand = async (
    isBusy: boolean,
    problem?: { code: string; message: string; hint: string },
  ): Promise<boolean> => {
    element.errand = { isBusy, problem };
    await element.updateComplete;
    return isOpen();
  };
  expect([await stand(true), await stand(false, { code: 'X', message: 'no', hint: '' })]).toEqual([true, true]);
  expect([await stand(true), await stand(false)]).toEqual([true, false]);
});
