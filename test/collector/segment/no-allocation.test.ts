// The hot path makes nothing: what the heap grows by is far less than one object a frame.
import { expect, test } from 'vitest';
import { Frame } from '../../../collector/model/frame.ts';
import { Step } from '../../../collector/segment/reader.ts';
import { bytesATurn } from '../../support/bytes-a-turn.ts';
import { pcap, pcapng, udpFrame } from '../../support/pcap-builder.ts';
import { openBytes } from '../../support/segment-frames.ts';

const FRAMES = 100_001;
const bytes = udpFrame('OPTIONS sip:a@example.com SIP/2.0\r\n\r\n');

/** The record of one frame, many times. */
function repeat(header: Buffer, record: Buffer): Buffer {
  const file = Buffer.alloc(header.length + record.length * FRAMES);
  header.copy(file);
  file.fill(record, header.length);
  return file;
}

const ngHeader = pcapng().section().interface({ resolution: 9 }).bytes();
const files = {
  pcap: repeat(pcap([]), pcap([{ bytes }]).subarray(24)),
  pcapng: repeat(
    ngHeader,
    pcapng()
      .raw(ngHeader)
      .section()
      .packet(bytes, { ticks: 1_700_000_000_123_456_789n })
      .bytes()
      .subarray(ngHeader.length + 28),
  ),
};

test('the measure sees one small object a turn', () => {
  let kept: object = {};
  const bytes = bytesATurn(() => {
    kept = { kept: undefined };
  });
  expect(kept).toBeDefined();
  expect(bytes).toBeGreaterThan(8);
});

test.each(Object.entries(files))('%s frames cost no memory', async (_format, content) => {
  const frame = new Frame();
  const reader = await openBytes(content, { windowBytes: content.length + 1 });
  while (reader.bytesRead < content.length) await reader.fill();
  expect(bytesATurn(() => reader.next(frame))).toBeLessThan(1);
  while (reader.next(frame) === Step.Frame);
  expect(frame.number).toBe(FRAMES);
});
