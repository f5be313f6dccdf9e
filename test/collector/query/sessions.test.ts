import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { OfferAnswer } from '../../../collector/model/session.ts';
import { FIXTURES, readCapture, sipCapture } from '../../support/captures.ts';
import { sdp } from '../../support/offer-answer.ts';
import { messageText } from '../../support/trace.ts';

async function exchanges(fixture: string, leg = 0): Promise<OfferAnswer[]> {
  const capture = await readCapture(join(FIXTURES, fixture));
  return capture.answers.sessions(leg).flatMap(session => session.exchanges);
}

test('hold and resume by re-INVITE through a proxy, each message once', async () => {
  expect(await exchanges('reinvite-hold.pcap')).toMatchObject([
    { offerIn: 'INVITE', answerIn: '2xx', effects: [] },
    { effects: ['hold'], lines: [{ offerer: { direction: 'sendonly' }, answerer: { direction: 'recvonly' } }] },
    { effects: ['resume'] },
  ]);
});

test('an answer in a reliable 183, then UPDATE', async () => {
  expect(await exchanges('prack.pcap')).toMatchObject([
    { offerIn: 'INVITE', answerIn: '183', effects: ['early media'] },
    { offerIn: 'UPDATE', answerIn: '2xx', effects: ['no change'] },
  ]);
});

test('glare: both offers are refused', async () => {
  expect((await exchanges('glare.pcap')).map(one => [one.offeredBy, one.rejected])).toEqual([
    ['caller', undefined],
    ['caller', 491],
    ['callee', 491],
    ['caller', undefined],
  ]);
});

test('forks have a session each, and a detail of the call carries them', async () => {
  const capture = await readCapture(join(FIXTURES, 'fork-parallel.pcap'));
  expect(capture.call(0)?.sessions.map(session => session.exchanges[0].rejected)).toEqual([undefined, 486, 487]);
});

test('a refused first try is not told when a second follows (422)', async () => {
  expect(await exchanges('session-timer.pcap')).toMatchObject([{ offerIn: 'INVITE', answerIn: '2xx' }]);
});

test('SDP of a registration leg, or of a leg that is not there, is no session', async () => {
  const text = messageText('OPTIONS sip:x SIP/2.0', 'OPTIONS', {
    headers: ['Content-Type: application/sdp'],
    body: sdp(),
  });
  const capture = await sipCapture([{ text, at: 0 }]);
  expect(capture.answers.sessions(0)).toEqual([]);
  expect(capture.answers.sessions(9)).toEqual([]);
});

test('SDP in a multipart body is read', async () => {
  expect(await exchanges('multipart.pcap')).toMatchObject([{ offerIn: 'INVITE', lines: [{ media: 'audio' }] }]);
});
