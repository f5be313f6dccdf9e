// One RTP stream: a plain object that lives as long as the index, written by `streams.ts`, read by questions.

import type { DtmfLog } from './dtmf-log.ts';
import { formatOf, type PayloadFormat, type PayloadFormats, Role } from './payload-formats.ts';
import type { RtcpLog } from './rtcp-log.ts';
import type { StreamStatistics } from './stream-statistics.ts';

/** Packets of one payload type in a stream. */
export interface PayloadRun {
  readonly payloadType: number;
  /** By the SDP that governed it when it first came. */
  format: PayloadFormat;
  packets: number;
}

/** Bits: the announced address was that of its receiver, of its sender (symmetric RTP behind NAT), or of both. */
export const TiedBy = { None: 0, Destination: 1, Source: 2 } as const;

/** A stream names the frames it begins and ends with, so that its packets can be read again from the segment. */
export interface Stream {
  /** Position among all streams, those without signalling included. */
  readonly index: number;
  readonly ssrc: number;
  /** Endpoint ids. */
  readonly source: number;
  readonly destination: number;
  /** Row of the message whose SDP announced it; -1 while no signalling did. */
  announcedBy: number;
  /** Bits of TiedBy, when it began. */
  tiedBy: number;
  /** Indexes of all legs that announce it; the first is that of `announcedBy`. */
  readonly legs: number[];
  /** SRTP, by the profile that announced it. */
  encrypted: boolean;
  /** What payload types mean now. */
  formats: PayloadFormats;
  /** In order of appearance; `current` is that of the last packet. */
  readonly payloadTypes: PayloadRun[];
  current: PayloadRun;
  /** Segment and offset (`Frame.offset`: of the first captured byte) of the frames with its first and its last packet. */
  readonly firstSegment: number;
  readonly firstFrameOffset: number;
  lastSegment: number;
  lastFrameOffset: number;
  readonly statistics: StreamStatistics;
  /** Telephone events, once there are any. */
  events: DtmfLog | undefined;
  /** What RTCP told about it, once it did. */
  rtcp: RtcpLog | undefined;
}

/** Where questions find streams. */
export interface StreamLookup {
  /** By `Stream.index`. */
  at(index: number): Stream | undefined;
  /** Those that a leg announced, by its index. */
  ofLeg(leg: number): readonly Stream[];
  /** Those that no signalling announced, in order of appearance. */
  withoutSignalling(): Iterable<Stream>;
}

export const NO_STREAMS: StreamLookup = { at: () => undefined, ofLeg: () => [], withoutSignalling: () => [] };

/** Asks `current` anew each time. */
export function laterStreams(current: () => StreamLookup): StreamLookup {
  return {
    at: index => current().at(index),
    ofLeg: leg => current().ofLeg(leg),
    withoutSignalling: () => current().withoutSignalling(),
  };
}

/** The one that flows the other way between the same endpoints; undefined when it was not seen. */
export function reverseOf(lookup: StreamLookup, stream: Stream): Stream | undefined {
  const others = stream.legs.length === 0 ? [] : lookup.ofLeg(stream.legs[0]);
  return others.find(other => other.source === stream.destination && other.destination === stream.source);
}

/** Packets of a payload type come next, with what it means now. */
export function switchTo(stream: Stream, payloadType: number): void {
  const run = runOf(stream, payloadType);
  stream.current = run;
  const { clockHz, role } = run.format;
  if (role === Role.Media && clockHz !== stream.statistics.clockHz) stream.statistics.setClock(clockHz);
}

/** Numbers that a stream should have had, by those that came and those that were skipped. */
export function expectedOf({ statistics: { packets, duplicates, lost } }: Stream): number {
  return packets - duplicates + lost;
}

/** The payload type that a stream is named by: the first that is no event and no comfort noise. */
export function mainRun(stream: Stream): PayloadRun {
  return stream.payloadTypes.find(run => run.format.role === Role.Media) ?? stream.payloadTypes[0];
}

/** The entry of a payload type with what it means now, made when it is new. */
function runOf(stream: Stream, payloadType: number): PayloadRun {
  const format = formatOf(stream.formats, payloadType);
  for (const run of stream.payloadTypes) {
    if (run.payloadType === payloadType && run.format.name === format.name && run.format.clockHz === format.clockHz)
      return run;
  }
  const run = { payloadType, format, packets: 0 };
  stream.payloadTypes.push(run);
  return run;
}
