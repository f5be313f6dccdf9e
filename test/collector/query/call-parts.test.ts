import { expect, test } from 'vitest';
import { CALL_PARTS, isCallPart } from '../../../collector/query/call-parts.ts';

test('parts of a call are known by their names alone', () => {
  expect(CALL_PARTS.every(isCallPart)).toBe(true);
  expect(['', 'call', 'Ladder', 'toString'].some(isCallPart)).toBe(false);
});
