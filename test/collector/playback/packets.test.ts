import { describe, expect, test } from 'vitest';
import { partsOf, type ReplayedStream, readPackets } from '../../../collector/playback/packets.ts';
import { sourcesOf } from '../../support/heard.ts';
import { callCapture, MEDIA_START, rtpPackets } from '../../support/rtp-call.ts';

const SECOND = 1_000_000;
const END = Number.MAX_SAFE_INTEGER;

function stream(more: Partial<ReplayedStream> = {}): ReplayedStream {
  const times = { startTime: 100 * SECOND, endTime: 200 * SECOND };
  const places = { firstSegment: 1, firstFrameOffset: 500, lastSegment: 1 };
  return { ssrc: 1, source: 0, destination: 1, packets: 9, ...times, ...places, ...more };
}

const extent = (segment: number, start: number, end: number) => ({
  segment,
  bytes: 1000,
  start: start * SECOND,
  end: end * SECOND,
});

describe('where frames of a stream can lie', () => {
  test('from its first frame on, and in every segment of its time', () => {
    const extents = [extent(0, 0, 90), extent(1, 90, 150), extent(2, 150, 300), extent(3, 300, 400)];
    const parts = partsOf(extents, [stream({ lastSegment: 2 })]);
    expect(parts.map(({ extent: { segment }, from }) => [segment, from])).toEqual([
      [1, 500],
      [2, 0],
    ]);
  });

  test('of several streams, from the first of them that can be there', () => {
    const extents = [extent(0, 0, 100), extent(1, 100, 300)];
    const early = stream({ ssrc: 2, firstSegment: 0, startTime: 50 * SECOND, firstFrameOffset: 700 });
    const later = stream({ ssrc: 3, firstFrameOffset: 300, startTime: 150 * SECOND });
    expect(partsOf(extents, [stream(), later]).map(({ from }) => from)).toEqual([0, 300]);
    expect(partsOf(extents, [stream(), early]).map(({ from }) => from)).toEqual([0, 0]);
  });

  test('between its segments also when a HEP agent’s clock says another time', () => {
    const extents = [extent(0, 1000, 1100), extent(1, 1100, 1200), extent(2, 1200, 1300), extent(3, 1300, 1400)];
    const segments = partsOf(extents, [stream({ lastSegment: 2 })]).map(part => part.extent.segment);
    expect(segments).toEqual([1, 2]);
  });
});

async function arrivals(until: number): Promise<number[]> {
  const sound = rtpPackets(new Uint8Array(1600));
  const late = rtpPackets(new Uint8Array(320), { sequence: 110, timeMicros: MEDIA_START + 9 * SECOND });
  const { reader, store, streams } = await sourcesOf(callCapture({}, [...sound, ...late]));
  const [{ ssrc, source, destination, firstSegment, firstFrameOffset, lastSegment, lastFrameOffset, statistics }] =
    streams;
  const { packets, startTime, endTime } = statistics;
  const place = { ssrc, source, destination, firstSegment, firstFrameOffset, lastSegment, lastFrameOffset };
  const found: number[] = [];
  for await (const batch of readPackets(reader, store.endpoints, [{ ...place, packets, startTime, endTime }], until)) {
    found.push(...batch.map(({ arrival }) => arrival));
  }
  return found;
}

test('all packets of a stream come again, with their times', async () => {
  const found = await arrivals(END);
  expect(found).toHaveLength(12);
  expect([found[0], found[11]]).toEqual([MEDIA_START, MEDIA_START + 9 * SECOND + 20_000]);
});

test('reading ends behind what is wanted', async () => {
  expect(await arrivals(MEDIA_START + SECOND)).toHaveLength(11);
});
