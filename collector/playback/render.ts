// Makes the samples of a plan: reads the packets again, plays each stream into its channel, in slices of a few ms between which others
// are served. Ends early when `signal` says so.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { findDecoder } from '../media/decode/codecs.ts';
import type { AudioDecoder } from '../media/decode/decoder.ts';
import { SrtpReceiver } from '../media/srtp/receiver.ts';
import type { AudioMark, AudioProblem, AudioTrack } from '../model/audio.ts';
import { MICROS_PER_SECOND, type Millis } from '../model/time.ts';
import type { SegmentReader } from '../segment/reader.ts';
import type { EndpointTable } from '../store/endpoint-table.ts';
import type { PayloadFormat } from './announcement.ts';
import { Marks } from './marks.ts';
import { notesOf, problemOf } from './notes.ts';
import { type ReplayedStream, readPackets } from './packets.ts';
import type { Plan, PlannedStream } from './plan.ts';
import { type PlayedFormat, StreamPlayer } from './stream-player.ts';
import { SampleTrack } from './track.ts';

const SLICE: Millis = 8;
/** Packets between two looks at the clock. */
const LOOK_EVERY = 16;

export interface Rendered {
  /** Interleaved; as long as something was heard. */
  readonly samples: Int16Array;
  readonly tracks: readonly AudioTrack[];
  readonly marks: readonly AudioMark[];
  readonly notes: readonly string[];
  readonly problem: AudioProblem | undefined;
}

interface Played extends ReplayedStream {
  readonly player: StreamPlayer;
}

/** Throws SegmentError when packets are not there any more, and the reason of `signal` when it was aborted. */
export async function render(
  plan: Plan,
  reader: SegmentReader,
  endpoints: EndpointTable,
  signal: AbortSignal,
): Promise<Rendered> {
  const endTime = plan.startTime + (plan.frames * MICROS_PER_SECOND) / plan.sampleRate;
  const track = new SampleTrack(plan.channels, plan.sampleRate, plan.startTime, plan.frames);
  const marks = new Marks(plan.startTime, endTime);
  const decoders: AudioDecoder[] = [];
  try {
    const played: Played[] = [];
    for (const planned of plan.streams) {
      const formats = await playedFormats(planned, decoders);
      played.push({ ...replayedOf(planned), player: playerOf(plan, planned, formats, track, marks) });
    }
    let until = performance.now() + SLICE;
    for await (const batch of readPackets(reader, endpoints, played, endTime)) {
      for (let i = 0; i < batch.length; i++) {
        const { stream, packet, arrival } = batch[i];
        stream.player.take(packet, arrival);
        if (i % LOOK_EVERY !== 0 || performance.now() < until) continue;
        await nextTurn();
        signal.throwIfAborted();
        until = performance.now() + SLICE;
      }
      await nextTurn();
      signal.throwIfAborted();
    }
    const players = played.map(({ player }) => player);
    for (const player of players) player.finish();
    return {
      samples: track.samples.subarray(0, track.end * plan.channels),
      tracks: players.map(player => player.account()),
      marks: marks.all(),
      notes: [...plan.notes, ...notesOf(plan, players, marks.shed)],
      problem: problemOf(plan, players),
    };
  } finally {
    for (const decoder of decoders) decoder.free();
  }
}

function playerOf(
  plan: Plan,
  { stream, number, channel }: PlannedStream,
  formats: ReadonlyMap<number, PlayedFormat>,
  track: SampleTrack,
  marks: Marks,
): StreamPlayer {
  const lines = plan.media.linesOf(stream);
  const isSecure = lines.length > 0 && lines.every(line => line.isSecure);
  const keys = plan.media.keysFor(stream);
  const receiver = isSecure || keys.length > 0 ? new SrtpReceiver(keys) : undefined;
  return new StreamPlayer({
    stream: number,
    channel,
    formats,
    receiver,
    mayBePlain: !isSecure,
    track,
    marks,
  });
}

/** One decoder a payload type, for each has its own state. */
async function playedFormats(
  { formats }: PlannedStream,
  decoders: AudioDecoder[],
): Promise<ReadonlyMap<number, PlayedFormat>> {
  const played = new Map<number, PlayedFormat>();
  for (const [payloadType, format] of formats) {
    const decoder = await decoderOf(format);
    if (decoder !== undefined) decoders.push(decoder);
    played.set(payloadType, { format, decoder });
  }
  return played;
}

async function decoderOf(format: PayloadFormat): Promise<AudioDecoder | undefined> {
  return format.media === 'audio' ? await findDecoder(format)?.make() : undefined;
}

function replayedOf({ stream }: PlannedStream): ReplayedStream {
  const { ssrc, source, destination, firstSegment, firstFrameOffset, lastSegment, statistics } = stream;
  const { packets, startTime, endTime } = statistics;
  return { ssrc, source, destination, firstSegment, firstFrameOffset, lastSegment, packets, startTime, endTime };
}
