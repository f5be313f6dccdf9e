// Ladders as JSON schema for OpenAPI (see report-schema.ts): whole, and in the short form that pages read.

import { Type } from 'typebox';
import { Count, Duration, Flag, list, maybe, Text, Time } from './schema-pieces.ts';
import type { LinkReason, PackedField, PackedLadder } from './types.ts';

export const LinkReasonSchema = Type.Unsafe<LinkReason>({
  type: 'string',
  description: 'replaces, refer, session-id, header …',
});

const Hosts = list(
  Type.Object({ column: Count, label: Text, address: Text, addresses: maybe(list(Text)), ports: list(Count) }),
);

const MessageRow = Type.Object({
  type: Type.Literal('message'),
  index: Count,
  time: Time,
  from: Count,
  to: Count,
  sourcePort: Count,
  destinationPort: Count,
  sourceAddress: maybe(Text),
  destinationAddress: maybe(Text),
  transport: Text,
  label: Text,
  statusCode: Count,
  method: Text,
  cseq: Type.Integer(),
  transaction: Type.Integer(),
  leg: Count,
  sdp: Text,
  hasSdp: Flag,
  retransmission: Flag,
  retransmissionOf: maybe(Count),
  duplicates: Count,
  copies: maybe(list(Type.Object({ index: Count, time: Time, point: Text }))),
  responseTime: maybe(Duration),
  length: Count,
  faults: list(Text),
});

const OtherRow = Type.Union([
  Type.Object({ type: Type.Literal('gap'), time: Time, duration: Duration }),
  Type.Object({
    type: Type.Literal('seam'),
    time: Time,
    leg: Count,
    position: Count,
    reasons: list(Type.Object({ reason: LinkReasonSchema, score: Count, detail: Text, to: Count })),
    score: Count,
    text: Text,
  }),
  Type.Object({
    type: Type.Literal('event'),
    kind: Type.Union([Type.Literal('loss'), Type.Literal('icmp'), Type.Literal('media')]),
    time: Time,
    from: maybe(Count),
    to: maybe(Count),
    text: Text,
    message: maybe(Count),
    media: maybe(
      Type.Object({
        streams: list(Count),
        endTime: Time,
        isBothWays: Type.Boolean(),
        quality: Type.Union([Type.Literal('good'), Type.Literal('fair'), Type.Literal('poor')]),
      }),
    ),
  }),
]);

export const LadderSchema = Type.Object(
  { hosts: Hosts, rows: list(Type.Union([MessageRow, OtherRow])), omitted: Count, legs: maybe(list(Count)) },
  { title: 'LadderDiagram' },
);

const PackedFieldSchema = Type.Unsafe<PackedField>({
  description:
    'One value for all messages (`all`); whole numbers as steps from the one before, the first from 0 (`steps`); numbers (`numbers`); or places (`at`) in a list of `values`. null where a message has nothing',
  anyOf: [
    { type: 'object', required: ['all'], properties: { all: {} } },
    { type: 'object', required: ['steps'], properties: { steps: { type: 'array', items: { type: 'integer' } } } },
    { type: 'object', required: ['numbers'], properties: { numbers: { type: 'array' } } },
    { type: 'object', required: ['values', 'at'], properties: { values: { type: 'array' }, at: { type: 'array' } } },
  ],
});

export const PackedLadderSchema = Type.Object(
  {
    hosts: Hosts,
    messages: Type.Integer({ minimum: 0, description: 'How many' }),
    fields: Type.Unsafe<PackedLadder['fields']>({
      description: 'What the messages have, field by field as in LadderDiagram, in the order of its rows',
      type: 'object',
      additionalProperties: PackedFieldSchema,
    }),
    others: list(
      Type.Object({ at: Type.Integer({ minimum: 0, description: 'Its place among all rows' }), row: OtherRow }),
    ),
    omitted: Count,
    legs: maybe(list(Count)),
  },
  { title: 'PackedLadder', description: 'A ladder whose messages come field by field: an eighth of the bytes' },
);
