import { expect, test } from 'vitest';
import { sdpOf } from '../../support/legs.ts';
import { type MessageOptions, type Trace, trace } from '../../support/trace.ts';

/** [row, has headers, has origin] of each mark. */
function marksOf(t: Trace): [number, number, boolean][] {
  const { linkMarks } = t.store;
  return Array.from({ length: linkMarks.count }, (_, i) => [
    linkMarks.row[i],
    linkMarks.hasHeaders[i],
    linkMarks.origin[i] !== 0,
  ]);
}

const SDP = (id: number): MessageOptions => ({
  headers: ['Content-Type: application/sdp'],
  body: sdpOf(`- ${id} 1`, '10.0.0.1', 4000),
});

test('an ordinary call has a mark for its offer and one for its answer', () => {
  const t = trace()
    .request('INVITE', SDP(11111))
    .response(100, 'INVITE', SDP(5555))
    .response(180, 'INVITE', { toTag: 'b' })
    .response(200, 'INVITE', { ...SDP(22222), toTag: 'b' })
    .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack' })
    .request('BYE', { cseq: 2, toTag: 'b' });
  expect(marksOf(t)).toEqual([
    [0, 0, true],
    [3, 0, true],
  ]);
});

test('the next hop, and the same message again, are not marked', () => {
  const t = trace()
    .request('INVITE', { ...SDP(11111), at: 0 })
    .request('INVITE', { ...SDP(11111), at: 500 });
  t.request('INVITE', { ...SDP(11111), from: '10.0.0.2:5060', to: '10.0.0.3:5060', branch: 'z9hG4bK-proxy' });
  expect(marksOf(t)).toHaveLength(1);
});

test('a linking header marks INVITE, REFER and answers to INVITE, and nothing else of a call', () => {
  const headers = ['Session-ID: x'];
  const t = trace().request('INVITE', { headers }).response(200, 'INVITE', { headers, toTag: 'b' });
  t.request('REFER', { cseq: 2, toTag: 'b', headers }).response(202, 'REFER', { cseq: 2, toTag: 'b', headers });
  t.request('BYE', { cseq: 3, toTag: 'b', headers }).response(486, 'INVITE', { headers });
  expect(marksOf(t).map(([row, hasHeaders]) => [row, hasHeaders])).toEqual([
    [0, 1],
    [1, 1],
    [2, 1],
  ]);
});

test('registrations and keep-alives tie nothing; a MESSAGE may', () => {
  const headers = ['P-Charging-Vector: icid-value=1'];
  const t = trace().request('REGISTER', { headers }).request('OPTIONS', { callId: 'o', headers });
  t.request('MESSAGE', { callId: 'm', headers });
  expect(marksOf(t).map(([row]) => row)).toEqual([2]);
});

test('a leg has twelve marks at most, and what is left out is counted', () => {
  const t = trace();
  for (let i = 0; i < 20; i++)
    t.request('INVITE', { ...SDP(10_000 + i), cseq: i + 1, toTag: i === 0 ? undefined : 'b' });
  expect(marksOf(t)).toHaveLength(12);
  expect(t.store.linkMarks.refused).toBe(8);
});

test('an answer whose payload types are none of the offer is noted, whoever offered', () => {
  const of = (formats: string, toTag?: string): MessageOptions => ({
    headers: ['Content-Type: application/sdp'],
    body: sdpOf('- 1 1', '10.0.0.1', 4000).replace(/RTP\/AVP [\d ]+/, `RTP/AVP ${formats}`),
    ...(toTag !== undefined && { toTag }),
  });
  const differs = (t: Trace): boolean => t.store.legs[0].formatsDiffer;
  expect(differs(trace().request('INVITE', of('0')).response(200, 'INVITE', of('8', 'b')))).toBe(true);
  expect(differs(trace().request('INVITE', of('0')).response(200, 'INVITE', of('0 8', 'b')))).toBe(false);
  const delayed = trace().request('INVITE').response(200, 'INVITE', of('0', 'b'));
  expect(differs(delayed)).toBe(false);
  expect(differs(delayed.request('ACK', { ...of('8', 'b'), branch: 'z9hG4bK-ack' }))).toBe(true);
});
