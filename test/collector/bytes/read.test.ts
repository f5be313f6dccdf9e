import { expect, test } from 'vitest';
import { be16, be32, beInt64, le16, le32, leInt64 } from '../../../collector/bytes/read.ts';

const bytes = Buffer.from('00fffe8001020380ff7f', 'hex');

test('every position reads as Buffer reads it, in both byte orders', () => {
  for (let at = 0; at + 2 <= bytes.length; at++) {
    expect(be16(bytes, at)).toBe(bytes.readUInt16BE(at));
    expect(le16(bytes, at)).toBe(bytes.readUInt16LE(at));
  }
  for (let at = 0; at + 4 <= bytes.length; at++) {
    expect(be32(bytes, at)).toBe(bytes.readUInt32BE(at));
    expect(le32(bytes, at)).toBe(bytes.readUInt32LE(at));
  }
  for (let at = 0; at + 8 <= bytes.length; at++) {
    expect(beInt64(bytes, at)).toBe(bytes.readBigInt64BE(at));
    expect(leInt64(bytes, at)).toBe(bytes.readBigInt64LE(at));
  }
});

test('32 bits with the top bit set are no negative number', () => {
  expect(be32(Buffer.from('ffffffff', 'hex'), 0)).toBe(4_294_967_295);
  expect(le32(Buffer.from('00000080', 'hex'), 0)).toBe(2_147_483_648);
});

test('64 bits with the top bit set are a negative number', () => {
  expect(beInt64(Buffer.from('fffffffffffffffe', 'hex'), 0)).toBe(-2n);
  expect(leInt64(Buffer.from('feffffffffffffff', 'hex'), 0)).toBe(-2n);
});

test('a read past the end gives zeros', () => {
  expect(be32(Buffer.from('01', 'hex'), 0)).toBe(0x01000000);
  expect(le16(Buffer.alloc(0), 5)).toBe(0);
});
