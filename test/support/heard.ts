// What a capture sounds like, for tests: the samples of its channels, and the sources from which playback works.

import { onTestFinished } from 'vitest';
import type { Capture } from '../../collector/capture.ts';
import type { AudioInfo, AudioQuery, Waveform } from '../../collector/model/audio.ts';
import { Frame } from '../../collector/model/frame.ts';
import { Pipeline } from '../../collector/pipeline.ts';
import type { PlaybackSources } from '../../collector/playback/plan.ts';
import { openSegments } from '../../collector/segment/open-segments.ts';
import { type SegmentReader, Step } from '../../collector/segment/reader.ts';
import { CallStore } from '../../collector/store/call-store.ts';
import { MessageBytes } from '../../collector/store/message-bytes.ts';
import { StoredSdp } from '../../collector/stored-sdp.ts';
import { readCapture, temporaryFile } from './captures.ts';
import { type CallSdp, callCapture, type MediaFrame } from './rtp-call.ts';

export interface Heard {
  readonly info: AudioInfo;
  readonly waveform: Waveform;
  /** Samples by channel. */
  readonly channels: readonly Int16Array[];
}

/** A capture of these files, read to its end. */
export function captureIn(...files: readonly Buffer[]): Promise<Capture> {
  return readCapture(...files.map((content, at) => temporaryFile(content, `${at}.pcap`)));
}

export async function hear(capture: Capture, query: AudioQuery = { leg: 0 }): Promise<Heard> {
  const { answers } = capture;
  const info = await answers.audio(query, 'test');
  const waveform = await answers.waveform(query, 100, 'test');
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < info.bytes; at += 50_000) pieces.push(answers.audioBytes(info.key, at, 50_000));
  const file = Buffer.concat(pieces);
  const samples = (file.length - 44) / 2 / info.channels;
  const channels = Array.from({ length: info.channels }, (_, channel) =>
    Int16Array.from({ length: samples }, (_, i) => file.readInt16LE(44 + (i * info.channels + channel) * 2)),
  );
  return { info, waveform, channels };
}

export async function hearCall(sdp: CallSdp, media: readonly MediaFrame[], query?: AudioQuery): Promise<Heard> {
  return hear(await captureIn(callCapture(sdp, media)), query);
}

/** What playback works from, after the files were read. */
export async function sourcesOf(
  ...files: readonly Buffer[]
): Promise<PlaybackSources & { readonly reader: SegmentReader }> {
  const reader = await openSegments(files.map((content, at) => temporaryFile(content, `${at}.pcap`)));
  onTestFinished(() => reader.close());
  const store = new CallStore();
  const bytes = new MessageBytes(store, reader);
  const pipeline = new Pipeline(store, { messages: 10_000 }, new StoredSdp(store, bytes));
  const frame = new Frame();
  for (let step = reader.next(frame); step !== Step.End; step = reader.next(frame)) {
    if (step === Step.Frame) pipeline.onFrame(frame);
    else if (step === Step.More) await reader.fill();
  }
  pipeline.finish();
  return { store, bytes, streams: pipeline.media.streams, media: pipeline.media, agreedKeys: pipeline.dtls, reader };
}
