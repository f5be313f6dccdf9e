// Where in a stream its losses lie: runs, bursts and gaps (RFC 3611 §4.7.2). Takes the position of each lost packet in order of
// numbers, so that a packet that came late is none; made with the first loss, a few numbers, O(1) a loss.
//
//   received ··xx·x··········x·········    x: lost. A burst begins and ends with a loss and has at least two of them, with fewer than
//              └──┘          isolated      16 (Gmin) packets received between one and the next. All else is gap.

/** RFC 3611 §4.7.2: so many packets received in a row end a burst. */
export const GAP_MINIMUM = 16;

/** What losses were like up to a moment. */
export interface LossPicture {
  readonly lost: number;
  /** Runs of packets lost in a row. */
  readonly runs: number;
  readonly longest: number;
  readonly bursts: number;
  /** Packets in bursts, and how many of them were lost. */
  readonly burstPackets: number;
  readonly burstLost: number;
}

export const NO_LOSS: LossPicture = { lost: 0, runs: 0, longest: 0, bursts: 0, burstPackets: 0, burstLost: 0 };

export class LossRuns {
  lost = 0;
  runs = 0;
  longest = 0;
  private closedBursts = 0;
  private closedPackets = 0;
  private closedLost = 0;
  private run = 0;
  private lastPosition = Number.NEGATIVE_INFINITY;
  /** The burst that goes on, or an isolated loss that may become one. */
  private firstInGroup = 0;
  private lostInGroup = 0;

  /** The packet at `position` never came; positions count the numbers of a stream and only rise. */
  lose(position: number): void {
    const received = position - this.lastPosition - 1;
    this.run = received === 0 ? this.run + 1 : 1;
    if (this.run === 1) this.runs++;
    if (this.run > this.longest) this.longest = this.run;
    if (received >= GAP_MINIMUM) {
      this.closeGroup();
      this.firstInGroup = position;
    }
    this.lostInGroup++;
    this.lost++;
    this.lastPosition = position;
  }

  /** Some more were lost at `positions`, in order, which are not taken in: the end of a stream that may go on. */
  picture(positions: readonly number[]): LossPicture {
    const whole = this.copy();
    for (const position of positions) whole.lose(position);
    whole.closeGroup();
    return {
      lost: whole.lost,
      runs: whole.runs,
      longest: whole.longest,
      bursts: whole.closedBursts,
      burstPackets: whole.closedPackets,
      burstLost: whole.closedLost,
    };
  }

  private closeGroup(): void {
    if (this.lostInGroup > 1) {
      this.closedBursts++;
      this.closedPackets += this.lastPosition - this.firstInGroup + 1;
      this.closedLost += this.lostInGroup;
    }
    this.lostInGroup = 0;
  }

  private copy(): LossRuns {
    return Object.assign(new LossRuns(), this);
  }
}
