import { expect, test } from 'vitest';
import { rfcAddress } from '../../../../ui/pages/message/rfc-link.ts';

test('a section of an RFC has an address', () => {
  expect(rfcAddress('RFC 3261 §8.1.1.7')).toBe('https://www.rfc-editor.org/rfc/rfc3261.html#section-8.1.1.7');
  expect(rfcAddress('RFC 8866')).toBe('https://www.rfc-editor.org/rfc/rfc8866.html');
});
test('what names no RFC has none', () => {
  expect(rfcAddress('ITU-T Q.763')).toBeUndefined();
});
