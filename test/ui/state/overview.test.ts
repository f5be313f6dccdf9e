import { describe, expect, test } from 'vitest';
import type { KpiReport } from '../../../server/wire/types.ts';
import type { Action } from '../../../ui/state/actions.ts';
import {
  bucketFor,
  bucketWord,
  EMPTY_OVERVIEW,
  isKpiStale,
  onKpiAnswer,
  onKpiAsked,
  onKpiRefused,
  wantedKpi,
} from '../../../ui/state/overview.ts';
import { between, readRange } from '../../../ui/state/time-range.ts';
import { kpiReport } from '../../support/ui-kpi.ts';
import { captureInfo } from '../../support/ui-state.ts';
import { at, storeWith } from '../../support/ui-store.ts';

const SECOND = 1_000_000;
const NOON = Date.UTC(2026, 0, 15, 12) * 1000;
const opened: Action = {
  type: 'captures',
  captures: [captureInfo('demo', { start: NOON, clock: NOON + 3600 * SECOND })],
};

describe('the question of the overview', () => {
  const wanted = (route: Parameters<typeof at>[0]) => {
    const key = wantedKpi(storeWith(opened, at(route)).state);
    return key && Object.fromEntries(new URLSearchParams(key.query));
  };
  test('is asked on its page of an open capture alone', () => {
    expect(wanted({ page: 'calls' })).toBeUndefined();
    expect(wanted({ page: 'overview', capture: 'gone' })).toBeUndefined();
    expect(wanted({ page: 'overview' })).toEqual({ capture: 'demo', charts: 'true', bucket: '30s' });
  });
  test('carries filter and range, and asks for the range before where there can be one', () => {
    expect(wanted({ page: 'overview', filter: 'code = 486', range: between(NOON, NOON + 60 * SECOND) })).toEqual({
      capture: 'demo',
      charts: 'true',
      previous: 'true',
      filter: 'code = 486',
      from: '2026-01-15T12:00:00Z',
      to: '2026-01-15T12:01:00Z',
      bucket: '500ms',
    });
    expect(wanted({ page: 'overview', range: between(undefined, NOON + 60 * SECOND) })).not.toHaveProperty('previous');
  });
  test('is the same to its reader while the last minutes move on', () => {
    const of = (clock: number) =>
      wantedKpi(
        storeWith(
          { type: 'captures', captures: [captureInfo('demo', { state: 'live', start: NOON, clock })] },
          at({ page: 'overview', range: readRange('-5m', null) }),
        ).state,
      );
    const [early, late] = [of(NOON + 600 * SECOND), of(NOON + 700 * SECOND)];
    expect(early?.view).toBe(late?.view);
    expect(early?.query).not.toBe(late?.query);
  });
});

test('buckets are of a length that a clock has, at most some hundred of them', () => {
  const minutes = [0, 1, 60, 24 * 60, 30 * 24 * 60].map(span => bucketWord(bucketFor(span * 60 * SECOND)));
  expect(minutes).toEqual(['1ms', '500ms', '30s', '15m', '6h']);
  expect(bucketFor(1e18)).toBe(365 * 86_400 * SECOND);
});

describe('the report', () => {
  const [here, there] = ['here', 'there'].map(view => ({ view, query: view }));
  const report: KpiReport = kpiReport();
  test('stays until the next one is here, and says that it is of before', () => {
    const asked = onKpiAsked(EMPTY_OVERVIEW, here);
    const shown = onKpiAnswer(asked, here, report);
    expect([shown.report, shown.isAsked, isKpiStale(shown)]).toEqual([report, false, false]);
    const again = onKpiAsked(shown, there);
    expect([again.report, isKpiStale(again)]).toEqual([report, true]);
  });
  test('of an older question is not taken', () => {
    const asked = onKpiAsked(onKpiAsked(EMPTY_OVERVIEW, here), there);
    expect(onKpiAnswer(asked, here, report)).toBe(asked);
    expect(onKpiRefused(asked, here, { code: 'X', message: '', hint: '' })).toBe(asked);
  });
  test('a refusal stays while the same is asked again, and goes with another question', () => {
    const refused = onKpiRefused(onKpiAsked(EMPTY_OVERVIEW, here), here, { code: 'X', message: '', hint: '' });
    expect(refused.problem?.code).toBe('X');
    expect(onKpiAsked(refused, here).problem?.code).toBe('X');
    expect(onKpiAsked(refused, there).problem).toBeUndefined();
  });
});
