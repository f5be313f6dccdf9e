import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { AliasBodySchema, AliasListSchema } from '../../../server/wire/alias-schema.ts';

test('a list has a path only where it is saved; what is written has a version and nothing more', () => {
  expect(Value.Check(AliasListSchema, { text: '', version: 'v' })).toBe(true);
  expect(Value.Check(AliasListSchema, { text: '', version: 'v', path: '/h' })).toBe(true);
  expect([
    Value.Check(AliasBodySchema, { text: '' }),
    Value.Check(AliasBodySchema, { text: '', version: '', path: '/h' }),
  ]).toEqual([false, false]);
});
