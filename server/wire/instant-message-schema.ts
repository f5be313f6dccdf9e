// Standalone requests as JSON schema, for OpenAPI; kept equal to `collector/model/instant-message.ts` by its test.

import { Type } from 'typebox';
import { rowsOf } from './rows-schema.ts';
import { Count, Duration, Flag, maybe, oneOf, Text, Time } from './schema-pieces.ts';

export const InstantMessageSchema = Type.Object(
  {
    id: Type.String({ description: '<capture id>:<number>' }),
    index: Count,
    callId: Text,
    leg: Count,
    message: Count,
    method: Text,
    state: oneOf('pending', 'succeeded', 'challenged', 'failed', 'timeout'),
    statusCode: Count,
    from: Text,
    to: Text,
    source: Text,
    destination: Text,
    time: Time,
    responseTime: maybe(Duration),
    retransmissions: Count,
    inDialog: Flag,
    about: Text,
    contentType: Text,
    length: Count,
    text: Text,
    cut: Flag,
  },
  { title: 'InstantMessage', description: 'MESSAGE, PUBLISH, INFO, or REFER outside a dialog' },
);

export const InstantMessagesSchema = rowsOf(InstantMessageSchema);
