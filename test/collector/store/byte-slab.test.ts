import { expect, test } from 'vitest';
import { ByteSlab, viewOf } from '../../../collector/store/byte-slab.ts';

test('appended bytes lie one behind the other and survive growth', () => {
  const slab = new ByteSlab();
  const first = slab.append(Buffer.from('xfirsty'), 1, 6);
  const big = slab.append(Buffer.alloc(200_000, 'b'), 0, 200_000);
  expect([first, big, slab.used]).toEqual([0, 5, 200_005]);
  expect(slab.bytes.toString('latin1', 0, 7)).toBe('firstbb');
  expect(slab.view.getUint8(4)).toBe('t'.charCodeAt(0));
});

test('a view begins where its buffer begins', () => {
  const pool = Buffer.from('0123456789');
  expect(viewOf(pool.subarray(3, 5)).getUint8(0)).toBe('3'.charCodeAt(0));
  expect(viewOf(pool.subarray(3, 5)).byteLength).toBe(2);
});
