import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { KPI_GROUPS } from '../../../collector/model/kpi.ts';
import { kpiOf } from '../../../collector/query/kpi.ts';
import { KpiQuerySchema, KpiReportSchema } from '../../../server/wire/kpi-schema.ts';
import type { KpiReport } from '../../../server/wire/types.ts';
import { kpiSources } from '../../support/kpi-sources.ts';
import { answered } from '../../support/kpi-stories.ts';
import type { Same } from '../../support/same-type.ts';
import { trace } from '../../support/trace.ts';

// This line does not compile when the schema and its type drift apart.
const equal: Same<Static<typeof KpiReportSchema>, KpiReport> = true;

test('a real answer fits the schema', () => {
  const t = trace();
  answered(t, 'a', 0);
  expect(equal).toBe(true);
  expect([
    ...Value.Errors(
      KpiReportSchema,
      kpiOf(kpiSources(t), {}, () => true),
    ),
  ]).toEqual([]);
  const detailed = kpiOf(kpiSources(t), { bucket: 1_000_000, group: 'direction' }, () => true);
  expect([...Value.Errors(KpiReportSchema, detailed)]).toEqual([]);
});

test.each(KPI_GROUPS)('%s is a group that may be asked for', group => {
  expect(Value.Check(KpiQuerySchema, { group })).toBe(true);
});
