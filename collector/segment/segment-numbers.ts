// Gives each segment of a capture its number: `Frame.segment`.

import { MAX_SEGMENTS } from './reader.ts';

export class SegmentNumbers {
  private next: number;
  private readonly returned: number[] = [];
  private readonly origin: SegmentNumbers | undefined;

  /** The numbers from `first` on; or, with an origin, `first` and after it what the origin gives. */
  constructor(first = 0, origin?: SegmentNumbers) {
    this.next = first;
    this.origin = origin;
    if (origin !== undefined) this.returned.push(first);
  }

  /** Undefined when there are no more. */
  take(): number | undefined {
    const returned = this.returned.pop();
    if (returned !== undefined) return returned;
    if (this.origin !== undefined) return this.origin.take();
    return this.next < MAX_SEGMENTS ? this.next++ : undefined;
  }

  /** The number was not used. */
  giveBack(number: number): void {
    this.returned.push(number);
  }

  /** For one of several series: a number of its own at first, then the next that nobody has. */
  beginningWith(first: number): SegmentNumbers {
    return new SegmentNumbers(first, this);
  }
}
