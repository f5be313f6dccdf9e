import { join } from 'node:path';
import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import {
  RegistrationDetailSchema,
  type RegistrationSummarySchema,
  RegistrationsSchema,
  type RegistrationTimelineSchema,
} from '../../../server/wire/registration-schema.ts';
import type {
  RegistrationDetail,
  RegistrationSummary,
  RegistrationTimeline,
  RowAnswer,
} from '../../../server/wire/types.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import type { Same } from '../../support/same-type.ts';

// These lines do not compile when a schema and its type drift apart.
const equal: {
  summary: Same<Static<typeof RegistrationSummarySchema>, RegistrationSummary>;
  detail: Same<Static<typeof RegistrationDetailSchema>, RegistrationDetail>;
  list: Same<Static<typeof RegistrationsSchema>, RowAnswer<RegistrationSummary>>;
  timeline: Same<Static<typeof RegistrationTimelineSchema>, RegistrationTimeline>;
} = { summary: true, detail: true, list: true, timeline: true };

test('rows of a fixture fit the schema', async () => {
  expect(Object.values(equal)).not.toContain(false);
  const capture = await readCapture(join(FIXTURES, 'register.pcap'));
  const answer = await capture.answers.registrations({ offset: 0, limit: 9 });
  expect(answer.total).toBeGreaterThan(0);
  expect(Value.Errors(RegistrationsSchema, answer)).toEqual([]);
  expect(Value.Errors(RegistrationDetailSchema, await capture.answers.registration(0))).toEqual([]);
});
