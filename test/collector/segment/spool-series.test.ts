import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SegmentError } from '../../../collector/segment/error.ts';
import { SpoolSeries, sequenceOf } from '../../../collector/segment/spool-series.ts';

const nameOf = (sequence: number, start = '20260102T030405Z') => `${start}-${String(sequence).padStart(8, '0')}.pcapng`;

function spoolOf(...names: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-spool-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const add = (name: string) => writeFileSync(join(folder, name), 'xyz');
  names.forEach(add);
  return { folder, add, remove: (name: string) => rmSync(join(folder, name)) };
}

/** Sequence numbers of all that wait. */
function takeAll(series: SpoolSeries): (number | undefined)[] {
  const taken: (number | undefined)[] = [];
  for (let file = series.take(); file !== undefined; file = series.take()) taken.push(sequenceOf(basename(file.path)));
  return taken;
}

test('a segment is known by its name', () => {
  expect(sequenceOf(nameOf(42))).toBe(42);
  for (const name of ['recorder.json', '42.pcapng', `${nameOf(42)}.gz`, nameOf(42).slice(1)]) {
    expect(sequenceOf(name)).toBeUndefined();
  }
});

test('sequence numbers decide, also when the clock went back', () => {
  const { folder } = spoolOf(nameOf(9), nameOf(10, '20250101T000000Z'), nameOf(8), 'lock');
  const series = new SpoolSeries(folder);
  expect(series.waitingBytes).toBe(9);
  expect(takeAll(series)).toEqual([8, 9, 10]);
  expect([series.waitingBytes, series.missed]).toEqual([0, 0]);
});

test('what comes later is found, what is missing between is counted', async () => {
  const { folder, add } = spoolOf(nameOf(1));
  const series = new SpoolSeries(folder);
  takeAll(series);
  expect(await series.look(undefined)).toBe(false);
  add(nameOf(4));
  add(nameOf(5));
  expect(await series.look(undefined)).toBe(true);
  expect(takeAll(series)).toEqual([4, 5]);
  expect(series.missed).toBe(2);
});

test('a spool that was read from its middle misses nothing before', () => {
  const { folder } = spoolOf(nameOf(1), nameOf(2), nameOf(5));
  const series = new SpoolSeries(folder, nameOf(3));
  expect([takeAll(series), series.missed]).toEqual([[5], 0]);
});

test('segments that the recorder deleted are told once, so that their handles can be closed', async () => {
  const { folder, add, remove } = spoolOf(nameOf(1), nameOf(2));
  const series = new SpoolSeries(folder);
  takeAll(series);
  remove(nameOf(1));
  add(nameOf(3));
  await series.look(undefined);
  expect(series.takeDeleted()).toEqual([join(folder, nameOf(1))]);
  expect(series.takeDeleted()).toEqual([]);
});

test('a segment that is gone is missed, one that cannot be read is told', () => {
  const { folder } = spoolOf(nameOf(1), nameOf(2));
  const series = new SpoolSeries(folder);
  const [one, two] = [series.take(), series.take()];
  if (one !== undefined) series.onRefused(one, new SegmentError('SIPA_FILE_NOT_FOUND', 'gone', ''));
  if (two !== undefined) series.onRefused(two, new SegmentError('SIPA_CAPTURE_CUT', 'cut', ''));
  expect(series.missed).toBe(1);
  expect(series.notes()).toEqual([
    '1 segments were deleted before they were read; the spool is too small, or reading too slow',
    '1 segments could not be read; the last: cut',
  ]);
});

test('why a segment is gone is explained, with the limits as far as the recorder tells them', () => {
  const { folder } = spoolOf(nameOf(1));
  const series = new SpoolSeries(folder);
  const gone = join(folder, nameOf(7));
  expect(series.explainGone(join(folder, nameOf(1)))).toBeUndefined();
  const explain = () => series.explainGone(gone)?.message;
  expect(explain()).toBe(
    `${nameOf(7)}: recorded at 2026-01-02 03:04:05 UTC, deleted since because the spool is limited`,
  );
  for (const status of ['{', 'null', '{"spool":{"limits":[]}}', '{"spool":{"limits":{"spoolBytes":"many"}}}']) {
    writeFileSync(join(folder, 'recorder.json'), status);
    expect(explain()).toMatch(/limited$/);
  }
  writeFileSync(join(folder, 'recorder.json'), '{"spool":{"limits":{"spoolBytes":5000,"spoolSeconds":60}}}');
  expect(explain()).toMatch(/limited to 5,000 bytes and 60 seconds$/);
});

test('a spool that is not there is the error of whoever opens it', () => {
  expect(() => new SpoolSeries('/nowhere/spool')).toThrowError(/ENOENT/);
});
