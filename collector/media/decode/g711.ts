// G.711 (ITU-T G.711): one byte a sample, 8000 Hz, A-law (PCMA) or µ-law (PCMU). Stateless: each byte stands for one level.
//
//   A-law  │ sign │ exponent 3 │ mantissa 4 │   even bits inverted (XOR 0x55)      µ-law: the same, all bits inverted

import { type AudioDecoder, MAX_PAYLOAD_BYTES } from './decoder.ts';

const RATE = 8000;
const EVEN_BITS = 0x55;
/** µ-law adds it before it looks for the exponent, so that small levels have one, too. */
const BIAS = 0x84;

const A_LAW = levels(byte => {
  const bits = byte ^ EVEN_BITS;
  const exponent = (bits >> 4) & 7;
  // In the middle of its step: half a step is added.
  const mantissa = ((bits & 0x0f) << 4) + 8;
  const level = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return (bits & 0x80) !== 0 ? level : -level;
});

const MU_LAW = levels(byte => {
  const bits = ~byte & 0xff;
  const level = ((((bits & 0x0f) << 3) + BIAS) << ((bits >> 4) & 7)) - BIAS;
  return (bits & 0x80) !== 0 ? -level : level;
});

export class G711Decoder implements AudioDecoder {
  readonly sampleRate = RATE;
  private readonly levels: Int16Array;
  private samples = new Int16Array(320);

  constructor(law: 'A' | 'µ') {
    this.levels = law === 'A' ? A_LAW : MU_LAW;
  }

  decode(payload: Uint8Array): Int16Array {
    const { levels } = this;
    const count = Math.min(payload.length, MAX_PAYLOAD_BYTES);
    if (count > this.samples.length) this.samples = new Int16Array(count);
    const { samples } = this;
    for (let i = 0; i < count; i++) samples[i] = levels[payload[i]];
    return samples.subarray(0, count);
  }

  reset(): void {}

  free(): void {}
}

function levels(levelOf: (byte: number) => number): Int16Array {
  return Int16Array.from({ length: 256 }, (_, byte) => levelOf(byte));
}
