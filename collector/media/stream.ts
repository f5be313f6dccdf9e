// One RTP stream: what it is called, whose it is, and what its payload types mean. Lives as long as the index, read by questions; what
// changes with every packet is in its row (stream-rows.ts), so that a packet of a known type touches no object.

import { setClock } from './count-packet.ts';
import type { DtmfLog } from './dtmf-log.ts';
import { formatOf, NO_FORMATS, type PayloadFormat, type PayloadFormats, Role } from './payload-formats.ts';
import type { RtcpLog } from './rtcp-log.ts';
import {
  CLOCK_HZ,
  FRAME_OFFSET,
  PACKETS,
  PLAIN_TYPE,
  ROW_NUMBERS,
  ROW_WORDS,
  SEGMENT,
  type StreamRows,
} from './stream-rows.ts';
import type { SeriesBudget } from './stream-series.ts';
import { StreamStatistics } from './stream-statistics.ts';

/** Packets of one payload type in a stream. */
export interface PayloadRun {
  readonly payloadType: number;
  /** By the SDP that governed it when it first came. */
  format: PayloadFormat;
  packets: number;
}

/** Bits: the announced address was that of its receiver, of its sender (symmetric RTP behind NAT), or of both. */
export const TiedBy = { None: 0, Destination: 1, Source: 2 } as const;

const NO_LEGS: readonly number[] = [];

/** What a stream is known by when it begins. */
export interface StreamBeginning {
  readonly ssrc: number;
  /** Endpoint ids. */
  readonly source: number;
  readonly destination: number;
  readonly payloadType: number;
  /** Segment and offset (`Frame.offset`: of the first captured byte) of the frame with its first packet. */
  readonly firstSegment: number;
  readonly firstFrameOffset: number;
}

/** A stream names the frames it begins and ends with, so that its packets can be read again from the segment. */
export class Stream {
  /** Position among all streams, those without signalling included; also that of its row. */
  readonly index: number;
  readonly ssrc: number;
  /** Endpoint ids. */
  readonly source: number;
  readonly destination: number;
  readonly firstSegment: number;
  readonly firstFrameOffset: number;
  /** Row of the message whose SDP announced it; -1 while no signalling did. */
  announcedBy = -1;
  /** Bits of TiedBy, when it began. */
  tiedBy: number = TiedBy.None;
  /** Indexes of all legs that announce it; the first is that of `announcedBy`. */
  legs: readonly number[] = NO_LEGS;
  /** SRTP, by the profile that announced it. */
  encrypted = false;
  /** What payload types mean now. */
  formats: PayloadFormats = NO_FORMATS;
  /** An m-line of the message `announcedBy` lists its first payload type for sure; else one has to look. */
  isListed = false;
  /** Telephone events, once there are any. */
  events: DtmfLog | undefined = undefined;
  /** What RTCP told about it, once it did. */
  rtcp: RtcpLog | undefined = undefined;
  private readonly rows: StreamRows;
  private readonly budget: SeriesBudget;
  private view: StreamStatistics | undefined = undefined;
  private readonly runs: PayloadRun[];
  private run: PayloadRun;
  /** Packets of the stream that are counted in a run. */
  private counted = 0;

  /** Adds its row to `rows`. */
  constructor(beginning: StreamBeginning, rows: StreamRows, budget: SeriesBudget) {
    const { ssrc, source, destination, payloadType, firstSegment, firstFrameOffset } = beginning;
    this.index = rows.add();
    this.ssrc = ssrc;
    this.source = source;
    this.destination = destination;
    this.firstSegment = firstSegment;
    this.firstFrameOffset = firstFrameOffset;
    this.rows = rows;
    this.budget = budget;
    this.run = { payloadType, format: formatOf(NO_FORMATS, payloadType), packets: 0 };
    this.runs = [this.run];
    setClock(rows, this.index, this.run.format.clockHz);
    this.notePlainType();
  }

  /** Made when somebody asks: most streams of a long trace nobody looks at while it is read. */
  get statistics(): StreamStatistics {
    this.view ??= new StreamStatistics(this.rows, this.index, this.budget);
    return this.view;
  }

  /** In order of appearance; `current` is that of the last packet. */
  get payloadTypes(): readonly PayloadRun[] {
    this.settle();
    return this.runs;
  }

  get current(): PayloadRun {
    this.settle();
    return this.run;
  }

  /** What the packets now mean, without their count. */
  get format(): PayloadFormat {
    return this.run.format;
  }

  /** The frame with its last packet. */
  get lastSegment(): number {
    return this.rows.words[this.index * ROW_WORDS + SEGMENT];
  }
  get lastFrameOffset(): number {
    return this.rows.numbers[this.index * ROW_NUMBERS + FRAME_OFFSET];
  }

  /** Packets of a payload type come next, with what it means now. */
  switchTo(payloadType: number): void {
    this.settle();
    this.run = this.runOf(payloadType);
    const { clockHz, role } = this.run.format;
    const before = this.rows.words[this.index * ROW_WORDS + CLOCK_HZ];
    if (role === Role.Media && clockHz !== before) setClock(this.rows, this.index, clockHz);
    this.notePlainType();
  }

  /** Payload types have this meaning from their first packet on. */
  mean(formats: PayloadFormats): void {
    this.formats = formats;
    for (const run of this.runs) run.format = formatOf(formats, run.payloadType);
    this.switchTo(this.run.payloadType);
  }

  /** Payload types have this meaning from now on. */
  renew(formats: PayloadFormats): void {
    this.formats = formats;
    this.switchTo(this.run.payloadType);
  }

  /** Packets since the last look are those of the run. */
  private settle(): void {
    const packets = this.rows.words[this.index * ROW_WORDS + PACKETS];
    this.run.packets += packets - this.counted;
    this.counted = packets;
  }

  private notePlainType(): void {
    const { payloadType, format } = this.run;
    this.rows.words[this.index * ROW_WORDS + PLAIN_TYPE] = format.role === Role.Event ? -1 : payloadType;
  }

  /** The entry of a payload type with what it means now, made when it is new. */
  private runOf(payloadType: number): PayloadRun {
    const format = formatOf(this.formats, payloadType);
    for (const run of this.runs) {
      if (run.payloadType === payloadType && run.format.name === format.name && run.format.clockHz === format.clockHz)
        return run;
    }
    const run = { payloadType, format, packets: 0 };
    this.runs.push(run);
    return run;
  }
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

/** Numbers that a stream should have had, by those that came and those that were skipped. */
export function expectedOf({ statistics: { packets, duplicates, lost } }: Stream): number {
  return packets - duplicates + lost;
}

/** The payload type that a stream is named by: the first that is no event and no comfort noise. */
export function mainRun(stream: Stream): PayloadRun {
  return stream.payloadTypes.find(run => run.format.role === Role.Media) ?? stream.payloadTypes[0];
}
