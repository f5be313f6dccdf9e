// Legs that belong together, as JSON schema, for OpenAPI (see report-schema.ts).

import { Type } from 'typebox';
import { Count, list, oneOf, Text } from './schema-pieces.ts';

export const LegLinkSchema = Type.Object(
  {
    from: Count,
    to: Count,
    fromCallId: Text,
    toCallId: Text,
    reason: oneOf(
      'replaces',
      'refer',
      'target-dialog',
      'join',
      'session-id',
      'header',
      'hep-correlation',
      'icid',
      'call-id-suffix',
      'sdp-origin',
      'media-address',
      'number-and-time',
      'manual',
    ),
    score: Type.Integer({ minimum: 0, maximum: 100 }),
    detail: Text,
    evidence: list(Count),
    cut: Type.Boolean({ description: 'Cut by hand: shown, but joins nothing' }),
    joins: Type.Boolean({ description: 'False when it is only shown: cut, or another leg fits as well' }),
  },
  { title: 'LegLink' },
);

export const CallGroupSchema = Type.Object(
  { id: Text, legs: list(Count), callIds: list(Text), links: list(LegLinkSchema) },
  { title: 'CallGroup' },
);
