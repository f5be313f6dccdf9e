import { expect, test } from 'vitest';
import { icon } from '../../../ui/widgets/icon.ts';

test('an icon is hidden from screen readers, which read the text beside it', () => {
  expect(icon('search').strings.join('')).toContain('aria-hidden="true"');
});
