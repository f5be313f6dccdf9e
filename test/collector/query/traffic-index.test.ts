import { expect, test } from 'vitest';
import type { TrafficFacts } from '../../../collector/findings/traffic-facts.ts';
import { TrafficIndex } from '../../../collector/query/traffic-index.ts';
import { EPOCH, type Trace, trace } from '../../support/trace.ts';

function factsOf(t: Trace, limit?: number): TrafficFacts {
  return new TrafficIndex(t.store, limit).facts(() => '', 3);
}
/** Who looks for one pair has all of them. */
const pairs = (facts: TrafficFacts) => {
  facts.pairOf('10.0.0.1', '10.0.0.2');
  return facts.pairs.map(
    pair =>
      `${pair.source} ${pair.destination} ${pair.requests}/${pair.responses}/${pair.orphanResponses} acks ${pair.acks}`,
  );
};

test('requests, responses and ACKs by pair; repetitions do not count', () => {
  const t = trace()
    .request('INVITE', { fingerprint: 1 })
    .request('INVITE', { at: 500 })
    .response(180, 'INVITE', { toTag: 'b' })
    .response(200, 'INVITE', { toTag: 'b' })
    .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack' })
    .request('BYE', { toTag: 'b', cseq: 2, from: '10.0.0.2:5060', to: '10.0.0.1:5060' });
  const facts = factsOf(t);
  expect(pairs(facts)).toEqual(['10.0.0.1 10.0.0.2 1/2/0 acks 1', '10.0.0.2 10.0.0.1 1/0/0 acks 0']);
  expect(facts).toMatchObject({
    messages: 6,
    requests: 3,
    responses: 2,
    keepAlives: 3,
    truncated: 0,
    holes: 0,
    refused: 0,
  });
  expect(facts.busiest(2).map(host => [host.address, host.firstRequest, host.firstFinal, host.finals])).toEqual([
    ['10.0.0.2', 5, 3, 1],
    ['10.0.0.1', 0, -1, 0],
  ]);
});

test('pairs are not looked for where all is answered and nobody asks who is there', () => {
  const answered = trace().request('INVITE').response(486, 'INVITE', { toTag: 'b' });
  expect(factsOf(answered).pairs).toEqual([]);
  const silent = ['a', 'b', 'c', 'd', 'e'].reduce((t, callId) => t.request('INVITE', { callId }), trace());
  expect(factsOf(silent).pairs).toEqual([]);
  silent.request('INVITE', { callId: 'f', at: 3000 });
  expect(factsOf(silent).pairs).toHaveLength(1);
  expect(factsOf(trace().response(200, 'BYE', { toTag: 'b' })).pairs).toHaveLength(1);
  expect(factsOf(trace().request('OPTIONS').response(200, 'OPTIONS', { toTag: 'b' })).pairs).toHaveLength(1);
});

test('a response from another address belongs to the pair of its request; one without a request is an orphan', () => {
  const t = trace()
    .request('OPTIONS')
    .response(200, 'OPTIONS', { from: '10.0.0.77:5060' })
    .response(200, 'OPTIONS', { callId: 'other', from: '10.0.0.5:5060' });
  expect(pairs(factsOf(t))).toEqual(['10.0.0.1 10.0.0.2 1/1/0 acks 0', '10.0.0.1 10.0.0.5 0/0/1 acks 0']);
});

test('an ACK that went another way than its INVITE proves nothing of that way', () => {
  const t = trace().request('INVITE').request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack', to: '10.0.0.9:5060' });
  expect(pairs(factsOf(t))).toEqual(['10.0.0.1 10.0.0.2 1/0/0 acks 0', '10.0.0.1 10.0.0.9 0/0/0 acks 0']);
});

test('probes are OPTIONS outside a dialog, with what became of them', () => {
  const t = trace()
    .request('OPTIONS', { callId: 'a', at: 0 })
    .response(404, 'OPTIONS', { callId: 'a' })
    .request('OPTIONS', { callId: 'b', at: 30_000 })
    .request('OPTIONS', { callId: 'c', at: 40_000, toTag: 'b' })
    .wait(70_000);
  expect(factsOf(t).pairs[0].probes()).toEqual([
    { message: 0, time: EPOCH, finalCode: 404, timerExpired: false },
    { message: 2, time: EPOCH + 30_000_000, finalCode: 0, timerExpired: true },
  ]);
});

test('quiet is between requests and responses of a pair; a pair is found by its addresses', () => {
  const t = trace()
    .request('OPTIONS', { callId: 'a', at: 0 })
    .response(200, 'OPTIONS', { callId: 'a', at: 100_000 })
    .request('OPTIONS', { callId: 'b', at: 100_500 })
    .request('OPTIONS', { callId: 'c', at: 200_000, from: '10.0.0.2:5060', to: '10.0.0.1:5060' });
  const facts = factsOf(t);
  const pair = facts.pairOf('10.0.0.1', '10.0.0.2');
  expect([pair?.longestQuiet, (pair?.lastTime ?? 0) - EPOCH]).toEqual([100_000_000, 100_500_000]);
  expect(facts.pairOf('10.0.0.2', '10.0.0.1')?.longestQuiet).toBe(0);
  expect(facts.pairOf('10.0.0.2', '10.0.0.9')).toBeUndefined();
});

test('what comes later is added to what is known', () => {
  const t = trace().request('OPTIONS');
  const index = new TrafficIndex(t.store);
  expect(index.facts(() => '', 0).messages).toBe(1);
  t.response(503, 'OPTIONS');
  expect(index.facts(() => '', 0)).toMatchObject({
    messages: 2,
    responses: 1,
    failing: [{ address: '10.0.0.2', serverErrors: 1, first503: 1 }],
  });
});

test('pairs beyond the limit are counted', () => {
  const t = trace().request('OPTIONS', { callId: 'a' }).request('OPTIONS', { callId: 'b', to: '10.0.0.3:5060' });
  expect(factsOf(t, 1)).toMatchObject({ refused: 1, pairs: [{ destination: '10.0.0.2' }] });
});
