import { expect, test } from 'vitest';
import { StreamStatistics } from '../../../collector/media/stream-statistics.ts';
import { reportStream } from '../../../collector/query/stream-report.ts';
import { callSources } from '../../support/call-sources.ts';
import { pcap } from '../../support/pcap-builder.ts';
import { trace } from '../../support/trace.ts';

const SDP = 'm=audio 4000 RTP/AVP 96\r\na=rtpmap:96 opus/48000/2\r\n';

test('a stream names its codec and its call, and what share of it was lost', async () => {
  const t = trace().request('INVITE', { body: SDP });
  const content = pcap([{ bytes: Buffer.from(SDP) }]);
  t.store.messages.offset[0] = content.indexOf('m=audio');
  t.store.messages.length[0] = SDP.length;
  const statistics = new StreamStatistics(48_000);
  // Ten numbers, of which 2 and 3 never came and 9 came twice.
  [0, 1, 4, 5, 6, 7, 8, 9, 9].forEach((sequence, i) => {
    statistics.see(i * 20_000, sequence, sequence * 960, 80, 0);
  });
  const run = { payloadType: 96, packets: 9 };
  const stream = {
    index: 3,
    ssrc: 5,
    source: 0,
    destination: 1,
    announcedBy: 0,
    tiedBy: 1,
    payloadTypes: [{ payloadType: 13, packets: 0 }, run],
    current: run,
    firstSegment: 0,
    firstFrameOffset: 0,
    lastSegment: 0,
    lastFrameOffset: 0,
    statistics,
  };
  const report = reportStream({ ...(await callSources(t, content)), streams: [stream] }, stream);
  expect(report).toMatchObject({
    id: 'c:3',
    index: 3,
    ssrc: 5,
    leg: 0,
    announcedBy: 0,
    tiedBy: 'destination',
    payloadType: 96,
    payloadTypes: [
      { payloadType: 13, codec: 'CN', packets: 0 },
      { payloadType: 96, codec: 'opus', packets: 9 },
    ],
    clockHz: 48_000,
    bytes: 720,
    longestLoss: 2,
    encrypted: false,
    codec: 'opus',
    callId: 'call-1',
    source: '10.0.0.1:5060',
    destination: '10.0.0.2:5060',
    packets: 9,
    lost: 2,
    lostPercent: 20,
    duplicates: 1,
    startTime: 0,
    endTime: 160_000,
  });
});
