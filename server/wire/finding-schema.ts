// Findings as JSON schema, for OpenAPI (see report-schema.ts), and how they are asked for.

import { Type } from 'typebox';
import { LIMITS } from './limits.ts';
import { Count, list, maybe, oneOf, Text, Time } from './schema-pieces.ts';

export const SeveritySchema = oneOf('error', 'warning', 'notice');

export const FindingSchema = Type.Object(
  {
    rule: Type.String({ description: 'Stable id of the rule: ack-missing' }),
    severity: SeveritySchema,
    message: Text,
    callId: Type.String({ description: 'Empty when it is about the whole trace' }),
    leg: maybe(Count),
    evidence: list(Count),
    evidenceCut: maybe(Count),
    streams: list(Text),
    time: Time,
    rfc: Text,
    confidence: oneOf('high', 'medium', 'low'),
    unknown: Type.String({ description: 'What the capture cannot tell' }),
    next: Type.String({ description: 'What to look at next' }),
    covers: maybe(
      Type.Union(
        [
          Type.Object({ rules: list(Text), host: Text, side: oneOf('opens', 'answers') }),
          Type.Object({ rules: list(Text), message: Count }),
        ],
        {
          description:
            'Which findings about legs are parts of the same trouble: those of a host, or those that a message proves',
        },
      ),
    ),
    partOf: maybe(
      Type.String({ description: 'Rule about the whole trace that tells the same trouble; in lists of findings' }),
    ),
  },
  { title: 'Finding' },
);

export const FindingListSchema = Type.Object(
  {
    items: list(FindingSchema),
    total: Count,
    byRule: list(Type.Object({ rule: Text, title: Text, error: Count, warning: Count, notice: Count })),
  },
  { title: 'FindingList' },
);

export const FindingsQuerySchema = Type.Object(
  {
    capture: Type.Optional(Type.String({ maxLength: 128, description: 'Capture id; the first one when absent' })),
    leg: Type.Optional(Type.Integer({ minimum: 0, description: 'Only those of the leg of this number' })),
    rule: Type.Optional(Type.String({ maxLength: 64, description: 'Only those of this rule' })),
    severity: Type.Optional(SeveritySchema),
    from: Type.Optional(
      Type.String({ maxLength: 40, description: 'Legs that begin at or after: ISO 8601, UTC without offset' }),
    ),
    to: Type.Optional(
      Type.String({ maxLength: 40, description: 'Legs that begin before: ISO 8601, UTC without offset' }),
    ),
    sort: Type.Optional(
      Type.String({
        pattern: '^-?(severity|rule|time|call)$',
        description:
          'Column, with - in front for descending; equal ones, and all without it: worst first, then by time',
      }),
    ),
    offset: Type.Optional(Type.Integer({ minimum: 0, default: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.pageRows, default: LIMITS.defaultPageRows })),
  },
  { additionalProperties: false },
);
