import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CapturePoints } from '../../../collector/model/points.ts';
import { FileHandles } from '../../../collector/segment/file-handles.ts';
import { LateFile } from '../../../collector/segment/late-file.ts';
import { pcap } from '../../support/pcap-builder.ts';
import { drain } from '../../support/segment-frames.ts';

function make(bytes: Uint8Array) {
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-late-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'a.pcap');
  writeFileSync(path, bytes);
  const handles = new FileHandles();
  const file = new LateFile(path, {
    segment: 3,
    isCompressed: false,
    bytes: bytes.length,
    points: new CapturePoints(),
    pointName: 'a.pcap',
    windowBytes: 64,
    handles,
    notes: ['of the directory'],
  });
  onTestFinished(async () => {
    await file.close();
    handles.close();
  });
  return { path, file, handles };
}

const content = pcap([{ bytes: Buffer.from('ab') }]);

test('it is opened when it is asked, and closed when it is read', async () => {
  const { path, file, handles } = make(content);
  expect([file.bytesRead, file.bytesTotal, file.sourceOf(3), file.sourceOf(0)]).toEqual([0, content.length, path, '']);
  expect(file.reports()).toMatchObject([{ format: 'unread', frames: 0 }]);
  const [frame] = await drain(file);
  expect(frame).toMatchObject({ segment: 3, bytes: Buffer.from('ab') });
  expect(handles.openCount).toBe(0);
  expect(file.readAt(3, frame.offset, 2).toString()).toBe('ab');
  expect(handles.openCount).toBe(1);
  expect(file.reports()).toMatchObject([{ format: 'pcap', frames: 1, notes: ['of the directory'] }]);
  expect([file.bytesRead, file.bytesTotal]).toEqual([content.length, content.length]);
});

test('a file that is gone when its turn comes is told, and is no error', async () => {
  const { path, file } = make(content);
  unlinkSync(path);
  expect(await drain(file)).toEqual([]);
  expect(file.reports()[0].notes).toEqual(['of the directory', `${path}: there is no such file`]);
});

test('closed before its turn it has nothing', async () => {
  const { file } = make(content);
  const filling = file.fill();
  await file.close();
  await filling;
  expect(await drain(file)).toEqual([]);
});
