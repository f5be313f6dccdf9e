import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import type { FrameOptions, Ipv4Options } from '../../support/packet-builder.ts';
import {
  Bench,
  bytes,
  ethernet,
  fragmentHeader,
  ipv4,
  ipv6,
  SECOND,
  TEST_TIME,
  tcp,
  udp,
} from '../../support/packet-builder.ts';

const TEXT = 'The quick brown fox jumps over the lazy dog, twice a day.';
const WHOLE = udp(TEXT);
type Part = readonly [start: number, end: number];
/** Cut at 24 and 48 bytes, UDP header included. */
const THREE: readonly Part[] = [
  [0, 24],
  [24, 48],
  [48, WHOLE.length],
];

function part4([start, end]: Part, o: Ipv4Options = {}, whole = WHOLE): Buffer {
  const moreFragments = end < whole.length;
  return ethernet(ipv4(whole.subarray(start, end), { identification: 9, fragmentOffset: start, moreFragments, ...o }));
}

function part6([start, end]: Part, id = 7, whole = WHOLE): Buffer {
  return ethernet(ipv6(fragmentHeader(whole.subarray(start, end), start, end < whole.length, id), { nextHeader: 44 }));
}

const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

describe.each([
  ['IPv4', (part: Part, id?: number) => part4(part, { identification: id ?? 9 })],
  ['IPv6', (part: Part, id?: number) => part6(part, id)],
] as const)('%s', (_name, make) => {
  test.each(orders)('fragments in the order %i %i %i make one datagram', (...order) => {
    const bench = new Bench();
    const outcomes = order.map(i => bench.take(make(THREE[i])));
    expect(outcomes).toEqual([Outcome.Held, Outcome.Held, Outcome.Handed]);
    expect(bench.datagrams).toMatchObject([
      { payload: TEXT, missing: 0, offset: -1, frameNumber: 3, sourcePort: 5060, destinationPort: 5062 },
    ]);
    expect(bench.decoder.waitingBytes).toBe(0);
    bench.decoder.finish();
    expect(bench.givenUp).toEqual([]);
  });

  test('datagrams with other identifications do not mix', () => {
    const bench = new Bench();
    for (const part of THREE) for (const id of [1, 2, 3]) bench.take(make(part, id));
    expect(bench.datagrams.map(d => d.payload)).toEqual([TEXT, TEXT, TEXT]);
  });

  test('a fragment captured twice is a duplicate frame, before and after the datagram is whole', () => {
    const bench = new Bench();
    expect([0, 0, 1, 2, 2, 1].map(i => bench.take(make(THREE[i])))).toEqual([
      Outcome.Held,
      Reason.DuplicateFrame,
      Outcome.Held,
      Outcome.Handed,
      Reason.DuplicateFrame,
      Reason.DuplicateFrame,
    ]);
  });

  test('an identification can be used again later', () => {
    const bench = new Bench();
    for (const part of THREE) bench.take(make(part));
    for (const part of THREE) bench.take(make(part), { timeMicros: TEST_TIME + SECOND });
    expect(bench.datagrams.length).toBe(2);
  });

  test('what is not whole after 30 s of capture time is given up', () => {
    const bench = new Bench();
    bench.take(make(THREE[0]));
    bench.take(make(THREE[1]), { timeMicros: TEST_TIME + 29 * SECOND });
    expect(bench.take(make(THREE[2]), { timeMicros: TEST_TIME + 31 * SECOND })).toBe(Outcome.Held);
    expect(bench.givenUp).toEqual([{ reason: Reason.FragmentIncomplete, frames: 2, frameNumber: 1 }]);
    bench.decoder.finish();
    expect(bench.givenUpFrames).toBe(bench.heldFrames);
    expect(bench.datagrams).toEqual([]);
  });

  test('it is given up although no other fragment comes', () => {
    const bench = new Bench();
    bench.take(make(THREE[0]));
    bench.take(make(THREE[0], 8), { timeMicros: TEST_TIME + 20 * SECOND });
    bench.take(ethernet(Buffer.alloc(28), 0x0806), { timeMicros: TEST_TIME + 40 * SECOND });
    expect(bench.givenUp).toEqual([{ reason: Reason.FragmentIncomplete, frames: 1, frameNumber: 1 }]);
  });

  test('a fragment cut by the snap length leaves what is before it, and says what is missing', () => {
    const bench = new Bench();
    const second = make(THREE[1]);
    bench.take(make(THREE[0]));
    bench.take(second, { snap: second.length - 10 });
    bench.take(make(THREE[2]));
    expect(bench.datagrams).toMatchObject([{ payload: TEXT.slice(0, 30), missing: TEXT.length - 30 }]);
  });

  test('a first fragment that is not a multiple of 8 bytes, and one of no bytes, are malformed', () => {
    const bench = new Bench();
    expect(bench.take(make([0, 23]))).toBe(Reason.MalformedPacket);
    expect(bench.take(make([8, 8]))).toBe(Reason.MalformedPacket);
  });

  test('a fragment that ends behind 65,535 is refused', () => {
    const bench = new Bench();
    const big = Buffer.alloc(66_000);
    const part: Part = [65_528, 65_536];
    const frame = _name === 'IPv4' ? part4(part, {}, big) : part6(part, 7, big);
    expect(bench.take(frame)).toBe(Reason.MalformedPacket);
    expect(bench.decoder.waitingBytes).toBe(0);
  });

  test('a fragment behind the last one is refused', () => {
    const bench = new Bench();
    bench.take(make(THREE[2]));
    const longer = udp(`${TEXT}and more, and more`);
    const part: Part = [64, longer.length];
    expect(bench.take(_name === 'IPv4' ? part4(part, {}, longer) : part6(part, 7, longer))).toBe(
      Reason.MalformedPacket,
    );
    bench.take(make(THREE[0]));
    bench.take(make(THREE[1]));
    expect(bench.datagrams.map(d => d.payload)).toEqual([TEXT]);
  });
});

test('overlapping IPv4 fragments: the first wins', () => {
  const bench = new Bench();
  const other = bytes(WHOLE.subarray(0, 8), Buffer.alloc(WHOLE.length - 8, 0x2a));
  bench.take(part4([24, 48]));
  bench.take(part4([0, 56], {}, other));
  bench.take(part4([48, WHOLE.length]));
  const stars = '*'.repeat(8);
  expect(bench.datagrams.map(d => d.payload)).toEqual([
    `${'*'.repeat(16)}${TEXT.slice(16, 40)}${stars}${TEXT.slice(48)}`,
  ]);
});

test('overlapping IPv6 fragments refuse the datagram, those still to come included', () => {
  const bench = new Bench();
  expect(bench.take(part6([0, 24]))).toBe(Outcome.Held);
  expect(bench.take(part6([16, 40]))).toBe(Reason.MalformedPacket);
  expect(bench.givenUp).toEqual([{ reason: Reason.MalformedPacket, frames: 1, frameNumber: 1 }]);
  expect(bench.take(part6([24, 48]))).toBe(Reason.MalformedPacket);
  expect(bench.take(part6([48, WHOLE.length]))).toBe(Reason.MalformedPacket);
  bench.decoder.finish();
  expect(bench.datagrams).toEqual([]);
  expect(bench.givenUpFrames).toBe(1);
});

test('an IPv6 copy with other bytes is an overlap, not a duplicate', () => {
  const bench = new Bench();
  bench.take(part6([0, 24]));
  expect(bench.take(part6([0, 24], 7, Buffer.alloc(WHOLE.length, 0x2a)))).toBe(Reason.MalformedPacket);
});

test('what IPv6 fragments carry is what the first one says', () => {
  const bench = new Bench();
  bench.take(ethernet(ipv6(fragmentHeader(WHOLE.subarray(24), 24, false, 7, 6), { nextHeader: 44 })));
  expect(bench.take(part6([0, 24]))).toBe(Outcome.Handed);
  expect(bench.datagrams.map(d => d.payload)).toEqual([TEXT]);
});

test('a whole packet with a fragment header is not held', () => {
  const bench = new Bench();
  expect(bench.take(part6([0, WHOLE.length]))).toBe(Outcome.Handed);
  expect(bench.datagrams[0]).toMatchObject({ payload: TEXT, offset: 1000 + 14 + 40 + 8 + 8 });
});

test('fragments of what is no payload end under its reason, all of them', () => {
  const bench = new Bench();
  expect(bench.take(part4([0, 24], { protocol: 1 }))).toBe(Outcome.Held);
  expect(bench.take(part4([24, 48], { protocol: 1 }))).toBe(Outcome.Held);
  expect(bench.take(part4([48, WHOLE.length], { protocol: 1 }))).toBe(Reason.Icmp);
  expect(bench.givenUp).toEqual([{ reason: Reason.Icmp, frames: 2, frameNumber: 1 }]);
});

test('fragments of a TCP segment become stream bytes', () => {
  const segment = tcp('a TCP segment in two fragments');
  const bench = new Bench();
  bench.take(part4([0, 24], { protocol: 6 }, segment));
  expect(bench.take(part4([24, segment.length], { protocol: 6 }, segment))).toBe(Outcome.Handed);
  expect(bench.streams()).toEqual(['~a TCP segment in two fragments']);
  expect(bench.events[0]).toMatchObject({ seen: { offset: -1 } });
});

test('the fingerprint is that of the datagram, whatever the order of its fragments', () => {
  const prints = orders.map(order => {
    const bench = new Bench();
    for (const i of order) bench.take(part4(THREE[i], { identification: 77, ttl: 60 + i }));
    return bench.datagrams[0]?.fingerprint;
  });
  expect(new Set(prints).size).toBe(1);
});

describe('bounds', () => {
  const lonely = (id: number, frame: FrameOptions = {}) => [part4([0, 24], { identification: id }), frame] as const;

  test('too many waiting datagrams: the oldest is given up, and counted', () => {
    const bench = new Bench({ fragmentedDatagrams: 10 });
    for (let id = 1; id <= 25; id++) bench.take(...lonely(id));
    expect(bench.givenUp.map(one => one.frameNumber)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
    expect(bench.decoder.shed.fragments).toBe(15);
  });

  test('too many waiting bytes: the oldest is given up, and counted', () => {
    const bench = new Bench({ fragmentBytes: 2000 });
    for (let id = 1; id <= 25; id++) bench.take(...lonely(id));
    expect(bench.decoder.waitingBytes).toBeLessThanOrEqual(2000);
    expect(bench.decoder.shed.fragments).toBe(bench.givenUpFrames);
    expect(bench.givenUpFrames).toBeGreaterThan(10);
  });

  test('too many whole datagrams to remember: the oldest is forgotten', () => {
    const bench = new Bench({ fragmentedDatagrams: 2 });
    for (let id = 1; id <= 3; id++) for (const part of THREE) bench.take(part4(part, { identification: id }));
    expect(bench.datagrams.length).toBe(3);
    expect(bench.take(part4(THREE[0], { identification: 3 }))).toBe(Reason.DuplicateFrame);
    expect(bench.take(part4(THREE[0], { identification: 1 }))).toBe(Outcome.Held);
  });

  test('the end of the capture gives up what waits', () => {
    const bench = new Bench();
    for (let id = 1; id <= 5; id++) bench.take(...lonely(id));
    bench.decoder.finish();
    expect(bench.givenUpFrames).toBe(5);
    expect(bench.decoder.waitingBytes).toBe(0);
  });
});

test('any cut into IPv4 fragments, in any order, with copies, gives the datagram once', () => {
  const payload = Array.from({ length: 700 }, (_, i) => String.fromCharCode(33 + (i % 90))).join('');
  const whole = udp(payload);
  const cuts = fc
    .uniqueArray(fc.integer({ min: 1, max: 87 }), { minLength: 1, maxLength: 12 })
    .map(list => [0, ...list.sort((a, b) => a - b).map(n => n * 8), whole.length]);
  const runs = cuts.chain(list => {
    const parts = list.slice(1).map((end, i): Part => [list[i], end]);
    const copies = [...parts, ...parts.slice(0, parts.length >> 1)];
    return fc.shuffledSubarray(copies, { minLength: copies.length });
  });
  fc.assert(
    fc.property(runs, parts => {
      const bench = new Bench();
      for (const part of parts) bench.take(part4(part, {}, whole));
      expect(bench.datagrams.map(d => d.payload)).toEqual([payload]);
      expect(bench.decoder.waitingBytes).toBe(0);
    }),
    { seed: 20260102, numRuns: 300 },
  );
});
