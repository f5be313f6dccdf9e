import { render } from 'lit';
import { expect, test } from 'vitest';
import { problemView } from '../../../ui/pages/problem.ts';
import { textOf } from '../../support/ui-mount.ts';

function shown(message: string, hint: string): HTMLElement {
  const box = document.createElement('div');
  render(problemView('It did not start', { code: 'SIPA_X', message, hint }), box);
  return box;
}

test('a problem says what, why, what next and its code, aloud', () => {
  const box = shown('No right to capture on eth0', 'Plug it in.');
  expect(textOf(box.querySelector('[role=alert]') ?? undefined)).toBe(
    'It did not start No right to capture on eth0. Plug it in. SIPA_X',
  );
});
test('a command in the hint has its copy button', () => {
  const box = shown('No.', 'Run it as root:   sudo sipscope live -i eth0\n  Or do not.');
  expect(textOf(box.querySelector('.command code') ?? undefined)).toBe('sudo sipscope live -i eth0');
  expect(box.querySelector('copy-button')).toHaveProperty('text', 'sudo sipscope live -i eth0');
});
test('what stands in a message is text', () => {
  expect(shown('<img src=x>', '`<b>`').querySelector('img, .command b')).toBeNull();
});
