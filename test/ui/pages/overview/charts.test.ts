import { describe, expect, test } from 'vitest';
import { type ChartSpec, chartsOf, type Looked } from '../../../../ui/pages/overview/charts.ts';
import { EPOCH, trace } from '../../../support/trace.ts';
import { smallReport } from '../../../support/ui-charts.ts';
import { kpiReport } from '../../../support/ui-kpi.ts';

const ALL: Looked = { filter: '', bounds: {} };
const MINUTE = 60_000_000;

function specs(looked: Looked = ALL): ReadonlyMap<string, ChartSpec> {
  return new Map(chartsOf(kpiReport(), looked).map(spec => [spec.id, spec]));
}

test('states over time are stacked, each with its colour, those without calls left out', () => {
  const outcomes = specs().get('outcomes');
  expect(outcomes?.series.map(({ label }) => label)).toEqual(['in progress', 'ended', 'busy or declined', 'failed']);
  expect(new Set(outcomes?.series.map(({ color }) => color)).size).toBe(4);
  expect(outcomes?.series[1]?.points.map(({ y }) => y)).toEqual([1, 1, 0, 0, 0]);
  expect(outcomes?.summary).toBe('1 in progress, 2 ended, 1 busy or declined, 1 failed');
  expect(outcomes?.range).toEqual({ from: EPOCH, to: EPOCH + 5 * MINUTE });
  expect(outcomes?.namePoint(EPOCH + MINUTE / 2)).toBe('2026-01-01 00:00:00');
});

describe('a point leads', () => {
  test('of states over time to the calls of its bucket', () => {
    const looked = { filter: 'from ~ "a"', bounds: { from: EPOCH + 130_000_000 } };
    expect(specs(looked).get('outcomes')?.to(2, 2)).toEqual({
      page: 'calls',
      row: undefined,
      range: { kind: 'between', from: EPOCH + 130_000_000, to: EPOCH + 3 * MINUTE },
      filter: 'from ~ "a" and kind = call and state in {busy, declined}',
    });
  });
  test('of codes and delays to the calls with it, in the range that is looked at', () => {
    expect(specs().get('codes')?.to(0, 1)).toEqual({
      page: 'calls',
      row: undefined,
      filter: 'kind = call and code = 486',
    });
    expect(specs().get('pdd')?.to(0, 4)?.filter).toBe('kind = call and pdd >= 500ms and pdd < 1s');
  });
  test('of what is no row of the list to its time', () => {
    expect(specs().get('registrations')?.to(0, 3)).toEqual({
      row: undefined,
      range: { kind: 'between', from: EPOCH + 3 * MINUTE, to: EPOCH + 4 * MINUTE },
    });
  });
  test('that is not there nowhere', () => {
    expect(specs().get('codes')?.to(0, 99)).toBeUndefined();
    expect(specs().get('outcomes')?.to(9, 0)).toBeUndefined();
  });
});

test('codes are in order and coloured by their class; what has no value is counted beside', () => {
  const codes = specs().get('codes');
  expect(codes?.ticks.map(x => codes.formatX(x))).toEqual(['200', '486', '503']);
  expect(codes?.series[0]?.colors).toEqual(['--class-2xx', '--class-4xx', '--class-5xx']);
  expect(specs().get('talk')?.note).toBe('3 calls without such a value not shown');
});

test('a chart of nothing says what is missing', () => {
  const none = chartsOf(kpiReport(trace().request('OPTIONS', { callId: 'o' })), ALL).map(spec => spec.none);
  expect(none.every(text => text !== '')).toBe(true);
  expect(specs().get('mos')?.none).toContain('RTP');
});

test('a bar of a day on which the clock is changed stands in its middle, has its name and leads to its hours', () => {
  const hour = 3_600_000_000;
  const day = { ...smallReport(EPOCH), bucket: 24 * hour };
  const times = [
    { time: EPOCH, end: EPOCH + 24 * hour },
    { time: EPOCH + 24 * hour, end: EPOCH + 47 * hour },
  ];
  const [outcomes] = chartsOf(
    {
      ...day,
      to: EPOCH + 40 * hour,
      buckets: (day.buckets ?? []).map((bucket, i) => ({ ...bucket, ...times[i] })),
      ...(day.charts && {
        charts: { ...day.charts, buckets: (day.charts.buckets ?? []).map((each, i) => ({ ...each, ...times[i] })) },
      }),
    },
    { filter: '', bounds: {} },
  );
  expect(outcomes?.range).toEqual({ from: EPOCH, to: EPOCH + 47 * hour });
  const middle = outcomes?.series[0]?.points[1]?.x ?? 0;
  expect([middle, outcomes?.namePoint(middle)]).toEqual([EPOCH + 35.5 * hour, '2026-01-02 00:00:00']);
  expect(outcomes?.to(0, 1)).toMatchObject({ range: { from: EPOCH + 24 * hour, to: EPOCH + 47 * hour } });
});
