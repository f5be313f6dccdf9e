// What several files say together, as one source: added up file by file, so that thousands of them cost nothing.

import type { SourceReport } from '../model/report.ts';
import { note } from './pcapng-descriptions.ts';
import type { Secret } from './reader.ts';

/** Different notes of the files that are told; the rest is counted. */
const MAX_NOTES = 20;
const MAX_NAMES = 65_536;
const MAX_SECRET_BYTES = 16 * 1024 * 1024;

/** What a file leaves behind when it was read. */
export interface ReadFile {
  reports(): SourceReport[];
  readonly bytesRead: number;
  readonly names: ReadonlyMap<string, string>;
  readonly secrets: readonly Secret[];
}

export class SourceTotal {
  private files = 0;
  private frames = 0;
  private start = Number.POSITIVE_INFINITY;
  private end = Number.NEGATIVE_INFINITY;
  private readonly formats = new Set<string>();
  private readonly linkTypes = new Set<string>();
  private readonly fileNotes = new Set<string>();
  private shedNotes = 0;
  private cutFiles = 0;
  private firstCut = '';
  private readonly nameByAddress = new Map<string, string>();
  private readonly allSecrets: Secret[] = [];
  private secretBytes = 0;
  private shedSecrets = 0;
  /** On-disk bytes of the files. */
  bytes = 0;

  add(file: ReadFile): void {
    this.bytes += file.bytesRead;
    this.addReport(file.reports()[0]);
    for (const [address, name] of file.names) {
      if (this.nameByAddress.size < MAX_NAMES || this.nameByAddress.has(address)) this.nameByAddress.set(address, name);
    }
    for (const secret of file.secrets) this.addSecret(secret);
  }

  get names(): ReadonlyMap<string, string> {
    return this.nameByAddress;
  }

  get secrets(): readonly Secret[] {
    return this.allSecrets;
  }

  /** One source of these files and the one that is being read. */
  report(path: string, kind: string | undefined, notes: readonly string[], present?: SourceReport): SourceReport {
    if (present !== undefined) {
      const total = this.copy();
      total.addReport(present);
      total.bytes += present.bytes;
      return total.report(path, kind, notes);
    }
    const cut = this.files === 1 && this.cutFiles === 1 ? this.firstCut : undefined;
    return {
      path,
      format: kind ?? ([...this.formats].join(', ') || 'pcap'),
      linkTypes: [...this.linkTypes],
      frames: this.frames,
      bytes: this.bytes,
      ...(this.start <= this.end && { start: this.start, end: this.end }),
      ...(cut !== undefined && { truncated: cut }),
      notes: [...notes, ...(cut === undefined ? this.cutNotes() : []), ...this.fileNotes, ...this.shed()],
    };
  }

  private addReport(report: SourceReport): void {
    this.files++;
    this.frames += report.frames;
    this.formats.add(report.format);
    for (const linkType of report.linkTypes) this.linkTypes.add(linkType);
    if (report.start !== undefined && report.start < this.start) this.start = report.start;
    if (report.end !== undefined && report.end > this.end) this.end = report.end;
    if (report.truncated !== undefined && this.cutFiles++ === 0) this.firstCut = report.truncated;
    for (const text of report.notes) {
      if (this.fileNotes.size < MAX_NOTES || this.fileNotes.has(text)) this.fileNotes.add(text);
      else this.shedNotes++;
    }
  }

  private addSecret(secret: Secret): void {
    if (this.secretBytes + secret.bytes.length > MAX_SECRET_BYTES) {
      this.shedSecrets++;
      return;
    }
    this.secretBytes += secret.bytes.length;
    this.allSecrets.push(secret);
  }

  /** As far as `report` needs it. */
  private copy(): SourceTotal {
    const copy = new SourceTotal();
    copy.files = this.files;
    copy.frames = this.frames;
    copy.start = this.start;
    copy.end = this.end;
    copy.bytes = this.bytes;
    copy.cutFiles = this.cutFiles;
    copy.firstCut = this.firstCut;
    copy.shedNotes = this.shedNotes;
    copy.shedSecrets = this.shedSecrets;
    for (const format of this.formats) copy.formats.add(format);
    for (const linkType of this.linkTypes) copy.linkTypes.add(linkType);
    for (const text of this.fileNotes) copy.fileNotes.add(text);
    return copy;
  }

  private cutNotes(): string[] {
    return note(this.cutFiles, `files end before their time; the first: ${this.firstCut}`);
  }

  private shed(): string[] {
    return [
      ...note(this.shedNotes, 'further notes on single files are not told'),
      ...note(this.shedSecrets, `blocks of decryption secrets beyond ${MAX_SECRET_BYTES} bytes were left out`),
    ];
  }
}
