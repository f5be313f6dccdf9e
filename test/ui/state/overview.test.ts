import { describe, expect, test } from 'vitest';
import type { KpiReport } from '../../../server/wire/types.ts';
import { EMPTY_OVERVIEW, isKpiStale, onKpiAnswer, onKpiAsked, onKpiRefused } from '../../../ui/state/overview.ts';
import { kpiReport } from '../../support/ui-kpi.ts';

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
