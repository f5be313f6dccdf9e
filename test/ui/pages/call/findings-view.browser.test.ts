import { render } from 'lit';
import { expect, test, vi } from 'vitest';
import { clock } from '../../../../ui/base/format.ts';
import { type FindingsInput, findingsView } from '../../../../ui/pages/call/findings-view.ts';
import { finding } from '../../../support/ui-meaning.ts';
import { textOf } from '../../../support/ui-mount.ts';

function shown(more: Partial<FindingsInput>): HTMLElement {
  const box = document.createElement('div');
  render(findingsView({ findings: [], clock, lit: undefined, onLight: vi.fn(), onMessage: vi.fn(), ...more }), box);
  return box;
}

test('the finding that is lit is pressed, and a second press takes the light away', () => {
  const onLight = vi.fn();
  const box = shown({ findings: [finding('a'), finding('a')], lit: 'a.2', onLight });
  const pressed = Array.from(box.querySelectorAll('.light'), each => each.getAttribute('aria-pressed'));
  expect(pressed).toEqual(['false', 'true']);
  for (const each of box.querySelectorAll<HTMLElement>('.light')) each.click();
  expect(onLight.mock.calls).toEqual([['a'], [undefined]]);
});

test('a long proof is cut, and says by how much', () => {
  const evidence = Array.from({ length: 40 }, (_, at) => at);
  const box = shown({ findings: [finding('a', { evidence, evidenceCut: 60 })] });
  expect(box.querySelectorAll('.message-link')).toHaveLength(12);
  expect(textOf(box)).toContain('and 88 more');
});

test('markup in a sentence stays text', () => {
  const box = shown({ findings: [finding('a', { message: '<img src=x onerror=alert(1)>' })] });
  expect(box.querySelector('img')).toBeNull();
  expect(textOf(box)).toContain('<img src=x');
});

test('what is part of something larger says of what', () => {
  const box = shown({ findings: [finding('authentication-failed', { partOf: 'scanner' })] });
  expect(textOf(box)).toContain('authentication-failed (part of scanner)');
});
