import { expect, test } from 'vitest';
import { CALL_PART_NAMES, CALL_PARTS, isCallPart } from '../../../collector/query/call-parts.ts';

test('parts of a call are known by their names alone', () => {
  expect(CALL_PART_NAMES.every(isCallPart)).toBe(true);
  expect(CALL_PART_NAMES.filter(part => !CALL_PARTS.includes(part))).toEqual(['packedLadder']);
  expect(['', 'call', 'Ladder', 'toString'].some(isCallPart)).toBe(false);
});
