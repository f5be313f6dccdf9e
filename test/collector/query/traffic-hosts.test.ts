import { expect, test } from 'vitest';
import { TrafficHosts } from '../../../collector/query/traffic-hosts.ts';
import { CallStore } from '../../../collector/store/call-store.ts';
import { EPOCH, trace } from '../../support/trace.ts';

const store = new CallStore();
const endpoint = (lastByte: number, port: number) =>
  store.endpoints.intern(Uint8Array.from([10, 0, 0, lastByte]), 0, 4, port);
const MINUTE = 60_000_000;

test('ports of one address are one host; what the limit refuses is counted', () => {
  const hosts = new TrafficHosts(store, 1);
  expect([hosts.of(endpoint(1, 5060)), hosts.of(endpoint(1, 5080)), hosts.of(endpoint(2, 5060))]).toEqual([0, 0, -1]);
  expect([hosts.count, hosts.addressOf(0), hosts.refused]).toEqual([1, '10.0.0.1', 1]);
  expect([hosts.find('10.0.0.1'), hosts.find('10.0.0.2')]).toEqual([0, -1]);
});

test('when a host sent something last, as far as messages have come', () => {
  const t = trace().request('REGISTER', { at: 0 }).response(200, 'REGISTER', { at: 30 });
  const hosts = new TrafficHosts(t.store);
  const heard = () => ['10.0.0.1', '10.0.0.2', '10.0.0.3'].map(address => hosts.heard(address));
  expect(heard()).toEqual([EPOCH, EPOCH + 30_000, 0]);
  t.request('REGISTER', { cseq: 2, at: 500 });
  expect(heard()).toEqual([EPOCH + 500_000, EPOCH + 30_000, 0]);
});

test('IPv6 addresses are hosts too', () => {
  const bytes = Uint8Array.from([0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  const hosts = new TrafficHosts(store);
  expect([5060, 5080].map(port => hosts.of(store.endpoints.intern(bytes, 0, 16, port)))).toEqual([0, 0]);
  expect(hosts.find('2001:db8::1')).toBe(0);
});

test('the worst minute is kept, with the first 50 messages that prove it', () => {
  const hosts = new TrafficHosts(store);
  const host = hosts.of(endpoint(1, 5060));
  hosts.noteFinal(host, 0, 200, MINUTE);
  hosts.noteFinal(host, 1, 500, MINUTE + 1);
  for (let row = 2; row < 62; row++) hosts.noteFinal(host, row, 503, 5 * MINUTE + row);
  hosts.noteFinal(host, 62, 504, 9 * MINUTE);
  hosts.noteFinal(host, 63, 404, 9 * MINUTE);
  const [facts] = hosts.failing();
  expect(facts).toMatchObject({
    finals: 64,
    serverErrors: 62,
    firstFinal: 0,
    firstRequest: -1,
    first503: 2,
    count503: 60,
    worstMinute: { start: 5 * MINUTE, finals: 60, serverErrors: 60 },
  });
  expect(facts?.worstMinute.messages).toHaveLength(50);
});

test('the minute that is still open counts, with what was well in it', () => {
  const hosts = new TrafficHosts(store);
  const host = hosts.of(endpoint(1, 5060));
  hosts.noteFinal(host, 3, 200, MINUTE);
  hosts.noteFinal(host, 4, 500, MINUTE);
  expect(hosts.failing()[0]?.worstMinute).toEqual({ start: MINUTE, finals: 2, serverErrors: 1, messages: [4] });
});

test('501 and 505 are about the request', () => {
  const hosts = new TrafficHosts(store);
  const host = hosts.of(endpoint(1, 5060));
  hosts.noteFinal(host, 0, 501, 0);
  hosts.noteFinal(host, 1, 505, 0);
  expect(hosts.failing()).toEqual([]);
});

test('the busiest hosts come first, the earlier one of two alike', () => {
  const hosts = new TrafficHosts(store);
  const numbers = Array.from({ length: 2000 }, (_, i) =>
    hosts.of(store.endpoints.intern(Uint8Array.from([10, 1, i >> 8, i & 255]), 0, 4, 5060)),
  );
  for (const at of [1500, 7, 7, 1500, 3]) hosts.noteFinal(numbers[at], at, 200, MINUTE);
  expect(hosts.busiest(3).map(host => [host.address, host.finals])).toEqual([
    ['10.1.0.7', 2],
    ['10.1.5.220', 2],
    ['10.1.0.3', 1],
  ]);
});
