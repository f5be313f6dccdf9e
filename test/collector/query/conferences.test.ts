import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Capture } from '../../../collector/capture.ts';
import type { ConferenceSummary } from '../../../collector/model/conference.ts';
import { FIXTURES, readCapture, type SipRecord, sipCapture } from '../../support/captures.ts';
import { messageText } from '../../support/trace.ts';

const FOCUS = '10.0.0.9:5060';
const CONTACT = 'Contact: <sip:conf7@10.0.0.9>;isfocus';

function call(name: string, at: number, from: string): SipRecord[] {
  const words = (text: string): string => text.replaceAll('alice@example.com', `${name}@example.com`);
  return [
    { text: words(messageText('INVITE sip:conf7@x SIP/2.0', 'INVITE', { callId: name })), at, from, to: FOCUS },
    {
      text: words(messageText('SIP/2.0 200 OK', 'INVITE', { callId: name, toTag: 'f', headers: [CONTACT] })),
      at: at + 10,
      from: FOCUS,
      to: from,
    },
    {
      text: words(messageText('ACK sip:conf7@x SIP/2.0', 'ACK', { callId: name, toTag: 'f' })),
      at: at + 20,
      from,
      to: FOCUS,
    },
  ];
}

const bye = (name: string, at: number, from: string): SipRecord => ({
  text: messageText('BYE sip:conf7@x SIP/2.0', 'BYE', { callId: name, toTag: 'f', cseq: 2 }),
  at,
  from,
  to: FOCUS,
});

function notify(cseq: number, at: number, state: string, users: string): SipRecord {
  const body = `<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" entity="sip:conf7@example.com" state="${state}" version="${cseq}"><conference-description><subject>Stand-up</subject></conference-description><users>${users}</users></conference-info>`;
  return {
    text: messageText('NOTIFY sip:alice@10.0.0.1 SIP/2.0', 'NOTIFY', {
      callId: 'sub',
      cseq,
      fromTag: 'f',
      toTag: 'a',
      headers: [
        CONTACT,
        'Event: conference',
        'Subscription-State: active',
        'Content-Type: application/conference-info+xml',
      ],
      body,
    }),
    at,
    from: FOCUS,
    to: '10.0.0.1:5060',
  };
}
const user = (entity: string, status: string, state = 'full'): string =>
  `<user entity="${entity}" state="${state}"><endpoint entity="${entity}"><status>${status}</status></endpoint></user>`;

async function conferences(capture: Capture): Promise<readonly ConferenceSummary[]> {
  return (await capture.answers.conferences({ offset: 0, limit: 9 })).rows;
}

test('calls to one focus are a conference of its legs', async () => {
  const capture = await sipCapture([
    ...call('ada', 0, '10.0.0.1:5060'),
    ...call('ben', 100, '10.0.0.2:5060'),
    bye('ben', 500, '10.0.0.2:5060'),
  ]);
  expect(await conferences(capture)).toMatchObject([
    {
      uri: 'sip:conf7@10.0.0.9',
      state: 'active',
      present: 1,
      isFocusSeen: true,
      legs: [0, 1],
      participants: [
        { entity: 'sip:ada@example.com', status: 'connected', known: 'leg', leg: 0 },
        { entity: 'sip:ben@example.com', status: 'disconnected', known: 'leg', leg: 1 },
      ],
    },
  ]);
});

test('the list of the focus and the legs are made one', async () => {
  const capture = await sipCapture([
    ...call('ada', 0, '10.0.0.1:5060'),
    notify(1, 50, 'full', user('sip:ada@example.com', 'connected') + user('sip:cy@example.com', 'dialing-out')),
    notify(2, 80, 'partial', user('sip:cy@example.com', 'on-hold')),
  ]);
  expect(await conferences(capture)).toMatchObject([
    {
      subject: 'Stand-up',
      present: 2,
      notifies: 2,
      participants: [
        { entity: 'sip:ada@example.com', known: 'both', leg: 0 },
        { entity: 'sip:cy@example.com', known: 'list', status: 'on-hold' },
      ],
    },
  ]);
});

test('who is missing in a full list, or deleted in a partial one, has left; a deleted conference has ended', async () => {
  const all = user('sip:a@x', 'connected') + user('sip:b@x', 'connected') + user('sip:c@x', 'connected');
  const left = [
    notify(1, 0, 'full', all),
    notify(2, 10, 'full', user('sip:a@x', 'connected') + user('sip:b@x', 'connected')),
  ];
  const [one] = await conferences(
    await sipCapture([...left, notify(3, 20, 'partial', '<user entity="sip:b@x" state="deleted"/>')]),
  );
  expect(one.participants.map(who => [who.entity, who.status, who.leftAt !== undefined])).toEqual([
    ['sip:a@x', 'connected', false],
    ['sip:b@x', 'disconnected', true],
    ['sip:c@x', 'disconnected', true],
  ]);
  const [over] = await conferences(await sipCapture([...left, notify(3, 20, 'deleted', '')]));
  expect(over).toMatchObject({ state: 'ended', present: 0 });
});

test('a REFER to the focus, and an INVITE with Join, are told', async () => {
  const join = call('dan', 300, '10.0.0.4:5060').map(record =>
    record.text.startsWith('INVITE')
      ? { ...record, text: record.text.replace('CSeq:', 'Join: ada;to-tag=f;from-tag=a\r\nCSeq:') }
      : record,
  );
  const refer: SipRecord = {
    text: messageText('REFER sip:conf7@10.0.0.9 SIP/2.0', 'REFER', {
      callId: 'r',
      headers: ['Refer-To: <sip:conf7@10.0.0.9>'],
    }),
    at: 400,
  };
  const [one] = await conferences(await sipCapture([...call('ada', 0, '10.0.0.1:5060'), ...join, refer]));
  expect(one.joins).toEqual([3]);
  expect(one.refers).toEqual([6]);
});

test('calls without a focus are no conference', async () => {
  const records = call('ada', 0, '10.0.0.1:5060').map(record => ({
    ...record,
    text: record.text.replace(';isfocus', ''),
  }));
  expect(await conferences(await sipCapture(records))).toEqual([]);
});

test('a recorded conference: three come and go, the list and the legs agree', async () => {
  const found = await conferences(await readCapture(join(FIXTURES, 'conference.pcap')));
  expect(found).toMatchObject([{ subject: 'Stand-up', state: 'ended', present: 0, notifies: 4, isFocusSeen: true }]);
  expect(found[0].participants.map(who => [who.entity, who.known, who.status])).toEqual([
    ['sip:alice@example.com', 'both', 'disconnected'],
    ['sip:carol@example.com', 'both', 'disconnected'],
    ['sip:bob@example.com', 'both', 'disconnected'],
  ]);
});
