import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FileHandles, identifyPath } from '../../../collector/segment/file-handles.ts';

function folderOf(...names: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-handles-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return names.map(name => {
    const path = join(folder, name);
    writeFileSync(path, `content of ${name}`);
    return path;
  });
}

function open(): FileHandles {
  const handles = new FileHandles();
  onTestFinished(() => handles.close());
  return handles;
}

test('bytes of many files, through few handles', () => {
  const paths = folderOf(...Array.from({ length: 40 }, (_, at) => `f${at}`));
  const files = paths.map(identifyPath);
  const handles = open();
  for (const [at, file] of [...files.entries(), ...files.entries()]) {
    expect(handles.readAt(file, 11, `f${at}`.length).toString()).toBe(`f${at}`);
    expect(handles.openCount).toBeLessThanOrEqual(16);
  }
});

test('a file that grew is the same; one that took its name, or its place on the disk, is not', () => {
  const [grown, replaced, overwritten, newer] = folderOf('a', 'b', 'c', 'd');
  const handles = open();
  const files = [grown, replaced, overwritten].map(identifyPath);
  for (const file of files) handles.readAt(file, 0, 7);
  appendFileSync(grown, 'more');
  expect(handles.readAt(files[0], 12, 4).toString()).toBe('more');
  writeFileSync(overwritten, 'another content');
  expect(() => handles.readAt(files[2], 0, 7)).toThrowError(expect.objectContaining({ code: 'SIPA_SEGMENT_CHANGED' }));
  handles.forget(files[1]);
  renameSync(newer, replaced);
  expect(() => handles.readAt(files[1], 0, 7)).toThrowError(expect.objectContaining({ code: 'SIPA_SEGMENT_CHANGED' }));
});

test('a file that is gone says so, and so does a closed reader', () => {
  const [path] = folderOf('a');
  const file = identifyPath(path);
  const handles = open();
  rmSync(path);
  expect(() => handles.readAt(file, 0, 1)).toThrowError(expect.objectContaining({ code: 'SIPA_FILE_NOT_FOUND' }));
  handles.close();
  expect(() => handles.readAt(file, 0, 1)).toThrowError(expect.objectContaining({ code: 'SIPA_SEGMENT_CLOSED' }));
});
