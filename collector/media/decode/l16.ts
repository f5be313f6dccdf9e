// L16 (RFC 3551 §4.5.11): plain samples of 16 bits in network order, channels in turn.

import { type AudioDecoder, MAX_PAYLOAD_BYTES } from './decoder.ts';

export class L16Decoder implements AudioDecoder {
  readonly sampleRate: number;
  private readonly channels: number;
  private samples = new Int16Array(640);

  constructor(sampleRate: number, channels: number) {
    this.sampleRate = sampleRate;
    this.channels = channels;
  }

  decode(payload: Uint8Array): Int16Array {
    const { channels } = this;
    const count = Math.floor(Math.min(payload.length, MAX_PAYLOAD_BYTES) / (2 * channels));
    if (count > this.samples.length) this.samples = new Int16Array(count);
    const { samples } = this;
    const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let channel = 0; channel < channels; channel++) sum += view.getInt16((i * channels + channel) * 2);
      samples[i] = Math.round(sum / channels);
    }
    return samples.subarray(0, count);
  }

  reset(): void {}

  free(): void {}
}
