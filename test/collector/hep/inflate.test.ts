import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inflateHep, inflatesToHep, isGzip } from '../../../collector/hep/inflate.ts';
import { MAX_INFLATED_BYTES } from '../../../collector/hep/limits.ts';
import { INVITE } from '../../support/hep-builder.ts';
import { bytes } from '../../support/packet-builder.ts';

const inflate = (packed: Buffer) => {
  const whole = bytes('before', packed, 'after');
  return inflateHep(whole, 6, 6 + packed.length);
};

test.each([
  ['zlib', deflateSync],
  ['gzip', gzipSync],
  ['raw deflate', deflateRawSync],
])('%s is opened', (_, pack) => {
  expect(String(inflate(pack(Buffer.from(INVITE))))).toBe(INVITE);
  for (const level of [0, 1, 9]) expect(String(inflate(pack(Buffer.from(INVITE), { level })))).toBe(INVITE);
});

describe('a bomb', () => {
  test('beyond the size limit stays closed', () => {
    // Noise, so that the ratio is small.
    let state = 1;
    const noise = Buffer.from(
      Array.from({ length: MAX_INFLATED_BYTES + 1 }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return state >>> 24;
      }),
    );
    expect(inflate(deflateSync(noise))).toBe('bomb');
    expect(inflate(deflateSync(noise.subarray(1)))).toHaveLength(MAX_INFLATED_BYTES);
  });

  test('beyond the ratio stays closed, but for small ones', () => {
    const zeros = (size: number): Buffer => deflateSync(Buffer.alloc(size));
    expect(inflate(zeros(900_000))).toBe('bomb');
    expect(inflate(zeros(60_000))).toHaveLength(60_000);
    expect(inflate(gzipSync(Buffer.alloc(500_000_000 / 100)))).toBe('bomb');
  });
});

test('damage is told from bombs', () => {
  const packed = deflateSync(Buffer.from(INVITE));
  expect(inflate(packed.subarray(0, 40))).toBe('damaged');
  expect(inflate(bytes('hello, world'))).toBe('damaged');
  expect(inflate(bytes(''))).toBe('damaged');
  const wrong = gzipSync(Buffer.from(INVITE));
  wrong[wrong.length - 6] ^= 1;
  expect(inflate(wrong)).toBe('damaged');
});

test('only gzip of HEP is HEP', () => {
  const isHep = (content: string): boolean => {
    const packed = gzipSync(Buffer.from(content));
    return inflatesToHep(packed, 0, packed.length);
  };
  expect(isHep('HEP3\0\u0006')).toBe(true);
  expect(isHep('EEP3\0\u0006')).toBe(true);
  expect(isHep('HEP')).toBe(false);
  expect(isHep('hello')).toBe(false);
  expect(isGzip(Buffer.from('hello world'), 0, 11)).toBe(false);
});
