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

test('a recorded refusal is told', async () => {
  const capture = await readCapture(join(FIXTURES, 'codec-mismatch.pcap'));
  expect(capture.answers.findings({ offset: 0, limit: 10 }).items).toMatchObject([{ rule: 'codec-mismatch' }]);
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
