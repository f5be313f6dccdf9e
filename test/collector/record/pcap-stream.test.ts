import { expect, test } from 'vitest';
import { MAX_SNAP_BYTES, PcapStream, pcapHeader } from '../../../collector/record/pcap-stream.ts';
import { pcap } from '../../support/pcap-builder.ts';

const RECORDS = [
  { bytes: Buffer.from('one'), timeMicros: 1_700_000_000_123_456, nanos: 789 },
  { bytes: Buffer.alloc(0) },
  { bytes: Buffer.alloc(3000, 7), originalLength: 9000 },
  { bytes: Buffer.from('last') },
];

function read(content: Buffer, chunk: number): { header: number[]; packets: [number, number, string, number][] } {
  const header: number[] = [];
  const packets: [number, number, string, number][] = [];
  const stream = new PcapStream({
    onHeader: (linkType, snapBytes) => header.push(linkType, snapBytes),
    onPacket: (seconds, nanos, bytes, start, end, original) =>
      packets.push([seconds, nanos, bytes.toString('latin1', start, end), original]),
  });
  for (let at = 0; at < content.length; at += chunk) stream.take(content.subarray(at, at + chunk));
  return { header, packets };
}

const nanos = pcap(RECORDS, { nanos: true });

test('times are nanoseconds, whatever the file counts in', () => {
  expect(read(nanos, nanos.length).packets[0].slice(0, 2)).toEqual([1_700_000_000, 123_456_789]);
  const micros = pcap(RECORDS);
  expect(read(micros, micros.length).packets[0].slice(0, 2)).toEqual([1_700_000_000, 123_456_000]);
});

test('chunks may be cut anywhere', () => {
  const whole = read(nanos, nanos.length);
  expect(whole.packets.map(([, , text, original]) => [text.length, original])).toEqual([
    [3, 3],
    [0, 0],
    [3000, 9000],
    [4, 4],
  ]);
  for (let chunk = 1; chunk < 60; chunk++) expect(read(nanos, chunk)).toEqual(whole);
  for (const chunk of [1000, 2999, 3050]) expect(read(nanos, chunk)).toEqual(whole);
});

test('our own header is one', () => {
  expect(read(pcapHeader(113, 65_535), 5).header).toEqual([113, 65_535]);
});

test('what is no pcap, or no packet, is an error and not memory', () => {
  expect(() => read(Buffer.from('Usage: tcpdump [-i interface] …'), 7)).toThrow('no pcap stream');
  const lying = Buffer.concat([pcapHeader(1, 1), Buffer.alloc(16)]);
  lying.writeUInt32LE(MAX_SNAP_BYTES + 1, 24 + 8);
  expect(() => read(lying, lying.length)).toThrow('packet of 262145 bytes');
});
