import { html, render } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { layTopology } from '../../../../ui/pages/hosts/topology.ts';
import { topologyView } from '../../../../ui/pages/hosts/topology-view.ts';
import { hostMap } from '../../../support/ui-hosts.ts';
import { textOf } from '../../../support/ui-mount.ts';

const box = document.createElement('div');
afterEach(() => render(html``, box));

function drawn(chosen?: string): (selector: string) => readonly string[] {
  render(topologyView({ topology: layTopology(hostMap(), 900), chosen, onChoose: () => {} }), box);
  return selector => Array.from(box.querySelectorAll(selector), textOf);
}

test('trouble has words: how many failed stands at the line; the others are told when a host is chosen', () => {
  expect(drawn()('.label')).toEqual(['20 · 10 failed', '100 · 1 failed']);
  expect(drawn('10.0.0.1')('.label')).toEqual(['10']);
});
test('what has nothing to do with the chosen host is faint', () => {
  const texts = drawn('10.0.0.1');
  expect(texts('.box.faint b')).toEqual(['10.0.0.2', '10.0.0.9']);
  expect(texts('.line.faint')).toHaveLength(2);
});
