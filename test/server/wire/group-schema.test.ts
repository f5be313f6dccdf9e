import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { CallGroupSchema } from '../../../server/wire/group-schema.ts';
import type { CallGroup } from '../../../server/wire/types.ts';
import type { Same } from '../../support/same-type.ts';
import { legLink } from '../../support/ui-meaning.ts';

// This line does not compile when schema and type drift apart.
const equal: Same<Static<typeof CallGroupSchema>, CallGroup> = true;

test('legs with their links fit their schema', () => {
  expect(equal).toBe(true);
  const group: CallGroup = { id: '7@a', legs: [7, 9], callIds: ['7@a', '9@a'], links: [legLink(7, 9)] };
  expect(Value.Errors(CallGroupSchema, group)).toEqual([]);
  expect(Value.Errors(CallGroupSchema, { ...group, links: [{ ...legLink(7, 9), score: 120 }] })).not.toEqual([]);
});
