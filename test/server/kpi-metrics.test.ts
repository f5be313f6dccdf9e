import { expect, test } from 'vitest';
import { kpiOf } from '../../collector/query/kpi.ts';
import { kpiFamilies } from '../../server/kpi-metrics.ts';
import { prometheusText } from '../../server/prometheus.ts';
import { kpiSources } from '../support/kpi-sources.ts';
import { answered, refusedWith } from '../support/kpi-stories.ts';
import { trace } from '../support/trace.ts';

test('what could be counted has samples, what could not has none', () => {
  const t = trace();
  answered(t, 'a', 0);
  refusedWith(503)(t, 'b', 20_000);
  const text = prometheusText(kpiFamilies([{ capture: 'c', kpi: kpiOf(kpiSources(t), {}, () => true) }]));
  expect(text).toContain('sipscope_call_attempts{capture="c",outcome="failed"} 1\n');
  expect(text).toContain('sipscope_kpi_ratio{capture="c",kpi="asr"} 0.5\n');
  expect(text).toContain('sipscope_kpi_delay_seconds{capture="c",kpi="sdt",quantile="0.95"} 10\n');
  expect(text).toContain('sipscope_concurrent_calls_peak{capture="c"} 1\n');
  expect(text).not.toContain('kpi="ira"');
});
