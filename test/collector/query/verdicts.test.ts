import { expect, test } from 'vitest';
import { Verdict, Verdicts } from '../../../collector/query/verdicts.ts';

test('verdicts are kept by number, of one owner at a time', () => {
  const verdicts = new Verdicts();
  const [one, other] = [{}, {}];
  expect(verdicts.of(one, 3)).toBe(Verdict.Unknown);
  expect(verdicts.keep(3, true)).toBe(true);
  expect(verdicts.keep(100_000, false)).toBe(false);
  expect([3, 4, 100_000, 100_001].map(number => verdicts.of(one, number))).toEqual([
    Verdict.Yes,
    Verdict.Unknown,
    Verdict.No,
    Verdict.Unknown,
  ]);
  expect(verdicts.of(other, 3)).toBe(Verdict.Unknown);
  expect(verdicts.of(one, 3)).toBe(Verdict.Unknown);
});

test('a number beyond the limit is tested again each time', () => {
  const verdicts = new Verdicts();
  verdicts.of(verdicts, 0);
  expect(verdicts.keep(2 ** 31, true)).toBe(true);
  expect(verdicts.of(verdicts, 2 ** 31)).toBe(Verdict.Unknown);
});
