// Opus (RFC 6716, RFC 7587) by libopus, compiled to WebAssembly: `opus-decoder`. It is loaded when the first Opus stream is played.

import type { OpusDecoder as LibraryDecoder } from 'opus-decoder';
import { type AudioDecoder, clamp16, SILENCE } from './decoder.ts';
import { opusMillis } from './opus-packet.ts';

const RATE = 48_000;
/** What the library has room for, in mono. */
const MAX_PACKET_BYTES = 3840;
const LARGEST_PACKET_MILLIS = 120;

export async function makeOpusDecoder(): Promise<AudioDecoder> {
  const { OpusDecoder } = await import('opus-decoder');
  // Stereo is mixed down inside. (Two channels at 48 kHz overflow the library's stack with packets of 80 ms and more.)
  const library = new OpusDecoder({ channels: 1 });
  await library.ready;
  return new Opus(library);
}

class Opus implements AudioDecoder {
  readonly sampleRate = RATE;
  private readonly library: LibraryDecoder;
  private readonly samples = new Int16Array((RATE / 1000) * LARGEST_PACKET_MILLIS);
  private isFree = false;
  /** The library met a packet that broke it. */
  private isBroken = false;

  constructor(library: LibraryDecoder) {
    this.library = library;
  }

  decode(payload: Uint8Array): Int16Array {
    if (this.isBroken || payload.length > MAX_PACKET_BYTES || opusMillis(payload) === undefined) return SILENCE;
    const { samples } = this;
    const sound = this.ask(payload);
    for (let i = 0; i < sound.length; i++) samples[i] = clamp16(Math.round(sound[i] * 32_768));
    return samples.subarray(0, sound.length);
  }

  /** libopus finds into any packet by itself. */
  reset(): void {}

  free(): void {
    if (this.isFree) return;
    this.isFree = true;
    if (!this.isBroken) this.library.free();
  }

  /** A trap of WebAssembly stays inside its own memory, but that memory is not to be used any more. */
  private ask(payload: Uint8Array): Float32Array {
    try {
      const { channelData, samplesDecoded } = this.library.decodeFrame(payload);
      return channelData[0].subarray(0, samplesDecoded);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'RuntimeError') throw error;
      this.isBroken = true;
      return new Float32Array(0);
    }
  }
}
