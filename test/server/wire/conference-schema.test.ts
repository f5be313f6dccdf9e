import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { ConferencesSchema } from '../../../server/wire/conference-schema.ts';
import type { ConferenceSummary, RowAnswer } from '../../../server/wire/types.ts';
import { NO_ROWS } from '../../support/fake-capture.ts';
import type { Same } from '../../support/same-type.ts';

// This line does not compile when schema and type drift apart.
const equal: Same<Static<typeof ConferencesSchema>, RowAnswer<ConferenceSummary>> = true;

test('an empty list fits, a participant that nobody knows does not', () => {
  expect(equal).toBe(true);
  expect(Value.Check(ConferencesSchema, NO_ROWS)).toBe(true);
  expect(Value.Check(ConferencesSchema, { ...NO_ROWS, rows: [{ participants: [{ known: 'nobody' }] }] })).toBe(false);
});
