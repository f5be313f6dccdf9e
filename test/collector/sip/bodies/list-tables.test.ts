import { expect, test } from 'vitest';
import { listTables } from '../../../../collector/sip/bodies/list-tables.ts';
import { readXml } from '../../../../collector/sip/bodies/xml.ts';

function read(body: string) {
  const root = readXml(body);
  return root === undefined ? undefined : listTables(root);
}

test('resource lists are entries under the names of their lists', () => {
  expect(
    read(
      '<resource-lists><list name="friends"><entry uri="sip:b@c"><display-name>Bob</display-name></entry><list name="near"><entry uri="sip:d@e" copyControl="bcc"/></list></list></resource-lists>',
    )?.tables[0].rows,
  ).toEqual([
    ['friends', 'sip:b@c', 'Bob', ''],
    ['friends / near', 'sip:d@e', '', 'bcc'],
  ]);
});
test('an event list tells the state of each resource', () => {
  const reading = read(
    '<list uri="sip:l@b" version="3" fullState="true"><resource uri="sip:a@b"><name>A</name><instance id="1" state="active" cid="x@y"/></resource><resource uri="sip:c@d"/></list>',
  );
  expect(reading?.format).toBe('Event list');
  expect(reading?.tables[0].rows).toEqual([
    ['sip:a@b', 'A', 'active', '', 'x@y'],
    ['sip:c@d', '', '', '', ''],
  ]);
});
test('a delivery note says which message and what became of it', () => {
  const reading = read(
    '<imdn><message-id>34jk</message-id><delivery-notification><status><delivered/></status></delivery-notification></imdn>',
  );
  expect(reading?.fields).toEqual([{ name: 'message', value: '34jk' }]);
  expect(reading?.tables[0].rows).toEqual([['delivery-notification', 'delivered']]);
});
test('typing is told, other documents are not', () => {
  expect(read('<isComposing><state>active</state><refresh>60</refresh></isComposing>')?.fields).toHaveLength(2);
  expect(read('<html/>')).toBeUndefined();
});
