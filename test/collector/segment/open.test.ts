import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenOptions, openSegment } from '../../../collector/segment/open.ts';
import { pcap, pcapng, udpFrame } from '../../support/pcap-builder.ts';
import { drain } from '../../support/segment-frames.ts';

const packets = Array.from({ length: 50 }, (_, at) => ({ bytes: udpFrame(`packet ${at}`), timeMicros: at }));
const classic = pcap(packets);
const ng = packets.reduce((file, { bytes }) => file.packet(bytes), pcapng().section().interface()).bytes();

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipscope-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** Reads everything, then every frame again by its reference. */
async function readTwice(path: string, options: OpenOptions = {}) {
  const reader = await openSegment(path, 0, options);
  const frames = await drain(reader);
  for (const { segment, offset, bytes } of frames) {
    expect(reader.readAt(segment, offset, bytes.length).equals(bytes)).toBe(true);
  }
  await reader.close();
  return { bytes: frames.map(frame => frame.bytes), report: reader.reports()[0], reader };
}

const expected = packets.map(({ bytes }) => bytes);

for (const [format, content] of Object.entries({ pcap: classic, pcapng: ng })) {
  test(`a ${format} file is read, and read again`, async () => {
    const { bytes, report, reader } = await readTwice(await file(`a.${format}`, content));
    expect(bytes).toEqual(expected);
    expect(report).toMatchObject({ format, frames: 50, bytes: content.length });
    expect([reader.bytesRead, reader.bytesTotal]).toEqual([content.length, content.length]);
  });

  test(`a gzipped ${format} file is read, and read again, whatever its name`, async () => {
    const compressed = gzipSync(content);
    const { bytes, report, reader } = await readTwice(await file(`gzipped.${format}`, compressed));
    expect(bytes).toEqual(expected);
    expect(report).toMatchObject({ format: `${format}.gz`, frames: 50, bytes: compressed.length });
    expect([reader.bytesRead, reader.bytesTotal]).toEqual([compressed.length, compressed.length]);
  });

  test(`${format} on standard input is read, and read again`, async () => {
    const stdin = Readable.from([content.subarray(0, 1), content.subarray(1, 500), content.subarray(500)]);
    const { bytes, report, reader } = await readTwice('-', { stdin });
    expect(bytes).toEqual(expected);
    expect(report).toMatchObject({ path: '-', format, bytes: content.length });
    expect([reader.bytesRead, reader.bytesTotal]).toEqual([content.length, undefined]);
  });

  test(`gzipped ${format} on standard input is read, and read again`, async () => {
    const { bytes, report } = await readTwice('-', { stdin: Readable.from([gzipSync(content)]) });
    expect(bytes).toEqual(expected);
    expect(report.format).toBe(`${format}.gz`);
  });
}

test('the frames carry the number of their segment', async () => {
  const reader = await openSegment(await file('b.pcap', classic), 7);
  expect((await drain(reader)).every(frame => frame.segment === 7)).toBe(true);
  await reader.close();
});

test('members of gzip data may cut the capture anywhere', async () => {
  const members = [classic.subarray(0, 30), classic.subarray(30, 31), classic.subarray(31)].map(part => gzipSync(part));
  const { bytes } = await readTwice(await file('members.pcap.gz', Buffer.concat(members)));
  expect(bytes).toEqual(expected);
});

test('a cut gzip file keeps the frames before the cut, and they can be read again', async () => {
  const compressed = gzipSync(classic);
  const { bytes, report } = await readTwice(await file('cut.pcap.gz', compressed.subarray(0, compressed.length - 200)));
  expect(bytes.length).toBeGreaterThan(5);
  expect(bytes).toEqual(expected.slice(0, bytes.length));
  expect(report.truncated).toBe(`the gzip data ends early, at byte ${compressed.length - 200} of the file`);
});

test('a gzip file with a wrong checksum keeps every frame and says that it is damaged', async () => {
  const compressed = gzipSync(classic);
  compressed[compressed.length - 5] ^= 0x40;
  const { bytes, report } = await readTwice(await file('crc.pcap.gz', compressed));
  expect(bytes).toEqual(expected);
  expect(report.truncated).toMatch(/^the gzip data is damaged at byte \d+ of the file \(incorrect data check\)$/);
});

test('without keep, inflated and piped bytes are not there again; those of a file are', async () => {
  const gz = await openSegment(await file('c.pcap.gz', gzipSync(classic)), 0, { keep: false });
  expect(await drain(gz)).toHaveLength(50);
  expect(() => gz.readAt(0, 40, 4)).toThrow(expect.objectContaining({ code: 'SIPA_SEGMENT_NOT_KEPT' }));
  await gz.close();
  const pipe = await openSegment('-', 0, { keep: false, stdin: Readable.from([classic]) });
  expect(await drain(pipe)).toHaveLength(50);
  expect(() => pipe.readAt(0, 40, 4)).toThrow(expect.objectContaining({ code: 'SIPA_SEGMENT_NOT_KEPT' }));
  await pipe.close();
  const plain = await openSegment(await file('c.pcap', classic), 0, { keep: false });
  expect(plain.readAt(0, 40, 4)).toEqual(classic.subarray(40, 44));
  await plain.close();
});

test.skipIf(process.platform === 'win32')('a FIFO is read as a pipe, and read again', async () => {
  const path = join(folder, 'fifo');
  execFileSync('mkfifo', [path]);
  createWriteStream(path).end(classic);
  const { bytes, report } = await readTwice(path);
  expect(bytes).toEqual(expected);
  expect(report).toMatchObject({ path, bytes: classic.length });
});

test.skipIf(process.platform === 'win32')('closing while the writer of a FIFO is silent ends the reading', async () => {
  const path = join(folder, 'silent');
  execFileSync('mkfifo', [path]);
  const writer = createWriteStream(path);
  writer.write(classic.subarray(0, 100));
  const reader = await openSegment(path, 0);
  const reading = drain(reader);
  await reader.close();
  expect((await reading).length).toBeLessThan(2);
  writer.destroy();
});

test('closing while a pipe is silent ends the reading', async () => {
  const stdin = new Readable({ read() {} });
  stdin.push(classic.subarray(0, 100));
  const reader = await openSegment('-', 0, { stdin });
  const reading = drain(reader);
  await reader.close();
  expect((await reading).length).toBeLessThan(2);
});

test('a path that is not there, a directory, an empty file and no capture are told apart', async () => {
  const directory = join(folder, 'directory');
  await mkdir(directory);
  const cases: [string, string][] = [
    [join(folder, 'none.pcap'), 'SIPA_FILE_NOT_FOUND'],
    [join(folder, 'b.pcap', 'x'), 'SIPA_FILE_NOT_FOUND'],
    [directory, 'SIPA_FILE_IS_DIRECTORY'],
    [await file('empty.pcap', Buffer.alloc(0)), 'SIPA_FILE_EMPTY'],
    [await file('empty.pcap.gz', gzipSync('')), 'SIPA_FILE_EMPTY'],
    [await file('text.pcap', Buffer.from('INVITE sip:bob@example.com SIP/2.0\r\n')), 'SIPA_NOT_A_CAPTURE'],
    [await file('twice.pcap.gz', gzipSync(gzipSync(classic))), 'SIPA_NOT_A_CAPTURE'],
    [await file('cut.gz', gzipSync(classic).subarray(0, 12)), 'SIPA_CAPTURE_CUT'],
  ];
  for (const [path, code] of cases) {
    await expect(openSegment(path, 0), path).rejects.toMatchObject({
      name: 'SegmentError',
      code,
      message: expect.stringContaining(path),
      hint: expect.stringMatching(/\.$|OUT\.pcapng$/),
    });
  }
});

test.skipIf(process.getuid?.() === 0)('a file without permission is told so', async () => {
  const path = await file('secret.pcap', classic);
  await chmod(path, 0);
  await expect(openSegment(path, 0)).rejects.toMatchObject({ code: 'SIPA_FILE_NO_PERMISSION' });
});

test('standard input that ends at once is empty', async () => {
  await expect(openSegment('-', 0, { stdin: Readable.from([]) })).rejects.toMatchObject({
    code: 'SIPA_FILE_EMPTY',
    message: 'standard input: empty, there is not one byte in it',
  });
});
