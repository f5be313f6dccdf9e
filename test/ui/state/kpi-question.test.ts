import { describe, expect, test } from 'vitest';
import { localZone } from '../../../ui/base/time-zone.ts';
import type { Action } from '../../../ui/state/actions.ts';
import { bucketFor, bucketWord, wantedKpi } from '../../../ui/state/kpi-question.ts';
import { between, readRange } from '../../../ui/state/time-range.ts';
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
  test('names the zone by whose clock longer buckets begin', () => {
    const of = (zone: string, span: number) => {
      const capture = captureInfo('demo', { start: NOON, clock: NOON + span });
      const { state } = storeWith({ type: 'captures', captures: [capture] }, at({ page: 'overview' }));
      return new URLSearchParams(wantedKpi({ ...state, zone })?.query).get('zone');
    };
    const days = 30 * 86_400 * SECOND;
    expect([of('Europe/Berlin', days), of('UTC', days), of('Europe/Berlin', 60 * SECOND)]).toEqual([
      'Europe/Berlin',
      null,
      null,
    ]);
    expect(of('local', days)).toBe(localZone());
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
