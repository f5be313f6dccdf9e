import fc from 'fast-check';
import { expect, test } from 'vitest';
import { opusMillis } from '../../../../collector/media/decode/opus-packet.ts';

/** Code 0 of a configuration, with one byte of a frame. */
const ofConfig = (config: number): Uint8Array => Uint8Array.of(config << 3, 0);

test('each configuration has its length (RFC 6716 table 2)', () => {
  const millis = Array.from({ length: 32 }, (_, config) => opusMillis(ofConfig(config)));
  const silk = [10, 20, 40, 60];
  const celt = [2.5, 5, 10, 20];
  expect(millis).toEqual([...silk, ...silk, ...silk, 10, 20, 10, 20, ...celt, ...celt, ...celt, ...celt]);
});

test('code 1 is two frames of the same size', () => {
  expect(opusMillis(Uint8Array.of((1 << 3) | 1, 9, 9))).toBe(40);
  expect(opusMillis(Uint8Array.of((1 << 3) | 1, 9, 9, 9))).toBeUndefined();
});

test('code 2 says how long its first frame is', () => {
  expect(opusMillis(Uint8Array.of((1 << 3) | 2, 1, 9, 9, 9))).toBe(40);
  expect(opusMillis(Uint8Array.of((1 << 3) | 2, 4, 9, 9, 9))).toBeUndefined();
  expect(opusMillis(Uint8Array.of((1 << 3) | 2))).toBeUndefined();
  expect(opusMillis(Uint8Array.of((1 << 3) | 2, 252))).toBeUndefined();
});

test('code 3 counts its frames, with and without padding and lengths', () => {
  expect(opusMillis(Uint8Array.of((1 << 3) | 3, 3, 1, 2, 3))).toBe(60);
  expect(opusMillis(Uint8Array.of((1 << 3) | 3, 3, 1, 2))).toBeUndefined();
  expect(opusMillis(Uint8Array.of((1 << 3) | 3, 0x43, 2, 1, 2, 3, 0, 0))).toBe(60);
  expect(opusMillis(Uint8Array.of((1 << 3) | 3, 0x43, 9, 1, 2, 3))).toBeUndefined();
  expect(opusMillis(Uint8Array.of((1 << 3) | 3, 0x43, 255))).toBeUndefined();
  expect(opusMillis(Uint8Array.of((1 << 3) | 3, 0x82, 1, 7, 8, 9))).toBe(40);
  expect(opusMillis(Uint8Array.of((1 << 3) | 3, 0x82, 9, 7, 8, 9))).toBeUndefined();
  expect(opusMillis(Uint8Array.of((1 << 3) | 3, 0x80))).toBeUndefined();
  expect(opusMillis(Uint8Array.of((1 << 3) | 3))).toBeUndefined();
});

test('no packet sounds for more than 120 ms, an empty one is none', () => {
  expect(opusMillis(Uint8Array.of((1 << 3) | 3, 6, ...new Array<number>(6).fill(0)))).toBe(120);
  expect(opusMillis(Uint8Array.of((1 << 3) | 3, 7, ...new Array<number>(7).fill(0)))).toBeUndefined();
  expect(opusMillis(Uint8Array.of())).toBeUndefined();
});

test('any bytes are judged', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), bytes => {
      const millis = opusMillis(bytes);
      expect(millis === undefined || (millis >= 2.5 && millis <= 120)).toBe(true);
    }),
  );
});
