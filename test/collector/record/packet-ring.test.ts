import { describe, expect, test } from 'vitest';
import { makeRingMemory, PacketRing, RingReader } from '../../../collector/record/packet-ring.ts';

const TIME = 1_700_000_000_123_456;

/** What the reader gives, as records. */
function drain(reader: RingReader, most = Number.POSITIVE_INFINITY): string[] {
  const records: string[] = [];
  while (records.length < most && reader.next()) {
    let at = reader.start;
    while (at < reader.end && records.length < most) {
      const length = reader.bytes.readUInt32LE(at + 8);
      records.push(reader.bytes.toString('latin1', at + 16, at + 16 + length));
      at += 16 + length;
      reader.release(at);
    }
  }
  return records;
}

function ring(bytes: number): { write: (text: string) => void; reader: RingReader } {
  const memory = makeRingMemory(bytes);
  const writer = new PacketRing(memory);
  const write = (text: string): void => writer.append(Buffer.from(text, 'latin1'), text.length, TIME);
  return { write, reader: new RingReader(memory) };
}

test('a record is that of a pcap file with nanoseconds', () => {
  const { write, reader } = ring(1000);
  write('hello');
  expect(reader.next()).toBe(true);
  const [seconds, nanos, captured, original] = [0, 4, 8, 12].map(at => reader.bytes.readUInt32LE(reader.start + at));
  expect([seconds, nanos, captured, original]).toEqual([1_700_000_000, 123_456_000, 5, 5]);
});

describe('records come out as they went in', () => {
  test.each([1, 2, 3, 7])('when every %i are read at once, round and round', every => {
    const { write, reader } = ring(400);
    const sent: string[] = [];
    const got: string[] = [];
    for (let i = 0; i < 500; i++) {
      const text = `${i} ${'x'.repeat(i % 23)}`;
      sent.push(text);
      write(text);
      if (i % every === every - 1) got.push(...drain(reader));
    }
    got.push(...drain(reader));
    expect(got).toEqual(sent);
    expect(reader.lost).toBe(0);
  });

  test('when the reader is always a little behind', () => {
    const { write, reader } = ring(300);
    const got: string[] = [];
    write('first');
    for (let i = 0; i < 300; i++) {
      write(String(i));
      got.push(...drain(reader, 1));
    }
    got.push(...drain(reader));
    expect(got).toEqual(['first', ...Array.from({ length: 300 }, (_, i) => String(i))]);
  });
});

test('what finds no room is lost and counted, and nothing else suffers', () => {
  const { write, reader } = ring(100);
  for (const text of ['a'.repeat(30), 'b'.repeat(30), 'c'.repeat(30)]) write(text);
  expect(reader.lost).toBe(1);
  expect(drain(reader)).toEqual(['a'.repeat(30), 'b'.repeat(30)]);
  write('d');
  expect(drain(reader)).toEqual(['d']);
  expect(reader.pending).toBe(0);
});

test('the end is seen after the last record', () => {
  const memory = makeRingMemory(100);
  const writer = new PacketRing(memory);
  const reader = new RingReader(memory);
  writer.append(Buffer.from('x'), 1, TIME);
  writer.end();
  expect(reader.hasEnded).toBe(true);
  // It does not sleep when there is something to do.
  reader.wait(60_000);
  expect(drain(reader)).toEqual(['x']);
});
