import { expect, test } from 'vitest';
import { messageTexts } from '../../ui/texts-message.ts';

test('what is hidden of a comparison is counted in words', () => {
  expect(messageTexts.diff.hidden(0, 0)).toBe('');
  expect(messageTexts.diff.hidden(1, 2)).toBe('1 equal row hidden · 2 rows of noise hidden');
});
