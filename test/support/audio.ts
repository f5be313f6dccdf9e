// Sound for tests: tones, how loud a tone is in samples, µ-law, bytes that look random and are always the same.

/** Samples of a sine; `level` is its amplitude, 1 is full scale. */
export function tone(hertz: number, seconds: number, rate: number, level = 0.5): Int16Array {
  return Int16Array.from({ length: Math.round(seconds * rate) }, (_, i) =>
    Math.round(level * 32_767 * Math.sin((2 * Math.PI * hertz * i) / rate)),
  );
}

/** Amplitude of one frequency in the samples (Goertzel), 1 is full scale. */
export function amplitudeAt(hertz: number, samples: ArrayLike<number>, rate: number): number {
  let real = 0;
  let imaginary = 0;
  for (let i = 0; i < samples.length; i++) {
    const angle = (2 * Math.PI * hertz * i) / rate;
    real += samples[i] * Math.cos(angle);
    imaginary += samples[i] * Math.sin(angle);
  }
  return (2 * Math.hypot(real, imaginary)) / samples.length / 32_768;
}

/** Root of the mean square, 1 is full scale. */
export function loudness(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += (samples[i] / 32_768) ** 2;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}

/** µ-law bytes whose levels are nearest to the samples. */
export function toMuLaw(samples: ArrayLike<number>): Uint8Array {
  return Uint8Array.from({ length: samples.length }, (_, i) => {
    const magnitude = Math.min(Math.abs(samples[i]), 32_635) + 0x84;
    const exponent = Math.max(0, 31 - Math.clz32(magnitude) - 7);
    const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
    return ~((samples[i] < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
  });
}

export function sameBytes(count: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 16;
  });
}
