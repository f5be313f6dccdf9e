// Cuts the text of a key log into lines, whole or as a file that grows: the last line may still be written.
// Gives the last line early, as far as it came: texts need not end with a newline, and live nobody wants to wait for the next line.

/** A longer line is none of a key log. */
export const MAX_LINE_BYTES = 8192;

const NEWLINE = 0x0a;

export interface LineSink {
  onLine(line: string): void;
  /** The last line so far; true when it is whole already and is not to be given again. */
  onUnfinishedLine(line: string): boolean;
  onOverlongLine(): void;
}

export class KeyLogText {
  private readonly sink: LineSink;
  /** What came of the last line. */
  private rest = '';
  /** It was taken as whole. */
  private isTaken = false;
  /** It is too long, and passed over to its end. */
  private isOverlong = false;

  constructor(sink: LineSink) {
    this.sink = sink;
  }

  push(text: Buffer): void {
    let start = 0;
    for (let end = text.indexOf(NEWLINE); end >= 0; end = text.indexOf(NEWLINE, start)) {
      this.endLine(text, start, end);
      start = end + 1;
    }
    if (start < text.length) this.keepRest(text, start);
  }

  private endLine(text: Buffer, start: number, end: number): void {
    const isOverlong = this.isOverlong || this.rest.length + end - start > MAX_LINE_BYTES;
    const before = this.before(text, start);
    if (isOverlong) this.sink.onOverlongLine();
    else if (!this.isTaken || end > start) this.sink.onLine(before + text.toString('latin1', start, end));
    this.rest = '';
    this.isTaken = false;
    this.isOverlong = false;
  }

  private keepRest(text: Buffer, start: number): void {
    if (this.isOverlong) return;
    const before = this.before(text, start);
    this.rest = '';
    this.isTaken = false;
    if (before.length + text.length - start > MAX_LINE_BYTES) {
      this.isOverlong = true;
      return;
    }
    this.rest = before + text.toString('latin1', start);
    this.isTaken = this.sink.onUnfinishedLine(this.rest);
  }

  /** What came before and belongs to this line: nothing when it was whole, also when another text goes on after it. */
  private before(text: Buffer, start: number): string {
    if (this.isTaken) return '';
    const isWhole = /[0-9a-fA-F]{64}\s*$/.test(this.rest);
    const beginsAnew = isWhole && /^(?:[A-Z]+_[A-Z_]+|RSA |#)/.test(text.toString('latin1', start, start + 16));
    return beginsAnew ? '' : this.rest;
  }
}
