import { afterEach, expect, test, vi } from 'vitest';
import { copyText } from '../../../ui/base/clipboard.ts';

afterEach(() => vi.restoreAllMocks());

test('the older command stands in where the clipboard is refused, and leaves nothing behind', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'));
  let marked = '';
  vi.spyOn(document, 'execCommand').mockImplementation(() => {
    marked = document.querySelector('textarea')?.value ?? '';
    return true;
  });
  await expect(copyText('INVITE\r\n')).resolves.toBe(true);
  expect(marked).toBe('INVITE\n');
  expect(document.querySelector('textarea')).toBeNull();
});
