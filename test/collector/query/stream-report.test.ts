import { describe, expect, test } from 'vitest';
import { reportStream } from '../../../collector/query/stream-report.ts';
import { receiverReport, senderReport } from '../../support/rtcp-builder.ts';
import { AUDIO, streamSources } from '../../support/stream-sources.ts';

test('a stream names its codec and its call, and what share of it was lost', async () => {
  const { bench, sources } = await streamSources();
  bench.announce(0, AUDIO[0], 'm=audio 6000 RTP/AVP 96 13', 'a=rtpmap:96 opus/48000/2');
  bench.send({ sequence: 0, payloadType: 13 });
  // Nine more numbers, of which 2 and 3 never came and 9 came twice.
  for (const [i, sequence] of [1, 4, 5, 6, 7, 8, 9, 9].entries()) {
    bench.send({ sequence, timestamp: sequence * 960, payloadType: 96, at: 20 + i * 20, payload: Buffer.alloc(80) });
  }
  expect(reportStream(sources, bench.streams[0])).toEqual({
    id: 'c:0',
    index: 0,
    ssrc: 7,
    source: '10.0.0.1:4000',
    destination: '10.0.0.2:6000',
    leg: 0,
    legs: [0],
    announcedBy: 0,
    tiedBy: 'destination',
    payloadType: 96,
    payloadTypes: [
      { payloadType: 13, codec: 'CN', packets: 1 },
      { payloadType: 96, codec: 'opus', packets: 8 },
    ],
    clockHz: 48_000,
    codec: 'opus',
    callId: 'call-1',
    packets: 9,
    bytes: 160 + 8 * 80,
    lost: 2,
    lostPercent: 20,
    late: 0,
    duplicates: 1,
    reordered: 0,
    jitterMean: expect.any(Number),
    jitterMax: expect.any(Number),
    deltaMax: 20,
    deltaMean: 20,
    bursts: 1,
    burstDensity: 1,
    longestLoss: 2,
    marked: 0,
    restarts: 0,
    startTime: 0,
    endTime: 160_000,
    encrypted: false,
    dtmf: '',
  });
});

test('one that nobody announced has no call', async () => {
  const { bench, sources } = await streamSources();
  bench.sendMany(6);
  const report = reportStream(sources, [...bench.rtp.withoutSignalling()][0]);
  expect(report).toMatchObject({ callId: '', tiedBy: 'none', codec: 'PCMU' });
  expect(Object.keys(report)).not.toContain('leg');
});

test('keys are told in order, without the flash hook', async () => {
  const { bench, sources } = await streamSources();
  bench.announce(0, AUDIO[0], 'm=audio 6000 RTP/AVP 0 101', 'a=rtpmap:101 telephone-event/8000');
  for (const [i, event] of [1, 16, 11].entries()) {
    bench.send({ sequence: i, timestamp: i * 1600, payloadType: 101, payload: Buffer.from([event, 0x80, 3, 32]) });
  }
  expect(reportStream(sources, bench.streams[0]).dtmf).toBe('1#');
});

describe('what RTCP told', () => {
  test('is in units of people, and makes the delay of the estimate', async () => {
    const { bench, sources } = await streamSources();
    bench.announce(0, ...AUDIO);
    bench.sendMany(50);
    bench.send({
      bytes: senderReport(7, { ntp: 0x0001_0001, packets: 51, bytes: 8160 }),
      from: '10.0.0.1:4001',
      to: '10.0.0.2:6001',
      at: 2000,
    });
    const answer = receiverReport(9, {
      ssrc: 7,
      fraction: 64,
      lost: 1,
      jitter: 80,
      lastReport: 0x0001_0001,
      delay: 65_536,
    });
    bench.send({ bytes: answer, from: '10.0.0.2:6001', to: '10.0.0.1:4001', at: 3100 });
    const report = reportStream(sources, bench.streams[0]);
    expect(report.rtcp).toEqual({
      senderReports: 1,
      receiverReports: 1,
      packetsSent: 51,
      bytesSent: 8160,
      fractionLost: 0.25,
      cumulativeLost: 1,
      jitter: 10,
      roundTrip: 100,
      roundTripMax: 100,
      byes: 0,
    });
    expect(report.mosInputs?.delay).toBe(50 + 60 + 25);
  });
});
