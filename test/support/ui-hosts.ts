// Hosts and the ways between them, for tests of the page that shows them.

import type { HostLink, HostMap, HostNode, HostTraffic } from '../../server/wire/types.ts';

export function traffic(more: Partial<HostTraffic> = {}): HostTraffic {
  return {
    transactions: 10,
    methods: { INVITE: 6, OPTIONS: 4 },
    codes: { 200: 10 },
    unanswered: 0,
    retransmissions: 0,
    response: { count: 10, p50: 3, p95: 20, p99: 30 },
    transports: ['UDP'],
    startTime: 1_767_225_600_000_000,
    endTime: 1_767_225_700_000_000,
    ...more,
  };
}

export function host(
  key: string,
  asked: number,
  more: Partial<HostNode> = {},
  got: Partial<HostTraffic> = {},
): HostNode {
  return { key, addresses: [key], addressCount: 1, asked, got: traffic(got), ...more };
}

export function link(source: string, destination: string, more: Partial<HostLink> = {}): HostLink {
  return { source, destination, ...traffic(more), ...(more.options === undefined ? {} : { options: more.options }) };
}

/** Two phones, a proxy between, a gateway that fails. */
export function hostMap(more: Partial<HostMap> = {}): HostMap {
  const nothing = { transactions: 0, methods: {}, codes: {} };
  return {
    hosts: [
      host('10.0.0.10', 20, { name: 'sbc-1' }, { transactions: 20 }),
      host('10.0.0.1', 10, {}, nothing),
      host('10.0.0.2', 10, {}, nothing),
      host('10.0.0.9', 0, { options: 'down' }, { transactions: 20, codes: { 200: 10, 503: 4 }, unanswered: 6 }),
    ],
    links: [
      link('10.0.0.10', '10.0.0.9', { transactions: 20, codes: { 200: 10, 503: 4 }, unanswered: 6, options: 'down' }),
      link('10.0.0.1', '10.0.0.10'),
      link('10.0.0.2', '10.0.0.10', { codes: { 200: 9, 500: 1 }, transactions: 100 }),
    ],
    hostCount: 4,
    linkCount: 3,
    transactions: 40,
    ...more,
  };
}
