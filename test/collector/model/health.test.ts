import { expect, test } from 'vitest';
import { NOT_DECODED, Reason } from '../../../collector/model/health.ts';

test('every reason has its number, in the order of the counters', () => {
  expect(Object.values(Reason)).toEqual(NOT_DECODED.map((_, index) => index));
});

test('names are those that scripts hold on to', () => {
  expect(NOT_DECODED[Reason.TlsWithoutKey]).toBe('TLS without key');
  expect(NOT_DECODED[Reason.FragmentIncomplete]).toBe('fragment incomplete');
  expect(NOT_DECODED[Reason.MalformedStartLine]).toBe('malformed start line');
  expect(NOT_DECODED[Reason.DuplicateFrame]).toBe('duplicate frame');
});
