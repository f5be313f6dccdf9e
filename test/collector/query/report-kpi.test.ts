import { describe, expect, test } from 'vitest';
import { kpiOf } from '../../../collector/query/kpi.ts';
import { KPI_HEAD, kpiRow, kpiTable } from '../../../collector/query/report-kpi.ts';
import { kpiSources } from '../../support/kpi-sources.ts';
import { answered, refusedWith } from '../../support/kpi-stories.ts';
import { type Trace, trace } from '../../support/trace.ts';

function rowOf(t: Trace) {
  return kpiRow(kpiOf(kpiSources(t, true), {}, () => true));
}

function mixed(): Trace {
  const t = trace();
  answered(t, 'a', 0);
  refusedWith(503)(t, 'b', 20_000);
  refusedWith(503)(t, 'c', 30_000);
  return t;
}

describe('the kpi object of the report', () => {
  test('has the names that scripts hold on to', () => {
    expect(rowOf(mixed())).toMatchObject({
      attempts: 3,
      ser: 1 / 3,
      seer: 1 / 3,
      isa: 2 / 3,
      scr: 1 / 3,
      asr: 1 / 3,
      ner: 1 / 3,
      ira: null,
      srd: { count: 1, p50: 100, p95: 100, p99: 100 },
      sdd: { p50: 20, p95: 20, p99: 20 },
      sdt: { p50: 10_000, p95: 10_000, p99: 10_000 },
      rrd: { count: 0, p50: null, p95: null, p99: null },
    });
  });

  test('tells times as ISO 8601', () => {
    const { from, to, concurrent } = rowOf(mixed());
    expect([from, to, concurrent.peakTime]).toEqual([
      '2026-01-01T00:00:00.000000Z',
      '2026-01-01T00:00:30.205000Z',
      '2026-01-01T00:00:00.000000Z',
    ]);
  });
});

describe('the table for people', () => {
  test('says of how many each figure is', () => {
    const table = kpiTable(rowOf(mixed()));
    expect(table.every(row => row.length === KPI_HEAD.length)).toBe(true);
    expect(table).toContainEqual(['ASR', '33.3 %', '3 attempts']);
    expect(table).toContainEqual(['PDD', 'p50 100.0 ms, p95 100.0 ms, p99 100.0 ms', '1 value']);
    expect(table).toContainEqual(['ACD', '10.00 s', '1 value']);
    expect(table.map(row => row[0])).not.toContain('IRA');
  });

  test('has a dash where there is no figure, and nothing at all of an empty capture', () => {
    expect(kpiTable(rowOf(trace().request('INVITE')))).toContainEqual(['ASR', '–', '0 attempts']);
    expect(kpiTable(rowOf(trace()))).toEqual([]);
  });
});
