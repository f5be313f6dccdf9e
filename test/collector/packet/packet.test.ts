import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Datagram } from '../../../collector/model/packet.ts';
import { Packet } from '../../../collector/packet/packet.ts';
import { frameOf } from '../../support/packet-builder.ts';

const load = (snap = 10) => {
  const p = new Packet();
  p.load(frameOf(Buffer.from('0123456789'), { snap, offset: 200, number: 3, segment: 2, timeMicros: 99 }));
  return p;
};

describe('a loaded frame', () => {
  test('begins whole', () => {
    const p = load();
    expect([p.captured, p.missing, p.isFragment, p.heldFrames]).toEqual([10, 0, false, 0]);
    expect(p.short()).toBe(Reason.MalformedPacket);
  });
  test('misses what the snap length cut', () => {
    const p = load(4);
    expect([p.captured, p.missing]).toEqual([4, 6]);
    expect(p.short()).toBe(Reason.Truncated);
  });
  test('that claims to be shorter on the wire than in the capture misses nothing', () => {
    const frame = frameOf(Buffer.from('0123456789'));
    frame.originalLength = 3;
    const p = new Packet();
    p.load(frame);
    expect([p.captured, p.missing]).toEqual([10, 0]);
  });
});

test('a layer that is shorter than the frame drops what is behind it', () => {
  const p = load(8);
  p.limit(5);
  expect([p.captured, p.missing]).toEqual([5, 0]);
});

test('a layer that is longer than the frame misses the rest, by its own account', () => {
  const p = load(8);
  p.limit(9);
  expect([p.captured, p.missing]).toEqual([8, 1]);
});

test('a lent payload has its place in the segment, or -1 when its bytes were put together', () => {
  const p = load();
  const d = new Datagram();
  p.at += 4;
  p.lend(d);
  expect(d).toMatchObject({ offset: 204, frameOffset: 200, segment: 2, frameNumber: 3, timeMicros: 99 });
  p.offsetBase = Number.NaN;
  p.lend(d);
  expect(d.offset).toBe(-1);
});
