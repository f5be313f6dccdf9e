// Dialogs of a phone (RFC 4235): what lamps and pick-up keys live on.

import type { DialogInfoDocument } from '../../model/event-document.ts';
import { attributeOf, childOf, childrenOf, textOf, type XmlElement } from './xml.ts';

/** <dialog-info entity state version> <dialog id call-id … direction> <state/> <local><identity/></local> <remote><identity/></remote> */
export function readDialogInfo(root: XmlElement): DialogInfoDocument {
  return {
    kind: 'dialog-info',
    entity: attributeOf(root, 'entity'),
    isFull: attributeOf(root, 'state') !== 'partial',
    version: attributeOf(root, 'version'),
    dialogs: childrenOf(root, 'dialog').map(dialog => ({
      id: attributeOf(dialog, 'id'),
      callId: attributeOf(dialog, 'call-id'),
      localTag: attributeOf(dialog, 'local-tag'),
      remoteTag: attributeOf(dialog, 'remote-tag'),
      direction: attributeOf(dialog, 'direction'),
      state: textOf(dialog, 'state'),
      local: textOf(childOf(dialog, 'local'), 'identity'),
      remote: textOf(childOf(dialog, 'remote'), 'identity'),
    })),
  };
}
