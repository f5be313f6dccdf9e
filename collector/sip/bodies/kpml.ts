// Digits by KPML (RFC 4730): what a subscriber waits for, and what was pressed.

import type { KpmlDocument } from '../../model/event-document.ts';
import { attributeOf, childOf, childrenOf, type XmlElement } from './xml.ts';

/** <kpml-request> <pattern> <regex tag>…</regex> … | <kpml-response code text digits tag/> */
export function readKpml(root: XmlElement): KpmlDocument {
  const patterns = childrenOf(childOf(root, 'pattern'), 'regex').map(regex => regex.text);
  return {
    kind: 'kpml',
    patterns,
    code: attributeOf(root, 'code'),
    text: attributeOf(root, 'text'),
    digits: attributeOf(root, 'digits'),
    tag: attributeOf(root, 'tag'),
  };
}
