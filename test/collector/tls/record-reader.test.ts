import { expect, test } from 'vitest';
import { TlsBudget } from '../../../collector/tls/budget.ts';
import { MAX_FRAGMENT_BYTES, MAX_SEARCH_BYTES } from '../../../collector/tls/limits.ts';
import { RecordReader } from '../../../collector/tls/record-reader.ts';
import { wireRecord } from '../../support/tls-builder.ts';

function setUp(budget = new TlsBudget()) {
  const seen: string[] = [];
  const reader = new RecordReader(
    {
      onRecord: ({ type, version, bytes, start, end }) =>
        void seen.push(
          `${type} ${version.toString(16)} ${end - start > 20 ? end - start : bytes.toString('latin1', start, end)}`,
        ),
      onMissingRecords: (records, isExact) => void seen.push(`${isExact ? '' : '≤'}${records} missing`),
    },
    budget,
  );
  const push = (...pieces: readonly (Buffer | string)[]): void => {
    for (const piece of pieces) {
      const bytes = Buffer.from(piece);
      reader.push(bytes, 0, bytes.length);
      bytes.fill(0);
    }
  };
  return { reader, seen, push, budget };
}

const A = wireRecord(22, Buffer.from('one'), 0x0301);
const B = wireRecord(23, Buffer.from('two'));
const C = wireRecord(23, Buffer.alloc(300, 'c'));

test('records come whole, however the bytes are cut', () => {
  const stream = Buffer.concat([A, B, wireRecord(23, Buffer.alloc(0)), C, A]);
  for (const size of [1, 2, 3, 4, 5, 6, 7, 100, 309, stream.length]) {
    const { push, seen, budget, reader } = setUp();
    for (let at = 0; at < stream.length; at += size) push(stream.subarray(at, at + size));
    expect(seen, String(size)).toEqual(['22 301 one', '23 303 two', '23 303 ', '23 303 300', '22 301 one']);
    expect(budget.usedPartialBytes).toBe(0);
    expect(reader.isPartial).toBe(false);
  }
});

test('a record that is not whole says its type', () => {
  const { push, reader } = setUp();
  push(C.subarray(0, 10));
  expect([reader.isPartial, reader.partialType]).toEqual([true, 23]);
});

test('a gap that ends within the record it began in costs this record alone', () => {
  for (const missing of [1, 100, 285, 295]) {
    const { push, reader, seen } = setUp();
    push(A, C.subarray(0, 10));
    reader.gap(missing);
    push(C.subarray(10 + missing), B);
    expect(seen, String(missing)).toEqual(['22 301 one', '1 missing', '23 303 two']);
  }
});

test('two gaps in one record cost this record alone', () => {
  const { push, reader, seen } = setUp();
  push(C.subarray(0, 10));
  reader.gap(20);
  push(C.subarray(30, 40));
  reader.gap(265);
  push(B);
  expect(seen).toEqual(['1 missing', '1 missing', '23 303 two']);
});

test('after any other gap the next record is found by its header', () => {
  const noise = Buffer.from(
    '\x17\x03\x09\x00\x01 \x17\x02\x03\x00\x01 \x13\x03\x03\x00\x01 \x17\x03\x03\xff\xff \x17\x03',
    'latin1',
  );
  for (const size of [1, 2, 3, 4, 5, 1000]) {
    const { push, reader, seen } = setUp();
    push(A);
    reader.gap(5000);
    const stream = Buffer.concat([noise, B, A]);
    for (let at = 0; at < stream.length; at += size) push(stream.subarray(at, at + size));
    expect(seen, String(size)).toEqual(['22 301 one', '≤240 missing', '23 303 two', '22 301 one']);
  }
});

test('bytes that are no record are searched for the next one', () => {
  const { push, seen } = setUp();
  push(A, 'not TLS', B);
  expect(seen).toEqual(['22 301 one', '≤1 missing', '23 303 two']);
});

test('a length that no record may have is no header', () => {
  const { push, seen } = setUp();
  push(wireRecord(23, Buffer.alloc(0), 0x0303, MAX_FRAGMENT_BYTES + 1), B);
  expect(seen).toEqual(['≤1 missing', '23 303 two']);
});

test('where no record begins for longer than a record can be, nothing is looked for any more', () => {
  const { push, reader, seen } = setUp();
  reader.gap(1);
  push(Buffer.alloc(MAX_SEARCH_BYTES + 10, 0xff), B);
  expect(reader.isLost).toBe(true);
  reader.gap(10);
  push(B);
  expect(seen).toEqual(['≤2 missing']);
});

test('a lying length keeps no more memory than came', () => {
  const { push, budget } = setUp();
  push(wireRecord(23, Buffer.from('little'), 0x0303, MAX_FRAGMENT_BYTES));
  expect(budget.usedPartialBytes).toBe(512);
});

test('a record for which there is no room is passed over', () => {
  const { push, seen, budget, reader } = setUp(new TlsBudget(1, 1, 600));
  const big = wireRecord(23, Buffer.alloc(2000));
  push(big.subarray(0, 100), big.subarray(100, 1500));
  expect(reader.isAdrift).toBe(true);
  push(big.subarray(1500), B);
  expect(seen).toEqual(['1 missing', '23 303 two']);
  expect(budget).toMatchObject({ usedPartialBytes: 0, refusedPartials: 1 });
});

test('what is finished keeps and reads nothing', () => {
  const { push, reader, seen, budget } = setUp();
  push(C.subarray(0, 100));
  reader.finish();
  push(C.subarray(100), B);
  expect(seen).toEqual([]);
  expect(budget.usedPartialBytes).toBe(0);
});
