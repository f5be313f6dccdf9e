// OPTIONS health as JSON schema, for OpenAPI; kept equal to `collector/model/options-health.ts` by its test.

import { Type } from 'typebox';
import { rowsOf } from './rows-schema.ts';
import { Count, Duration, maybe, oneOf, Text, Time } from './schema-pieces.ts';

export const PeerSchema = Type.Object(
  {
    id: Type.String({ description: '<capture id>:<number>' }),
    index: Count,
    source: Text,
    destination: Text,
    transport: Text,
    state: oneOf('up', 'down', 'unknown'),
    since: maybe(Time),
    sent: Count,
    answered: Count,
    lost: Count,
    retransmissions: Count,
    outages: Count,
    interval: maybe(Duration),
    statusCode: Count,
    lastTime: Time,
    rttLast: maybe(Duration),
    rttMedian: maybe(Duration),
    rttMax: maybe(Duration),
    clientAgent: Text,
    serverAgent: Text,
    message: Count,
    leg: Count,
  },
  { title: 'Peer', description: 'Who pings whom with OPTIONS' },
);

export const PeersSchema = rowsOf(PeerSchema);
