// Lists of resources (RFC 4826), what an event list server tells of each (RFC 4662), delivery notes (RFC 5438) and typing (RFC 3994).

import type { BodyReading } from '../../model/body-reading.ts';
import { fields, filled, table } from './body-table.ts';
import { attributeOf, childOf, childrenOf, textOf, type XmlElement } from './xml.ts';

/** By the name of the root element. */
const READERS: Readonly<Record<string, (root: XmlElement) => Omit<BodyReading, 'problems'>>> = {
  'resource-lists': readResourceLists,
  list: readRlmi,
  imdn: readImdn,
  isComposing: readIsComposing,
};

export function listTables(root: XmlElement): BodyReading | undefined {
  const reader = Object.hasOwn(READERS, root.name) ? READERS[root.name] : undefined;
  return reader === undefined ? undefined : { ...reader(root), problems: [] };
}

/** <resource-lists> <list name> <entry uri><display-name/></entry> <external anchor/> <list …/> …  (RFC 4826 §3) */
function readResourceLists(root: XmlElement): Omit<BodyReading, 'problems'> {
  const rows = childrenOf(root, 'list').flatMap(list => entriesOf(list, ''));
  return {
    format: 'Resource lists',
    source: 'RFC 4826',
    fields: [],
    tables: filled(table('Entries', ['list', 'entry', 'name', 'copy'], rows)),
  };
}

function entriesOf(list: XmlElement, above: string): string[][] {
  const name = [above, attributeOf(list, 'name') || 'unnamed'].filter(part => part !== '').join(' / ');
  return list.children.flatMap(child => {
    if (child.name === 'list') return entriesOf(child, name);
    // copyControl: to, cc or bcc of a request to many (RFC 5364 §4).
    if (child.name === 'entry')
      return [[name, attributeOf(child, 'uri'), textOf(child, 'display-name'), attributeOf(child, 'copyControl')]];
    if (child.name === 'entry-ref' || child.name === 'external')
      return [[name, attributeOf(child, 'ref') || attributeOf(child, 'anchor'), child.name, '']];
    return [];
  });
}

/** <list uri version fullState> <name/> <resource uri> <name/> <instance id state reason cid/> …  (RFC 4662 §5) */
function readRlmi(root: XmlElement): Omit<BodyReading, 'problems'> {
  const rows = childrenOf(root, 'resource').flatMap(resource => {
    const own = [attributeOf(resource, 'uri'), textOf(resource, 'name')];
    const instances = childrenOf(resource, 'instance');
    if (instances.length === 0) return [[...own, '', '', '']];
    return instances.map(one => [
      ...own,
      attributeOf(one, 'state'),
      attributeOf(one, 'reason'),
      attributeOf(one, 'cid'),
    ]);
  });
  return {
    format: 'Event list',
    source: 'RFC 4662',
    fields: fields(
      ['list', attributeOf(root, 'uri')],
      ['name', textOf(root, 'name')],
      ['version', attributeOf(root, 'version')],
      ['full state', attributeOf(root, 'fullState')],
    ),
    tables: filled(table('Resources', ['resource', 'name', 'state', 'reason', 'part'], rows)),
  };
}

/** <imdn> <message-id/> <datetime/> <delivery-notification><status><delivered/></status></delivery-notification> …  (RFC 5438 §11) */
function readImdn(root: XmlElement): Omit<BodyReading, 'problems'> {
  const notes = ['delivery-notification', 'display-notification', 'processing-notification'].flatMap(kind =>
    childrenOf(root, kind).map(note => [
      kind,
      (childOf(note, 'status')?.children ?? []).map(status => status.name).join(', '),
    ]),
  );
  return {
    format: 'Delivery note',
    source: 'RFC 5438',
    fields: fields(
      ['message', textOf(root, 'message-id')],
      ['time', textOf(root, 'datetime')],
      ['recipient', textOf(root, 'recipient-uri')],
      ['original recipient', textOf(root, 'original-recipient-uri')],
      ['subject', textOf(root, 'subject')],
    ),
    tables: filled(table('Notes', ['kind', 'status'], notes)),
  };
}

/** <isComposing> <state/> <lastactive/> <contenttype/> <refresh/>  (RFC 3994 §3) */
function readIsComposing(root: XmlElement): Omit<BodyReading, 'problems'> {
  return {
    format: 'Typing',
    source: 'RFC 3994',
    fields: fields(
      ['state', textOf(root, 'state')],
      ['last active', textOf(root, 'lastactive')],
      ['content type', textOf(root, 'contenttype')],
      ['refresh, s', textOf(root, 'refresh')],
    ),
    tables: [],
  };
}
