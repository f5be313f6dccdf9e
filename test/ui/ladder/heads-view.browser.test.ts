import { html, render } from 'lit';
import { expect, test } from 'vitest';
import { headsView } from '../../../ui/ladder/heads-view.ts';
import type { ShownHost } from '../../../ui/ladder/shown.ts';
import { textOf } from '../../support/ui-mount.ts';

const host = (column: number, more: Partial<ShownHost> = {}): ShownHost => ({
  key: `10.0.0.${column}`,
  column,
  label: `10.0.0.${column}`,
  address: `10.0.0.${column}`,
  ports: [5060],
  messages: 1,
  ...more,
});
function drawn(hosts: readonly ShownHost[], drag?: Parameters<typeof headsView>[0]['drag']): readonly HTMLElement[] {
  const box = document.createElement('div');
  render(html`${headsView({ hosts, focused: 1, drag })}`, box);
  return [...box.querySelectorAll<HTMLElement>('.host')];
}

test('a head has the name in bold, address and ports below; without ports it only hears media', () => {
  const heads = drawn([
    host(0, { label: 'sbc-1' }),
    host(1, { ports: [5060, 5080] }),
    host(2, { ports: [] }),
    host(3, { label: 'pool', addresses: ['10.0.0.3', '10.0.0.4'] }),
  ]);
  expect(heads.map(textOf)).toEqual([
    'sbc-1 10.0.0.0:5060',
    '10.0.0.1 2 ports',
    '10.0.0.2 media',
    'pool 10.0.0.3:5060 +1 address',
  ]);
});
test('one head is in the order of the Tab key', () => {
  expect(drawn([host(0), host(1), host(2)]).map(head => head.querySelector('button')?.tabIndex)).toEqual([-1, 0, -1]);
});
test('a dragged head follows, and where it would land has a mark', () => {
  const heads = drawn([host(0), host(1), host(2)], { column: 0, by: 130, to: 1 });
  expect(heads.map(head => head.className.trim().split(/\s+/).slice(1).join())).toEqual(['dragged', 'after', '']);
  expect(heads[0]?.style.transform).toBe('translateX(130px)');
});
