// Every counter of a capture in one answer (SEMANTICS §9), and a sample frame as it can be opened.

import type { CaptureCounters, PointCounts } from './capture-counters.ts';
import type { CapturePoints } from './model/points.ts';
import type { CaptureHealth, FrameDetail, InputHealth, PointHealth } from './model/report.ts';
import type { Pipeline } from './pipeline.ts';
import { linkTypeName } from './segment/link-types.ts';
import type { SegmentReader } from './segment/reader.ts';
import type { CallStore } from './store/call-store.ts';

/** What is given of a sample frame: more than any packet of a network has. */
const MAX_FRAME_BYTES = 65_536;

export interface HealthSources {
  readonly pipeline: Pipeline;
  readonly reader: SegmentReader;
  readonly store: CallStore;
  readonly points: CapturePoints;
  /** As `lossesOf` gives them, from when the counters began. */
  readonly inputs: readonly InputHealth[];
  /** What others shed, by name. */
  readonly shed: Readonly<Record<string, number>>;
}

export function describeHealth(sources: HealthSources): CaptureHealth {
  const { pipeline, reader, store, points, inputs } = sources;
  const { counters, tracker, media, decoder } = pipeline;
  const shed: Record<string, number> = {
    ...decoder.shed,
    ...pipeline.shed,
    messages: tracker.refused,
    'bytes of reassembled messages': store.derived.refused,
    'dialogs of one leg': store.refusedDialogs,
    'correlation ids': store.refusedCorrelations,
    'ICMP events': store.icmp.refused,
    'bytes between SIP messages': pipeline.skippedBytes,
    ...sources.shed,
  };
  return {
    frames: counters.frames,
    sipMessages: tracker.total,
    mediaPackets: media.packets,
    media: {
      streams: media.streams.length,
      withoutSignalling: media.ties.orphans.size,
      rtcpPackets: media.rtcp.packets,
      rtcpEncrypted: media.rtcp.encrypted,
      rtcpUnreadable: media.rtcp.unreadable,
    },
    duplicates: tracker.duplicates,
    retransmissions: tracker.retransmissions,
    malformed: tracker.malformed,
    truncatedFrames: counters.truncatedFrames,
    notDecoded: counters.list().map(({ reason, count, samples }) => ({
      reason,
      count,
      samples: samples.map(sample => ({
        id: `${sample.segment}.${sample.frameNumber}`,
        source: reader.sourceOf(sample.segment),
        point: points.get(sample.point)?.name ?? '',
        frameNumber: sample.frameNumber,
        time: sample.timeMicros,
      })),
    })),
    shed: Object.fromEntries(Object.entries(shed).filter(([, count]) => count > 0)),
    sources: reader.reports(),
    points: describePoints(counters, points, inputs),
    dropped: droppedOf(inputs),
    tls: pipeline.tlsHealth,
  };
}

/** Frames that kernels, interfaces and full disks lost. */
export function droppedOf(inputs: readonly InputHealth[]): number {
  return inputs.reduce(
    (sum, one) => sum + (one.kernelDrops ?? 0) + (one.interfaceDrops ?? 0) + (one.lostFrames ?? 0),
    0,
  );
}

/** What was lost since `before`: counters of inputs go on when those of the capture begin anew. */
export function inputsSince(inputs: readonly InputHealth[], before: readonly InputHealth[]): InputHealth[] {
  return inputs.map(input => {
    const old = before.find(one => one.point === input.point);
    if (old === undefined) return input;
    return {
      ...input,
      ...minus('kernelDrops', input, old),
      ...minus('interfaceDrops', input, old),
      ...minus('lostFrames', input, old),
      refused: Object.fromEntries(
        Object.entries(input.refused)
          .map(([reason, count]): [string, number] => [reason, count - (old.refused[reason] ?? 0)])
          .filter(([, count]) => count > 0),
      ),
    };
  });
}

/** Never below 0: an input whose recorder was started anew counts from 0. */
function minus(
  key: 'kernelDrops' | 'interfaceDrops' | 'lostFrames',
  now: InputHealth,
  before: InputHealth,
): Partial<InputHealth> {
  const count = now[key];
  return count === undefined ? {} : { [key]: Math.max(0, count - (before[key] ?? 0)) };
}

/** Points that gave frames, and inputs that gave none but have something to tell. */
function describePoints(
  counters: CaptureCounters,
  points: CapturePoints,
  inputs: readonly InputHealth[],
): PointHealth[] {
  const counted = new Map(counters.listPoints().map(counts => [counts.point, counts]));
  const inputByPoint = new Map(inputs.map(input => [input.point, input]));
  const ids = [...new Set([...counted.keys(), ...inputByPoint.keys()])].sort((a, b) => a - b);
  return ids.map(id => pointHealth(id, points, counted.get(id), inputByPoint.get(id)));
}

function pointHealth(
  id: number,
  points: CapturePoints,
  counts: PointCounts | undefined,
  input: InputHealth | undefined,
): PointHealth {
  const { name = '', kind = 'file' } = points.get(id) ?? {};
  const { firstTime, lastTime } = counts ?? {};
  const { kernelDrops, interfaceDrops, lostFrames } = input ?? {};
  return {
    name,
    kind,
    frames: counts?.frames ?? 0,
    bytes: counts?.bytes ?? 0,
    sipMessages: counts?.sipMessages ?? 0,
    truncatedFrames: counts?.truncatedFrames ?? 0,
    ...(firstTime === undefined ? {} : { firstTime }),
    ...(lastTime === undefined ? {} : { lastTime }),
    ...(kernelDrops === undefined ? {} : { kernelDrops }),
    ...(interfaceDrops === undefined ? {} : { interfaceDrops }),
    ...(lostFrames === undefined ? {} : { lostFrames }),
    refused: input?.refused ?? {},
    hasApproximateTimes: input?.hasApproximateTimes ?? false,
    notDecoded: counts?.notDecoded ?? [],
  };
}

/** A sample by its id; undefined when it is none. Throws SegmentError when its bytes are not there any more. */
export function describeFrame(
  id: string,
  sources: Pick<HealthSources, 'pipeline' | 'reader' | 'points'>,
): FrameDetail | undefined {
  const parts = /^(\d{1,10})\.(\d{1,16})$/.exec(id);
  if (parts === null) return undefined;
  const found = sources.pipeline.counters.findSample(Number(parts[1]), Number(parts[2]));
  if (found === undefined) return undefined;
  const { reason, sample } = found;
  const length = Math.min(sample.length, MAX_FRAME_BYTES);
  return {
    id,
    source: sources.reader.sourceOf(sample.segment),
    point: sources.points.get(sample.point)?.name ?? '',
    frameNumber: sample.frameNumber,
    time: sample.timeMicros,
    reason,
    linkType: linkTypeName(sample.linkType),
    originalLength: sample.originalLength,
    bytes: sources.reader.readAt(sample.segment, sample.offset, length).toString('base64'),
    cut: length < sample.length,
  };
}
