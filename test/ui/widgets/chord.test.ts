import { expect, test } from 'vitest';
import { keyText } from '../../../ui/widgets/chord.ts';

test.each([
  ['ArrowDown', '↓'],
  ['Ctrl-k', 'Ctrl k'],
  ['Ctrl-ArrowUp', 'Ctrl ↑'],
  ['A', 'A'],
  ['-', '-'],
  ['Escape', 'Esc'],
])('%s is shown as %s', (key, shown) => {
  expect(keyText(key)).toBe(shown);
});
