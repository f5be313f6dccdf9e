// Bodies of events (NOTIFY, PUBLISH, INFO) as documents, and each in a few words for a list.
// Takes a content type and a body from the network, never throws; what is none of these is left to the message panel.

import type { EventDocument } from '../../model/event-document.ts';
import { readMediaType } from '../media-type.ts';
import { readConferenceInfo } from './conference-info.ts';
import { readDialogInfo } from './dialog-info.ts';
import { readKpml } from './kpml.ts';
import { readMessageSummary } from './message-summary.ts';
import { readPresence, readWatcherInfo } from './presence.ts';
import { readRegInfo } from './reg-info.ts';
import { readXml, type XmlElement } from './xml.ts';

/** By the name of the root element: some stacks send these under a wrong content type. */
const READERS: Readonly<Record<string, (root: XmlElement) => EventDocument>> = {
  presence: readPresence,
  watcherinfo: readWatcherInfo,
  'dialog-info': readDialogInfo,
  reginfo: readRegInfo,
  'conference-info': readConferenceInfo,
  'kpml-request': readKpml,
  'kpml-response': readKpml,
};

export function readEventBody(contentType: string, body: Buffer): EventDocument | undefined {
  if (body.length === 0) return undefined;
  const { name } = readMediaType(contentType);
  if (name === 'application/simple-message-summary') return readMessageSummary(body.toString('utf8'));
  if (!name.includes('xml')) return undefined;
  const root = readXml(body.toString('utf8'));
  const reader = root !== undefined && Object.hasOwn(READERS, root.name) ? READERS[root.name] : undefined;
  return root === undefined ? undefined : reader?.(root);
}

/** `open (on-the-phone)`, `2 new messages`, `3 participants` … */
export function eventWords(document: EventDocument): string {
  switch (document.kind) {
    case 'presence': {
      const states = unique(document.tuples.map(tuple => tuple.basic));
      const more = unique([...document.activities, ...document.tuples.map(tuple => tuple.note), ...document.notes]);
      return [states.join(' and ') || 'no status', ...(more.length > 0 ? [`(${more.join(', ')})`] : [])].join(' ');
    }
    case 'dialog-info': {
      const states = unique(document.dialogs.map(dialog => dialog.state));
      return document.dialogs.length === 0 ? 'no dialogs' : `dialog ${states.join(', ')}`;
    }
    case 'reg-info':
      return document.registrations
        .map(one => `${one.state} with ${counted(one.contacts.length, 'contact')}`)
        .join(', ');
    case 'conference-info':
      return document.state === 'deleted' ? 'conference ended' : counted(document.users.length, 'participant');
    case 'message-summary': {
      const fresh = document.counts.reduce((sum, count) => sum + count.new, 0);
      if (fresh > 0) return counted(fresh, 'new message');
      return document.waiting ? 'messages waiting' : 'no messages waiting';
    }
    case 'kpml':
      return document.digits === '' ? document.text || 'waits for digits' : `digits ${document.digits}`;
    case 'watcher-info':
      return counted(
        document.lists.reduce((sum, list) => sum + list.watchers.length, 0),
        'watcher',
      );
  }
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words.filter(word => word !== ''))];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
