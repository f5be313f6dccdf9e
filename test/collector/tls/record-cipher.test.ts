import { expect, test } from 'vitest';
import { additionalData, writeSequence } from '../../../collector/tls/record-cipher.ts';
import { tlsRecord } from '../../support/tls-builder.ts';

test('sequence number, type, version and length are covered, in this order', () => {
  const data = additionalData(0x0102_0304_0506, tlsRecord(Buffer.alloc(9), 22, 0x0302), 0x1234);
  expect(data.toString('hex')).toBe('0000010203040506' + '16' + '0302' + '1234');
});

test('a sequence number takes 64 bits', () => {
  const bytes = Buffer.alloc(8);
  writeSequence(bytes, 0, Number.MAX_SAFE_INTEGER);
  expect(bytes.readBigUInt64BE()).toBe(BigInt(Number.MAX_SAFE_INTEGER));
});
