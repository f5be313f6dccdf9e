import { expect, test } from 'vitest';
import { Gather } from '../../../collector/stream/gather.ts';
import { StreamBudget } from '../../../collector/stream/limits.ts';

const piece = Buffer.from('0123456789');

test('pieces are gathered and given back', () => {
  const budget = new StreamBudget();
  const gather = new Gather(budget, 5000);
  for (let i = 0; i < 300; i++) expect(gather.append(piece, 2, 7)).toBe(true);
  expect(gather.bytes.toString('latin1', 0, 10)).toBe('2345623456');
  expect(gather.used).toBe(1500);
  expect(budget.heldBytes).toBe(gather.bytes.length);
  gather.clear();
  expect(gather.used).toBe(0);
  gather.release();
  expect(budget.heldBytes).toBe(0);
});

test('its own limit is exact, and what does not fit is not taken in part', () => {
  const gather = new Gather(new StreamBudget(), 25);
  expect([1, 2, 3].map(() => gather.append(piece, 0, 10))).toEqual([true, true, false]);
  expect(gather.used).toBe(20);
  expect(gather.append(piece, 0, 5)).toBe(true);
});

test('the limit of all together is counted', () => {
  const budget = new StreamBudget({ heldBytes: 3000 });
  const gathers = [1, 2, 3].map(() => new Gather(budget, 2000));
  expect(gathers.map(one => one.append(Buffer.alloc(1400), 0, 1400))).toEqual([true, true, false]);
  expect(budget.shed['bytes of unfinished stream messages']).toBeGreaterThanOrEqual(1400);
  gathers[0].release();
  expect(gathers[2].append(Buffer.alloc(1400), 0, 1400)).toBe(true);
});

test('a large buffer is not kept for the next message', () => {
  const budget = new StreamBudget();
  const gather = new Gather(budget, 1 << 20);
  gather.append(Buffer.alloc(100_000), 0, 100_000);
  gather.clear();
  expect(budget.heldBytes).toBe(0);
});
