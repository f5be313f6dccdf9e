// Changes the sample rate of one run of samples: interpolation with a windowed sinc, cut below the lower of the two Nyquist
// frequencies. Takes samples in pieces, gives those that are ready; nothing is shifted in time. Equal rates pass unchanged.
//
//   in    x x x x x x x x x            out sample k stands at in · k / out, in the middle of the kernel:
//             └─ taps ─┘               it is ready when the last sample under the kernel is there

import { clamp16 } from './decoder.ts';

/** Zero crossings of the sinc on each side: stop band below −70 dB. */
const CROSSINGS = 16;
/** Share of the band that passes; the rest is for the slope. */
const PASSED = 0.92;
/** Shape of the Kaiser window. */
const KAISER_BETA = 7.5;

export class Resampler {
  private readonly from: number;
  private readonly to: number;
  /** Input samples under one side of the kernel. */
  private readonly half: number;
  /** One kernel for each place between two input samples where an output sample can stand. */
  private readonly kernels: readonly Float64Array[];
  private held = new Float64Array(0);
  /** Place of held[0] in the run, and of the next output sample. */
  private base: number;
  private next = 0;
  private count = 0;

  /** Whole numbers of Hz. */
  constructor(from: number, to: number) {
    const common = greatestCommonDivisor(from, to);
    this.from = from / common;
    this.to = to / common;
    const cut = Math.min(1, to / from) * PASSED;
    this.half = Math.ceil(CROSSINGS / cut);
    this.kernels = from === to ? [] : Array.from({ length: this.to }, (_, phase) => this.kernel(phase / this.to, cut));
    this.base = -this.half;
    this.held = new Float64Array(this.half);
  }

  /** The samples that can be made by now. */
  push(samples: Int16Array): Int16Array {
    if (this.kernels.length === 0) return samples;
    const held = new Float64Array(this.held.length + samples.length);
    held.set(this.held);
    held.set(samples, this.held.length);
    this.held = held;
    this.count += samples.length;
    return this.take(Math.floor((this.count - this.half - 1) * (this.to / this.from)) + 1);
  }

  /** The run is over: gives what is left of it, as if silence followed, and is ready for another run. */
  finish(): Int16Array {
    if (this.kernels.length === 0) return new Int16Array(0);
    const held = new Float64Array(this.held.length + this.half + 1);
    held.set(this.held);
    this.held = held;
    const rest = this.take(Math.ceil((this.count * this.to) / this.from));
    this.base = -this.half;
    this.held = new Float64Array(this.half);
    this.next = 0;
    this.count = 0;
    return rest;
  }

  /** Output samples up to number `end` of the run. */
  private take(end: number): Int16Array {
    const made = new Int16Array(Math.max(0, end - this.next));
    for (let i = 0; i < made.length; i++) made[i] = this.sampleAt(this.next + i);
    this.next += made.length;
    const needed = Math.floor((this.next * this.from) / this.to) - this.half;
    const done = Math.max(0, Math.min(this.held.length, needed - this.base));
    this.held = this.held.slice(done);
    this.base += done;
    return made;
  }

  private sampleAt(number: number): number {
    const place = number * this.from;
    const whole = Math.floor(place / this.to);
    const kernel = this.kernels[place % this.to];
    const first = whole - this.half + 1 - this.base;
    let sum = 0;
    for (let tap = 0; tap < kernel.length; tap++) {
      const at = first + tap;
      if (at >= 0 && at < this.held.length) sum += this.held[at] * kernel[tap];
    }
    return clamp16(Math.round(sum));
  }

  /** Weights of 2 · half samples, for an output sample `fraction` behind the one in the middle; they add up to 1. */
  private kernel(fraction: number, cut: number): Float64Array {
    const { half } = this;
    const weights = Float64Array.from({ length: 2 * half }, (_, tap) => {
      const distance = tap - half + 1 - fraction;
      return sinc(distance * cut) * kaiser(distance / half);
    });
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map(weight => weight / sum);
  }
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) > 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
}

/** Modified Bessel function of the first kind, order 0, by its series. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let n = 1; term > sum * 1e-12; n++) {
    term *= (x / (2 * n)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
