import { expect, test } from 'vitest';
import {
  agreedLines,
  endOf,
  FLOWS,
  flowOf,
  flowsOf,
  isAudio,
  isWanted,
  overlap,
  partyOf,
  receiverOf,
  senderOf,
  sideEndpoint,
  signallingHosts,
  touches,
} from '../../../collector/findings/agreed-media.ts';
import { at, CALLEE, exchange, type MediaCase, mediaLeg, stream } from '../../support/media-leg.ts';

const lines = (what: MediaCase = {}) => agreedLines(mediaLeg(what));

test('a line stands from its answer to the next one, the last to the end of the call', () => {
  const exchanges = [exchange(), exchange({ offered: 9000, answered: 9100, offer: 5, answer: 6, offeredBy: 'callee' })];
  const agreed = lines({ exchanges });
  expect(agreed.map(({ from, to }) => [from, to])).toEqual([
    [at(1000), at(9100)],
    [at(9100), at(21_000)],
  ]);
  expect(agreed.map(({ caller, callee }) => [sideEndpoint(caller), sideEndpoint(callee)])).toEqual([
    ['10.0.0.1:4000', '10.0.0.2:5000'],
    ['10.0.0.1:4000', '10.0.0.2:5000'],
  ]);
});

test('what was refused, or is not answered yet, does not stand', () => {
  expect(lines({ exchanges: [exchange({ rejected: 488 })] })).toEqual([]);
  expect(lines({ exchanges: [exchange({ answer: undefined, answered: undefined })] })).toEqual([]);
});

test('a call without an end lasts as long as the capture', () => {
  expect(endOf(mediaLeg({ ended: undefined, captureEnd: 33_000 }))).toBe(at(33_000));
});

test('media are wanted where one sends and the other receives, and both have a place', () => {
  const wanted = (what: Parameters<typeof exchange>[0]) => {
    const [agreed] = lines({ exchanges: [exchange(what)] });
    return FLOWS.map(flow => isWanted(agreed, flow));
  };
  expect(wanted({})).toEqual([true, true]);
  expect(wanted({ caller: { direction: 'sendonly' }, callee: { direction: 'recvonly' } })).toEqual([false, true]);
  expect(wanted({ callee: { port: 0 } })).toEqual([false, false]);
  expect(wanted({ caller: { address: '0.0.0.0' } })).toEqual([false, false]);
});

test('the way of a stream is told by its destination, by its source, by whose SDP announced it', () => {
  const leg = mediaLeg();
  const agreed = agreedLines(leg);
  const nat = { source: '198.18.0.1:9', destination: '198.18.0.2:9' };
  expect(flowOf(leg, stream('caller'), agreed)).toBe('toCallee');
  expect(flowOf(leg, stream('callee', { destination: '198.18.0.1:9' }), agreed)).toBe('toCaller');
  expect(flowOf(leg, stream('callee', { ...nat, announcedBy: 0, tiedBy: 'destination' }), agreed)).toBe('toCaller');
  expect(flowOf(leg, stream('callee', { ...nat, announcedBy: 0, tiedBy: 'source' }), agreed)).toBe('toCallee');
  expect(flowOf(leg, stream('callee', { ...nat, tiedBy: 'none' }), agreed)).toBeUndefined();
  const both = flowsOf(mediaLeg({ streams: [stream('caller'), stream('callee')] }), agreed);
  expect([both.toCaller.length, both.toCallee.length]).toEqual([1, 1]);
});

test('video is no part of what audio lines agree on', () => {
  const leg = mediaLeg({ streams: [stream('caller', { clockHz: 90_000, codec: 'H264' })] });
  expect(flowsOf(leg, agreedLines(leg)).toCallee).toEqual([]);
});

test('who sent a message inside the dialog is told by its From tag', () => {
  const inDialog = { cseq: 9, transaction: 1, inDialog: true, from: '10.0.0.9:5060', to: '10.0.0.9:5060' };
  const leg = mediaLeg({
    messages: [
      { at: 0, line: 'INVITE' },
      { at: 10, line: '200 INVITE' },
      { at: 20, line: 'INVITE', text: 'From: <sip:bob@example.net>;tag=b', ...inDialog },
      { at: 30, line: '200 INVITE', text: 'From: <sip:bob@example.net>;tag=b', ...inDialog },
    ],
  });
  expect([0, 1, 2, 3].map(index => partyOf(leg, index))).toEqual(['caller', 'callee', 'callee', 'caller']);
  expect(partyOf(leg, 77)).toBeUndefined();
});

test('spans, sides and hosts', () => {
  const one = stream('caller', { startTime: at(1000), endTime: at(5000) });
  expect(overlap(one, at(3000), at(9000))).toBe(2_000_000);
  expect(overlap(one, at(6000), at(9000))).toBe(0);
  expect([touches(one, at(5000), at(9000)), touches(one, at(5001), at(9000))]).toEqual([true, false]);
  expect([receiverOf('toCaller'), senderOf('toCaller')]).toEqual(['caller', 'callee']);
  expect(signallingHosts(mediaLeg())).toEqual(['10.0.0.1', CALLEE]);
  expect(isAudio(lines({ exchanges: [exchange({ t38: true })] })[0])).toBe(false);
});
