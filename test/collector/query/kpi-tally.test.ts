import { expect, test } from 'vitest';
import { CallTally, perSecond, RegistrationTally, ratio } from '../../../collector/query/kpi-tally.ts';

test('a ratio of nothing is null, not 0', () => {
  expect([ratio(0, 0), ratio(0, 4), ratio(1, 4)]).toEqual([null, 0, 0.25]);
  expect([perSecond(3, 0), perSecond(3, 2_000_000)]).toEqual([null, 1.5]);
});

test('nothing added gives figures all the same', () => {
  expect(new CallTally().figures(0)).toMatchObject({ attempts: 0, ser: null, acd: null, attemptsPerSecond: null });
  expect(new RegistrationTally().figures()).toMatchObject({ attempts: 0, ira: null, rrd: { count: 0, p50: null } });
});
