import { expect, test } from 'vitest';
import { foldHops } from '../../../collector/media/offer-answer-events.ts';
import { isRetryable, SessionTrack } from '../../../collector/media/session-track.ts';
import { readSdpSession } from '../../../collector/sip/sdp-media.ts';
import { sdp, talk } from '../../support/offer-answer.ts';

test('a track without offers is not worth telling', () => {
  const track = new SessionTrack('a', 'b');
  expect(track.isWorthTelling).toBe(false);
  expect(track.startTime).toBe(Number.POSITIVE_INFINITY);
  const [ack] = foldHops([
    {
      message: 4,
      time: 9,
      isRequest: true,
      method: 'ACK',
      code: 0,
      cseq: 1,
      rseq: -1,
      rack: -1,
      fromTag: 'a',
      toTag: 'b',
      transaction: 1,
      sdp: readSdpSession(sdp()),
    },
  ]);
  track.see(ack, 'caller');
  expect(track.report().problems).toEqual([
    'the ACK (CSeq 1) has SDP, but no offer waits for an answer (RFC 3261 §13.2.2.4)',
  ]);
});

test('offers beyond 500 in a dialog are counted', () => {
  const long = talk().invite(sdp()).answer(200, sdp());
  for (let n = 0; n < 600; n++) long.invite(sdp()).answer(200, sdp());
  const session = long.session();
  expect(session.exchanges).toHaveLength(500);
  expect(session.problems.at(-1)).toBe('101 offers beyond the first 500 are not shown');
});

test('an offer before the last one was answered is told', () => {
  const session = talk().invite(sdp()).answer(200, sdp()).request('UPDATE', sdp()).request('UPDATE', sdp()).session();
  expect(session.problems).toEqual([
    'the offer in the UPDATE (CSeq 3) comes while that of CSeq 2 is not answered (RFC 3264 §4)',
  ]);
});

test('SDP of OPTIONS and INFO is neither offer nor answer', () => {
  const session = talk()
    .invite(sdp())
    .answer(200, sdp())
    .request('OPTIONS')
    .answer(200, sdp({ port: 1 }))
    .session();
  expect(session.exchanges).toHaveLength(1);
  expect(session.problems).toEqual([]);
});

test('a PRACK or UPDATE without its answer is told', () => {
  const early = talk().invite().answer(183, sdp(), { rseq: 1 }).request('PRACK', undefined, { rack: 1 }).session();
  expect(early.problems).toEqual(['the PRACK (CSeq 2) has no answer to the offer in the 183 (RFC 3262 §5)']);
  const update = talk().invite(sdp()).answer(200, sdp()).request('UPDATE', sdp()).answer(200).session();
  expect(update.problems).toEqual(['the 200 to the UPDATE (CSeq 2) has no answer to its offer (RFC 3264 §4)']);
});

test('the 200 after a reliable 183 may repeat its SDP, and change nothing', () => {
  const call = (last: string): readonly string[] =>
    talk().invite(sdp()).answer(183, sdp(), { rseq: 1 }).answer(200, last).session().problems;
  expect(call(sdp())).toEqual([]);
  expect(call(sdp({ port: 9, version: 2 }))).toEqual([
    'the 200 (CSeq 1) has other SDP than the 183 before it (RFC 3261 §13.2.1)',
  ]);
});

test('what is tried again is known by its code', () => {
  expect([401, 407, 422, 494, 488, 491].map(isRetryable)).toEqual([true, true, true, true, false, false]);
});
