import { expect, test } from 'vitest';
import { Datagram } from '../../../collector/model/packet.ts';
import { TcpStream } from '../../../collector/packet/tcp-stream.ts';
import { StreamBench } from '../../support/stream-bench.ts';
import { messageText } from '../../support/trace.ts';

const OPTIONS = messageText('OPTIONS sip:x SIP/2.0', 'OPTIONS', {});

test('both directions share one connection; a third stream of the same ports has its own', () => {
  const bench = new StreamBench();
  bench.send('client', OPTIONS);
  bench.send('server', OPTIONS);
  expect(bench.server.consumer).toBe(bench.client.consumer);
  const early = new TcpStream(3, 0, bench.server.addresses, 4, 8080, 50_000);
  early.reverse = bench.client;
  const bytes = Buffer.from(OPTIONS);
  bench.streams.push(early, Object.assign(new Datagram(), { bytes, end: bytes.length }));
  expect(early.consumer).not.toBe(bench.client.consumer);
  expect(bench.told).toHaveLength(3);
});

test('a stream that is its own other direction is one direction', () => {
  const bench = new StreamBench();
  bench.client.reverse = bench.client;
  bench.send('client', OPTIONS.slice(0, 90));
  bench.send('client', OPTIONS.slice(90));
  expect(bench.texts).toEqual([OPTIONS]);
});

test('bytes that belong to no message are told when both directions have ended', () => {
  const bench = new StreamBench();
  bench.send('client', `${OPTIONS}junk\r\n`);
  bench.send('server', `${OPTIONS}more junk\r\n`);
  bench.streams.end(bench.client);
  expect(bench.streams.skippedBytes).toBe(0);
  bench.streams.end(bench.server);
  expect(bench.streams.skippedBytes).toBe(17);
  expect(bench.client.consumer).toBeUndefined();
});

test('holes and ends of streams that gave no bytes are nothing', () => {
  const bench = new StreamBench();
  bench.gap('client', 5);
  bench.end();
  expect(bench.told).toEqual([]);
});
