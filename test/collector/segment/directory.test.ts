import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { findCaptures, firstTime, kindOf, listFiles } from '../../../collector/segment/directory.ts';
import { pcap, pcapng } from '../../support/pcap-builder.ts';

function folderOf(files: Readonly<Record<string, Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  return folder;
}

const captureAt = (timeMicros: number) => pcap([{ bytes: Buffer.from('x'), timeMicros }]);

test('what a file is is seen by its first bytes', () => {
  const ng = pcapng().section().bytes();
  const kinds = {
    capture: [pcap([]), ng],
    early: [Buffer.alloc(0), pcap([]).subarray(0, 10), ng.subarray(0, 20), Buffer.from('abc')],
    gzip: [gzipSync(pcap([]))],
    other: [Buffer.from('text, long enough to be known as text')],
  };
  for (const [kind, contents] of Object.entries(kinds)) {
    for (const bytes of contents) expect(kindOf(join(folderOf({ a: bytes }), 'a'))).toBe(kind);
  }
});

test('only regular files that are not hidden are looked at', () => {
  const folder = folderOf({ a: Buffer.alloc(1), '.b': Buffer.alloc(1) });
  mkdirSync(join(folder, 'c'));
  expect(listFiles(folder).map(({ name }) => name)).toEqual(['a']);
});

test('captures come in the order of their first packets, whatever they are called', async () => {
  const folder = folderOf({
    '1': captureAt(30),
    '2.gz': gzipSync(captureAt(10)),
    '3': captureAt(20),
    '4': pcap([]),
    '5': Buffer.from('text, long enough to be known as text'),
    '6': Buffer.alloc(0),
  });
  const { captures, others } = await findCaptures(folder);
  expect(captures.map(({ name, startMicros, isCompressed }) => [name, startMicros, isCompressed])).toEqual([
    ['2.gz', 10, true],
    ['3', 20, false],
    ['1', 30, false],
    ['4', Number.POSITIVE_INFINITY, false],
  ]);
  expect(others).toEqual(['5', '6']);
});

test('a file whose first packet is far away, or that is none, has no first time yet', async () => {
  const far = pcapng().section().interface().block(99, Buffer.alloc(100_000)).packet(Buffer.from('x')).bytes();
  const folder = folderOf({ far, none: Buffer.from('nothing') });
  expect(await firstTime(join(folder, 'far'))).toBe(Number.POSITIVE_INFINITY);
  expect(await firstTime(join(folder, 'none'))).toBe(Number.POSITIVE_INFINITY);
});
