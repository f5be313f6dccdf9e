// HOT. The numbers of one stream in order: what is lost, late, repeated, or begins anew (RFC 3550 A.1, A.3).
// Takes sequence numbers in order of arrival; O(1) a packet, nothing made for a packet but with the first loss of a stream.
//
// The fate of a packet is known when its number is 64 behind the highest, so late ones are told from lost and from repeated ones:
//
//   numbers   … │ decided: received, or lost for good │ 64 bits: seen or not (yet) │ highest
//                                            seenHigh ─┘ bit 31          bit 0 └─ seenLow

import { type LossPicture, LossRuns, NO_LOSS } from './loss-runs.ts';

/** Packets that may come late and are still told from duplicates: bits of two 32-bit words. */
const WINDOW = 64;
/** A jump of more than this in sequence numbers is a restart of the sender, not a loss (RFC 3550 A.1, MAX_DROPOUT). */
const MAX_DROPOUT = 3000;

/** What a packet is to the order of its stream. */
export const Place = { Counted: 0, Duplicate: 1, Restart: 2 } as const;
export type Place = (typeof Place)[keyof typeof Place];

export class SequenceOrder {
  duplicates = 0;
  reordered = 0;
  /** The numbering began anew so many times. */
  restarts = 0;
  /** Packets whose numbers were skipped and never came. */
  lost = 0;
  private highest = 0;
  private seenLow = 0;
  private seenHigh = 0;
  /** Numbers from the first to the highest, over all restarts. */
  private span = 0;
  /** Bits of the window that stand for numbers before the first. */
  private unborn = 0;
  private losses: LossRuns | undefined = undefined;

  /** Sorts the next packet in by its number. */
  see(sequence: number): Place {
    if (this.span === 0) {
      this.begin(sequence);
      return Place.Counted;
    }
    const ahead = ((sequence - this.highest + 0x8000) & 0xffff) - 0x8000;
    if (ahead > 0) {
      if (ahead > MAX_DROPOUT) return this.restart(sequence);
      this.lost += ahead - 1;
      this.highest = sequence;
      this.advance(ahead);
      return Place.Counted;
    }
    const back = -ahead;
    if (back > MAX_DROPOUT) return this.restart(sequence);
    if (back < WINDOW) {
      if (this.wasSeen(back)) {
        this.duplicates++;
        return Place.Duplicate;
      }
      this.markSeen(back);
      const older = back - (WINDOW - this.unborn) + 1;
      if (older > 0) {
        // It came before the first: the stream began with it, and what lies between is missing until it comes.
        this.unborn -= older;
        this.span += older;
        this.lost += older - 1;
      } else {
        this.lost--;
      }
    }
    this.reordered++;
    return Place.Counted;
  }

  /** Where the losses lie, with those that may yet come late. */
  lossPicture(): LossPicture {
    const open: number[] = [];
    for (let back = WINDOW - this.unborn - 1; back > 0; back--) if (!this.wasSeen(back)) open.push(this.span - back);
    if (this.losses === undefined && open.length === 0) return NO_LOSS;
    return (this.losses ?? new LossRuns()).picture(open);
  }

  private restart(sequence: number): Place {
    this.restarts++;
    this.decide(WINDOW);
    this.begin(sequence);
    return Place.Restart;
  }

  private begin(sequence: number): void {
    this.highest = sequence;
    this.seenLow = 1;
    this.seenHigh = 0;
    this.unborn = WINDOW - 1;
    this.span++;
  }

  private advance(by: number): void {
    // Fast path: the next number, and the oldest in the window came.
    if (by !== 1 || this.seenHigh >= 0) this.decide(by);
    this.span += by;
    if (by >= WINDOW) {
      this.seenLow = 0;
      this.seenHigh = 0;
    } else if (by >= 32) {
      this.seenHigh = this.seenLow << (by - 32);
      this.seenLow = 0;
    } else {
      this.seenHigh = (this.seenHigh << by) | (this.seenLow >>> (32 - by));
      this.seenLow <<= by;
    }
    this.seenLow |= 1;
  }

  /** The numbers that the next `by` push out of the window came, or never will. */
  private decide(by: number): void {
    const unborn = Math.min(by, this.unborn);
    this.unborn -= unborn;
    const known = Math.min(by, WINDOW);
    for (let back = WINDOW - 1 - unborn; back >= WINDOW - known; back--) {
      if (!this.wasSeen(back)) this.lose(this.span - back);
    }
    // Of those that were skipped, some leave the window at once.
    for (let skipped = 1; skipped <= by - WINDOW; skipped++) this.lose(this.span + skipped);
  }

  private lose(position: number): void {
    this.losses ??= new LossRuns();
    this.losses.lose(position);
  }

  private wasSeen(back: number): boolean {
    return ((back < 32 ? this.seenLow >>> back : this.seenHigh >>> (back - 32)) & 1) === 1;
  }

  private markSeen(back: number): void {
    if (back < 32) this.seenLow |= 1 << back;
    else this.seenHigh |= 1 << (back - 32);
  }
}
