// Answers questions about sound: renders what is asked for, and keeps the latest renderings while their bytes are fetched in pieces.
// One is rendered at a time; those who ask for the same wait for the same. Who goes away is told by its ticket, and what nobody waits
// for any more stops.

import { createHash } from 'node:crypto';
import { WAV_HEADER_BYTES, wavHeader } from '../media/wav.ts';
import type { AudioInfo, AudioMark, AudioQuery, Waveform } from '../model/audio.ts';
import type { SegmentReader } from '../segment/reader.ts';
import { AudioError } from './audio-error.ts';
import { MAX_AUDIO_BYTES, type Plan, type PlaybackSources, planAudio } from './plan.ts';
import { type Rendered, render } from './render.ts';
import { peaksOf } from './waveform.ts';

/** Bytes that are kept for whoever still fetches them; the latest rendering stays, whatever its size. */
const MAX_KEPT_BYTES = MAX_AUDIO_BYTES;
/** Bytes of one piece of a WAV file. */
export const MAX_PIECE_BYTES = 1024 * 1024;
/** Renderings that wait for their turn. */
const MAX_WAITING = 16;

interface Rendering {
  readonly info: AudioInfo;
  readonly samples: Int16Array;
  readonly marks: readonly AudioMark[];
}

/** One that is made now, or waits. */
interface Making {
  readonly done: Promise<Rendering>;
  readonly stop: AbortController;
  readonly tickets: Set<string>;
}

export class Playback {
  private readonly sources: () => PlaybackSources;
  private readonly reader: SegmentReader;
  /** By key, the longest unused first. */
  private readonly kept = new Map<string, Rendering>();
  private readonly making = new Map<string, Making>();
  /** The last one in the row. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(sources: () => PlaybackSources, reader: SegmentReader) {
    this.sources = sources;
    this.reader = reader;
  }

  /** Throws AudioError when there is nothing to hear, SegmentError when the packets are not there any more. */
  async audio(query: AudioQuery, ticket: string): Promise<AudioInfo> {
    return (await this.rendering(query, ticket)).info;
  }

  async waveform(query: AudioQuery, buckets: number, ticket: string): Promise<Waveform> {
    const { info, samples, marks } = await this.rendering(query, ticket);
    return { ...info, peaks: peaksOf(samples, info.channels, buckets), marks };
  }

  /** Bytes `from` … of the WAV file of a rendering, at most MAX_PIECE_BYTES of them. Throws AudioError when it was let go. */
  bytes(key: string, from: number, length: number): Uint8Array {
    const rendering = this.kept.get(key);
    if (rendering === undefined) {
      throw new AudioError('SIPA_AUDIO_GONE', 'This rendering was let go for others.', 'Ask for the audio again.');
    }
    this.keep(rendering);
    const { info, samples } = rendering;
    const end = Math.min(info.bytes, from + Math.min(length, MAX_PIECE_BYTES));
    const data = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
    const body = data.subarray(Math.max(0, from - WAV_HEADER_BYTES), Math.max(0, end - WAV_HEADER_BYTES));
    if (from >= WAV_HEADER_BYTES) return Uint8Array.from(body);
    const header = wavHeader(info, samples.byteLength).subarray(from, Math.min(end, WAV_HEADER_BYTES));
    return Uint8Array.from(Buffer.concat([header, body]));
  }

  /** Whoever asked with this ticket does not wait any more. */
  stop(ticket: string): void {
    for (const { tickets, stop } of this.making.values()) {
      if (tickets.delete(ticket) && tickets.size === 0) stop.abort(stopped());
    }
  }

  private async rendering(query: AudioQuery, ticket: string): Promise<Rendering> {
    const plan = planAudio(this.sources(), query);
    const key = keyOf(plan);
    const kept = this.kept.get(key);
    if (kept !== undefined) return this.keep(kept);
    const making = this.making.get(key);
    if (making === undefined || making.stop.signal.aborted) return this.make(plan, key, ticket);
    making.tickets.add(ticket);
    return making.done;
  }

  private make(plan: Plan, key: string, ticket: string): Promise<Rendering> {
    if (this.making.size >= MAX_WAITING) throw tooMany();
    const stop = new AbortController();
    const done = this.turn.then(() => this.render(plan, key, stop.signal));
    const making: Making = { done, stop, tickets: new Set([ticket]) };
    this.making.set(key, making);
    this.turn = done
      .catch(() => undefined)
      .finally(() => {
        if (this.making.get(key) === making) this.making.delete(key);
      });
    return done;
  }

  private async render(plan: Plan, key: string, signal: AbortSignal): Promise<Rendering> {
    signal.throwIfAborted();
    const { store } = this.sources();
    const rendered = await render(plan, this.reader, store.endpoints, signal);
    return this.keep({ info: infoOf(plan, key, rendered), samples: rendered.samples, marks: rendered.marks });
  }

  /** As the one that was used last; the oldest make room. */
  private keep(rendering: Rendering): Rendering {
    const { kept } = this;
    kept.delete(rendering.info.key);
    kept.set(rendering.info.key, rendering);
    let bytes = [...kept.values()].reduce((sum, { info }) => sum + info.bytes, 0);
    for (const [key, { info }] of kept) {
      if (bytes <= MAX_KEPT_BYTES || kept.size === 1) break;
      kept.delete(key);
      bytes -= info.bytes;
    }
    return rendering;
  }
}

/** A stream that has grown since is another rendering, and so is one whose keys have become known. */
function keyOf({ media, streams, startTime, frames, sampleRate, channels }: Plan): string {
  const parts = streams.map(({ number, channel, stream }) => {
    const isOpen = media.agreedKeys(stream).kind === 'keys';
    return [number, channel, stream.statistics.packets, isOpen];
  });
  const text = JSON.stringify([parts, startTime, frames, sampleRate, channels]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function infoOf(plan: Plan, key: string, { samples, tracks, notes, problem }: Rendered): AudioInfo {
  return {
    key,
    fileName: `${plan.name}.wav`,
    bytes: WAV_HEADER_BYTES + samples.byteLength,
    sampleRate: plan.sampleRate,
    channels: plan.channels,
    startTime: plan.startTime,
    duration: (samples.length / plan.channels / plan.sampleRate) * 1000,
    tracks,
    notes,
    ...(problem !== undefined && { problem }),
  };
}

function stopped(): AudioError {
  return new AudioError('SIPA_AUDIO_STOPPED', 'Nobody waited for this audio any more.', 'Ask for it again.');
}

function tooMany(): AudioError {
  return new AudioError(
    'SIPA_AUDIO_BUSY',
    `${MAX_WAITING} renderings of this capture wait already.`,
    'Wait a moment, then ask again.',
  );
}
