// The hot path of RTP: what it counts is told by stream-statistics.test.ts; here, that a packet makes nothing.
import { expect, test } from 'vitest';
import { countPacket, JITTER_BUFFER, setClock } from '../../../collector/media/count-packet.ts';
import { LATE, PACKETS, PacketInHand, ROW_WORDS, StreamRows } from '../../../collector/media/stream-rows.ts';
import { SeriesBudget } from '../../../collector/media/stream-series.ts';
import { bytesATurn } from '../../support/bytes-a-turn.ts';
import { datagramOf, RtpBench, rtpPacket } from '../../support/rtp-bench.ts';

test('rows are counted apart', () => {
  const rows = new StreamRows(4);
  const budget = new SeriesBudget();
  const packet = new PacketInHand();
  for (const row of [rows.add(), rows.add()]) setClock(rows, row, 8000);
  for (let i = 0; i < 10; i++) {
    packet.arrival = 1e15 + i * 20_000 + (i === 9 ? JITTER_BUFFER + 1 : 0);
    packet.sequence = i;
    packet.timestamp = i * 160;
    countPacket(rows, i % 5 === 4 ? 1 : 0, packet, budget);
  }
  const words = [0, 1].map(row => [PACKETS, LATE].map(field => rows.words[row * ROW_WORDS + field]));
  expect(words).toEqual([
    [8, 0],
    [2, 1],
  ]);
});

test('packets of a known stream cost no memory', () => {
  const bench = new RtpBench().announce(1, 'c=IN IP4 10.0.0.2', 'm=audio 6000 RTP/AVP 0');
  const d = datagramOf(rtpPacket({}), '10.0.0.1:4000', '10.0.0.2:6000');
  let sent = 0;
  const least = bytesATurn(() => {
    sent++;
    // 50,000 a second, so that few slices of the series come between.
    d.timeMicros = 1_700_000_000_000_000 + sent * 20;
    d.frameOffset = 5_000_000_000 + sent;
    d.bytes.writeUInt16BE(sent & 0xffff, 2);
    d.bytes.writeUInt32BE(sent * 160, 4);
    bench.rtp.see(d);
  });
  expect(least).toBeLessThan(1);
  expect(bench.streams[0].statistics).toMatchObject({ packets: sent, lost: 0 });
  expect(bench.streams[0].lastFrameOffset).toBe(5_000_000_000 + sent);
});
