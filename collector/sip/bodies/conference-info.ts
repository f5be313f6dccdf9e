// Conferences as their focus tells them (RFC 4575).

import type { ConferenceInfoDocument, ConferenceUser } from '../../model/event-document.ts';
import { attributeOf, childOf, childrenOf, textOf, type XmlElement } from './xml.ts';

/** <conference-info entity state version> <conference-description/> <conference-state/> <users> <user entity state> <endpoint …> */
export function readConferenceInfo(root: XmlElement): ConferenceInfoDocument {
  const description = childOf(root, 'conference-description');
  const state = childOf(root, 'conference-state');
  return {
    kind: 'conference-info',
    entity: attributeOf(root, 'entity'),
    state: attributeOf(root, 'state') || 'full',
    version: attributeOf(root, 'version'),
    subject: textOf(description, 'subject'),
    displayText: textOf(description, 'display-text'),
    userCount: textOf(state, 'user-count'),
    active: textOf(state, 'active'),
    locked: textOf(state, 'locked'),
    users: childrenOf(childOf(root, 'users'), 'user').map(readUser),
  };
}

function readUser(user: XmlElement): ConferenceUser {
  return {
    entity: attributeOf(user, 'entity'),
    displayText: textOf(user, 'display-text'),
    state: attributeOf(user, 'state') || 'full',
    endpoints: childrenOf(user, 'endpoint').map(endpoint => ({
      entity: attributeOf(endpoint, 'entity'),
      state: attributeOf(endpoint, 'state') || 'full',
      status: textOf(endpoint, 'status'),
      joiningMethod: textOf(endpoint, 'joining-method'),
      disconnectionMethod: textOf(endpoint, 'disconnection-method'),
      callId: textOf(childOf(childOf(endpoint, 'call-info'), 'sip'), 'call-id'),
      media: childrenOf(endpoint, 'media').map(media => ({
        type: textOf(media, 'type'),
        status: textOf(media, 'status'),
        ssrc: textOf(media, 'src-id'),
      })),
    })),
  };
}
