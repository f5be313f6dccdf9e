// The outline of samples: per channel the loudest of each of as many buckets of equal length.

/** Buckets of one waveform. */
export const MAX_BUCKETS = 4000;
const FULL_SCALE = 32_768;
/** Digits behind the point: what a pixel can show. */
const STEPS = 1000;

/** `samples` are interleaved. Values are 0..1. */
export function peaksOf(samples: Int16Array, channels: 1 | 2, buckets: number): number[][] {
  const frames = samples.length / channels;
  const count = Math.max(1, Math.min(buckets, MAX_BUCKETS));
  return Array.from({ length: channels }, (_, channel) =>
    Array.from({ length: count }, (_, bucket) => {
      const from = Math.floor((bucket * frames) / count);
      const to = Math.floor(((bucket + 1) * frames) / count);
      return (
        Math.round((peakOf(samples, from * channels + channel, to * channels, channels) * STEPS) / FULL_SCALE) / STEPS
      );
    }),
  );
}

function peakOf(samples: Int16Array, from: number, to: number, step: number): number {
  let peak = 0;
  for (let at = from; at < to; at += step) {
    const level = samples[at] < 0 ? -samples[at] : samples[at];
    if (level > peak) peak = level;
  }
  return peak;
}
