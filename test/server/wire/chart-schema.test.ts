import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { callChartSteps } from '../../../collector/query/call-charts.ts';
import { atOnce } from '../../../collector/query/slices.ts';
import { CallChartsSchema } from '../../../server/wire/chart-schema.ts';
import type { CallCharts } from '../../../server/wire/types.ts';
import { callSources } from '../../support/call-sources.ts';
import { answered } from '../../support/kpi-stories.ts';
import type { Same } from '../../support/same-type.ts';
import { trace } from '../../support/trace.ts';

// This line does not compile when the schema and its type drift apart.
const equal: Same<Static<typeof CallChartsSchema>, CallCharts> = true;

test('a real answer fits the schema', async () => {
  const t = trace();
  answered(t, 'a', 0);
  expect(equal).toBe(true);
  const charts = atOnce(callChartSteps(await callSources(t), { bucket: 1_000_000 }));
  expect([...Value.Errors(CallChartsSchema, charts)]).toEqual([]);
});
