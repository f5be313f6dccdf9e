import { expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { GO, Outcome } from '../../../collector/packet/outcome.ts';

test('outcomes, reasons and "go on" are never mistaken for one another', () => {
  const all = [GO, ...Object.values(Outcome), ...Object.values(Reason)];
  expect(new Set<number>(all).size).toBe(all.length);
  expect(Math.min(...Object.values(Reason))).toBe(0);
});
