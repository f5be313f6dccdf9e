import { expect, test } from 'vitest';
import { DerivedBytes } from '../../../collector/store/derived-bytes.ts';

test('what was kept is read again, whatever happens to what was lent', () => {
  const derived = new DerivedBytes();
  const lent = Buffer.from('__INVITE__BYE');
  const invite = derived.keep(lent, 2, 8);
  const bye = derived.keep(lent, 10, 13);
  lent.fill(0);
  expect(derived.read(invite, 6).toString()).toBe('INVITE');
  expect(derived.read(bye, 3).toString()).toBe('BYE');
  expect(derived.kept).toBe(9);
});

test('messages never lie over the end of a slab, large ones have one of their own', () => {
  const derived = new DerivedBytes();
  const sizes = [700_000, 700_000, 3_000_000, 5];
  const places = sizes.map((size, i) => derived.keep(Buffer.alloc(size, i + 1), 0, size));
  sizes.forEach((size, i) => {
    const read = derived.read(places[i], size);
    expect(read.length).toBe(size);
    expect(read.every(byte => byte === i + 1)).toBe(true);
  });
});

test('what the limit refuses is counted and has no place', () => {
  const derived = new DerivedBytes(10);
  expect(derived.keep(Buffer.alloc(8), 0, 8)).toBe(0);
  expect(derived.keep(Buffer.alloc(3), 0, 3)).toBe(-1);
  expect(derived).toMatchObject({ kept: 8, refused: 1 });
  expect(derived.keep(Buffer.alloc(2), 0, 2)).toBe(8);
});
