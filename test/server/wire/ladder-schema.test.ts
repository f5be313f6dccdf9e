import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { packLadder } from '../../../collector/ladder/packed.ts';
import { LadderSchema, PackedLadderSchema } from '../../../server/wire/ladder-schema.ts';
import type { LadderDiagram, PackedLadder } from '../../../server/wire/types.ts';
import type { Same } from '../../support/same-type.ts';
import { ladder, ladderMessage } from '../../support/ui-ladder.ts';

// These lines do not compile when a schema and its type drift apart.
const equal: {
  ladder: Same<Static<typeof LadderSchema>, LadderDiagram>;
  packed: Same<Static<typeof PackedLadderSchema>, PackedLadder>;
} = { ladder: true, packed: true };

test('a ladder fits its schema, whole and packed', () => {
  expect(Object.values(equal)).not.toContain(false);
  const rows = [ladderMessage(0), { type: 'gap' as const, time: 1, duration: 6000 }, ladderMessage(1)];
  const long = { ...ladder(0), rows };
  expect(Value.Errors(LadderSchema, long)).toEqual([]);
  expect(Value.Errors(PackedLadderSchema, packLadder(long))).toEqual([]);
});
