import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SegmentError } from '../../../collector/segment/error.ts';
import { identifyPath } from '../../../collector/segment/file-handles.ts';
import { FileSeries } from '../../../collector/segment/file-series.ts';
import type { SeriesFile } from '../../../collector/segment/series.ts';

function make(content = 'abc') {
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-series-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'a.pcap');
  writeFileSync(path, content);
  return { path, series: new FileSeries(path, 'a.pcap') };
}

function take(series: FileSeries): SeriesFile {
  const file = series.take();
  if (file === undefined) throw new Error('there was no file to take');
  return file;
}

test('the file comes once, and again when another one has its name', async () => {
  const { path, series } = make();
  expect(series.waitingBytes).toBe(3);
  expect(take(series)).toEqual({ path, pointName: 'a.pcap', isCompressed: false });
  const identity = identifyPath(path);
  series.onOpened({ path, pointName: '', isCompressed: false }, identity);
  const present = { identity, bytesRead: 3, isTruncated: false, isOver: false };
  expect([await series.look(present), series.take(), series.waitingBytes]).toEqual([false, undefined, 0]);
  appendFileSync(path, 'more');
  expect(await series.look(present)).toBe(false);
  renameSync(path, `${path}.1`);
  expect(await series.look(present)).toBe(false);
  writeFileSync(path, 'other');
  expect(await series.look(present)).toBe(true);
  series.onOpened(take(series), identifyPath(path));
  expect(series.notes()).toEqual(['1 times the file was replaced or began anew; reading went on with the new one']);
});

test('it comes again when its writer began anew', async () => {
  const { path, series } = make();
  take(series);
  const identity = identifyPath(path);
  expect(await series.look({ identity, bytesRead: 3, isTruncated: true, isOver: false })).toBe(true);
  take(series);
  truncateSync(path, 1);
  expect(await series.look({ identity, bytesRead: 3, isTruncated: false, isOver: true })).toBe(true);
});

test('what was refused is not tried again until it is another file', async () => {
  const { path, series } = make();
  series.onRefused(take(series), new SegmentError('SIPA_NOT_A_CAPTURE', 'no capture', ''));
  expect(await series.look(undefined)).toBe(false);
  appendFileSync(path, 'more');
  expect(await series.look(undefined)).toBe(false);
  truncateSync(path, 0);
  expect(await series.look(undefined)).toBe(true);
  expect(series.notes()).toEqual(['1 times what took its place could not be read; the last: no capture']);
});
