import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { HostMap } from '../../../../server/wire/types.ts';
import type { ValueMenuRequest } from '../../../../ui/filter-acts.ts';
import type { HostsPage } from '../../../../ui/pages/hosts/hosts-page.ts';
import type { Navigation } from '../../../../ui/pages/page.ts';
import { hostMap } from '../../../support/ui-hosts.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import { captureInfo } from '../../../support/ui-state.ts';
import { storeWith } from '../../../support/ui-store.ts';
import '../../../../ui/pages/hosts/hosts-page.ts';

afterEach(unmount);

async function page(map: HostMap | undefined, host?: string, width = 1200) {
  const store = storeWith({ type: 'captures', captures: [captureInfo()] });
  store.dispatch({ type: 'route', route: { ...store.state.route, page: 'hosts', host } });
  const key = { view: 'v', query: 'q' };
  store.dispatch({ type: 'hosts-asked', key });
  if (map !== undefined) store.dispatch({ type: 'hosts', key, map });
  const element = await mount<HostsPage>(html`<hosts-page .store=${store}></hosts-page>`, width, 700);
  return { element, store, went: heard<Navigation>(element, 'navigate') };
}

test('draws a box a host and a line a way, and lists every host', async () => {
  const { element } = await page(hostMap());
  expect(inside(element, '.box').map(textOf)).toContain('sbc-110.0.0.10 · asks 20 · asked 20');
  expect(inside(element, '.line')).toHaveLength(3);
  expect(inside(element, '.table tbody tr')).toHaveLength(4);
  expect(textOf(inside(element, '[role=status]')[0])).toBe('4 hosts · 3 ways between them');
});
test('a click on a box chooses the host, a second one lets it go', async () => {
  const { element, went } = await page(hostMap());
  inside(element, '.box')
    .find(box => textOf(box).includes('sbc-1'))
    ?.click();
  expect(went.at(-1)?.to).toEqual({ host: '10.0.0.10' });
  const chosen = await page(hostMap(), '10.0.0.10');
  inside(chosen.element, '.box[aria-pressed=true]')[0]?.click();
  expect(chosen.went.at(-1)?.to).toEqual({ host: undefined });
});
test('keys walk the hosts, Escape closes what is open', async () => {
  const { element, went } = await page(hostMap(), '10.0.0.10');
  element.run('next');
  element.run('back');
  expect(went.map(each => each.to)).toEqual([{ host: '10.0.0.1' }, { host: undefined }]);
  expect((await page(hostMap())).element.run('back')).toBe(false);
});
test('the chosen host has a menu by key, any cell by right click', async () => {
  const { element } = await page(hostMap(), '10.0.0.10');
  const asked = heard<ValueMenuRequest>(element, 'value-menu');
  expect(element.run('value-menu')).toBe(true);
  expect(asked[0]).toMatchObject({ term: { field: 'ip', value: '10.0.0.10' }, value: 'sbc-1' });
  expect(asked[0]?.row?.split('\t')).toHaveLength(10);
  const cell = inside(element, 'tr.chosen td[data-column=transports]')[0];
  const menu = new MouseEvent('contextmenu', { button: 2, bubbles: true, cancelable: true });
  expect(cell?.dispatchEvent(menu)).toBe(false);
  expect(asked[1]?.term).toEqual({ field: 'transport', operator: '=', value: 'UDP' });
  expect((await page(hostMap())).element.run('value-menu')).toBe(false);
});
test('names are text, whatever they hold', async () => {
  const map = hostMap();
  const [first, ...others] = map.hosts;
  if (first === undefined) throw new Error('no host');
  const { element } = await page({
    ...map,
    hosts: [{ ...first, name: '<img src=x onerror=alert(1)>\u202e' }, ...others],
  });
  await drawn(element);
  expect(inside(element, 'img')).toHaveLength(0);
  expect(textOf(inside(element, 'tbody')[0])).not.toContain('\u202e');
});
test('nothing seen says what would stand here', async () => {
  const nothing = { hosts: [], links: [], hostCount: 0, linkCount: 0, transactions: 0 };
  expect(textOf(inside((await page(nothing)).element, '.none')[0])).toContain('Nobody has asked anybody anything');
});
