import { expect, test } from 'vitest';
import { ExportError } from '../../../collector/export/export-error.ts';
import { toRefusal } from '../../../collector/thread/refusal.ts';

test('code and hint pass to who asked', () => {
  const error = new ExportError('SIPA_EXPORT_TOO_LARGE', 'Too much.', 'Ask for less.');
  expect(toRefusal(error)).toMatchObject({
    code: 'SIPA_EXPORT_TOO_LARGE',
    message: 'Too much.',
    hint: 'Ask for less.',
  });
});
