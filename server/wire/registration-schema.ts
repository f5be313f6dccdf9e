// Registrations as JSON schema, for OpenAPI; kept equal to `collector/model/registration.ts` by its test.

import { Type } from 'typebox';
import { rowsOf } from './rows-schema.ts';
import { Count, Duration, Flag, list, maybe, oneOf, Text, Time } from './schema-pieces.ts';

export const RegistrationSummarySchema = Type.Object(
  {
    id: Type.String({ description: '<capture id>:<number>' }),
    index: Count,
    aor: Text,
    contact: Text,
    state: oneOf('active', 'pending', 'challenged', 'rejected', 'expired', 'removed', 'timeout'),
    statusCode: Type.Integer({ description: '0 while there is no final response' }),
    expires: maybe(Type.Number({ description: 'seconds' })),
    source: Text,
    destination: Text,
    transport: Text,
    userAgent: Text,
    registeredAt: maybe(Time),
    refreshedAt: maybe(Time),
    expiresAt: maybe(Time),
    lastTime: Time,
    granted: Count,
    refused: Count,
    unanswered: Count,
    lapses: Count,
    refreshInterval: maybe(Duration),
    responseTime: maybe(Duration),
    received: maybe(Text),
    instance: maybe(Text),
    regId: maybe(Text),
    publicGruu: maybe(Text),
    temporaryGruu: maybe(Text),
    path: list(Text),
    serviceRoutes: list(Text),
    associatedUris: list(Text),
    otherContacts: list(Text),
    thirdParty: maybe(Text),
    legs: list(Count),
    callIds: list(Text),
    legsOmitted: Count,
  },
  { title: 'Registration', description: 'One binding of an address of record' },
);

export const RegistrationsSchema = rowsOf(RegistrationSummarySchema);

export const RegistrationDetailSchema = Type.Object(
  {
    registration: RegistrationSummarySchema,
    history: list(
      Type.Object({
        kind: oneOf('register', 'refresh', 'remove', 'query', 'removed by another'),
        time: Time,
        message: Type.Integer({ description: '-1 when it was not seen' }),
        answer: Type.Integer({ description: '-1 when it was not seen' }),
        leg: Count,
        callId: Text,
        source: Text,
        statusCode: Count,
        challenged: Flag,
        timerExpired: Flag,
        requested: maybe(Type.Number({ description: 'seconds' })),
        granted: maybe(Type.Number({ description: 'seconds' })),
        responseTime: maybe(Duration),
      }),
    ),
    historyOmitted: Count,
  },
  { title: 'RegistrationDetail' },
);

export const RegistrationTimelineSchema = Type.Object(
  { aor: Text, bindings: list(RegistrationDetailSchema), omitted: Count },
  { title: 'RegistrationTimeline', description: 'All bindings of an address of record, with their histories' },
);
