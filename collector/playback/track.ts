// The samples of a rendering: one or two channels, interleaved, at one rate, from one time on. What several streams say at the same time
// is added; what lies outside is left out.

import { clamp16 } from '../media/decode/decoder.ts';
import { MICROS_PER_SECOND, type Micros } from '../model/time.ts';

export class SampleTrack {
  readonly channels: 1 | 2;
  readonly sampleRate: number;
  readonly startTime: Micros;
  /** Interleaved. */
  readonly samples: Int16Array;
  /** One behind the last sample of any channel that was written. */
  end = 0;

  /** `frames`: samples of each channel. */
  constructor(channels: 1 | 2, sampleRate: number, startTime: Micros, frames: number) {
    this.channels = channels;
    this.sampleRate = sampleRate;
    this.startTime = startTime;
    this.samples = new Int16Array(frames * channels);
  }

  /** Which sample stands at a time; a whole number. */
  placeOf(time: number): number {
    return Math.round(((time - this.startTime) * this.sampleRate) / MICROS_PER_SECOND);
  }

  add(channel: 0 | 1, place: number, sound: Int16Array): void {
    const { samples, channels } = this;
    const frames = samples.length / channels;
    const first = Math.max(0, -place);
    const last = Math.min(sound.length, frames - place);
    for (let i = first; i < last; i++) {
      const at = (place + i) * channels + channel;
      samples[at] = clamp16(samples[at] + sound[i]);
    }
    if (last > first) this.end = Math.max(this.end, place + last);
  }
}
