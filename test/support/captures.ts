// Captures read to the end, for tests of everything from the pipeline up: files of the repository or the corpus, or bytes made here.

import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Capture } from '../../collector/capture.ts';
import type { CommandIo } from '../../collector/commands/command-io.ts';
import type { CaptureSource } from '../../collector/thread/protocol.ts';
import { type PacketRecord, pcap, udpFrame } from './pcap-builder.ts';
import { EPOCH } from './trace.ts';

export const ROOT = join(import.meta.dirname, '../..');
export const FIXTURES = join(ROOT, 'fixtures/pcap');
export const CORPUS = join(ROOT, '../shared/corpus');
export const hasCorpus = existsSync(CORPUS);

/** Paths of every capture below `folder`, sorted; none when it is absent. */
export function capturesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(pcap|pcapng|cap)(\.gz)?$/.test(name))
    .sort()
    .map(name => join(folder, name));
}

/** Reads the files to the end; the capture is closed when the test is over. */
export function readCapture(...paths: readonly string[]): Promise<Capture> {
  return readSource({ paths });
}

/** The same with a key log beside the file (`FILE.keylog`), where there is one. */
export function readWithKeys(path: string): Promise<Capture> {
  const keylog = `${path}.keylog`;
  return readSource({ paths: [path], ...(existsSync(keylog) && { keylogs: [keylog] }) });
}

/** Any source, read to its end. */
export async function readSource(source: Omit<CaptureSource, 'id'>): Promise<Capture> {
  const capture = await Capture.open({ id: 'c', ...source });
  onTestFinished(() => capture.close());
  await capture.read(() => {});
  return capture;
}

/** A file with these bytes that is gone when the test is over. */
export function temporaryFile(bytes: Uint8Array, name = 'made.pcap'): string {
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** A capture of these Ethernet frames, read to the end. */
export function captureOf(records: readonly PacketRecord[], source: Partial<CaptureSource> = {}): Promise<Capture> {
  return readSource({ ...source, paths: [temporaryFile(pcap(records))] });
}

/** One SIP message of a made capture. */
export interface SipRecord {
  readonly text: string;
  /** ms after EPOCH. */
  readonly at: number;
  readonly from?: string;
  readonly to?: string;
}

/** A capture of SIP messages in UDP. */
export function sipCapture(records: readonly SipRecord[], source: Partial<CaptureSource> = {}): Promise<Capture> {
  return captureOf(
    records.map(({ text, at, from, to }, i) => ({
      bytes: udpFrame(text, {
        id: i + 1,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      }),
      timeMicros: EPOCH + at * 1000,
    })),
    source,
  );
}

/** What a command writes. */
export class TestIo implements CommandIo {
  readonly written: string[] = [];
  readonly errors: string[] = [];
  progress: NodeJS.WritableStream | undefined = undefined;
  columns: number | undefined = undefined;
  colour = false;
  readonly out = (text: string): void => void this.written.push(text);
  readonly error = (text: string): void => void this.errors.push(text);

  get text(): string {
    return this.written.join('');
  }
}
