import { describe, expect, test } from 'vitest';
import { Media } from '../../../collector/media/streams.ts';
import {
  bye,
  description,
  extended,
  receiverReport,
  senderReport,
  words,
  xrBlock,
} from '../../support/rtcp-builder.ts';
import { RtpBench } from '../../support/rtp-bench.ts';

const A = '10.0.0.1';
const B = '10.0.0.2';

/** A call from A:4000 to B:6000 whose directions have SSRC 1 and 2. */
function call(protocol = 'RTP/AVP', ...more: readonly string[]): RtpBench {
  const bench = new RtpBench()
    .announce(100, `c=IN IP4 ${A}`, `m=audio 4000 ${protocol} 0`)
    .announce(101, `c=IN IP4 ${B}`, `m=audio 6000 ${protocol} 0`, ...more);
  bench.send({ ssrc: 1, from: `${A}:4000`, to: `${B}:6000` });
  bench.send({ ssrc: 2, from: `${B}:6000`, to: `${A}:4000` });
  return bench;
}

test('a report of the sender is about what it sends, a block about what its reporter receives', () => {
  const bench = call();
  const bytes = Buffer.concat([
    senderReport(1, { packets: 50, bytes: 8000 }, { ssrc: 2, fraction: 64, lost: 7 }),
    description(1, 'a@a'),
    bye(1),
  ]);
  expect(bench.send({ bytes, from: `${A}:4001`, to: `${B}:6001` })).toBe(Media.Rtcp);
  const [fromA, fromB] = bench.streams;
  expect(fromA.rtcp).toMatchObject({
    senderReports: 1,
    packetsSent: 50,
    bytesSent: 8000,
    byes: 1,
    name: 'a@a',
    receiverReports: 0,
  });
  expect(fromB.rtcp).toMatchObject({ receiverReports: 1, fractionLost: 0.25, cumulativeLost: 7, senderReports: 0 });
});

test('of two streams with one SSRC (a relay) it is the one between the addresses of the report', () => {
  const bench = call().announce(102, `c=IN IP4 10.0.0.3`, 'm=audio 7000 RTP/AVP 0');
  bench.send({ ssrc: 1, from: `${B}:6000`, to: '10.0.0.3:7000' });
  bench.send({ bytes: receiverReport(9, { ssrc: 1, lost: 3 }), from: '10.0.0.3:7001', to: `${B}:6001` });
  expect(bench.streams.map(({ rtcp }) => rtcp?.cumulativeLost)).toEqual([undefined, undefined, 3]);
});

test('through a NAT it is the only one of its SSRC', () => {
  const bench = call();
  bench.send({ bytes: receiverReport(2, { ssrc: 1, lost: 4 }), from: '192.0.2.77:5555', to: `${A}:4001` });
  expect(bench.streams[0].rtcp?.cumulativeLost).toBe(4);
  bench.send({ bytes: receiverReport(2, { ssrc: 77, lost: 4 }), from: `${B}:6001`, to: `${A}:4001` });
  expect(bench.streams[1].rtcp).toBeUndefined();
});

describe('round trips', () => {
  test('go from the capture point to the receiver and back', () => {
    const bench = call();
    bench.send({ bytes: senderReport(1, { ntp: 0x1234_5678 }), from: `${A}:4001`, to: `${B}:6001`, at: 1000 });
    const answer = receiverReport(2, { ssrc: 1, lastReport: 0x1234_5678, delay: 65_536 });
    bench.send({ bytes: answer, from: `${B}:6001`, to: `${A}:4001`, at: 2040 });
    expect(bench.streams[0].rtcp?.roundTrip).toBeCloseTo(40_000, 0);
  });

  test('of XR go to who hears the reference time (RFC 3611 §4.4, §4.5)', () => {
    const bench = call();
    const reference = extended(2, xrBlock(4, words(0x0000_1111, 0x2222_0000)));
    bench.send({ bytes: reference, from: `${B}:6001`, to: `${A}:4001`, at: 1000 });
    const delay = extended(1, xrBlock(5, words(2, 0x1111_2222, 65_536)));
    bench.send({ bytes: delay, from: `${A}:4001`, to: `${B}:6001`, at: 2030 });
    // Who answers is A, and A receives the stream of SSRC 2.
    expect(bench.streams[1].rtcp?.roundTrip).toBeCloseTo(30_000, 0);
  });

  test('who only listens has no stream; many of them are remembered for a while', () => {
    const bench = call();
    for (let ssrc = 100; ssrc < 3000; ssrc++) {
      bench.send({ bytes: extended(ssrc, xrBlock(4, words(1, 2))), from: `${B}:6001`, to: `${A}:4001` });
    }
    bench.send({ bytes: extended(1, xrBlock(5, words(2999, 0x0001_0000, 0))), from: `${A}:4001`, to: `${B}:6001` });
    expect(bench.rtp.rtcp.packets).toBe(2901);
  });
});

test('XR about a stream is kept with it', () => {
  const bench = call();
  const metrics = Buffer.concat([words(1), Buffer.alloc(28, 10)]);
  const runs = Buffer.concat([words(1, 0x0000_0010, 0x400e_0002)]);
  bench.send({ bytes: extended(2, xrBlock(7, metrics), xrBlock(1, runs)), from: `${B}:6001`, to: `${A}:4001` });
  expect(bench.streams[0].rtcp).toMatchObject({ metrics: { rFactor: 10, mosLq: 1 }, runPackets: 16, runLost: 2 });
});

test('SRTCP is counted and not read; so is what cannot be read', () => {
  const secure = call('RTP/SAVP');
  secure.send({ bytes: receiverReport(2, { ssrc: 1, lost: 4 }), from: `${B}:6001`, to: `${A}:4001` });
  expect(secure.rtp.rtcp).toMatchObject({ packets: 1, encrypted: 1, unreadable: 0 });
  expect(secure.streams[0].rtcp).toBeUndefined();
  const plain = call();
  plain.send({ bytes: receiverReport(2, { ssrc: 1 }).subarray(0, 20), from: `${B}:6001`, to: `${A}:4001` });
  expect(plain.rtp.rtcp).toMatchObject({ packets: 1, encrypted: 0, unreadable: 1 });
});

test('a=rtcp names another port, or address, for it (RFC 3605)', () => {
  const bench = call('RTP/AVP', 'a=rtcp:53020');
  expect(bench.send({ bytes: bye(2), from: `${A}:9999`, to: `${B}:53020` })).toBe(Media.Rtcp);
  const other = call('RTP/AVP', 'a=rtcp:53020 IN IP4 10.0.0.9');
  expect(other.send({ bytes: bye(2), from: '10.9.9.9:1', to: '10.0.0.9:53020' })).toBe(Media.Rtcp);
  expect(other.send({ bytes: bye(2), from: '10.9.9.9:1', to: `${B}:53020` })).toBe(Media.None);
});
