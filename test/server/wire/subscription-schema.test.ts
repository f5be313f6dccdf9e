import { join } from 'node:path';
import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import {
  SubscriptionDetailSchema,
  type SubscriptionSummarySchema,
  SubscriptionsSchema,
} from '../../../server/wire/subscription-schema.ts';
import type { RowAnswer, SubscriptionDetail, SubscriptionSummary } from '../../../server/wire/types.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import type { Same } from '../../support/same-type.ts';

// These lines do not compile when a schema and its type drift apart.
const equal: {
  summary: Same<Static<typeof SubscriptionSummarySchema>, SubscriptionSummary>;
  detail: Same<Static<typeof SubscriptionDetailSchema>, SubscriptionDetail>;
  list: Same<Static<typeof SubscriptionsSchema>, RowAnswer<SubscriptionSummary>>;
} = { summary: true, detail: true, list: true };

test('rows of a fixture fit the schema', async () => {
  expect(Object.values(equal)).not.toContain(false);
  const capture = await readCapture(join(FIXTURES, 'subscribe-notify.pcap'));
  const answer = await capture.answers.subscriptions({ offset: 0, limit: 9 });
  expect(answer.total).toBeGreaterThan(0);
  expect(Value.Errors(SubscriptionsSchema, answer)).toEqual([]);
  expect(Value.Errors(SubscriptionDetailSchema, await capture.answers.subscription(0))).toEqual([]);
});
