import { expect, test } from 'vitest';
import { Frame } from '../../../collector/model/frame.ts';
import { openSource } from '../../../collector/segment/file-reader.ts';
import { Step } from '../../../collector/segment/reader.ts';
import { pcap, pcapng, udpFrame } from '../../support/pcap-builder.ts';
import { drain, MemorySource, openBytes } from '../../support/segment-frames.ts';

const a = udpFrame('OPTIONS sip:a@example.com SIP/2.0\r\n\r\n');
const origin = { path: 'a.pcap', name: 'a.pcap', segment: 0, compressed: false };

async function refused(content: Buffer): Promise<{ code: string; message: string; hint: string }> {
  const source = new MemorySource(content);
  const error = await openSource(source, origin).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(source.closed).toBe(true);
  expect(error).toMatchObject({ name: 'SegmentError' });
  return error as { code: string; message: string; hint: string };
}

test('a header of which only a part is there is a cut file', async () => {
  const files: [Buffer, number, number][] = [
    [pcap([]), 4, 24],
    [pcapng().section({ bigEndian: true }).bytes(), 12, 28],
  ];
  for (const [whole, least, most] of files) {
    for (let length = least; length < most; length++) {
      const error = await refused(whole.subarray(0, length));
      expect(error).toMatchObject({
        code: 'SIPA_CAPTURE_CUT',
        message: `a.pcap: cut at byte ${length}, inside the file header`,
      });
    }
  }
});

test('an empty file is called empty', async () => {
  expect(await refused(Buffer.alloc(0))).toMatchObject({
    code: 'SIPA_FILE_EMPTY',
    message: 'a.pcap: empty, there is not one byte in it',
  });
});

test('other bytes are called what they are', async () => {
  expect(await refused(Buffer.from('PK\x03\x04 and so on, long enough for any header'))).toMatchObject({
    code: 'SIPA_NOT_A_CAPTURE',
    message: 'a.pcap: not a capture file but a zip archive',
  });
  expect(await refused(Buffer.from([1, 2, 3]))).toMatchObject({ message: 'a.pcap: not a capture file' });
});

test('bytes that could not be read are no empty file', async () => {
  const source = new MemorySource(Buffer.alloc(0));
  source.damage = 'reading failed at byte 0 (EIO)';
  await expect(openSource(source, origin)).rejects.toMatchObject({
    code: 'SIPA_CAPTURE_CUT',
    message: 'a.pcap: reading failed at byte 0 (EIO)',
  });
});

test('the end is the end, however often it is asked', async () => {
  const reader = await openBytes(pcap([{ bytes: a }]));
  await drain(reader);
  const frame = new Frame();
  expect(reader.next(frame)).toBe(Step.End);
  await reader.fill();
  expect(reader.next(frame)).toBe(Step.End);
});

test('why the bytes ended is told before where the last record was cut', async () => {
  const source = new MemorySource(pcap([{ bytes: a }]).subarray(0, 60));
  const reader = await openSource(source, origin);
  source.damage = 'the disk is gone';
  await drain(reader);
  expect(reader.reports()).toMatchObject([{ truncated: 'the disk is gone', frames: 0 }]);
});

test('the report carries the path and the format, with .gz when it was compressed', async () => {
  const reader = await openSource(new MemorySource(pcap([])), {
    path: 'b.pcap.gz',
    name: 'b',
    segment: 3,
    compressed: true,
  });
  expect(reader.reports()).toMatchObject([{ path: 'b.pcap.gz', format: 'pcap.gz' }]);
});

test('the read buffer holds one record and little more, whatever the file is', async () => {
  const source = new MemorySource(pcap(Array.from({ length: 5000 }, () => ({ bytes: a }))));
  const reader = await openSource(source, { ...origin, windowBytes: 256 });
  expect(await drain(reader)).toHaveLength(5000);
  expect(source.largestTarget).toBe(256);
});

test('a lying length costs no memory', async () => {
  const file = pcapng()
    .section()
    .interface()
    .packet(a)
    .block(6, Buffer.alloc(64), { leading: 60 << 20 });
  const source = new MemorySource(file.bytes());
  const reader = await openSource(source, { ...origin, windowBytes: 64 });
  expect(await drain(reader)).toHaveLength(1);
  expect(source.largestTarget).toBeLessThan(1024);
  expect(reader.reports()[0].truncated).toMatch(/^cut at byte/);
});
