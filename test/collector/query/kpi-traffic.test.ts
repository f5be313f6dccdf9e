import { expect, test } from 'vitest';
import { KeptTraffic, TrafficCount } from '../../../collector/query/kpi-traffic.ts';
import { atOnce } from '../../../collector/query/slices.ts';
import { TimeBuckets } from '../../../collector/query/time-buckets.ts';
import { EPOCH, trace } from '../../support/trace.ts';

const t = trace()
  .request('INVITE', { at: 0, fingerprint: 7 })
  .request('INVITE', { at: 1, fingerprint: 7 })
  .request('INVITE', { at: 500 })
  .request('OPTIONS', { at: 1000, callId: 'o' });

const spanOf = (store = t.store, query = {}) => atOnce(new KeptTraffic(store).span(query));

test('the span reaches from the first to the last message, or is what was asked for', () => {
  expect(spanOf()).toEqual({ isEmpty: false, from: EPOCH, to: EPOCH + 1_000_000, end: EPOCH + 1_000_001 });
  expect(spanOf(t.store, { from: 5, to: 9 })).toEqual({ isEmpty: false, from: 5, to: 9, end: 9 });
  expect(spanOf(trace().store, { from: 5, to: 9 }).isEmpty).toBe(true);
});

test('a retransmission is a message, the same frame captured twice is one', () => {
  const bucket = new TimeBuckets(EPOCH, EPOCH + 1_000_000, 500_000);
  const count = new TrafficCount(t.store, { span: spanOf(), bucket });
  atOnce(count.count());
  expect(count.whole(1_000_000)).toEqual({
    messages: 3,
    retransmissions: 1,
    messagesPerSecond: 3,
    retransmissionRatio: 1 / 3,
  });
  expect(count.buckets(bucket).map(({ messages }) => messages)).toEqual([1, 1, 1]);
});

test('legs that were not chosen do not count, nor does what lies outside the span', () => {
  const count = new TrafficCount(t.store, { chosen: Uint8Array.of(0, 1), span: spanOf() });
  atOnce(count.count());
  expect(count.whole(0)).toMatchObject({ messages: 1, retransmissionRatio: 0 });
  const early = new TrafficCount(t.store, { span: spanOf(t.store, { from: EPOCH, to: EPOCH + 500_000 }) });
  atOnce(early.count());
  expect(early.whole(0).messages).toBe(1);
});

test('what is kept goes on with later messages, in more buckets, and begins anew when an earlier one comes', () => {
  const growing = trace().request('OPTIONS', { at: 1000, callId: 'a' });
  const kept = new KeptTraffic(growing.store);
  const messages = (): number[] => {
    const { from, to } = atOnce(kept.span({}));
    const bucket = new TimeBuckets(from, to, 1000);
    return atOnce(kept.count(bucket))
      .buckets(bucket)
      .flatMap(one => one.messages || []);
  };
  expect(messages()).toEqual([1]);
  growing.request('OPTIONS', { at: 3000, callId: 'b' });
  expect(messages()).toEqual([1, 1]);
  expect(atOnce(kept.count(undefined)).whole(0).messages).toBe(2);
  growing.request('OPTIONS', { at: 500, callId: 'c' }).request('OPTIONS', { at: 500, callId: 'd' });
  expect(messages()).toEqual([2, 1, 1]);
});

test('two questions at once count each message once, and nothing behind the last one', () => {
  const kept = new KeptTraffic(t.store);
  const spans = [kept.span({}), kept.span({})];
  for (const span of spans) span.next();
  expect(spanOf(t.store)).toEqual(atOnce(kept.span({})));
  const counts = [kept.count(undefined), kept.count(undefined)];
  for (const count of counts) count.next();
  for (const count of counts) atOnce(count);
  expect(atOnce(kept.count(undefined)).whole(0).messages).toBe(3);
});
