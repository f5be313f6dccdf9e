// HEP as somebody sends it who means harm, or as a broken machine does: nothing throws, nothing reads or gives more than there is.

import { deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { HepFramer } from '../../../collector/hep/framer.ts';
import { HepFault, HepFrame } from '../../../collector/hep/hep-frame.ts';
import { MAX_FRAME_BYTES, MAX_INFLATED_BYTES } from '../../../collector/hep/limits.ts';
import { scanHep } from '../../../collector/hep/scan.ts';
import { sniffHep } from '../../../collector/hep/sniff.ts';
import { HepUnpacker, Unpacked } from '../../../collector/hep/unpack.ts';
import { CapturePoints } from '../../../collector/model/points.ts';
import * as hep from '../../support/hep-builder.ts';
import { carried, content } from '../../support/hep-builder.ts';
import { bytes, u16 } from '../../support/packet-builder.ts';

/** xorshift32: the same numbers on every run. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const ipv6 = content({ source: '2001:db8::1', destination: '2001:db8::2', key: 'k', correlation: 'c', agentName: 'n' });
const SEEDS = [
  hep.kamailio(content({ key: 'k', correlation: 'c' })),
  hep.freeswitch(ipv6),
  hep.asterisk(ipv6),
  hep.opensips(content(), { json: { sip: 'a' }, compressed: 'zlib' }),
  hep.opensips(content(), { compressed: 'gzip' }),
  hep.rtpengine(content({ type: 5 })),
  hep.heplify(ipv6),
  hep.captagent(content(), true),
  gzipSync(hep.heplify(content())),
  hep.legacy(1, content()),
  hep.legacy(2, content(), { countsTime: true }),
  hep.legacy(2, ipv6),
];

function mutate(seed: Buffer, random: (below: number) => number): Buffer {
  const copy = Buffer.from(seed);
  for (let turns = 1 + random(4); turns > 0; turns--) {
    const at = random(copy.length);
    switch (random(5)) {
      case 0:
        copy[at] = random(256);
        break;
      case 1:
        copy[at] ^= 1 << random(8);
        break;
      case 2:
        if (at + 2 <= copy.length) copy.writeUInt16BE(random(0x10000), at);
        break;
      case 3:
        return copy.subarray(0, at);
      default:
        return bytes(copy.subarray(0, at), copy.subarray(Math.min(copy.length, at + random(30))));
    }
  }
  return copy;
}

test('20,000 mutations of frames of every sender are read without harm', () => {
  const random = makeRandom(20_261_123);
  const unpacker = new HepUnpacker(new CapturePoints(), 'k');
  const open = new HepUnpacker(new CapturePoints());
  const frame = new HepFrame();
  for (let i = 0; i < 20_000; i++) {
    const hostile = mutate(SEEDS[i % SEEDS.length], random);
    const d = carried(hostile);
    sniffHep(d.bytes, d.start, d.end);
    const faults = scanHep(d.bytes, d.start, d.end, frame);
    if (!(faults & (HepFault.NotHep | HepFault.BadLength))) {
      for (const [start, end] of [
        [frame.payloadStart, frame.payloadEnd],
        [frame.keyStart, frame.keyEnd],
        [frame.correlationStart, frame.correlationEnd],
        [frame.agentNameStart, frame.agentNameEnd],
      ]) {
        expect(start === 0 ? end === 0 : start >= d.start && start <= end && end <= d.end).toBe(true);
      }
    }
    unpacker.unpack(d);
    if (open.unpack(d) === Unpacked.Sip) {
      const { start, end, bytes: inner, timeMicros } = open.datagram;
      expect(start >= 0 && start <= end && end <= inner.length && end - start <= MAX_INFLATED_BYTES).toBe(true);
      expect(Number.isSafeInteger(timeMicros)).toBe(true);
      expect(open.correlationId.length).toBeLessThanOrEqual(256);
    }
  }
  // Most mutations hit the payload, so most frames stay frames.
  expect(open.counters.frames).toBe(20_000);
  expect(open.counters.malformed).toBeLessThan(10_000);
});

test('mutated streams give only frames, never more than the bytes there are', () => {
  const random = makeRandom(815);
  const v3 = SEEDS.slice(0, 8);
  for (let i = 0; i < 300; i++) {
    const stream = mutate(bytes(...v3), random);
    let framed = 0;
    const framer = new HepFramer((_, start, end) => {
      framed += end - start;
    });
    for (let at = 0; at < stream.length; ) {
      const size = 1 + random(500);
      framer.push(stream, at, Math.min(stream.length, at + size));
      at += size;
      expect(framer.waitingBytes).toBeLessThanOrEqual(MAX_FRAME_BYTES);
    }
    framer.finish();
    expect(framed + framer.skippedBytes).toBe(stream.length);
  }
});

test('a frame of nothing but empty chunks takes as long as it is', () => {
  const chunks = Array.from({ length: 10_900 }, () => u16(0, 0x11, 6));
  const frame = hep.frame(chunks);
  expect(new HepUnpacker(new CapturePoints()).unpack(carried(frame))).toBe(Unpacked.Other);
});

test('a bomb in a bomb opens neither', () => {
  const inner = hep.frame([hep.chunk(0x10, deflateSync(Buffer.alloc(20_000_000)))]);
  const unpacker = new HepUnpacker(new CapturePoints());
  expect(unpacker.unpack(carried(gzipSync(inner)))).toBe(Unpacked.Malformed);
  expect(unpacker.counters.bombs).toBe(1);
});

test('gzip in gzip is opened once', () => {
  const twice = gzipSync(gzipSync(hep.heplify(content())));
  expect(new HepUnpacker(new CapturePoints()).unpack(carried(twice))).toBe(Unpacked.Malformed);
});
