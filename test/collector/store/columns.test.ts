import { expect, test } from 'vitest';
import {
  columnMemory,
  grownCapacity,
  grownFloat64,
  grownInt32,
  grownUint8,
  grownUint16,
  grownUint32,
} from '../../../collector/store/columns.ts';

test('tables grow by half, in whole kilo-rows', () => {
  expect([1, 1024, 4096, 1_000_000].map(grownCapacity)).toEqual([1024, 2048, 6144, 1_500_160]);
});

test('a grown column keeps its values and its type, and ends in zeros', () => {
  const cases = [
    [grownFloat64(Float64Array.of(1.5, 2), 4), Float64Array.of(1.5, 2, 0, 0)],
    [grownUint32(Uint32Array.of(2 ** 32 - 1), 2), Uint32Array.of(2 ** 32 - 1, 0)],
    [grownInt32(Int32Array.of(-1), 2), Int32Array.of(-1, 0)],
    [grownUint16(Uint16Array.of(65_535), 2), Uint16Array.of(65_535, 0)],
    [grownUint8(Uint8Array.of(255), 2), Uint8Array.of(255, 0)],
  ];
  for (const [grown, wanted] of cases) expect(grown).toEqual(wanted);
});

test('long columns lie in memory that V8 does not count, zeroed like all others', () => {
  const long = 1 << 20;
  expect(columnMemory(long - 1)).toBeInstanceOf(ArrayBuffer);
  expect(columnMemory(long)).toBeInstanceOf(SharedArrayBuffer);
  const grown = grownUint8(Uint8Array.of(7), long);
  expect([grown.length, grown[0], grown.indexOf(1), grown.lastIndexOf(0)]).toEqual([long, 7, -1, long - 1]);
});
