import { expect, test } from 'vitest';
import type { SourceReport } from '../../../collector/model/report.ts';
import { SourceTotal } from '../../../collector/segment/source-total.ts';

const report = (parts: Partial<SourceReport> = {}): SourceReport => ({
  path: 'x',
  format: 'pcap',
  linkTypes: ['ethernet'],
  frames: 1,
  bytes: 10,
  notes: [],
  ...parts,
});

function add(total: SourceTotal, parts: Partial<SourceReport> = {}, secretBytes = 0): void {
  total.add({
    bytesRead: 10,
    reports: () => [report(parts)],
    names: new Map([['10.0.0.1', 'a']]),
    secrets: secretBytes === 0 ? [] : [{ type: 1, bytes: Buffer.alloc(secretBytes) }],
  });
}

test('several files are one source', () => {
  const total = new SourceTotal();
  add(total, { start: 5, end: 9, linkTypes: ['raw'], format: 'pcapng' });
  add(total, { start: 2, end: 7 });
  const present = report({ start: 1, end: 3, frames: 4 });
  expect(total.report('/dir', undefined, ['odd'], present)).toEqual({
    path: '/dir',
    format: 'pcapng, pcap',
    linkTypes: ['raw', 'ethernet'],
    frames: 6,
    bytes: 30,
    start: 1,
    end: 9,
    notes: ['odd'],
  });
  expect(total.report('/dir', 'pcapng spool', []).frames).toBe(2);
});

test('the one file of a source says where it is cut; of several it is a note', () => {
  const total = new SourceTotal();
  add(total, { truncated: 'cut at byte 7' });
  expect(total.report('x', undefined, [])).toMatchObject({ truncated: 'cut at byte 7', notes: [] });
  add(total, { truncated: 'cut at byte 8' });
  expect(total.report('x', undefined, [])).toMatchObject({
    notes: ['2 files end before their time; the first: cut at byte 7'],
  });
});

test('notes are told once each, and no more than twenty', () => {
  const total = new SourceTotal();
  for (let at = 0; at < 100; at++) add(total, { notes: ['same', `note ${at}`] });
  const { notes } = total.report('x', undefined, []);
  expect(notes).toHaveLength(21);
  expect(notes.at(-1)).toBe('81 further notes on single files are not told');
});

test('names and secrets of all files stay, secrets up to 16 MiB', () => {
  const total = new SourceTotal();
  for (let at = 0; at < 3; at++) add(total, {}, 6 << 20);
  expect(total.names.get('10.0.0.1')).toBe('a');
  expect(total.secrets).toHaveLength(2);
  expect(total.report('x', undefined, []).notes).toEqual([
    '1 blocks of decryption secrets beyond 16777216 bytes were left out',
  ]);
});
