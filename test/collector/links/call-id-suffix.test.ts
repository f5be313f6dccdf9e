import { expect, test } from 'vitest';
import { baseCallId } from '../../../collector/links/call-id-suffix.ts';

test.each(['-b2b_1', '_b2b-1', '_b2b_12', '-b2b-3', '_pbx-1', '_xfer-1', '_b2b-1_pbx-1'])('%s is taken off', suffix => {
  expect(baseCallId(`abc@host${suffix}`)).toBe('abc@host');
});

test('what is no such suffix stays', () => {
  for (const id of ['abc@host', 'abc_b2b', 'abc_b2b-', '_b2b-1', 'abc-1', 'abc_b2b-1@host', ''])
    expect(baseCallId(id)).toBeUndefined();
});

test('hostile lengths are not looked at', () => {
  expect(baseCallId('_b2b-1'.repeat(10_000))).toBeUndefined();
});
