import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { Count, list, oneOf, Text } from '../../../server/wire/schema-pieces.ts';

test('pieces check what they say', () => {
  expect(Value.Check(list(Text), ['a'])).toBe(true);
  expect(Value.Check(list(Text), [1])).toBe(false);
  expect(Value.Check(Count, -1)).toBe(false);
  expect(['up', 'sideways'].map(word => Value.Check(oneOf('up', 'down'), word))).toEqual([true, false]);
});
