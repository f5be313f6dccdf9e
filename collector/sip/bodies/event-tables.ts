// Event documents (presence, dialogs, registrations, conferences, messages waiting, digits, watchers) as tables for the message panel.

import type { BodyReading } from '../../model/body-reading.ts';
import type { ConferenceInfoDocument, EventDocument } from '../../model/event-document.ts';
import { fields, filled, table } from './body-table.ts';

type Tables = Pick<BodyReading, 'format' | 'source' | 'fields' | 'tables'>;

export function eventTables(document: EventDocument): BodyReading {
  return { ...tablesOf(document), problems: [] };
}

function tablesOf(document: EventDocument): Tables {
  switch (document.kind) {
    case 'presence':
      return {
        format: 'Presence',
        source: 'RFC 3863',
        fields: fields(
          ['entity', document.entity],
          ['activities', document.activities.join(', ')],
          ['notes', document.notes.join(' · ')],
        ),
        tables: filled(
          table(
            'Tuples',
            ['id', 'status', 'contact', 'note', 'timestamp'],
            document.tuples.map(one => [one.id, one.basic, one.contact, one.note, one.timestamp]),
          ),
        ),
      };
    case 'dialog-info':
      return {
        format: 'Dialogs',
        source: 'RFC 4235',
        fields: fields(
          ['entity', document.entity],
          ['version', document.version],
          ['says', stateWord(document.isFull)],
        ),
        tables: filled(
          table(
            'Dialogs',
            ['id', 'state', 'direction', 'local', 'remote', 'Call-ID', 'local tag', 'remote tag'],
            document.dialogs.map(one => [
              one.id,
              one.state,
              one.direction,
              one.local,
              one.remote,
              one.callId,
              one.localTag,
              one.remoteTag,
            ]),
          ),
        ),
      };
    case 'reg-info':
      return {
        format: 'Registrations',
        source: 'RFC 3680',
        fields: fields(['version', document.version], ['says', stateWord(document.isFull)]),
        tables: filled(
          table(
            'Contacts',
            ['address of record', 'state', 'contact', 'contact state', 'event', 'expires, s'],
            document.registrations.flatMap(one =>
              one.contacts.length === 0
                ? [[one.aor, one.state, '', '', '', '']]
                : one.contacts.map(each => [one.aor, one.state, each.uri, each.state, each.event, each.expires]),
            ),
          ),
        ),
      };
    case 'conference-info':
      return conferenceTables(document);
    case 'message-summary':
      return {
        format: 'Messages waiting',
        source: 'RFC 3842',
        fields: fields(['messages waiting', document.waiting ? 'yes' : 'no'], ['account', document.account]),
        tables: filled(
          table(
            'Messages',
            ['class', 'new', 'old', 'new and urgent', 'old and urgent'],
            document.counts.map(one => [one.class, ...[one.new, one.old, one.newUrgent, one.oldUrgent].map(String)]),
          ),
        ),
      };
    case 'kpml':
      return {
        format: 'Key presses',
        source: 'RFC 4730',
        fields: fields(
          ['digits', document.digits],
          ['code', document.code],
          ['text', document.text],
          ['tag', document.tag],
        ),
        tables: filled(
          table(
            'Waits for',
            ['pattern'],
            document.patterns.map(pattern => [pattern]),
          ),
        ),
      };
    case 'watcher-info':
      return {
        format: 'Watchers',
        source: 'RFC 3858',
        fields: [],
        tables: filled(
          table(
            'Watchers',
            ['resource', 'package', 'watcher', 'status', 'event'],
            document.lists.flatMap(list =>
              list.watchers.map(one => [list.resource, list.package, one.uri, one.status, one.event]),
            ),
          ),
        ),
      };
  }
}

function conferenceTables(document: ConferenceInfoDocument): Tables {
  return {
    format: 'Conference',
    source: 'RFC 4575',
    fields: fields(
      ['entity', document.entity],
      ['state', document.state],
      ['version', document.version],
      ['subject', document.subject],
      ['display text', document.displayText],
      ['participants', document.userCount],
      ['active', document.active],
      ['locked', document.locked],
    ),
    tables: filled(
      table(
        'Participants',
        ['user', 'name', 'state', 'endpoint', 'status', 'joined by', 'left by', 'media'],
        document.users.flatMap(user =>
          user.endpoints.length === 0
            ? [[user.entity, user.displayText, user.state, '', '', '', '', '']]
            : user.endpoints.map(one => [
                user.entity,
                user.displayText,
                user.state,
                one.entity,
                one.status,
                one.joiningMethod,
                one.disconnectionMethod,
                one.media.map(media => [media.type, media.status].filter(word => word !== '').join(' ')).join(', '),
              ]),
        ),
      ),
    ),
  };
}

function stateWord(isFull: boolean): string {
  return isFull ? 'everything (full)' : 'what changed (partial)';
}
