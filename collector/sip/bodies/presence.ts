// Presence (PIDF, RFC 3863; activities of RPID, RFC 4480) and who watches it (RFC 3858).

import type { PresenceDocument, WatcherInfoDocument } from '../../model/event-document.ts';
import { attributeOf, childOf, childrenOf, textOf, type XmlElement } from './xml.ts';

/** <presence entity> <tuple id> <status><basic/></status> <contact/> <note/> <timestamp/> </tuple> … <note/> */
export function readPresence(root: XmlElement): PresenceDocument {
  const people = [...childrenOf(root, 'person'), ...childrenOf(root, 'device'), ...childrenOf(root, 'tuple')];
  return {
    kind: 'presence',
    entity: attributeOf(root, 'entity'),
    tuples: childrenOf(root, 'tuple').map(tuple => ({
      id: attributeOf(tuple, 'id'),
      basic: textOf(childOf(tuple, 'status'), 'basic').toLowerCase(),
      contact: textOf(tuple, 'contact'),
      note: textOf(tuple, 'note'),
      timestamp: textOf(tuple, 'timestamp'),
    })),
    notes: [
      ...childrenOf(root, 'note'),
      ...childrenOf(root, 'person').flatMap(person => childrenOf(person, 'note')),
    ].map(note => note.text),
    activities: people
      .flatMap(person => [person, ...childrenOf(person, 'status')])
      .flatMap(person => childrenOf(person, 'activities'))
      .flatMap(activities => activities.children.map(activity => activity.name)),
  };
}

/** <watcherinfo> <watcher-list resource package> <watcher status event>uri</watcher> … */
export function readWatcherInfo(root: XmlElement): WatcherInfoDocument {
  return {
    kind: 'watcher-info',
    lists: childrenOf(root, 'watcher-list').map(list => ({
      resource: attributeOf(list, 'resource'),
      package: attributeOf(list, 'package'),
      watchers: childrenOf(list, 'watcher').map(watcher => ({
        uri: watcher.text,
        status: attributeOf(watcher, 'status'),
        event: attributeOf(watcher, 'event'),
      })),
    })),
  };
}
