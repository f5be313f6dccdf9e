// Which codecs can be played. A codec is named as in SDP (`opus`, 48000 Hz, 2 channels); a new one is one line in CODECS.

import type { AudioDecoder } from './decoder.ts';
import { G711Decoder } from './g711.ts';
import { G722Decoder } from './g722.ts';
import { L16Decoder } from './l16.ts';
import { makeOpusDecoder } from './opus.ts';

/** A format of an m=audio line. */
export interface AudioFormat {
  /** Encoding name as written. */
  readonly name: string;
  /** Hz of the RTP clock. */
  readonly clockHz: number;
  readonly channels: number;
}

interface PlayableCodec {
  /** Hz of the samples. */
  sampleRate(format: AudioFormat): number;
  make(format: AudioFormat): AudioDecoder | Promise<AudioDecoder>;
}

/** L16 may have any clock; what nobody sends is not tried. */
const MAX_L16_RATE = 192_000;
const MAX_L16_CHANNELS = 8;

const CODECS: Readonly<Record<string, PlayableCodec>> = {
  pcma: { sampleRate: () => 8000, make: () => new G711Decoder('A') },
  pcmu: { sampleRate: () => 8000, make: () => new G711Decoder('µ') },
  g722: { sampleRate: () => 16_000, make: () => new G722Decoder() },
  opus: { sampleRate: () => 48_000, make: () => makeOpusDecoder() },
  l16: {
    sampleRate: ({ clockHz }) => clockHz,
    make: ({ clockHz, channels }) => new L16Decoder(clockHz, channels),
  },
};

/** How a format is played; undefined when it is not. */
export function findDecoder(
  format: AudioFormat,
): { readonly sampleRate: number; readonly make: () => AudioDecoder | Promise<AudioDecoder> } | undefined {
  const name = format.name.toLowerCase();
  const codec = Object.hasOwn(CODECS, name) ? CODECS[name] : undefined;
  if (codec === undefined) return undefined;
  const sampleRate = codec.sampleRate(format);
  if (sampleRate < 1 || sampleRate > MAX_L16_RATE || format.channels < 1 || format.channels > MAX_L16_CHANNELS) {
    return undefined;
  }
  return { sampleRate, make: () => codec.make(format) };
}

/** For people. */
export const PLAYABLE = 'G.711, G.722, Opus and L16';
