import { expect, test, vi } from 'vitest';
import type { CaptureSource } from '../../collector/thread/protocol.ts';
import { assertRoomForUpload, Captures } from '../../server/captures.ts';
import { LIMITS } from '../../server/wire/limits.ts';
import { FakeHandle } from '../support/fake-capture.ts';

function fakes(): { captures: Captures; opened: FakeHandle[] } {
  const opened: FakeHandle[] = [];
  const captures = new Captures((source: CaptureSource) => {
    const handle = new FakeHandle(source);
    opened.push(handle);
    return handle;
  });
  return { captures, opened };
}

test('several files are one capture', () => {
  const { captures } = fakes();
  captures.openFiles(['/a/one.pcap', '/a/two.pcap', '/a/three.pcap']);
  expect(captures.infos()).toMatchObject([
    { name: '3 files', origin: 'file', paths: ['/a/one.pcap', '/a/two.pcap', '/a/three.pcap'], progress: { legs: 10 } },
  ]);
});

test('the same files named relatively or absolutely are the same capture and opened once', () => {
  const { captures, opened } = fakes();
  expect(captures.openFiles(['demo.pcap'])).toBe(captures.openFiles([`${process.cwd()}/demo.pcap`]));
  expect(opened).toHaveLength(1);
});

test('the first capture answers when none is named, an unknown one is a 404', () => {
  const { captures } = fakes();
  expect(() => captures.get(undefined)).toThrow(expect.objectContaining({ status: 404, code: 'SIPA_NO_CAPTURE' }));
  const first = captures.openFiles(['/a.pcap']);
  const second = captures.openFiles(['/b.pcap']);
  expect(captures.get(undefined)).toBe(first);
  expect(captures.get(second.id)).toBe(second);
  expect(captures.find('c')).toBeUndefined();
  expect(() => captures.get('c')).toThrow(expect.objectContaining({ status: 404 }));
  expect(() => captures.info('c')).toThrow(expect.objectContaining({ status: 404 }));
});

test('listeners hear changes with the capture they belong to, and what comes and goes', async () => {
  const { captures, opened } = fakes();
  const onChange = vi.fn();
  const onList = vi.fn();
  const undo = captures.listen({ onChange, onList });
  const { id } = captures.openFiles(['/a.pcap']);
  opened[0]?.grow(1);
  expect(onChange).toHaveBeenCalledExactlyOnceWith(id, expect.objectContaining({ legs: [10] }));
  await captures.close(id);
  expect(onList).toHaveBeenCalledTimes(2);
  undo();
  captures.openFiles(['/b.pcap']);
  expect(onList).toHaveBeenCalledTimes(2);
});

test('closing all closes each, and an upload is removed after it was closed', async () => {
  const { captures, opened } = fakes();
  captures.openFiles(['/a.pcap']);
  const steps: string[] = [];
  await captures.openUpload('/tmp/1.capture', 'b.pcap', 'digest', async () => {
    steps.push(`removed, closed ${opened[1]?.closes}`);
  });
  expect(captures.uploads()).toBe(1);
  await captures.closeAll();
  expect(opened.map(handle => handle.closes)).toEqual([1, 1]);
  expect(steps).toEqual(['removed, closed 1']);
  expect(captures.infos()).toEqual([]);
});

test('a second upload of the same content is dropped at once', async () => {
  const { captures } = fakes();
  const remove = vi.fn(async () => undefined);
  const first = await captures.openUpload('/tmp/1.capture', 'b.pcap', 'digest', async () => undefined);
  expect(await captures.openUpload('/tmp/2.capture', 'b.pcap', 'digest', remove)).toBe(first);
  expect(remove).toHaveBeenCalledOnce();
});

test('every capture is read as the options say; an upload is not sent on', async () => {
  const sources: CaptureSource[] = [];
  const reading = { keylogs: ['/keys.log'], hepTo: [{ url: 'udp:10.0.0.9:9060' }] };
  const captures = new Captures(source => {
    sources.push(source);
    return new FakeHandle(source);
  }, reading);
  captures.openFiles(['/a.pcap'], true);
  captures.openSpool('/spool/eth0', 'eth0', async () => undefined);
  await captures.openUpload('/tmp/1.capture', 'b.pcap', 'digest', async () => undefined);
  expect(sources).toMatchObject([
    { paths: ['/a.pcap'], follow: true, ...reading },
    { paths: [], spool: '/spool/eth0', ...reading },
    { paths: ['/tmp/1.capture'], keylogs: ['/keys.log'] },
  ]);
  expect(sources[2]).not.toHaveProperty('hepTo');
});

test('a capture that is opened again keeps its id, and its listeners hear the new one alone', async () => {
  const { captures, opened } = fakes();
  const { id } = captures.openSpool('/spool/eth0', 'eth0', async () => undefined);
  const onChange = vi.fn();
  captures.listen({ onChange, onList: () => undefined });
  await captures.reopen(id);
  expect(onChange).toHaveBeenCalledExactlyOnceWith(id, expect.objectContaining({ legs: undefined }));
  expect(captures.get(id)).toBe(opened[1]);
  expect(opened[0]?.closes).toBe(1);
  opened[1]?.grow(1);
  expect(onChange).toHaveBeenCalledTimes(2);
  await expect(captures.reopen('nobody')).rejects.toMatchObject({ status: 404 });
});

test('there is room for uploads up to the limit', () => {
  expect(() => assertRoomForUpload(LIMITS.uploads - 1)).not.toThrow();
  expect(() => assertRoomForUpload(LIMITS.uploads)).toThrow(
    expect.objectContaining({ status: 409, code: 'SIPA_TOO_MANY_UPLOADS' }),
  );
});
