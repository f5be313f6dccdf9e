import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { RowsQuerySchema, rowsOf } from '../../../server/wire/rows-schema.ts';
import { Text } from '../../../server/wire/schema-pieces.ts';
import type { RowAnswer } from '../../../server/wire/types.ts';
import { NO_ROWS } from '../../support/fake-capture.ts';
import type { Same } from '../../support/same-type.ts';

const page = rowsOf(Text);
const equal: Same<Static<typeof page>, RowAnswer<string>> = true;

test('a page of rows, and how it is asked for', () => {
  expect(equal).toBe(true);
  expect(Value.Errors(page, { ...NO_ROWS, rows: ['a'] })).toEqual([]);
  expect(Value.Check(page, { ...NO_ROWS, rows: [1] })).toBe(false);
  expect(Value.Check(RowsQuerySchema, { offset: -1 })).toBe(false);
  expect(Value.Check(RowsQuerySchema, { limit: 1001 })).toBe(false);
});
