import { expect, test } from 'vitest';
import { HostNumbers } from '../../../collector/query/host-numbers.ts';
import { TrafficPairs } from '../../../collector/query/traffic-pairs.ts';
import { CallStore } from '../../../collector/store/call-store.ts';
import { trace } from '../../support/trace.ts';

const store = new CallStore();
const hosts = new HostNumbers(store.endpoints);
for (let i = 0; i < 100; i++) hosts.of(store.endpoints.intern(Uint8Array.from([10, 0, 0, i]), 0, 4, 5060));

test('a pair is by who asks whom, and the same one each time', () => {
  const pairs = new TrafficPairs(store, hosts);
  const pair = pairs.of(1, 2);
  expect(pairs.of(1, 2)).toBe(pair);
  expect(pairs.of(2, 1)).not.toBe(pair);
  expect(pair).toMatchObject({ source: '10.0.0.1', destination: '10.0.0.2', firstRequest: -1, firstResponse: -1 });
  expect([pairs.find(5, 6), pairs.find(2, -1), pairs.find(-1, 2)]).toEqual([undefined, undefined, undefined]);
});

test('thousands of pairs are found again after the slots grew', () => {
  const pairs = new TrafficPairs(store, hosts);
  for (let from = 0; from < 100; from++) for (let to = 0; to < 100; to++) pairs.of(from, to);
  expect(pairs.pairs).toHaveLength(10_000);
  expect(pairs.find(77, 33)).toMatchObject({ from: 77, to: 33 });
});

test('pairs beyond the limit are counted', () => {
  const pairs = new TrafficPairs(store, hosts, 1);
  pairs.of(1, 2);
  expect(pairs.of(3, 4)).toBeUndefined();
  expect(pairs.refused).toBe(1);
});

test('quiet counts from the first message on', () => {
  const pair = new TrafficPairs(store, hosts).of(1, 2);
  for (const time of [1000, 1500, 1400, 9000]) pair?.noteTime(time);
  expect(pair).toMatchObject({ longestQuiet: 7500, lastTime: 9000 });
});

test('of many probes the latest 5000 are told', () => {
  const t = trace().request('OPTIONS');
  const pair = new TrafficPairs(t.store, hosts).of(1, 2);
  for (let i = 0; i < 12_000; i++) pair?.noteProbe(0);
  expect(pair?.probes()).toHaveLength(5000);
});
