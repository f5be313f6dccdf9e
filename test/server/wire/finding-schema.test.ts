import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { FindingListSchema, FindingSchema } from '../../../server/wire/finding-schema.ts';
import type { Finding, FindingList } from '../../../server/wire/types.ts';
import type { Same } from '../../support/same-type.ts';
import { story } from '../../support/story.ts';

// These lines do not compile when schema and type drift apart.
const equal: Same<Static<typeof FindingSchema>, Finding> = true;
const equalLists: Same<Static<typeof FindingListSchema>, FindingList> = true;

test('findings fit their schema', async () => {
  expect(equal && equalLists).toBe(true);
  const capture = await story().request('INVITE').repeat([500, 1500]).capture();
  const list = capture.answers.findings({ offset: 0, limit: 10 });
  expect(list.total).toBe(1);
  expect(Value.Errors(FindingListSchema, list)).toEqual([]);
  expect(Value.Errors(FindingSchema, { ...list.items[0], severity: 'fatal' })).not.toEqual([]);
});
