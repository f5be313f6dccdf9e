import { expect, test } from 'vitest';
import { type RecordHolder, TlsBudget } from '../../../collector/tls/budget.ts';

class Holder implements RecordHolder {
  bytes = 0;
  shed = 0;
  private readonly budget: TlsBudget;

  constructor(budget: TlsBudget) {
    this.budget = budget;
  }

  hold(byteCount: number): void {
    this.bytes += byteCount;
    this.budget.hold(this, byteCount);
  }

  shedAll(): number {
    const { bytes } = this;
    this.shed++;
    this.bytes = 0;
    return bytes;
  }
}

test('when all hold too much, whoever has waited longest lets go', () => {
  const budget = new TlsBudget(100, 250, 100);
  const [a, b, c] = [new Holder(budget), new Holder(budget), new Holder(budget)];
  a.hold(100);
  b.hold(100);
  a.hold(20);
  c.hold(60);
  expect([a.shed, b.shed, c.shed]).toEqual([1, 0, 0]);
  expect(budget.heldBytes).toBe(160);
  a.hold(95);
  expect([a.shed, b.shed, c.shed]).toEqual([1, 1, 0]);
  expect(budget.heldBytes).toBe(155);
});

test('who alone holds more than everybody may, lets go of it', () => {
  const budget = new TlsBudget(100, 50, 100);
  const holder = new Holder(budget);
  holder.hold(60);
  expect([budget.heldBytes, holder.bytes]).toEqual([0, 0]);
});

test('whoever released everything is not asked again', () => {
  const budget = new TlsBudget(100, 100, 100);
  const [a, b] = [new Holder(budget), new Holder(budget)];
  a.hold(90);
  budget.release(a, 90, true);
  b.hold(100);
  expect([a.shed, b.shed, budget.heldBytes]).toEqual([0, 0, 100]);
});

test('parts of records have room, or are refused and counted', () => {
  const budget = new TlsBudget(100, 100, 100);
  expect(budget.reservePartial(60)).toBe(true);
  expect(budget.reservePartial(60)).toBe(false);
  budget.releasePartial(60);
  expect(budget.reservePartial(100)).toBe(true);
  expect(budget.refusedPartials).toBe(1);
});

test('what is shed is counted', () => {
  const budget = new TlsBudget();
  budget.noteShed(10);
  budget.noteShed(5);
  expect(budget).toMatchObject({ shedRecords: 2, shedBytes: 15 });
});
