import { describe, expect, test } from 'vitest';
import { PROOF, Suspects } from '../../../collector/media/suspects.ts';
import { datagramOf, type PacketOptions, rtpPacket } from '../../support/rtp-bench.ts';

class Flow {
  readonly suspects = new Suspects();

  send(options: PacketOptions & { readonly flow?: number } = {}): boolean {
    const d = datagramOf(rtpPacket(options), options.from ?? '10.0.0.1:4000', options.to ?? '10.0.0.2:6000');
    d.timeMicros = (options.at ?? 0) * 1000;
    return this.suspects.see(d, options.flow ?? 1, 2, 3, options.ssrc ?? 7, 160);
  }

  /** Whether the last of these proves it. */
  proves(packets: readonly PacketOptions[]): boolean {
    return packets.map(packet => this.send(packet)).at(-1) ?? false;
  }
}

const even = (count: number, more: PacketOptions = {}): PacketOptions[] =>
  Array.from({ length: count }, (_, i) => ({ sequence: 100 + i, timestamp: i * 160, at: i * 20, ...more }));

describe('proof', () => {
  test('is five packets in a row', () => {
    expect(new Flow().proves(even(PROOF - 1))).toBe(false);
    expect(new Flow().proves(even(PROOF))).toBe(true);
  });

  test('may have three packets missing, and goes over the end of the numbers', () => {
    const steps = [0, 4, 5, 6, 10].map(i => ({ sequence: (65_533 + i) & 0xffff, timestamp: i * 160 }));
    expect(new Flow().proves(steps)).toBe(true);
  });

  test.each([
    ['numbers that leap', even(PROOF).map((packet, i) => ({ ...packet, sequence: i * 7 }))],
    ['numbers that stand still', even(PROOF, { sequence: 5 })],
    ['timestamps that stand still', even(PROOF, { timestamp: 5 })],
    ['timestamps that go back', even(PROOF).map((packet, i) => ({ ...packet, timestamp: 9000 - i * 160 }))],
    ['timestamps that leap', even(PROOF).map((packet, i) => ({ ...packet, timestamp: i * 0x1000_0000 }))],
    ['changing payload types', even(PROOF).map((packet, i) => ({ ...packet, payloadType: i }))],
    ['a payload type that nobody uses', even(PROOF, { payloadType: 77 })],
    ['no SSRC', even(PROOF, { ssrc: 0 })],
    ['a port of another protocol', even(PROOF, { from: '10.0.0.1:53' })],
    ['a pause of a minute', even(PROOF).map((packet, i) => ({ ...packet, at: i * 60_000 }))],
  ])('%s are none', (_, packets) => {
    expect(new Flow().proves(packets)).toBe(false);
  });

  test('what does not fit begins anew', () => {
    const flow = new Flow();
    flow.proves([{ sequence: 9 }, { sequence: 70 }]);
    expect(flow.proves(even(PROOF))).toBe(true);
  });
});

test('what came before is given once, in order', () => {
  const flow = new Flow();
  flow.proves(even(3, { payloadType: 8, frame: [1, 40] }));
  const d = datagramOf(rtpPacket({ sequence: 103, timestamp: 480, payloadType: 8 }), '10.0.0.1:4000', '10.0.0.2:6000');
  d.timeMicros = 60_000;
  expect(flow.suspects.take(d, 1, 2, 3, 7)).toMatchObject([
    { sequence: 100, timestamp: 0, arrival: 0, payloadType: 8, payloadBytes: 160 },
    { sequence: 101, timestamp: 160, arrival: 20_000 },
    { sequence: 102, timestamp: 320, arrival: 40_000 },
  ]);
  expect(flow.suspects.take(d, 1, 2, 3, 7)).toEqual([]);
});

test('what came long before, or of another flow, is not', () => {
  const flow = new Flow();
  flow.proves(even(3));
  const d = datagramOf(rtpPacket({ sequence: 103, timestamp: 480 }), '10.0.0.1:4000', '10.0.0.2:6000');
  expect(flow.suspects.take(d, 9, 2, 3, 7)).toEqual([]);
  d.timeMicros = 60e6;
  expect(flow.suspects.take(d, 1, 2, 3, 7)).toEqual([]);
});

test('thousands of flows take the room of one another, which is counted', () => {
  const flow = new Flow();
  for (let i = 0; i < 20_000; i++) {
    flow.send({ flow: i, sequence: 1, timestamp: 0 });
    flow.send({ flow: i, sequence: 2, timestamp: 160 });
  }
  expect(flow.suspects.shed).toBeGreaterThan(10_000);
});
