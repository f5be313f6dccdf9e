import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Capture } from '../../../collector/capture.ts';
import type { HostMap, HostMapQuery } from '../../../collector/model/host-map.ts';
import {
  FIXTURES,
  readCapture,
  readSource,
  type SipRecord,
  sipCapture,
  temporaryFile,
} from '../../support/captures.ts';
import { EPOCH, messageText } from '../../support/trace.ts';

const A = '10.0.0.1:5060';
const PROXY = '10.0.0.2:5060';
const B = '10.0.0.3:5060';

const ask = (method: string, callId: string, at: number, from = A, to = PROXY): SipRecord => ({
  text: messageText(`${method} sip:b SIP/2.0`, method, { callId }),
  at,
  from,
  to,
});
const answer = (code: number, method: string, callId: string, at: number, from = PROXY, to = A): SipRecord => ({
  text: messageText(`SIP/2.0 ${code} X`, method, { callId, toTag: 'b' }),
  at,
  from,
  to,
});
const mapOf = (capture: Capture, query: Partial<HostMapQuery> = {}): Promise<HostMap> =>
  capture.answers.hostMap({ by: 'address', hosts: 99, links: 99, ...query });

test('each way has its methods, codes, repetitions and times to the first response', async () => {
  const capture = await sipCapture([
    ask('OPTIONS', 'o1', 0),
    ask('OPTIONS', 'o1', 500),
    answer(200, 'OPTIONS', 'o1', 510),
    ask('OPTIONS', 'o2', 1000),
    answer(404, 'OPTIONS', 'o2', 1020),
    ask('MESSAGE', 'm', 2000, B, PROXY),
    ask('MESSAGE', 'later', 60_000, B, PROXY),
  ]);
  const { links, hosts, hostCount, linkCount, transactions } = await mapOf(capture);
  expect([hostCount, linkCount, transactions]).toEqual([3, 2, 4]);
  expect(links[0]).toMatchObject({
    source: '10.0.0.1',
    destination: '10.0.0.2',
    transactions: 2,
    methods: { OPTIONS: 2 },
    codes: { 200: 1, 404: 1 },
    retransmissions: 1,
    unanswered: 0,
    response: { count: 2, p50: 20, p95: 510 },
    options: 'up',
  });
  expect(links[1]).toMatchObject({ source: '10.0.0.3', methods: { MESSAGE: 2 }, codes: {}, unanswered: 1 });
  expect(hosts[0]).toMatchObject({ key: '10.0.0.2', asked: 0, options: 'up', got: { transactions: 4, unanswered: 1 } });
});

test('a transaction known by its response alone counts for who asked, without a time to answer', async () => {
  const { links } = await mapOf(await sipCapture([answer(200, 'OPTIONS', 'o', 0)]));
  expect(links).toMatchObject([{ source: '10.0.0.1', destination: '10.0.0.2', response: { count: 0 } }]);
});

test('a range of time counts what began in it, the end left out', async () => {
  const capture = await sipCapture([ask('OPTIONS', 'a', 0), ask('OPTIONS', 'b', 1000), ask('OPTIONS', 'c', 2000)]);
  const { transactions } = await mapOf(capture, { from: EPOCH + 1_000_000, to: EPOCH + 2_000_000 });
  expect(transactions).toBe(1);
});

test('the busiest hosts are told of, and how many there are', async () => {
  const many = Array.from({ length: 20 }, (_, i) => ask('OPTIONS', `o${i}`, i, `10.0.1.${i % 19}:5060`));
  const { hosts, links, hostCount, linkCount } = await mapOf(await sipCapture(many), { hosts: 3, links: 1 });
  expect(hosts.map(host => host.key)).toEqual(['10.0.0.2', '10.0.1.0', '10.0.1.1']);
  expect(links.map(link => link.source)).toEqual(['10.0.1.0']);
  expect([hostCount, linkCount]).toEqual([20, 19]);
});

test('hosts are told apart by port, by address, or by the names that the user gave', async () => {
  const path = join(FIXTURES, 'basic-call-proxy.pcap');
  const byPort = await mapOf(await readCapture(path), { by: 'endpoint' });
  expect(byPort.hosts.map(host => host.key)).toContain('10.10.0.10:5060');
  const aliasFile = temporaryFile(Buffer.from('10.10.0.0/16 site\n10.10.0.10 edge\n'), 'aliases');
  const named = await mapOf(await readSource({ paths: [path], aliasFile }), { by: 'alias' });
  expect(named.hosts.map(host => host.key).sort()).toEqual(['edge', 'site']);
  expect(named.hosts.find(host => host.key === 'site')?.addressCount).toBe(2);
});
