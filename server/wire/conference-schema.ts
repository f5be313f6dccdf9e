// Conferences as JSON schema, for OpenAPI; kept equal to `collector/model/conference.ts` by its test.

import { Type } from 'typebox';
import { rowsOf } from './rows-schema.ts';
import { Count, Flag, list, maybe, oneOf, Text, Time } from './schema-pieces.ts';

export const ConferenceSchema = Type.Object(
  {
    id: Type.String({ description: '<capture id>:<number>' }),
    index: Count,
    uri: Text,
    subject: Text,
    state: oneOf('active', 'ended', 'unknown'),
    participants: list(
      Type.Object({
        entity: Text,
        displayText: Text,
        status: Text,
        joinedAt: maybe(Time),
        leftAt: maybe(Time),
        leg: maybe(Count),
        callId: maybe(Text),
        known: oneOf('list', 'leg', 'both'),
        media: list(Text),
      }),
    ),
    present: Count,
    locked: Flag,
    startTime: Time,
    lastTime: Time,
    isFocusSeen: Flag,
    notifies: Count,
    refers: list(Count),
    joins: list(Count),
    legs: list(Count),
  },
  { title: 'Conference' },
);

export const ConferencesSchema = rowsOf(ConferenceSchema);
