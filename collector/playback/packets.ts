// The packets of some streams, read once more from the segments of the capture, from the first frame of any of them to the last one.
// They come in batches of one read buffer each, so that whoever asks can let others work in between, or stop.

import { Frame } from '../model/frame.ts';
import { MICROS_PER_SECOND, type Micros } from '../model/time.ts';
import { type SegmentExtent, type SegmentReader, Step } from '../segment/reader.ts';
import { type ReplayPart, replay } from '../segment/replay.ts';
import type { EndpointTable } from '../store/endpoint-table.ts';
import { RtpRoad, type StreamKey } from './rtp-road.ts';

/** What is known of a stream since it was read. */
export interface ReplayedStream extends StreamKey {
  readonly packets: number;
  readonly startTime: Micros;
  readonly endTime: Micros;
  readonly firstSegment: number;
  /** -1 when nobody knows. */
  readonly firstFrameOffset: number;
  readonly lastSegment: number;
}

/** One packet, owned. */
export interface ReplayedPacket<Stream> {
  readonly stream: Stream;
  readonly packet: Uint8Array;
  /** µs, with a fraction. */
  readonly arrival: number;
}

/** Frames of a file that are not in order, and clocks of several points, lie no further apart. */
const SLACK: Micros = 2 * MICROS_PER_SECOND;

/** Reading stops behind `until`. Throws SegmentError when bytes are not there any more. */
export async function* readPackets<Stream extends ReplayedStream>(
  reader: SegmentReader,
  endpoints: EndpointTable,
  streams: readonly Stream[],
  until: Micros,
): AsyncGenerator<readonly ReplayedPacket<Stream>[]> {
  let batch: ReplayedPacket<Stream>[] = [];
  const left = new Map(streams.map(stream => [stream, stream.packets]));
  const road = new RtpRoad(endpoints, streams, (stream, packet, arrival) => {
    batch.push({ stream, packet: Uint8Array.from(packet), arrival });
    const count = left.get(stream) ?? 0;
    // All of them were seen, or all that is wanted.
    if (count <= 1 || arrival > until + SLACK) left.delete(stream);
    else left.set(stream, count - 1);
  });
  const frames = replay(reader, partsOf(reader.extents(), streams));
  const frame = new Frame();
  try {
    for (let step = frames.next(frame); step !== Step.End && left.size > 0; step = frames.next(frame)) {
      if (step === Step.Frame) {
        road.onFrame(frame);
        continue;
      }
      yield batch;
      batch = [];
      await frames.fill();
    }
    road.finish();
    yield batch;
  } finally {
    await frames.close();
  }
}

/** The segments in which frames of the streams can lie, and from where on in each. */
export function partsOf(extents: readonly SegmentExtent[], streams: readonly ReplayedStream[]): ReplayPart[] {
  return extents.flatMap(extent => {
    const offsets = streams.filter(stream => isIn(stream, extent)).map(stream => startIn(stream, extent));
    return offsets.length === 0 ? [] : [{ extent, from: Math.min(...offsets) }];
  });
}

/** By time, or between the segments it is known to begin and end in: the times of HEP agents are not those of the frames. */
function isIn(stream: ReplayedStream, { segment, start, end }: SegmentExtent): boolean {
  const { firstSegment, lastSegment } = stream;
  const isBetween = segment >= Math.min(firstSegment, lastSegment) && segment <= Math.max(firstSegment, lastSegment);
  return isBetween || (start <= stream.endTime + SLACK && end >= stream.startTime - SLACK);
}

function startIn(stream: ReplayedStream, { segment }: SegmentExtent): number {
  return segment === stream.firstSegment ? Math.max(0, stream.firstFrameOffset) : 0;
}
