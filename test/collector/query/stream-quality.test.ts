import { expect, test } from 'vitest';
import { streamQuality } from '../../../collector/query/stream-quality.ts';
import { receiverReport, senderReport } from '../../support/rtcp-builder.ts';
import { AUDIO, streamSources } from '../../support/stream-sources.ts';

test('what was lost and what came too late counts', async () => {
  const { bench } = await streamSources();
  bench.announce(0, ...AUDIO);
  for (let i = 0; i < 100; i++) {
    if (i === 50) continue;
    bench.send({ sequence: i, timestamp: i * 160, at: i * 20 + (i === 70 ? 90 : 0) });
  }
  expect(streamQuality(bench.rtp, bench.streams[0])?.inputs.lossPercent).toBe(2);
});

test('the way of both directions is the whole way', async () => {
  const { bench } = await streamSources();
  bench.announce(0, ...AUDIO).announce(0, 'c=IN IP4 10.0.0.1', 'm=audio 4000 RTP/AVP 0');
  const [a, b] = ['10.0.0.1', '10.0.0.2'];
  bench.sendMany(5, { ssrc: 1, from: `${a}:4000`, to: `${b}:6000` });
  bench.sendMany(5, { ssrc: 2, from: `${b}:6000`, to: `${a}:4000` });
  const rtcp = (bytes: Buffer, from: string, to: string, at: number): unknown =>
    bench.send({ bytes, from: `${from}:${from === a ? 4001 : 6001}`, to: `${to}:${to === a ? 4001 : 6001}`, at });
  rtcp(senderReport(1, { ntp: 0x10001 }), a, b, 1000);
  rtcp(receiverReport(2, { ssrc: 1, lastReport: 0x10001 }), b, a, 1060);
  rtcp(senderReport(2, { ntp: 0x20002 }), b, a, 2000);
  rtcp(receiverReport(1, { ssrc: 2, lastReport: 0x20002 }), a, b, 2040);
  for (const stream of bench.streams) expect(streamQuality(bench.rtp, stream)?.inputs.delay).toBe(50 + 60 + 25);
});

test('a codec without published values has none', async () => {
  const { bench } = await streamSources();
  bench.announce(0, AUDIO[0], 'm=audio 6000 RTP/AVP 96', 'a=rtpmap:96 opus/48000/2');
  bench.sendMany(5, { payloadType: 96 });
  expect(streamQuality(bench.rtp, bench.streams[0])).toBeUndefined();
});
