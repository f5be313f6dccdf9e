// Key figures for page tests: what the collector answers about a few stories, and nothing made up.

import { callChartSteps } from '../../collector/query/call-charts.ts';
import { kpiSteps } from '../../collector/query/kpi.ts';
import { atOnce } from '../../collector/query/slices.ts';
import type { KpiQuery, KpiReport } from '../../server/wire/types.ts';
import { kpiSources } from './kpi-sources.ts';
import { answered, invited, refusedWith, rings } from './kpi-stories.ts';
import { type Trace, trace } from './trace.ts';

/** Two answered, one busy, one 503, one that rings, a minute apart; one REGISTER. */
export function someCalls(): Trace {
  const t = trace();
  answered(t, 'a', 0);
  answered(t, 'b', 60_000);
  refusedWith(486)(t, 'c', 120_000);
  refusedWith(503)(t, 'd', 180_000);
  t.request('REGISTER', { callId: 'r', at: 200_000 }).response(200, 'REGISTER', { callId: 'r', at: 200_030 });
  invited(t, 'e', 240_000);
  rings(t, 'e', 240_000, 600);
  return t;
}

/** Of `t`, with charts. */
export function kpiReport(t: Trace = someCalls(), query: KpiQuery = { bucket: 60_000_000 }): KpiReport {
  const sources = kpiSources(t);
  const report = atOnce(kpiSteps(sources, query));
  const charts = atOnce(callChartSteps(sources, query));
  if ('error' in report || 'error' in charts) throw new Error('a filter that cannot be read');
  return { ...report, charts };
}
