// Where every frame of a capture ended: as SIP, as media, held for a later frame, or under one reason, with examples.

import type { Frame } from './model/frame.ts';
import { HARMLESS, NOT_DECODED, type SampleFrame } from './model/health.ts';

const SAMPLES_A_REASON = 10;
/** By reason: 1 when a frame under it may have been SIP. */
const MAY_HIDE_SIP = NOT_DECODED.map(reason => Number(!HARMLESS.includes(reason)));

export class CaptureCounters {
  frames = 0;
  sipFrames = 0;
  mediaFrames = 0;
  /** Fragments and out-of-order segments that wait for, or became part of, what a later frame completed. */
  heldFrames = 0;
  private readonly counts = new Float64Array(NOT_DECODED.length);
  private readonly samples: SampleFrame[][] = NOT_DECODED.map(() => []);

  /** One frame ends under `reason`. */
  note(reason: number, frame: Frame): void {
    this.counts[reason]++;
    if (this.samples[reason].length < SAMPLES_A_REASON) {
      this.samples[reason].push({
        segment: frame.segment,
        frameNumber: frame.number,
        timeMicros: frame.timeMicros,
        point: frame.point,
        offset: frame.offset,
        length: frame.end - frame.start,
        originalLength: frame.originalLength,
        linkType: frame.linkType,
      });
    }
  }

  /** `frames` frames that were held end under `reason`. */
  noteGivenUp(reason: number, frames: number, first: SampleFrame): void {
    this.counts[reason] += frames;
    this.heldFrames -= frames;
    if (this.samples[reason].length < SAMPLES_A_REASON) this.samples[reason].push(first);
  }

  /** Frames that may have been SIP and could not be read. */
  get notDecoded(): number {
    return this.counts.reduce((sum, n, reason) => sum + n * MAY_HIDE_SIP[reason], 0);
  }

  /** Only the reasons that happened. */
  list(): { reason: string; count: number; samples: readonly SampleFrame[] }[] {
    return NOT_DECODED.map((reason, i) => ({ reason, count: this.counts[i], samples: this.samples[i] })).filter(
      entry => entry.count > 0,
    );
  }
}
