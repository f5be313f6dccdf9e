import { expect, test } from 'vitest';
import { MAX_LEGS, SharedValues } from '../../../collector/links/shared-values.ts';

const MEANING = { reason: 'header', score: 95, detail: 'X: 1' } as const;

test('each leg is tied to the first one, whatever came first', () => {
  const values = new SharedValues();
  expect([5, 2, 9].map((leg, i) => values.add('k', leg, i, MEANING))).toEqual([false, true, true]);
  expect(values.add('k', 9, 7, MEANING)).toBe(false);
  values.add('other', 1, 8, MEANING);
  expect([...values.links()]).toMatchObject([
    { from: 2, to: 5, evidence: [1, 0] },
    { from: 2, to: 9, evidence: [1, 2] },
  ]);
});

test('what more legs have than a call has ties nobody, and is counted once', () => {
  const values = new SharedValues();
  for (let leg = 0; leg <= MAX_LEGS + 10; leg++) values.add('k', leg, leg, MEANING);
  expect([...values.links()]).toEqual([]);
  expect(values.tooCommon).toBe(1);
});
