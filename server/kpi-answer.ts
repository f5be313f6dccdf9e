// Key figures with what belongs beside them: those of the range before, and the calls counted for charts. Asks a capture up to four
// questions; takes and gives what `GET /api/kpi` does.

import type { CaptureHandle } from '../collector/index.ts';
import { badFilter } from './bad-filter.ts';
import type { KpiQuery, KpiReport, Micros, PreviousFigures } from './wire/types.ts';

export interface KpiWish {
  readonly previous?: boolean;
  readonly charts?: boolean;
}

type Capture = Pick<CaptureHandle, 'ask' | 'progress'>;

/** Throws the error of a wrong filter. */
export async function kpiAnswer(capture: Capture, query: KpiQuery, wish: KpiWish): Promise<KpiReport> {
  const report = await figures(capture, query);
  const charts = wish.charts ? await chartsOf(capture, query) : undefined;
  const before = wish.previous ? previousRange(query, report) : undefined;
  const previous = before && (await previousFigures(capture, query, before, wish));
  return { ...report, ...(charts && { charts }), ...(previous && { previous }) };
}

interface Range {
  readonly from: Micros;
  readonly to: Micros;
}

/** As long as the range asked for, and ending where that begins. A range without a beginning has none before it. */
function previousRange({ from }: KpiQuery, report: KpiReport): Range | undefined {
  if (from === undefined || report.to === undefined || report.to <= from) return undefined;
  return { from: from - (report.to - from), to: from };
}

async function previousFigures(
  capture: Capture,
  { filter, firstLegOnly }: KpiQuery,
  range: Range,
  { charts }: KpiWish,
): Promise<PreviousFigures> {
  const kept = { ...(filter !== undefined && { filter }), ...range };
  const { calls, registrations, concurrent, traffic } = await figures(capture, {
    ...kept,
    ...(firstLegOnly !== undefined && { firstLegOnly }),
  });
  const counted = charts ? await chartsOf(capture, kept) : undefined;
  const start = capture.progress().start ?? Number.POSITIVE_INFINITY;
  return {
    ...range,
    isCovered: start <= range.from,
    calls,
    registrations,
    concurrent,
    traffic,
    ...(counted && { mos: counted.mos }),
  };
}

async function figures(capture: Capture, query: KpiQuery): Promise<KpiReport> {
  const answer = await capture.ask('kpi', query);
  if ('error' in answer) throw badFilter(answer.error);
  return answer;
}

async function chartsOf(capture: Capture, { from, to, bucket, zone, filter }: KpiQuery) {
  const answer = await capture.ask('callCharts', {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(bucket !== undefined && { bucket }),
    ...(zone !== undefined && { zone }),
    ...(filter !== undefined && { filter }),
  });
  if ('error' in answer) throw badFilter(answer.error);
  return answer;
}
