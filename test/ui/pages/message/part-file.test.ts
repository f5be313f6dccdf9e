import { expect, test } from 'vitest';
import { partFileName } from '../../../../ui/pages/message/part-file.ts';

test('a part is named by its message, its number and the kind of its type', () => {
  expect(partFileName('demo:42', 0, 'application/sdp')).toBe('demo-message-42-part-1.sdp');
  expect(partFileName('a/../b:1', 1, 'application/pidf+xml')).toBe('a_.._b-message-1-part-2.xml');
  expect(partFileName('a:1', 0, 'x.exe')).toBe('a-message-1-part-1.bin');
});
