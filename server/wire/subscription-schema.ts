// Subscriptions as JSON schema, for OpenAPI; kept equal to `collector/model/subscription.ts` by its test.

import { Type } from 'typebox';
import { EventDocumentSchema } from './event-document-schema.ts';
import { rowsOf } from './rows-schema.ts';
import { Count, Flag, list, maybe, oneOf, Text, Time } from './schema-pieces.ts';

export const SubscriptionSummarySchema = Type.Object(
  {
    id: Type.String({ description: '<capture id>:<number>' }),
    index: Count,
    callId: Text,
    leg: Count,
    event: Text,
    state: oneOf('pending', 'active', 'terminated', 'challenged', 'rejected', 'expired', 'timeout'),
    reason: maybe(Text),
    statusCode: Count,
    subscriber: Text,
    resource: Text,
    source: Text,
    destination: Text,
    userAgent: Text,
    expires: maybe(Type.Number({ description: 'seconds' })),
    startTime: Time,
    expiresAt: maybe(Time),
    lastNotify: maybe(Time),
    lastTime: Time,
    subscribes: Count,
    notifies: Count,
    notifiesRefused: Count,
    localTag: Text,
    remoteTag: Text,
    forked: Flag,
    body: maybe(Type.Object({ message: Count, contentType: Text, words: Text })),
  },
  { title: 'Subscription', description: 'One dialog and event' },
);

export const SubscriptionsSchema = rowsOf(SubscriptionSummarySchema);

export const SubscriptionDetailSchema = Type.Object(
  {
    subscription: SubscriptionSummarySchema,
    history: list(
      Type.Object({
        method: oneOf('SUBSCRIBE', 'NOTIFY'),
        time: Time,
        message: Count,
        statusCode: Count,
        words: Text,
      }),
    ),
    historyOmitted: Count,
    document: maybe(EventDocumentSchema),
  },
  { title: 'SubscriptionDetail' },
);
