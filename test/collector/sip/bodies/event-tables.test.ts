import { expect, test } from 'vitest';
import { readEventBody } from '../../../../collector/sip/bodies/event-body.ts';
import { eventTables } from '../../../../collector/sip/bodies/event-tables.ts';

function read(type: string, body: string) {
  const document = readEventBody(type, Buffer.from(body));
  if (document === undefined) throw new Error('no document');
  return eventTables(document);
}

test('presence is a table of tuples', () => {
  const reading = read(
    'application/pidf+xml',
    '<presence entity="pres:a@b"><tuple id="t1"><status><basic>open</basic></status><contact>sip:a@c</contact></tuple><note>in</note></presence>',
  );
  expect(reading.fields).toEqual([
    { name: 'entity', value: 'pres:a@b' },
    { name: 'notes', value: 'in' },
  ]);
  expect(reading.tables[0].rows).toEqual([['t1', 'open', 'sip:a@c', '', '']]);
});
test('messages waiting are counted by class', () => {
  const reading = read('application/simple-message-summary', 'Messages-Waiting: yes\r\nVoice-Message: 2/8 (0/1)\r\n');
  expect(reading.tables[0].rows).toEqual([['voice-message', '2', '8', '0', '1']]);
});
test('a conference is a table of participants, an empty endpoint list included', () => {
  const reading = read(
    'application/conference-info+xml',
    '<conference-info entity="sip:c@d" state="full" version="1"><users><user entity="sip:a@b"/><user entity="sip:e@f"><endpoint entity="sip:e@g"><status>connected</status><media><type>audio</type><status>sendrecv</status></media></endpoint></user></users></conference-info>',
  );
  expect(reading.tables[0].rows.map(row => [row[0], row[4], row[7]])).toEqual([
    ['sip:a@b', '', ''],
    ['sip:e@f', 'connected', 'audio sendrecv'],
  ]);
});
test('dialogs, registrations, keys and watchers have tables of their own', () => {
  const shapes = [
    '<dialog-info entity="sip:a@b" version="0" state="full"><dialog id="1"><state>early</state></dialog></dialog-info>',
    '<reginfo version="0" state="full"><registration aor="sip:a@b" state="active"><contact state="active"><uri>sip:a@c</uri></contact></registration></reginfo>',
    '<kpml-response code="200" text="OK" digits="12#"/>',
    '<watcherinfo><watcher-list resource="sip:a@b" package="presence"><watcher status="active" event="subscribe">sip:w@b</watcher></watcher-list></watcherinfo>',
  ].map(body => read('application/x+xml', body));
  expect(shapes.map(({ format, source }) => `${format} ${source}`)).toEqual([
    'Dialogs RFC 4235',
    'Registrations RFC 3680',
    'Key presses RFC 4730',
    'Watchers RFC 3858',
  ]);
  expect(shapes[1].tables[0].rows).toEqual([['sip:a@b', 'active', 'sip:a@c', 'active', '', '']]);
});
