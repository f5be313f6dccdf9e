// The segments of a spool as a series: `20261123T092011Z-00000042.pcapng`, in the order of their sequence numbers, which go on over
// restarts of the recorder. The recorder deletes the oldest to stay within its limits; what it deletes unread is counted.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SegmentError } from './error.ts';
import type { FileIdentity } from './file-handles.ts';
import { note } from './pcapng-descriptions.ts';
import type { PresentFile, Series, SeriesFile } from './series.ts';

/** UTC start and sequence number. */
const SEGMENT_NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(\d{8,15})\.pcapng$/;
const STATUS_FILE = 'recorder.json';
/** Two changes of a directory within one tick of the file system's clock look like one; so it is looked at again a while later. */
const CLOCK_TICK_MILLIS = 1000;

interface Waiting {
  readonly name: string;
  readonly sequence: number;
  readonly bytes: number;
}

/** The sequence number of a segment by its name; undefined when it is none. */
export function sequenceOf(name: string): number | undefined {
  const digits = SEGMENT_NAME.exec(name)?.[7];
  return digits === undefined ? undefined : Number(digits);
}

export class SpoolSeries implements Series {
  readonly path: string;
  missed = 0;
  private waiting: Waiting[] = [];
  /** Of the segment taken last; undefined before the first. */
  private last: number | undefined;
  /** Names that were taken and are still there, oldest first. */
  private taken: string[] = [];
  private deleted: string[] = [];
  private mtimeMs = -1;
  private listedAt = 0;
  private refusals = 0;
  private lastRefusal = '';

  /** `from` is the name of the first segment to read. Throws what the system says when the directory cannot be read. */
  constructor(path: string, from?: string) {
    this.path = path;
    const first = from === undefined ? undefined : sequenceOf(basename(from));
    if (first !== undefined) this.last = first - 1;
    this.list();
    // Whatever is deleted from here on was not read in time.
    if (this.waiting.length > 0) this.last = this.waiting[0].sequence - 1;
  }

  async look(_present: PresentFile | undefined): Promise<boolean> {
    if (this.waiting.length === 0) this.listAgain();
    return this.waiting.length > 0;
  }

  take(): SeriesFile | undefined {
    const next = this.waiting.shift();
    if (next === undefined) return undefined;
    // Sequence numbers have no gaps but those of deleted segments.
    if (this.last !== undefined) this.missed += next.sequence - this.last - 1;
    this.last = next.sequence;
    this.taken.push(next.name);
    return { path: join(this.path, next.name), pointName: next.name, isCompressed: false };
  }

  onOpened(_file: SeriesFile, _identity: FileIdentity): void {}

  onRefused(_file: SeriesFile, reason: SegmentError): void {
    if (reason.code === 'SIPA_FILE_NOT_FOUND') {
      this.missed++;
      return;
    }
    this.refusals++;
    this.lastRefusal = reason.message;
  }

  get waitingBytes(): number {
    return this.waiting.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  takeDeleted(): readonly string[] {
    const { deleted } = this;
    this.deleted = [];
    return deleted;
  }

  explainGone(path: string): SegmentError | undefined {
    if (existsSync(path)) return undefined;
    return new SegmentError(
      'SIPA_SEGMENT_EXPIRED',
      `${basename(path)}: recorded at ${startOf(basename(path))}, deleted since because the spool is limited${this.limits()}`,
      'Raise --spool-size to keep more, or save what matters while it is there.',
    );
  }

  notes(): string[] {
    return [
      ...note(this.missed, 'segments were deleted before they were read; the spool is too small, or reading too slow'),
      ...note(this.refusals, `segments could not be read; the last: ${this.lastRefusal}`),
    ];
  }

  private listAgain(): void {
    try {
      const { mtimeMs } = statSync(this.path);
      if (mtimeMs !== this.mtimeMs || this.listedAt - mtimeMs < CLOCK_TICK_MILLIS) this.list();
    } catch {
      // The spool itself is gone: nothing will come.
    }
  }

  private list(): void {
    this.listedAt = Date.now();
    this.mtimeMs = statSync(this.path).mtimeMs;
    const names = new Set(readdirSync(this.path));
    const after = this.last ?? -1;
    this.waiting = [...names]
      .map(name => ({ name, sequence: sequenceOf(name) ?? -1 }))
      .filter(({ sequence }) => sequence > after)
      .sort((a, b) => a.sequence - b.sequence)
      .map(({ name, sequence }) => ({ name, sequence, bytes: sizeOf(join(this.path, name)) }));
    const gone = this.taken.filter(name => !names.has(name));
    this.deleted.push(...gone.map(name => join(this.path, name)));
    this.taken = this.taken.filter(name => names.has(name));
  }

  /** ` to 1,000,000,000 bytes`, as the recorder says; empty when it says nothing. */
  private limits(): string {
    try {
      const status: unknown = JSON.parse(readFileSync(join(this.path, STATUS_FILE), 'utf8'));
      const bytes = numberAt(status, ['spool', 'limits', 'spoolBytes']);
      const seconds = numberAt(status, ['spool', 'limits', 'spoolSeconds']);
      const bounds = [
        ...(bytes > 0 ? [`${bytes.toLocaleString('en-GB')} bytes`] : []),
        ...(seconds > 0 ? [`${seconds.toLocaleString('en-GB')} seconds`] : []),
      ];
      return bounds.length === 0 ? '' : ` to ${bounds.join(' and ')}`;
    } catch {
      return '';
    }
  }
}

/** The number at the end of these keys; 0 when there is none. */
function numberAt(value: unknown, keys: readonly string[]): number {
  let at = value;
  for (const key of keys) at = typeof at === 'object' && at !== null ? new Map(Object.entries(at)).get(key) : undefined;
  return typeof at === 'number' && Number.isFinite(at) ? at : 0;
}

function startOf(name: string): string {
  const parts = SEGMENT_NAME.exec(name);
  if (parts === null) return 'an unknown time';
  const [, year, month, day, hour, minute, second] = parts;
  return `${year}-${month}-${day} ${hour}:${minute}:${second} UTC`;
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
