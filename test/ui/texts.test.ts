import { expect, test } from 'vitest';
import { LEG_FLAGS, LEG_KINDS, LEG_STATES } from '../../collector/model/leg.ts';
import { texts } from '../../ui/texts.ts';

test('every state, kind and flag of the collector has its word', () => {
  expect(Object.keys(texts.states)).toEqual([...LEG_STATES]);
  expect(Object.keys(texts.kinds)).toEqual([...LEG_KINDS]);
  expect(Object.keys(texts.flags)).toEqual([...LEG_FLAGS]);
});
test('one is one, and more are more', () => {
  expect([texts.status.messages(1), texts.status.messages(2)]).toEqual(['1 message', '2 messages']);
});
test('a filtered list says how many of all, a whole list how many', () => {
  expect(texts.status.rows(1284, 100_000)).toBe('1,284 of 100,000 rows');
  expect(texts.status.rows(1, 1)).toBe('1 row');
});
test('what is expected is told only when the message does not say it', () => {
  expect(texts.filter.expected(['a value'], 'ends too early: expected a value.')).toBe('');
  expect(texts.filter.expected(['a field', 'not'], 'This is no field.')).toBe('Expected: a field, not');
  expect(texts.filter.expected([], 'No.')).toBe('');
});
