import { describe, expect, test } from 'vitest';
import { TcpStream } from '../../../collector/packet/tcp-stream.ts';

function streamAt(sequence: number): TcpStream {
  const stream = new TcpStream(1, 0, new Uint8Array(8), 4, 1, 2);
  stream.nextSequence = sequence | 0;
  return stream;
}

describe('positions', () => {
  test('go on where sequence numbers wrap', () => {
    const stream = streamAt(0xfffffff0);
    expect(stream.positionOf(0xfffffff0)).toBe(0);
    expect(stream.positionOf(0x10)).toBe(0x20);
    stream.advanceTo(0x20);
    expect(stream.nextSequence).toBe(0x10);
    expect(stream.positionOf(0xfffffff0)).toBe(0);
  });
  test('pass 4 GiB', () => {
    const stream = streamAt(0);
    for (let i = 1; i <= 10; i++) stream.advanceTo(i * 1_000_000_000);
    expect(stream.positionOf(10_000_000_000 % 2 ** 32)).toBe(10_000_000_000);
  });
});

test('a hole ends at the first byte held, else at the FIN', () => {
  const stream = streamAt(0);
  expect(stream.holeEnd).toBeUndefined();
  stream.finPosition = 30;
  expect(stream.holeEnd).toBe(30);
  stream.held.add(10, 11, Buffer.from('x'), 0, 1, { segment: 0, frameNumber: 1, timeMicros: 0, nanos: 0, point: 0 });
  expect(stream.holeEnd).toBe(10);
});
