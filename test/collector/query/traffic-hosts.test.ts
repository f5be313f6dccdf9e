import { expect, test } from 'vitest';
import { HostTraffic, TrafficHosts } from '../../../collector/query/traffic-hosts.ts';
import { CallStore } from '../../../collector/store/call-store.ts';

const store = new CallStore();
const endpoint = (lastByte: number, port: number) =>
  store.endpoints.intern(Uint8Array.from([10, 0, 0, lastByte]), 0, 4, port);

test('ports of one address are one host; what the limit refuses is counted', () => {
  const hosts = new TrafficHosts(store, 1);
  expect([hosts.of(endpoint(1, 5060)), hosts.of(endpoint(1, 5080)), hosts.of(endpoint(2, 5060))]).toEqual([0, 0, -1]);
  expect(hosts.hosts.map(host => host.address)).toEqual(['10.0.0.1']);
  expect(hosts.refused).toBe(1);
  hosts.hosts[0].lastTime = 7;
  expect([hosts.find('10.0.0.1'), hosts.find('10.0.0.2'), hosts.heard('10.0.0.1'), hosts.heard('10.0.0.2')]).toEqual([
    0, -1, 7, 0,
  ]);
});

test('IPv6 addresses are hosts too', () => {
  const bytes = Uint8Array.from([0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  const hosts = new TrafficHosts(store);
  expect([5060, 5080].map(port => hosts.of(store.endpoints.intern(bytes, 0, 16, port)))).toEqual([0, 0]);
  expect(hosts.find('2001:db8::1')).toBe(0);
});

test('the worst minute is kept, with the first 50 messages that prove it', () => {
  const host = new HostTraffic(store, endpoint(1, 5060));
  const minute = 60_000_000;
  host.noteFinal(0, 200, minute);
  host.noteFinal(1, 500, minute + 1);
  for (let row = 2; row < 62; row++) host.noteFinal(row, 503, 5 * minute + row);
  host.noteFinal(62, 504, 9 * minute);
  host.noteFinal(63, 404, 9 * minute);
  expect(host).toMatchObject({
    finals: 64,
    serverErrors: 62,
    firstFinal: 0,
    firstRequest: -1,
    first503: 2,
    count503: 60,
  });
  expect(host.worstMinute).toMatchObject({ start: 5 * minute, finals: 60, serverErrors: 60 });
  expect(host.worstMinute.messages).toHaveLength(50);
});

test('the minute that is still open counts', () => {
  const host = new HostTraffic(store, endpoint(1, 5060));
  host.noteFinal(4, 500, 60_000_000);
  expect(host.worstMinute).toEqual({ start: 60_000_000, finals: 1, serverErrors: 1, messages: [4] });
});

test('501 and 505 are about the request', () => {
  const host = new HostTraffic(store, endpoint(1, 5060));
  host.noteFinal(0, 501, 0);
  host.noteFinal(1, 505, 0);
  expect(host.serverErrors).toBe(0);
});
