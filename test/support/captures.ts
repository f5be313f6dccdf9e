// Captures read to the end, for tests of everything from the pipeline up: files of the repository or the corpus, or bytes made here.

import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Capture } from '../../collector/capture.ts';
import { type PacketRecord, pcap } from './pcap-builder.ts';

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
export async function readCapture(...paths: readonly string[]): Promise<Capture> {
  const capture = await Capture.open({ id: 'c', paths });
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
export function captureOf(records: readonly PacketRecord[]): Promise<Capture> {
  return readCapture(temporaryFile(pcap(records)));
}
