import { html } from 'lit';
import { expect, test } from 'vitest';
import { inked, isInked, quiet } from '../../../ui/widgets/inked.ts';

test('a text is told from one in a colour and from a template', () => {
  expect([inked('503', 'code-5xx'), quiet('–'), '503', html`<b>503</b>`, undefined, null].map(isInked)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
test('a text that says that there is nothing is a pale one', () => {
  expect(quiet('–')).toEqual(inked('–', 'zero'));
});
