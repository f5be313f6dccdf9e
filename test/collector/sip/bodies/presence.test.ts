import { expect, test } from 'vitest';
import { readPresence, readWatcherInfo } from '../../../../collector/sip/bodies/presence.ts';
import { readXml } from '../../../../collector/sip/bodies/xml.ts';
import { element } from '../../../support/xml.ts';

test('presence with activities and notes', () => {
  expect(
    readPresence(
      element(`<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:r="urn:r" entity="pres:ada@example.net">
        <tuple id="t1"><status><basic>OPEN</basic></status><contact priority="0.8">sip:ada@10.0.0.1</contact>
        <note>At work</note><timestamp>2026-01-01T00:00:00Z</timestamp></tuple>
        <r:person id="p"><r:activities><r:on-the-phone/></r:activities></r:person></presence>`),
    ),
  ).toEqual({
    kind: 'presence',
    entity: 'pres:ada@example.net',
    tuples: [
      { id: 't1', basic: 'open', contact: 'sip:ada@10.0.0.1', note: 'At work', timestamp: '2026-01-01T00:00:00Z' },
    ],
    notes: [],
    activities: ['on-the-phone'],
  });
});

test('who watches', () => {
  const root = readXml(
    '<watcherinfo><watcher-list resource="sip:a" package="presence"><watcher status="active" event="subscribe">sip:b</watcher></watcher-list></watcherinfo>',
  );
  expect(root && readWatcherInfo(root).lists).toEqual([
    { resource: 'sip:a', package: 'presence', watchers: [{ uri: 'sip:b', status: 'active', event: 'subscribe' }] },
  ]);
});
