import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Frame } from '../../../collector/model/frame.ts';
import { PcapngClock } from '../../../collector/segment/pcapng-clock.ts';

function time(resolution: number, ticks: bigint, offset = 0n): { micros: number; nanos: number } {
  const frame = new Frame();
  const bytes = Buffer.alloc(10);
  bytes.writeUInt32LE(Number(ticks >> 32n), 2);
  bytes.writeUInt32LE(Number(ticks & 0xffffffffn), 6);
  new PcapngClock(resolution, offset).set(bytes, 2, false, frame);
  return { micros: frame.timeMicros, nanos: frame.nanos };
}

/** The slow, plain way. */
function exact(resolution: number, ticks: bigint): { micros: number; nanos: number } {
  const exponent = BigInt(resolution & 0x7f);
  const nanos = (ticks * 1_000_000_000n) / (resolution & 0x80 ? 2n ** exponent : 10n ** exponent);
  return { micros: Number(nanos / 1000n), nanos: Number(nanos % 1000n) };
}

test('µs, ms and s are scaled', () => {
  expect(time(6, 1_700_000_000_123_456n)).toEqual({ micros: 1_700_000_000_123_456, nanos: 0 });
  expect(time(3, 1_700_000_000_123n)).toEqual({ micros: 1_700_000_000_123_000, nanos: 0 });
  expect(time(0, 1_700_000_000n)).toEqual({ micros: 1_700_000_000_000_000, nanos: 0 });
});

test('ns are kept to the last', () => {
  expect(time(9, 1_479_419_555_303_348_707n)).toEqual({ micros: 1_479_419_555_303_348, nanos: 707 });
});

test('a clock of 2⁻³² s splits at the second', () => {
  expect(time(0x80 | 32, (1_700_000_000n << 32n) | 0x80000000n)).toEqual({ micros: 1_700_000_000_500_000, nanos: 0 });
});

test('every resolution agrees with plain arithmetic on big integers, for all times up to 2255', () => {
  const resolutions = Array.from({ length: 256 }, (_, resolution) => resolution);
  const ends = 2n ** 53n;
  fc.assert(
    fc.property(fc.constantFrom(...resolutions), fc.bigInt(0n, 2n ** 64n - 1n), (resolution, any) => {
      // Keep what the ticks mean below 2**53 µs.
      const exponent = BigInt(resolution & 0x7f);
      const most = (ends * (resolution & 0x80 ? 2n ** exponent : 10n ** exponent)) / 1_000_000n;
      const ticks = most < 2n ** 64n ? any % (most + 1n) : any;
      const got = time(resolution, ticks);
      const want = exact(resolution, ticks);
      // Resolutions coarser than ns have no digits below the µs that they could state.
      expect(got).toEqual((resolution & 0x80) === 0 && exponent <= 6n ? { ...want, nanos: 0 } : want);
    }),
    { numRuns: 20_000, seed: 7 },
  );
});

test('any 64 bits give a whole number of µs and 0..999 ns', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), fc.bigInt(0n, 2n ** 64n - 1n), (resolution, ticks) => {
      const { micros, nanos } = time(resolution, ticks);
      expect(Number.isInteger(micros) && Number.isInteger(nanos) && nanos >= 0 && nanos <= 999).toBe(true);
    }),
    { numRuns: 20_000, seed: 8 },
  );
});

test('the offset is added in seconds, below zero as well', () => {
  expect(time(9, 1_500n, 1_700_000_000n)).toEqual({ micros: 1_700_000_000_000_001, nanos: 500 });
  expect(time(6, 5_000_000n, -2n)).toEqual({ micros: 3_000_000, nanos: 0 });
});

test('an offset beyond all bounds is refused', () => {
  const clock = new PcapngClock(6, 2n ** 62n);
  expect(clock.offsetRefused).toBe(true);
  expect(time(6, 5n, -(2n ** 63n))).toEqual({ micros: 5, nanos: 0 });
});
