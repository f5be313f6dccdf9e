// What bodies of events say, as JSON schema; kept equal to `collector/model/event-document.ts` by its test.

import { Type } from 'typebox';
import { Count, Flag, list, Text } from './schema-pieces.ts';

const PresenceSchema = Type.Object({
  kind: Type.Literal('presence'),
  entity: Text,
  tuples: list(Type.Object({ id: Text, basic: Text, contact: Text, note: Text, timestamp: Text })),
  notes: list(Text),
  activities: list(Text),
});

const DialogInfoSchema = Type.Object({
  kind: Type.Literal('dialog-info'),
  entity: Text,
  isFull: Flag,
  version: Text,
  dialogs: list(
    Type.Object({
      id: Text,
      callId: Text,
      localTag: Text,
      remoteTag: Text,
      direction: Text,
      state: Text,
      local: Text,
      remote: Text,
    }),
  ),
});

const RegInfoSchema = Type.Object({
  kind: Type.Literal('reg-info'),
  isFull: Flag,
  version: Text,
  registrations: list(
    Type.Object({
      aor: Text,
      state: Text,
      contacts: list(Type.Object({ uri: Text, state: Text, event: Text, expires: Text })),
    }),
  ),
});

const ConferenceInfoSchema = Type.Object({
  kind: Type.Literal('conference-info'),
  entity: Text,
  state: Text,
  version: Text,
  subject: Text,
  displayText: Text,
  userCount: Text,
  active: Text,
  locked: Text,
  users: list(
    Type.Object({
      entity: Text,
      displayText: Text,
      state: Text,
      endpoints: list(
        Type.Object({
          entity: Text,
          state: Text,
          status: Text,
          joiningMethod: Text,
          disconnectionMethod: Text,
          callId: Text,
          media: list(Type.Object({ type: Text, status: Text, ssrc: Text })),
        }),
      ),
    }),
  ),
});

const MessageSummarySchema = Type.Object({
  kind: Type.Literal('message-summary'),
  waiting: Flag,
  account: Text,
  counts: list(Type.Object({ class: Text, new: Count, old: Count, newUrgent: Count, oldUrgent: Count })),
});

const KpmlSchema = Type.Object({
  kind: Type.Literal('kpml'),
  patterns: list(Text),
  code: Text,
  text: Text,
  digits: Text,
  tag: Text,
});

const WatcherInfoSchema = Type.Object({
  kind: Type.Literal('watcher-info'),
  lists: list(
    Type.Object({
      resource: Text,
      package: Text,
      watchers: list(Type.Object({ uri: Text, status: Text, event: Text })),
    }),
  ),
});

export const EventDocumentSchema = Type.Union([
  PresenceSchema,
  DialogInfoSchema,
  RegInfoSchema,
  ConferenceInfoSchema,
  MessageSummarySchema,
  KpmlSchema,
  WatcherInfoSchema,
]);
