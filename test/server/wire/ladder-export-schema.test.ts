import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { LadderExportQuerySchema } from '../../../server/wire/ladder-export-schema.ts';

test('a format is needed, the rest has its defaults', () => {
  const takes = (query: object): boolean => Value.Check(LadderExportQuerySchema, query);
  expect([takes({ format: 'svg' }), takes({ format: 'text', legs: 'all', times: 'delta' })]).toEqual([true, true]);
  expect([takes({}), takes({ format: 'gif' }), takes({ format: 'svg', x: 1 })]).toEqual([false, false, false]);
});
