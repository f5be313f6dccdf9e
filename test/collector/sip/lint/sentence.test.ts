import { expect, test } from 'vitest';
import { cutSource, withSource } from '../../../../collector/sip/lint/sentence.ts';

test('the source stands in brackets at the end', () => {
  const cut = cutSource('"a (b)" is no token (RFC 3261 §25.1)', 'x');
  expect(cut).toEqual({ message: '"a (b)" is no token', rfc: 'RFC 3261 §25.1' });
  expect(withSource(cut)).toBe('"a (b)" is no token (RFC 3261 §25.1)');
});

test('a sentence without one has that of the rule', () => {
  expect(cutSource('the port 70000 is above 65535', 'RFC 1')).toEqual({
    message: 'the port 70000 is above 65535',
    rfc: 'RFC 1',
  });
  expect(cutSource('odd (very)', 'RFC 1').message).toBe('odd (very)');
});
