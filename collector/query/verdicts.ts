// What a test has said: of a number that stands for a text, of bytes that may hold one.

import { grownUint8 } from '../store/columns.ts';

export const Verdict = { Unknown: 0, No: 1, Yes: 2 } as const;
export type Verdict = (typeof Verdict)[keyof typeof Verdict];
/** Numbers beyond are tested each time. */
const KEPT = 1 << 22;

/** What a test has said of numbers, as long as they are those of one owner. */
export class Verdicts {
  private byNumber: Uint8Array = new Uint8Array(256);
  private owner: object | undefined = undefined;

  of(owner: object, number: number): Verdict {
    if (owner !== this.owner) {
      this.owner = owner;
      this.byNumber.fill(Verdict.Unknown);
    }
    return number < this.byNumber.length ? (this.byNumber[number] as Verdict) : Verdict.Unknown;
  }

  /** Of the owner that was asked about last. Gives the verdict back. */
  keep(number: number, verdict: boolean): boolean {
    if (number >= KEPT) return verdict;
    if (number >= this.byNumber.length)
      this.byNumber = grownUint8(this.byNumber, Math.max(number + 1, this.byNumber.length * 2));
    this.byNumber[number] = verdict ? Verdict.Yes : Verdict.No;
    return verdict;
  }
}
