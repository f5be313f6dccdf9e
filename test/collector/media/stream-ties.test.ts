import { describe, expect, test } from 'vitest';
import { mainRun } from '../../../collector/media/stream.ts';
import { Phase } from '../../../collector/media/stream-ties.ts';
import { Media } from '../../../collector/media/streams.ts';
import { RtpBench } from '../../support/rtp-bench.ts';

// Rows 100 to 199 are messages of leg 1, rows 200 to 299 of leg 2.
const X = ['c=IN IP4 10.0.0.2', 'm=audio 6000 RTP/AVP 0'];
const Y = ['c=IN IP4 10.0.0.1', 'm=audio 4000 RTP/AVP 0'];
const TO_X = { from: '10.0.0.1:4000', to: '10.0.0.2:6000', ssrc: 1 };
const TO_Y = { from: '10.0.0.2:6000', to: '10.0.0.1:4000', ssrc: 2 };

const facts = (bench: RtpBench): unknown[] =>
  bench.streams.map(({ announcedBy, legs, statistics }) => [announcedBy, [...legs], statistics.packets]);

describe('RTP before its SDP', () => {
  test('is tied when the SDP comes, with all its packets', () => {
    const bench = new RtpBench();
    bench.sendMany(20, TO_X);
    expect(bench.streams).toEqual([]);
    bench.announce(100, ...X);
    bench.sendMany(5, { ...TO_X, sequence: 21 });
    expect(facts(bench)).toEqual([[100, [1], 25]]);
    expect([...bench.rtp.withoutSignalling()]).toEqual([]);
  });

  test('of fewer packets than prove it comes with the next one', () => {
    const bench = new RtpBench();
    expect(bench.sendMany(3, TO_X)).toEqual([Media.None, Media.None, Media.None]);
    bench.announce(100, ...X);
    bench.send({ ...TO_X, sequence: 4, timestamp: 640 });
    expect(facts(bench)).toEqual([[100, [1], 4]]);
    expect(bench.rtp).toMatchObject({ recovered: 3, packets: 4 });
  });

  test('has the clock and codec that the SDP says from then on', () => {
    const bench = new RtpBench();
    bench.sendMany(10, { ...TO_X, payloadType: 97 });
    bench.announce(100, X[0], 'm=audio 6000 RTP/AVP 97', 'a=rtpmap:97 opus/48000/2');
    expect(mainRun(bench.streams[0]).format).toMatchObject({ name: 'opus', clockHz: 48_000 });
    expect(bench.streams[0].statistics.clockHz).toBe(48_000);
  });

  test('that stopped long before is not that of the call: a new stream begins', () => {
    const bench = new RtpBench();
    bench.sendMany(10, TO_X);
    bench.clock += 10_000;
    bench.announce(100, ...X);
    bench.sendMany(4, { ...TO_X, sequence: 11 });
    expect(facts(bench)).toEqual([[100, [1], 4]]);
    expect([...bench.rtp.withoutSignalling()]).toMatchObject([{ statistics: { packets: 10 }, announcedBy: -1 }]);
  });
});

describe('a port that a later call uses again', () => {
  test('begins a new stream with the same SSRC; the old one keeps its call', () => {
    const bench = new RtpBench().announce(100, ...X);
    bench.sendMany(10, TO_X);
    bench.phases.set(1, Phase.Over);
    bench.announce(200, ...X);
    bench.sendMany(5, { ...TO_X, sequence: 500 });
    expect(facts(bench)).toEqual([
      [100, [1], 10],
      [200, [2], 5],
    ]);
    expect(bench.rtp.ofLeg(1)).toHaveLength(1);
  });

  test('the same when the end of the first call was not seen, and nothing flowed for half a minute', () => {
    const bench = new RtpBench().announce(100, ...X);
    bench.sendMany(10, TO_X);
    bench.clock += 40_000;
    bench.announce(200, ...X);
    bench.send({ ...TO_X, sequence: 500 });
    expect(facts(bench)).toEqual([
      [100, [1], 10],
      [200, [2], 1],
    ]);
  });

  test('what still flows for the first call stays with it', () => {
    const bench = new RtpBench().announce(100, ...X);
    bench.clock = 60_000;
    bench.sendMany(10, TO_X);
    bench.announce(200, ...X);
    bench.sendMany(10, { ...TO_X, sequence: 11 });
    expect(facts(bench)).toEqual([[100, [1], 20]]);
  });

  test('RTP after the call ended stays with it', () => {
    const bench = new RtpBench().announce(100, ...X);
    bench.sendMany(3, TO_X);
    bench.phases.set(1, Phase.Over);
    bench.sendMany(3, { ...TO_X, sequence: 4 });
    expect(facts(bench)).toEqual([[100, [1], 6]]);
  });
});

describe('a B2BUA that leaves the media alone', () => {
  test('makes both directions streams of both legs, those of the first leg first', () => {
    const bench = new RtpBench();
    bench.phases.set(1, Phase.Open).set(2, Phase.Open);
    // Offer and answer of leg 1 and leg 2: the offer comes to leg 1 first, the answer to leg 2.
    bench
      .announce(100, ...Y)
      .announce(200, ...Y)
      .announce(201, ...X)
      .announce(101, ...X);
    bench.sendMany(5, TO_X);
    bench.sendMany(5, TO_Y);
    expect(facts(bench)).toEqual([
      [101, [1, 2], 5],
      [100, [1, 2], 5],
    ]);
    expect([bench.rtp.ofLeg(1).length, bench.rtp.ofLeg(2).length]).toEqual([2, 2]);
  });

  test('a stream that flowed already learns of the second leg', () => {
    const bench = new RtpBench();
    bench.phases.set(1, Phase.Open).set(2, Phase.Open);
    bench.announce(200, ...Y);
    bench.sendMany(5, TO_Y);
    bench.announce(100, ...Y);
    expect(facts(bench)).toEqual([[200, [2, 1], 5]]);
  });

  test('a call that nobody answered is no leg of what another one has on the same port', () => {
    const bench = new RtpBench();
    bench.phases.set(1, Phase.Open).set(2, Phase.Open);
    bench
      .announce(100, ...Y)
      .announce(200, ...Y)
      .announce(201, ...X);
    bench.sendMany(5, TO_X);
    bench.sendMany(5, TO_Y);
    expect(facts(bench)).toEqual([
      [201, [2], 5],
      [200, [2], 5],
    ]);
  });

  test('a route that failed before is no leg of it', () => {
    const bench = new RtpBench();
    bench.phases.set(1, Phase.Open).set(2, Phase.Open);
    bench.announce(200, ...Y).announce(100, ...Y);
    bench.phases.set(2, Phase.Over);
    bench.sendMany(5, TO_Y);
    expect(facts(bench)).toEqual([[100, [1], 5]]);
  });
});

describe('payload types', () => {
  const offer = [Y[0], 'm=audio 4000 RTP/AVP 97', 'a=rtpmap:97 opus/48000/2'];
  const answer = [X[0], 'm=audio 6000 RTP/AVP 97', 'a=rtpmap:97 iLBC/8000'];

  test('mean what the receiver announced (RFC 3264 §5.1)', () => {
    const bench = new RtpBench().announce(100, ...offer).announce(101, ...answer);
    bench.send({ ...TO_X, payloadType: 97 });
    bench.send({ ...TO_Y, payloadType: 97 });
    expect(bench.streams.map(stream => mainRun(stream).format.name)).toEqual(['iLBC', 'opus']);
  });

  test('mean what its SDP says when the receiver is behind a NAT', () => {
    const bench = new RtpBench().announce(100, ...offer).announce(101, ...answer);
    bench.peers.set(101, 100);
    bench.send({ ...TO_Y, to: '192.0.2.77:9999', payloadType: 97 });
    expect(bench.streams.map(stream => [stream.tiedBy, mainRun(stream).format.name])).toEqual([[2, 'opus']]);
    const alone = new RtpBench().announce(101, ...answer);
    alone.send({ ...TO_Y, to: '192.0.2.77:9999', payloadType: 97 });
    expect(mainRun(alone.streams[0]).format.name).toBe('iLBC');
  });

  test('that a re-INVITE gives another meaning are counted apart', () => {
    const bench = new RtpBench().announce(101, ...answer);
    bench.sendMany(3, { ...TO_X, payloadType: 97 });
    bench.announce(102, X[0], 'm=audio 6000 RTP/AVP 97', 'a=rtpmap:97 speex/16000');
    bench.sendMany(4, { ...TO_X, payloadType: 97, sequence: 4 });
    expect(bench.streams[0].payloadTypes.map(({ format, packets }) => [format.name, packets])).toEqual([
      ['iLBC', 3],
      ['speex', 4],
    ]);
    expect(bench.streams[0].statistics.clockHz).toBe(16_000);
  });

  test('a secure profile makes a stream encrypted', () => {
    const bench = new RtpBench().announce(100, X[0], 'm=audio 6000 RTP/SAVP 0');
    bench.send(TO_X);
    expect(bench.streams[0].encrypted).toBe(true);
  });
});

test('an endpoint with thousands of streams is looked at in bounds', () => {
  const bench = new RtpBench().announce(100, ...X);
  for (let ssrc = 1; ssrc < 2000; ssrc++) bench.send({ ...TO_X, ssrc });
  bench.phases.set(1, Phase.Over);
  for (let row = 200; row < 300; row++) bench.announce(row, ...X);
  bench.send({ ...TO_X, ssrc: 1999, sequence: 2 });
  expect(bench.streams).toHaveLength(2000);
});

test('whether its first payload type is listed is known when the receiver announced it', () => {
  const bench = new RtpBench().announce(100, ...X).announce(101, ...Y);
  bench.send({ ...TO_X, payloadType: 0 });
  bench.send({ ...TO_Y, payloadType: 8 });
  // Behind NAT the receiver is known by its SDP alone: one has to look.
  bench.send({ from: '10.0.0.1:4000', to: '192.0.2.9:7777', ssrc: 3 });
  expect(bench.streams.map(({ isListed }) => isListed)).toEqual([true, false, false]);
});
