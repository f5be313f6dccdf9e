// Transfers as JSON schema, for OpenAPI; kept equal to `collector/model/transfer.ts` by its test.

import { Type } from 'typebox';
import { rowsOf } from './rows-schema.ts';
import { Count, list, maybe, oneOf, Text, Time } from './schema-pieces.ts';

export const TransferSchema = Type.Object(
  {
    id: Type.String({ description: '<capture id>:<number>' }),
    index: Count,
    callId: Text,
    leg: Count,
    message: Count,
    time: Time,
    kind: oneOf('blind', 'attended', 'invite'),
    state: oneOf('pending', 'accepted', 'trying', 'succeeded', 'failed', 'rejected', 'timeout'),
    statusCode: Count,
    outcomeCode: Count,
    from: Text,
    to: Text,
    target: Text,
    referredBy: Text,
    replaces: maybe(Text),
    replacedLeg: maybe(Count),
    source: Text,
    destination: Text,
    lastTime: Time,
    progress: list(Type.Object({ message: Count, time: Time, code: Count, text: Text })),
  },
  { title: 'Transfer', description: 'One REFER and what its NOTIFYs told' },
);

export const TransfersSchema = rowsOf(TransferSchema);
