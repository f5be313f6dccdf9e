// One file as a series: what is under its name now, and what takes its place when it is replaced or truncated, as `tail -F` does.

import type { Stats } from 'node:fs';
import { statOf } from './directory.ts';
import type { SegmentError } from './error.ts';
import type { FileIdentity } from './file-handles.ts';
import { note } from './pcapng-descriptions.ts';
import type { PresentFile, Series, SeriesFile } from './series.ts';

export class FileSeries implements Series {
  readonly path: string;
  readonly missed = 0;
  private readonly file: SeriesFile;
  private isThere = true;
  private opened = 0;
  private size: number;
  /** What was under the name and was no capture. */
  private refused: Stats | undefined;
  private lastRefusal = '';
  private refusals = 0;

  constructor(path: string, pointName: string) {
    this.path = path;
    this.file = { path, pointName, isCompressed: false };
    this.size = statOf(path)?.size ?? 0;
  }

  async look(present: PresentFile | undefined): Promise<boolean> {
    if (this.isThere) return true;
    const stats = statOf(this.path);
    if (stats === undefined) return false;
    this.isThere = present === undefined ? this.isAnother(stats) : isReplaced(stats, present);
    this.size = stats.size;
    return this.isThere;
  }

  take(): SeriesFile | undefined {
    if (!this.isThere) return undefined;
    this.isThere = false;
    return this.file;
  }

  onOpened(_file: SeriesFile, _identity: FileIdentity): void {
    this.opened++;
    this.refused = undefined;
  }

  onRefused(_file: SeriesFile, reason: SegmentError): void {
    this.refused = statOf(this.path);
    this.refusals++;
    this.lastRefusal = reason.message;
  }

  get waitingBytes(): number {
    return this.isThere ? this.size : 0;
  }

  notes(): string[] {
    return [
      ...note(
        Math.max(0, this.opened - 1),
        'times the file was replaced or began anew; reading went on with the new one',
      ),
      ...note(this.refusals, `times what took its place could not be read; the last: ${this.lastRefusal}`),
    ];
  }

  /** After a refusal: is it worth another try? */
  private isAnother(stats: Stats): boolean {
    const { refused } = this;
    return refused === undefined || stats.ino !== refused.ino || stats.dev !== refused.dev || stats.size < refused.size;
  }
}

function isReplaced(stats: Stats, { identity, isTruncated, isOver, bytesRead }: PresentFile): boolean {
  if (stats.ino !== identity.ino || stats.dev !== identity.dev) return true;
  return isTruncated || (isOver && stats.size < bytesRead);
}
