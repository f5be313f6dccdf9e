// Any body in words and tables, by its content type. Takes bytes from the network, never throws; undefined for what is shown as it is:
// session descriptions (sdp.ts has them), plain text, JSON, XML that nobody here knows.

import type { BodyReading } from '../../model/body-reading.ts';
import { readMediaType } from '../media-type.ts';
import { readDtmfBody } from './dtmf-body.ts';
import { readEventBody } from './event-body.ts';
import { eventTables } from './event-tables.ts';
import { readIsup } from './isup.ts';
import { listTables } from './list-tables.ts';
import { readCpim, readSipfrag } from './quoted-message.ts';
import { readXml } from './xml.ts';

/** Longer bodies of lines are not taken apart; nobody sends them. */
const MAX_BYTES = 256 * 1024;

export function readBody(contentType: string, content: Buffer): BodyReading | undefined {
  if (content.length === 0 || content.length > MAX_BYTES) return undefined;
  const { name } = readMediaType(contentType);
  switch (name) {
    case 'application/isup':
      return readIsup(content);
    case 'message/sipfrag':
      return readSipfrag(content.toString('utf8'));
    case 'message/cpim':
      return readCpim(content.toString('utf8'));
    case 'application/dtmf-relay':
    case 'application/dtmf':
      return readDtmfBody(name, content.toString('utf8'));
  }
  const document = readEventBody(contentType, content);
  if (document !== undefined) return eventTables(document);
  if (!name.includes('xml')) return undefined;
  const root = readXml(content.toString('utf8'));
  return root === undefined ? undefined : listTables(root);
}
