import { expect, test } from 'vitest';
import { TlsBudget } from '../../../collector/tls/budget.ts';
import { PartialBytes } from '../../../collector/tls/partial-bytes.ts';

test('bytes come together, and take room only as they come', () => {
  const budget = new TlsBudget();
  const partial = new PartialBytes(budget);
  const text = 'abcdefghij'.repeat(300);
  for (let at = 0; at < text.length; at += 7) {
    expect(partial.append(Buffer.from(text.slice(at, at + 7)), 0, Math.min(7, text.length - at))).toBe(true);
    expect(budget.usedPartialBytes).toBeLessThanOrEqual(Math.max(512, 2 * partial.length));
  }
  expect(partial.bytes.toString('latin1', 0, partial.length)).toBe(text);
  partial.clear();
  expect([partial.length, budget.usedPartialBytes]).toEqual([0, 0]);
});

test('without room nothing stays', () => {
  const budget = new TlsBudget(1, 1, 1000);
  const partial = new PartialBytes(budget);
  expect(partial.append(Buffer.alloc(600), 0, 600)).toBe(true);
  expect(partial.append(Buffer.alloc(600), 0, 600)).toBe(false);
  expect([partial.length, budget.usedPartialBytes, budget.refusedPartials]).toEqual([0, 0, 1]);
});
