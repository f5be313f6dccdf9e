import { expect, test } from 'vitest';
import { TlsBudget } from '../../../collector/tls/budget.ts';
import { type HeldRecord, HeldRecords } from '../../../collector/tls/held-records.ts';
import { HELD_RECORD_OVERHEAD } from '../../../collector/tls/limits.ts';
import { makeOrigin } from '../../../collector/tls/origin.ts';
import { tlsRecord } from '../../support/tls-builder.ts';

const SIZE = HELD_RECORD_OVERHEAD + 100;
const text = ({ record }: HeldRecord): string =>
  record?.bytes.toString('latin1', record.start, record.start + 3) ?? 'gap';

function setUp(connectionBytes = 10 * SIZE, totalBytes = 100 * SIZE) {
  const budget = new TlsBudget(connectionBytes, totalBytes);
  const shed: string[] = [];
  const held = new HeldRecords(budget, one => void shed.push(text(one)));
  const hold = (name: string, direction: 0 | 1 = 0): void => {
    const record = tlsRecord(Buffer.from(name.padEnd(100)));
    held.hold(direction, record, { ...makeOrigin(), frameNumber: 7 }, 1);
    record.bytes.fill(0);
  };
  return { budget, shed, held, hold };
}

test('records of both directions come back in order, with their origin, and the budget is free', () => {
  const { held, hold, budget } = setUp();
  hold('one');
  hold('two', 1);
  held.holdMissing(1, 5, false, makeOrigin());
  expect([held.count(0), held.count(1), held.isEmpty]).toEqual([1, 2, false]);
  expect(budget.heldBytes).toBe(2 * SIZE + HELD_RECORD_OVERHEAD);
  const taken = held.takeAll();
  expect(taken.map(text)).toEqual(['one', 'two', 'gap']);
  expect(taken[0]).toMatchObject({ origin: { frameNumber: 7 }, frames: 1, direction: 0 });
  expect([held.isEmpty, held.count(1), budget.heldBytes]).toEqual([true, 0, 0]);
});

test('of one connection the oldest are shed', () => {
  const { held, hold, shed, budget } = setUp(3 * SIZE);
  for (const name of ['aaa', 'bbb', 'ccc', 'ddd', 'eee', 'fff', 'ggg']) hold(name);
  expect(shed).toEqual(['aaa', 'bbb', 'ccc', 'ddd']);
  expect(held.takeAll().map(text)).toEqual(['eee', 'fff', 'ggg']);
  expect(budget).toMatchObject({ heldBytes: 0, shedRecords: 4, shedBytes: 4 * SIZE });
});

test('of all connections the one that waits longest lets go of everything', () => {
  const budget = new TlsBudget(10 * SIZE, 4 * SIZE);
  const shed: string[] = [];
  const [a, b] = ['a', 'b'].map(name => new HeldRecords(budget, () => void shed.push(name)));
  const record = tlsRecord(Buffer.alloc(100));
  for (const one of [a, b, a, b, b]) one.hold(0, record, makeOrigin(), 1);
  expect(shed).toEqual(['a', 'a']);
  expect([a.isEmpty, b.count(0), budget.heldBytes]).toEqual([true, 3, 3 * SIZE]);
  expect(a.takeAll()).toEqual([]);
});

test('a record larger than what a connection may hold is shed at once', () => {
  const { held, hold, shed, budget } = setUp(10);
  hold('one');
  expect([shed, held.isEmpty, budget.heldBytes]).toEqual([['one'], true, 0]);
});
