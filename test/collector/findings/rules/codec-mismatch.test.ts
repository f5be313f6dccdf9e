import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readCapture } from '../../../support/captures.ts';
import { story } from '../../../support/story.ts';

const OFFER = {
  headers: ['Content-Type: application/sdp'],
  body: 'v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\nc=IN IP4 10.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 18\r\na=rtpmap:18 G729/8000\r\n',
};

test('a call refused with 488 names what was offered and how the other side explains it', async () => {
  const found = await story()
    .request('INVITE', OFFER)
    .response(488, 'INVITE', { toTag: 'b', headers: ['Warning: 305 x "Incompatible media format"'] })
    .request('ACK', { toTag: 'b' })
    .findings();
  expect(found).toMatchObject([
    {
      rule: 'codec-mismatch',
      severity: 'error',
      confidence: 'high',
      message: expect.stringMatching(/^10\.0\.0\.2:5060 refused the offer of G729 with 488\. It says .*Warning: 305/),
    },
  ]);
});

test('a recorded refusal, and a recorded answer with another codec, are told', async () => {
  const capture = await readCapture(join(FIXTURES, 'codec-mismatch.pcap'));
  expect(capture.answers.findings({ offset: 0, limit: 10 }).items).toMatchObject([
    { rule: 'codec-mismatch', leg: 0 },
    { rule: 'codec-mismatch', leg: 2, rfc: 'RFC 3264 §6.1' },
  ]);
});

test('a refused change inside a call that goes on is a notice', async () => {
  const found = await story()
    .answered()
    .request('INVITE', { ...OFFER, toTag: 'b', cseq: 2 })
    .response(488, 'INVITE', { toTag: 'b', cseq: 2 })
    .request('ACK', { toTag: 'b', cseq: 2, branch: 'z9hG4bK-INVITE-2' })
    .findings('codec-mismatch');
  expect(found).toMatchObject([{ severity: 'notice' }]);
});

test('another try that succeeds makes it a notice', async () => {
  const found = await story()
    .request('INVITE', OFFER)
    .response(488, 'INVITE', { toTag: 'b' })
    .request('ACK', { toTag: 'b' })
    .request('INVITE', { cseq: 2 })
    .response(200, 'INVITE', { cseq: 2, toTag: 'c' })
    .request('ACK', { cseq: 2, toTag: 'c', branch: 'z9hG4bK-ack' })
    .findings();
  expect(found).toMatchObject([{ rule: 'codec-mismatch', severity: 'notice' }]);
});

test('an accepted change, and a busy callee, are healthy', async () => {
  const changed = story()
    .answered()
    .request('INVITE', { toTag: 'b', cseq: 2 })
    .response(200, 'INVITE', { toTag: 'b', cseq: 2 })
    .request('ACK', { toTag: 'b', cseq: 2, branch: 'z9hG4bK-ack2' });
  expect(await changed.findings()).toEqual([]);
  expect(await story().request('INVITE', OFFER).response(486, 'INVITE', { toTag: 'b' }).findings()).toEqual([]);
});

const sdp = (address: string, format: string, ...maps: string[]) => ({
  headers: ['Content-Type: application/sdp'],
  body: ['v=0', `o=- 1 1 IN IP4 ${address}`, 's=-', `c=IN IP4 ${address}`, 't=0 0', `m=audio 4000 RTP/AVP ${format}`]
    .concat(
      maps.map(map => `a=rtpmap:${map}`),
      '',
    )
    .join('\r\n'),
});

/** Of a call that was answered: payload types and a=rtpmap of the offer and of the answer. */
const answeredWith = (offer: readonly string[], answer: readonly string[]) => {
  const [offered = '', ...offeredMaps] = offer;
  const [answered = '', ...answeredMaps] = answer;
  return story()
    .request('INVITE', sdp('10.0.0.1', offered, ...offeredMaps))
    .response(200, 'INVITE', { toTag: 'b', ...sdp('10.0.0.2', answered, ...answeredMaps) })
    .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack' });
};

test('an answer of 200 with codecs that were not offered', async () => {
  expect(await answeredWith(['0 18'], ['8']).findings()).toMatchObject([
    {
      rule: 'codec-mismatch',
      severity: 'error',
      confidence: 'high',
      rfc: 'RFC 3264 §6.1',
      evidence: [0, 1],
      message:
        'The offer of PCMU/8000, G729/8000 was answered with PCMA/8000, of which none was offered: the call was accepted without a codec for audio that both sides know.',
    },
  ]);
});

test('telephone events in common are no codec in common', async () => {
  const EVENTS = '101 telephone-event/8000';
  expect(await answeredWith(['0 101', EVENTS], ['101', EVENTS]).findings()).toMatchObject([{ rule: 'codec-mismatch' }]);
  expect(await answeredWith(['0 101', EVENTS], ['8 101', EVENTS]).findings()).toMatchObject([
    { rule: 'codec-mismatch' },
  ]);
});

test('an answer in the ACK, to an offer that the 200 made', async () => {
  const found = await story()
    .request('INVITE')
    .response(200, 'INVITE', { toTag: 'b', ...sdp('10.0.0.2', '0') })
    .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack', ...sdp('10.0.0.1', '8') })
    .findings();
  expect(found).toMatchObject([{ rule: 'codec-mismatch', severity: 'error', evidence: [1, 2] }]);
});

test('one that a later offer mends is a notice', async () => {
  const found = await answeredWith(['0'], ['8'])
    .request('INVITE', { cseq: 2, toTag: 'b', ...sdp('10.0.0.1', '8') })
    .response(200, 'INVITE', { cseq: 2, toTag: 'b', ...sdp('10.0.0.2', '8') })
    .request('ACK', { cseq: 2, toTag: 'b', branch: 'z9hG4bK-ack2' })
    .findings('codec-mismatch');
  expect(found).toMatchObject([{ severity: 'notice' }]);
});

test.each<[string, string[], string[]]>([
  ['a common codec under another number', ['111', '111 opus/48000/2'], ['96', '96 opus/48000/2']],
  ['a static codec that is written in small letters', ['0'], ['0', '0 pcmu/8000/1']],
  ['a static codec under a dynamic number', ['0'], ['97', '97 PCMU/8000']],
  ['a number without a name', ['0'], ['97']],
  ['a second codec that was not offered', ['0'], ['0 8']],
])('%s is healthy', async (_, offer, answer) => {
  expect(await answeredWith(offer, answer).findings('codec-mismatch')).toEqual([]);
});

test('a branch that rings with another codec and is not the one that answers is healthy', async () => {
  const found = await story()
    .request('INVITE', sdp('10.0.0.1', '0'))
    .response(183, 'INVITE', { toTag: 'x', ...sdp('10.0.0.3', '8') })
    .response(200, 'INVITE', { toTag: 'b', ...sdp('10.0.0.2', '0') })
    .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack' })
    .findings('codec-mismatch');
  expect(found).toEqual([]);
});

test('a border controller that changes the codecs on the way is healthy', async () => {
  const hop = { from: '10.0.0.5:5060', to: '10.0.0.2:5060', branch: 'z9hG4bK-inner' };
  const found = await story()
    .request('INVITE', sdp('10.0.0.1', '0'))
    .request('INVITE', { ...hop, ...sdp('10.0.0.5', '8') })
    .response(200, 'INVITE', { ...hop, from: hop.to, to: hop.from, toTag: 'b', ...sdp('10.0.0.2', '8') })
    .response(200, 'INVITE', { toTag: 'b', ...sdp('10.0.0.5', '0') })
    .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack' })
    .findings('codec-mismatch');
  expect(found).toEqual([]);
});
