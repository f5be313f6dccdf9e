// The capture files of a directory as a series: what is there in the order of the first packets, then what appears.
// Made for tcpdump -C/-W/-G and dumpcap -b: the newest file is the one that grows, and a ring overwrites or deletes its oldest.

import { closeSync, openSync, type Stats } from 'node:fs';
import { basename } from 'node:path';
import { type CaptureFile, findCaptures, kindOf, listFiles, statOf } from './directory.ts';
import type { SegmentError } from './error.ts';
import { type FileIdentity, isSame } from './file-handles.ts';
import { note } from './pcapng-descriptions.ts';
import { seriesName } from './point-names.ts';
import type { PresentFile, Series, SeriesFile } from './series.ts';

/** At least so often everything is looked at, for a file that is overwritten does not change its directory … */
const SWEEP_MILLIS = 1000;
/** … but no more than a hundredth of the time is spent looking. */
const SWEEP_SHARE = 100;
const MAX_NAMES_TOLD = 5;

/** What is known of a file by its name. */
interface Known {
  dev: number;
  ino: number;
  size: number;
  mtimeMs: number;
  /** Undefined until it was opened, and when it is no capture. */
  identity: FileIdentity | undefined;
}

export class DirectorySeries implements Series {
  readonly path: string;
  missed = 0;
  private readonly known = new Map<string, Known>();
  private waiting: CaptureFile[] = [];
  private readonly others = new Set<string>();
  private mtimeMs = -1;
  private sweptAt = 0;
  private sweepMillis = SWEEP_MILLIS;
  private grown = 0;
  private refusals = 0;
  private lastRefusal = '';
  private repacked = 0;
  private readonly now: () => number;

  private constructor(path: string, now: () => number) {
    this.path = path;
    this.now = now;
  }

  /** Looks what is there. Rejects with what the system says when the directory cannot be read. `now` in ms, of any clock that only goes forward. */
  static async open(path: string, now: () => number = () => performance.now()): Promise<DirectorySeries> {
    const series = new DirectorySeries(path, now);
    const { captures, others } = await findCaptures(path);
    series.waiting = [...captures];
    for (const file of captures) series.known.set(file.name, knownOf(file.stats));
    for (const name of others) series.others.add(name);
    series.sweptAt = now();
    return series;
  }

  async look(present: PresentFile | undefined, isLast: boolean): Promise<boolean> {
    if (this.waiting.length > 0) return true;
    const start = this.now();
    if (!isLast && !this.hasChanged() && start - this.sweptAt < this.sweepMillis) return false;
    this.sweep(present);
    this.sweptAt = this.now();
    this.sweepMillis = Math.max(SWEEP_MILLIS, (this.sweptAt - start) * SWEEP_SHARE);
    return this.waiting.length > 0;
  }

  take(): SeriesFile | undefined {
    const next = this.waiting.shift();
    if (next === undefined) return undefined;
    return { path: next.path, pointName: seriesName(next.path), isCompressed: next.isCompressed };
  }

  onOpened(file: SeriesFile, identity: FileIdentity): void {
    const known = this.known.get(basename(file.path));
    if (known !== undefined) known.identity = identity;
  }

  onLeft(file: SeriesFile, before: FileIdentity, now: FileIdentity, bytesRead: number): void {
    const known = this.known.get(basename(file.path));
    // The file that took its place may be known by now.
    if (known?.identity !== before) return;
    known.identity = now;
    known.size = bytesRead;
  }

  onRefused(_file: SeriesFile, reason: SegmentError): void {
    if (reason.code === 'SIPA_FILE_NOT_FOUND') this.missed++;
    else this.refusals++;
    this.lastRefusal = reason.message;
  }

  get waitingBytes(): number {
    return this.waiting.reduce((sum, { stats }) => sum + stats.size, 0);
  }

  notes(): string[] {
    const others = [...this.others].sort();
    const told = others.slice(0, MAX_NAMES_TOLD).join(', ') + (others.length > MAX_NAMES_TOLD ? ' …' : '');
    return [
      ...note(others.length, `files are no captures and were left out: ${told}`),
      ...note(this.missed, 'files were gone before they were read'),
      ...note(this.refusals, `files could not be read; the last: ${this.lastRefusal}`),
      ...note(this.grown, 'files grew after the next one had begun; what was added was not read'),
      ...note(this.repacked, 'files were gzipped after they were read, and were not read again'),
    ];
  }

  /** Looks at every file; what is new waits, in the order in which it was last written. */
  private sweep(present: PresentFile | undefined): void {
    const found: CaptureFile[] = [];
    const names = new Set<string>();
    for (const file of this.list()) {
      names.add(file.name);
      const known = this.known.get(file.name);
      if (known !== undefined && !this.isAnother(file.name, file.path, file.stats, known, present)) continue;
      const kind = kindOf(file.path);
      if (kind === 'early') continue;
      this.known.set(file.name, knownOf(file.stats));
      this.others.delete(file.name);
      if (kind === 'other') this.others.add(file.name);
      else if (kind === 'gzip' && this.known.has(file.name.replace(/\.gz$/, ''))) this.repacked++;
      else found.push({ ...file, isCompressed: kind === 'gzip' });
    }
    for (const name of this.known.keys()) {
      // A gzipped file may take the place of the one that it was made of, so that one is still known for a while.
      if (!names.has(name) && !names.has(`${name}.gz`)) this.known.delete(name);
    }
    for (const name of this.others) if (!names.has(name)) this.others.delete(name);
    found.sort((a, b) => a.stats.mtimeMs - b.stats.mtimeMs || (a.name < b.name ? -1 : 1));
    this.waiting.push(...found);
  }

  /** Did files come or go? Two changes within one tick of the clock look like one; the sweep finds those. */
  private hasChanged(): boolean {
    const before = this.mtimeMs;
    this.mtimeMs = statOf(this.path)?.mtimeMs ?? before;
    return this.mtimeMs !== before;
  }

  private list(): ReturnType<typeof listFiles> {
    try {
      return listFiles(this.path);
    } catch {
      // The directory itself is gone: nothing will come.
      return [];
    }
  }

  /** Is it another file than the one that was read under this name? */
  private isAnother(name: string, path: string, stats: Stats, known: Known, present: PresentFile | undefined): boolean {
    const { identity } = known;
    if (stats.ino !== known.ino || stats.dev !== known.dev) return true;
    if (identity !== undefined && identity === present?.identity && !present.isOver) return present.isTruncated;
    if (stats.mtimeMs === known.mtimeMs && stats.size === known.size) return false;
    const growth = stats.size - known.size;
    known.mtimeMs = stats.mtimeMs;
    known.size = stats.size;
    if (identity === undefined) return this.others.has(name) && kindOf(path) !== 'other';
    if (growth < 0 || !beginsAs(path, stats, identity)) return true;
    if (growth > 0 && identity !== present?.identity) this.grown++;
    return false;
  }
}

function knownOf({ dev, ino, size, mtimeMs }: Stats): Known {
  return { dev, ino, size, mtimeMs, identity: undefined };
}

function beginsAs(path: string, stats: Stats, identity: FileIdentity): boolean {
  let fd: number | undefined;
  try {
    fd = openSync(path, 'r');
    return isSame(fd, stats, identity);
  } catch {
    return true;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}
