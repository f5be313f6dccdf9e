// Legs that belong together, as JSON schema for OpenAPI (see report-schema.ts), and how several are asked for and decided about.

import { type Static, Type } from 'typebox';
import { LadderSchema, LinkReasonSchema, PackedLadderSchema } from './ladder-schema.ts';
import { CallDetailSchema, CallSummarySchema } from './report-schema.ts';
import { Count, Flag, list, oneOf, Text } from './schema-pieces.ts';
import { MediaSessionSchema } from './session-schema.ts';
import { StreamReportSchema } from './stream-schema.ts';

export const LegLinkSchema = Type.Object(
  {
    from: Count,
    to: Count,
    fromCallId: Text,
    toCallId: Text,
    reason: LinkReasonSchema,
    score: Type.Integer({ minimum: 0, maximum: 100 }),
    detail: Text,
    evidence: list(Count),
    cut: Flag,
    joins: Type.Boolean({ description: 'False when it is only shown: cut, or another leg fits as well' }),
  },
  { title: 'LegLink' },
);

export const CallGroupSchema = Type.Object(
  {
    id: Type.String({ description: 'Call-ID of its first leg' }),
    legs: list(Count),
    callIds: list(Text),
    links: list(LegLinkSchema),
  },
  { title: 'CallGroup' },
);

/** What `GET /api/calls/:id` gives. */
export const CallWithLinksSchema = Type.Intersect(
  [
    CallDetailSchema,
    Type.Object({
      links: list(LegLinkSchema),
      group: Type.Optional(CallGroupSchema),
      packedLadder: Type.Optional(PackedLadderSchema),
    }),
  ],
  { title: 'CallWithLinks' },
);

export const CallQuerySchema = Type.Object(
  {
    parts: Type.Optional(
      Type.String({
        maxLength: 200,
        description:
          'What is answered beside `call`, with commas between: ladder, transitions, dialogs, transactions, streams, sessions, findings, group, links; all of these when left out. Only by its name: packedLadder, the ladder with its messages field by field, an eighth of the bytes',
      }),
    ),
  },
  { additionalProperties: false },
);

/** It is sent as the JSON that the capture's thread made of it. */
export const CallTextSchema = Type.Unsafe<string>(CallWithLinksSchema);

export const MergedCallSchema = Type.Object(
  {
    legs: list(CallSummarySchema),
    legsOmitted: Count,
    links: list(LegLinkSchema),
    ladder: LadderSchema,
    streams: list(StreamReportSchema),
    sessions: list(MediaSessionSchema),
  },
  { title: 'MergedCall' },
);

/** A hundred ids of 160 characters. */
const MAX_IDS = 16_384;

export const MergedQuerySchema = Type.Object(
  { ids: Type.String({ maxLength: MAX_IDS, description: 'Ids of legs of one capture, with commas between' }) },
  { additionalProperties: false },
);

export const SearchQuerySchema = Type.Object(
  {
    ids: Type.String({ maxLength: MAX_IDS, description: 'Ids of legs of one capture, with commas between' }),
    text: Type.String({ maxLength: 200, description: 'Looked for in whole messages, in any case' }),
  },
  { additionalProperties: false },
);

export const FoundMessagesSchema = Type.Object(
  { messages: list(Count), isCut: Type.Boolean({ description: 'A limit ended the search: there may be more' }) },
  { title: 'FoundMessages' },
);

const LegName = Type.Union([Type.Integer({ minimum: 0 }), Type.String({ minLength: 1, maxLength: 8192 })], {
  description: 'Number of a leg, or its Call-ID',
});

export const LinkBodySchema = Type.Object(
  { from: LegName, to: LegName, action: oneOf('cut', 'join', 'reset') },
  { additionalProperties: false },
);
export type LinkBody = Static<typeof LinkBodySchema>;
