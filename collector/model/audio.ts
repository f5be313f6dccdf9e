// What is heard of a call: how to ask for it, and what is said about a rendering. Plain and JSON-safe.

import type { Micros, Millis } from './time.ts';

/** One stream, or a leg: what its caller said in the left channel, what its callee said in the right one. */
export type AudioQuery = ({ readonly stream: number } | { readonly leg: number }) & {
  /** A part of it, on the clock of the capture. */
  readonly from?: Micros;
  readonly to?: Micros;
};

/** Why nothing of it can be heard. */
export interface AudioProblem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** What became of one stream. */
export interface AudioTrack {
  /** Number of the stream. */
  readonly stream: number;
  /** 0 is left: what the caller said. A single stream has channel 0. */
  readonly channel: 0 | 1;
  /** Codecs that were decoded, `opus`; and those that were not. */
  readonly codecs: readonly string[];
  readonly undecoded: readonly string[];
  /** SRTP crypto suites by which it was decrypted. */
  readonly suites: readonly string[];
  readonly packets: number;
  readonly played: number;
  readonly lost: number;
  /** Came twice, or too late to be played. */
  readonly dropped: number;
  /** SRTP packets that no key opened, and payloads that were damaged. */
  readonly failed: number;
}

/** A rendering: 16-bit samples as a WAV file. */
export interface AudioInfo {
  /** Names this rendering. */
  readonly key: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly sampleRate: number;
  readonly channels: 1 | 2;
  /** Time of the first sample, on the clock of the capture. */
  readonly startTime: Micros;
  readonly duration: Millis;
  readonly tracks: readonly AudioTrack[];
  /** What was left out, cut, assumed: sentences. */
  readonly notes: readonly string[];
  /** There when not a single packet could be played. */
  readonly problem?: AudioProblem;
}

/** Something to be seen at its place in a waveform. */
export interface AudioMark {
  readonly kind: 'loss' | 'dtmf';
  readonly channel: 0 | 1;
  /** ms from the first sample. */
  readonly at: Millis;
  readonly duration: Millis;
  /** `5`, or how many packets were lost. */
  readonly text: string;
}

export interface Waveform extends AudioInfo {
  /** Per channel the loudest sample of each of as many buckets of equal length, 0..1. */
  readonly peaks: readonly (readonly number[])[];
  readonly marks: readonly AudioMark[];
}
