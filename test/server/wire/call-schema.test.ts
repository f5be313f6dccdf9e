import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { CallGroupSchema, type LegLinkSchema, MergedCallSchema } from '../../../server/wire/call-schema.ts';
import type { CallGroup, LegLink, MergedCall } from '../../../server/wire/types.ts';
import { B2BUA, GATEWAY, legs } from '../../support/legs.ts';
import type { Same } from '../../support/same-type.ts';

// These lines do not compile when schema and type drift apart.
const equalLinks: Same<Static<typeof LegLinkSchema>, LegLink> = true;
const equalGroups: Same<Static<typeof CallGroupSchema>, CallGroup> = true;
const equalMerged: Same<Static<typeof MergedCallSchema>, MergedCall> = true;

test('calls and merged ladders fit their schema', async () => {
  expect(equalLinks && equalGroups && equalMerged).toBe(true);
  const capture = await legs().call('a', {}).call('b', { from: B2BUA, to: GATEWAY, at: 10 }).capture();
  const group = capture.answers.group(0);
  expect(group?.links).toHaveLength(1);
  expect(Value.Errors(CallGroupSchema, group)).toEqual([]);
  expect(Value.Errors(MergedCallSchema, capture.answers.mergedCall({ legs: [0, 1] }))).toEqual([]);
});
