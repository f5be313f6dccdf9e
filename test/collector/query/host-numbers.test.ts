import { expect, test } from 'vitest';
import { HostNumbers } from '../../../collector/query/host-numbers.ts';
import { EndpointTable } from '../../../collector/store/endpoint-table.ts';

test('endpoints of one address are one host, of either family, also those that come later', () => {
  const endpoints = new EndpointTable();
  const ipv4 = (last: number, port: number): number => endpoints.intern(Uint8Array.of(10, 0, 0, last), 0, 4, port);
  const ipv6 = (last: number, port: number): number =>
    endpoints.intern(
      Uint8Array.from({ length: 16 }, (_, at) => (at === 15 ? last : 0)),
      0,
      16,
      port,
    );
  const before = [ipv4(1, 5060), ipv4(1, 5061), ipv4(2, 5060), ipv6(1, 5060), ipv6(1, 9)];
  const hosts = new HostNumbers(endpoints);
  const numbers = before.map(endpoint => hosts.of(endpoint));
  expect(numbers).toEqual([0, 0, 1, 2, 2]);
  for (let last = 3; last < 203; last++) expect(hosts.of(ipv4(last, last))).toBe(last);
  expect([hosts.of(ipv4(2, 7)), hosts.addressOf(1), hosts.addressOf(2), hosts.addressOf(150)]).toEqual([
    1,
    '10.0.0.2',
    '::1',
    '10.0.0.150',
  ]);
  // As addresses count, not as texts do.
  expect(hosts.compare(9, 99)).toBeLessThan(0);
  expect(hosts.compare(2, 0)).toBeGreaterThan(0);
});

test('a host has a number when somebody asked for it; then it is found by endpoint and by address', () => {
  const endpoints = new EndpointTable();
  const [one, two] = [5060, 5080].map(port => endpoints.intern(Uint8Array.of(10, 0, 0, 7), 0, 4, port));
  const hosts = new HostNumbers(endpoints, 1);
  expect([hosts.peek(one), hosts.find('10.0.0.7'), hosts.count]).toEqual([-1, -1, 0]);
  expect(hosts.of(one)).toBe(0);
  expect([hosts.peek(two), hosts.find('10.0.0.7'), hosts.find('10.0.0.8'), hosts.count]).toEqual([0, 0, -1, 1]);
  const later = endpoints.intern(Uint8Array.of(10, 0, 0, 8), 0, 4, 1);
  expect([hosts.peek(later), hosts.of(later), hosts.find('10.0.0.8')]).toEqual([-1, 1, 1]);
});
