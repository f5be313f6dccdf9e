// What is played for a question: which streams, in which channel, over which time, at which rate. Takes what is known of them since the
// capture was read; reads no packet.

import { findDecoder } from '../media/decode/codecs.ts';
import { isBesideMedia } from '../media/payload-formats.ts';
import type { Stream } from '../media/stream.ts';
import { WAV_HEADER_BYTES } from '../media/wav.ts';
import type { AudioQuery } from '../model/audio.ts';
import { MICROS_PER_SECOND, type Micros } from '../model/time.ts';
import type { CallSources } from '../query/call-detail.ts';
import type { PayloadFormat } from './announcement.ts';
import { AudioError } from './audio-error.ts';
import { LegMedia } from './leg-media.ts';

/** What playback needs to know of a capture. */
export type PlaybackSources = Pick<CallSources, 'store' | 'bytes' | 'streams' | 'media' | 'agreedKeys'>;

/** Samples of one rendering: 8.7 minutes of two channels of Opus, 52 of two of G.711. */
export const MAX_AUDIO_BYTES = 96 * 1024 * 1024;
const MAX_SAMPLE_RATE = 48_000;
/** When nothing of it can be decoded, its silence has this rate. */
const DEFAULT_SAMPLE_RATE = 8000;
/** Streams of one rendering. */
const MAX_STREAMS = 64;
const BYTES_PER_SAMPLE = 2;
/** What the last packet sounds beyond its arrival, at most. */
const LAST_PACKET: Micros = 120_000;

export interface PlannedStream {
  readonly stream: Stream;
  /** How it is known outside. */
  readonly number: number;
  readonly channel: 0 | 1;
  /** Of each payload type that something describes. */
  readonly formats: ReadonlyMap<number, PayloadFormat>;
}

export interface Plan {
  readonly media: LegMedia;
  readonly streams: readonly PlannedStream[];
  readonly channels: 1 | 2;
  readonly sampleRate: number;
  readonly startTime: Micros;
  /** Samples of each channel. */
  readonly frames: number;
  /** For the name of the file. */
  readonly name: string;
  readonly notes: readonly string[];
}

/** Throws AudioError when there is nothing that could be played. */
export function planAudio(sources: PlaybackSources, query: AudioQuery): Plan {
  const { store } = sources;
  if ('stream' in query) {
    const stream = sources.media.at(store.indexOf(query.stream, Number.MAX_SAFE_INTEGER));
    if (stream === undefined) throw noSuch('stream');
    const media = new LegMedia(store, sources.bytes, legOf(sources, stream), sources.agreedKeys);
    const planned = planStream(sources, media, stream, 0);
    return finishPlan(media, [planned], 1, query, `stream-${query.stream}`, []);
  }
  const leg = store.legOfNumber(query.leg);
  if (leg === undefined) throw noSuch('call');
  const media = new LegMedia(store, sources.bytes, leg, sources.agreedKeys);
  const notes: string[] = [];
  const own = sources.media.ofLeg(leg.index);
  const sided = own.map(stream => planStream(sources, media, stream, channelOf(media, stream, notes)));
  const audible = withoutHops(sided.filter(isAudio), notes);
  if (audible.length > MAX_STREAMS) {
    notes.push(`Only the first ${MAX_STREAMS} of ${audible.length} streams are played; each can be played on its own.`);
  }
  if (audible.length === 0) throw nothingToPlay(own.length);
  return finishPlan(media, audible.slice(0, MAX_STREAMS), 2, query, `call-${query.leg}`, notes);
}

function legOf({ store }: PlaybackSources, { announcedBy }: Stream) {
  return announcedBy < 0 ? undefined : store.legs[store.messages.leg[announcedBy]];
}

function planStream({ store }: PlaybackSources, media: LegMedia, stream: Stream, channel: 0 | 1): PlannedStream {
  const formats = new Map<number, PayloadFormat>();
  for (const { payloadType } of stream.payloadTypes) {
    const format = media.formatOf(stream, payloadType);
    if (format !== undefined) formats.set(payloadType, format);
  }
  return { stream, number: store.numberOf(stream.index), channel, formats };
}

function channelOf(media: LegMedia, stream: Stream, notes: string[]): 0 | 1 {
  const speaker = media.speakerOf(stream);
  if (speaker === undefined) {
    notes.push(
      `Nothing says who speaks in the stream with SSRC 0x${stream.ssrc.toString(16)}; it is heard on the left.`,
    );
  }
  return speaker === 'callee' ? 1 : 0;
}

/** What nothing describes may be audio. */
function isAudio({ formats }: PlannedStream): boolean {
  return formats.size === 0 || [...formats.values()].some(({ media }) => media === 'audio');
}

/** A stream that a relay sends on has the same SSRC on both hops and would be heard twice: the hop with more packets is played. */
function withoutHops(streams: readonly PlannedStream[], notes: string[]): PlannedStream[] {
  const kept = streams.filter(one => !streams.some(other => isBetterHop(other, one, streams)));
  const left = streams.length - kept.length;
  if (left > 0) notes.push(`Copies of streams on another hop are left out: ${left}.`);
  return kept;
}

function isBetterHop(one: PlannedStream, than: PlannedStream, all: readonly PlannedStream[]): boolean {
  const [a, b] = [one.stream, than.stream];
  if (a === b || a.ssrc !== b.ssrc || one.channel !== than.channel) return false;
  const overlaps = a.statistics.startTime <= b.statistics.endTime && b.statistics.startTime <= a.statistics.endTime;
  const difference = a.statistics.packets - b.statistics.packets;
  return overlaps && (difference > 0 || (difference === 0 && all.indexOf(one) < all.indexOf(than)));
}

function finishPlan(
  media: LegMedia,
  streams: readonly PlannedStream[],
  channels: 1 | 2,
  query: AudioQuery,
  name: string,
  notes: readonly string[],
): Plan {
  const first = Math.min(...streams.map(({ stream }) => stream.statistics.startTime));
  const last = Math.max(...streams.map(({ stream }) => stream.statistics.endTime)) + LAST_PACKET;
  const startTime = Math.max(first, query.from ?? first);
  const endTime = Math.min(last, query.to ?? last);
  if (endTime <= startTime) {
    throw new AudioError('SIPA_NO_AUDIO_THEN', 'Nobody speaks in that time.', 'Ask for another "from" and "to".');
  }
  const sampleRate = rateOf(streams);
  const wanted = Math.ceil(((endTime - startTime) * sampleRate) / MICROS_PER_SECOND);
  const frames = Math.min(wanted, Math.floor((MAX_AUDIO_BYTES - WAV_HEADER_BYTES) / (channels * BYTES_PER_SAMPLE)));
  return {
    media,
    streams,
    channels,
    sampleRate,
    startTime,
    frames,
    name,
    notes: frames === wanted ? notes : [...notes, cutNote(frames / sampleRate, wanted / sampleRate)],
  };
}

/** The highest of all that are decoded, so that nothing is lost. */
function rateOf(streams: readonly PlannedStream[]): number {
  const formats = streams.flatMap(planned => [...planned.formats.values()]);
  const rates = formats.filter(({ name }) => !isBesideMedia(name)).map(format => findDecoder(format)?.sampleRate ?? 0);
  const highest = Math.min(MAX_SAMPLE_RATE, Math.max(0, ...rates));
  return highest === 0 ? DEFAULT_SAMPLE_RATE : highest;
}

function cutNote(seconds: number, wanted: number): string {
  return `Only the first ${Math.floor(seconds)} of ${Math.ceil(wanted)} seconds; ask for the rest with "from" and "to".`;
}

function noSuch(what: 'stream' | 'call'): AudioError {
  return new AudioError('SIPA_NO_STREAM', `There is no such ${what} any more.`, 'The list has those that are there.');
}

function nothingToPlay(streams: number): AudioError {
  return streams === 0
    ? new AudioError(
        'SIPA_NO_AUDIO',
        'No RTP of this call was captured.',
        'Capture the media too: ports of RTP are those in the SDP, or record without a filter on port 5060.',
      )
    : new AudioError(
        'SIPA_NO_AUDIO',
        `Of the ${streams} streams of this call none is audio.`,
        'Export the packets to look at other media.',
      );
}
