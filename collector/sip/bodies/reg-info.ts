// Registrations as a registrar tells them to who subscribes (RFC 3680).

import type { RegInfoDocument } from '../../model/event-document.ts';
import { attributeOf, childrenOf, textOf, type XmlElement } from './xml.ts';

/** <reginfo state version> <registration aor state> <contact state event expires> <uri/> … */
export function readRegInfo(root: XmlElement): RegInfoDocument {
  return {
    kind: 'reg-info',
    isFull: attributeOf(root, 'state') !== 'partial',
    version: attributeOf(root, 'version'),
    registrations: childrenOf(root, 'registration').map(registration => ({
      aor: attributeOf(registration, 'aor'),
      state: attributeOf(registration, 'state'),
      contacts: childrenOf(registration, 'contact').map(contact => ({
        uri: textOf(contact, 'uri'),
        state: attributeOf(contact, 'state'),
        event: attributeOf(contact, 'event'),
        expires: attributeOf(contact, 'expires'),
      })),
    })),
  };
}
