import { html, render } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { hostDetails } from '../../../../ui/pages/hosts/host-details.ts';
import { hostMap } from '../../../support/ui-hosts.ts';
import { textOf } from '../../../support/ui-mount.ts';

const box = document.createElement('div');
afterEach(() => render(html``, box));

function details(key: string) {
  const map = hostMap();
  const host = map.hosts.find(each => each.key === key);
  if (host === undefined) throw new Error('no such host');
  const filters: string[] = [];
  const chosen: string[] = [];
  const onFilter = (filter: string): void => void filters.push(filter);
  render(hostDetails({ host, map, onFilter, onChoose: each => void chosen.push(each), onClose: () => {} }), box);
  const button = (text: string): HTMLButtonElement | undefined =>
    Array.from(box.querySelectorAll('button')).find(each => textOf(each) === text);
  return { filters, chosen, button };
}

test('what is said of a host leads to its calls and to who asks it', () => {
  const { filters, chosen, button } = details('10.0.0.9');
  expect(textOf(box)).toContain('does not answer OPTIONS');
  button('All that it took part in')?.click();
  button('Their calls')?.click();
  button('sbc-1')?.click();
  expect(filters).toEqual(['ip = 10.0.0.9', 'ip = 10.0.0.9 and ip = 10.0.0.10']);
  expect(chosen).toEqual(['10.0.0.10']);
});
test('a host that nobody asked says so', () => {
  details('10.0.0.1');
  expect(textOf(box)).toContain('It was asked nothing');
});
