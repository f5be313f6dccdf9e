// Frames that were counted as without key, and whose plaintext comes after all: what each of them turns out to be.
// Plaintext comes record by record in the order of the frames; a frame may complete several records.

import { combine, Ended } from './outcome.ts';

export class LateFrames {
  /** Frames by what they became. */
  private readonly tally = new Map<number, number>();
  private segment = -1;
  private frameNumber = -1;
  private outcome: number = Ended.Nowhere;

  /** A record that this frame completed became `outcome`. */
  note(segment: number, frameNumber: number, outcome: number): void {
    if (segment !== this.segment || frameNumber !== this.frameNumber) this.close();
    this.segment = segment;
    this.frameNumber = frameNumber;
    this.outcome = combine(this.outcome, outcome);
  }

  /** Gives what `frames` frames became, and begins anew. Of frames that completed no record only `otherwise` is known. */
  take(frames: number, otherwise: number): Map<number, number> {
    this.close();
    const taken = new Map<number, number>();
    let rest = frames;
    for (const [outcome, count] of this.tally) {
      const reason = outcome < 0 && outcome !== Ended.AsSip && outcome !== Ended.AsMedia ? otherwise : outcome;
      const some = Math.min(rest, count);
      taken.set(reason, (taken.get(reason) ?? 0) + some);
      rest -= some;
    }
    if (rest > 0) taken.set(otherwise, (taken.get(otherwise) ?? 0) + rest);
    this.tally.clear();
    return taken;
  }

  private close(): void {
    if (this.frameNumber >= 0) this.tally.set(this.outcome, (this.tally.get(this.outcome) ?? 0) + 1);
    this.frameNumber = -1;
    this.outcome = Ended.Nowhere;
  }
}
