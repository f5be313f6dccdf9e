// An estimate of how a stream sounded (E-model), with everything it was reckoned from. Takes what was measured; assumes, and says so,
// what no capture can tell: the jitter buffer of the receiver, and the delay when RTCP does not tell it.

import type { MosInputs } from '../model/stream.ts';
import { type Millis, millis } from '../model/time.ts';
import { impairmentOf } from './codec-impairments.ts';
import { JITTER_BUFFER } from './count-packet.ts';
import { mosOfRating, ratingOf } from './e-model.ts';
import type { LossPicture } from './loss-runs.ts';
import type { PayloadFormat } from './payload-formats.ts';

/** One way through the network when RTCP tells nothing: a national connection. */
const ASSUMED_NETWORK: Millis = 20;
/** Coding, and one packet of 20 ms that has to be full before it can go. */
const PACKETIZATION: Millis = 25;

export interface Heard {
  readonly format: Pick<PayloadFormat, 'name' | 'parameters'>;
  /** Packets that were expected: received once, and lost. */
  readonly expected: number;
  readonly lost: number;
  /** Received, but too late for the jitter buffer. */
  readonly late: number;
  readonly losses: Pick<LossPicture, 'lost' | 'runs'>;
  /** There and back, by RTCP. */
  readonly roundTrip?: Millis;
}

export interface Quality {
  readonly mos: number;
  readonly inputs: MosInputs;
}

/** Undefined when the codec has no published values, or nothing was expected. */
export function qualityOf({ format, expected, lost, late, losses, roundTrip }: Heard): Quality | undefined {
  const impairment = impairmentOf(format);
  if (impairment === undefined || expected === 0) return undefined;
  const { ie, bpl, name } = impairment;
  const lossPercent = Math.min(100, ((lost + late) / expected) * 100);
  const burstRatio = burstRatioOf(losses, lossPercent / 100);
  const network = roundTrip === undefined ? ASSUMED_NETWORK : roundTrip / 2;
  const jitterBuffer = millis(JITTER_BUFFER);
  const delay = network + jitterBuffer + PACKETIZATION;
  const r = ratingOf({ ie, bpl, ppl: lossPercent, burstR: burstRatio, delay });
  return { mos: mosOfRating(r), inputs: { codec: name, ie, bpl, lossPercent, burstRatio, delay, jitterBuffer, r } };
}

/** G.107 §3.5: mean length of the runs of loss, against that of random loss, which is 1 / (1 − p). Never less bursty than random. */
function burstRatioOf({ lost, runs }: Pick<LossPicture, 'lost' | 'runs'>, share: number): number {
  return runs === 0 || share >= 1 ? 1 : Math.max(1, (lost / runs) * (1 - share));
}
