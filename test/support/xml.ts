// XML for the tests of bodies.

import { readXml, type XmlElement } from '../../collector/sip/bodies/xml.ts';

/** The root element of a document that has one. */
export function element(text: string): XmlElement {
  const root = readXml(text);
  if (root === undefined) throw new Error('no XML');
  return root;
}
