import { expect, test } from 'vitest';
import { spanOfMessages, TrafficCount } from '../../../collector/query/kpi-traffic.ts';
import { atOnce } from '../../../collector/query/slices.ts';
import { EPOCH, trace } from '../../support/trace.ts';

const t = trace()
  .request('INVITE', { at: 0, fingerprint: 7 })
  .request('INVITE', { at: 1, fingerprint: 7 })
  .request('INVITE', { at: 500 })
  .request('OPTIONS', { at: 1000, callId: 'o' });

test('the span reaches from the first to the last message, or is what was asked for', () => {
  expect(atOnce(spanOfMessages(t.store, {}))).toEqual({
    isEmpty: false,
    from: EPOCH,
    to: EPOCH + 1_000_000,
    end: EPOCH + 1_000_001,
  });
  expect(atOnce(spanOfMessages(t.store, { from: 5, to: 9 }))).toEqual({ isEmpty: false, from: 5, to: 9, end: 9 });
  expect(atOnce(spanOfMessages(trace().store, { from: 5, to: 9 })).isEmpty).toBe(true);
});

test('a retransmission is a message, the same frame captured twice is one', () => {
  const span = atOnce(spanOfMessages(t.store, {}));
  const count = new TrafficCount(t.store, Uint8Array.of(1, 1), span, { first: EPOCH, length: 500_000, count: 3 });
  atOnce(count.count());
  expect(count.whole()).toEqual({
    messages: 3,
    retransmissions: 1,
    messagesPerSecond: 3,
    retransmissionRatio: 1 / 3,
  });
  expect(count.buckets().map(bucket => bucket.messages)).toEqual([1, 1, 1]);
});

test('legs that were not chosen do not count', () => {
  const span = atOnce(spanOfMessages(t.store, {}));
  const count = new TrafficCount(t.store, Uint8Array.of(0, 1), span, undefined);
  atOnce(count.count());
  expect(count.whole()).toMatchObject({ messages: 1, retransmissionRatio: 0 });
});
