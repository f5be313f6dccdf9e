// Key figures and charts of the overview: what is asked for, what is shown meanwhile. Pure.
//
//   state ──▶ wantedKpi (kpi-question.ts) ──▶ asked ──▶ report, or a problem; the last report stays on the page until the next one is here

import type { KpiReport } from '../../server/wire/types.ts';
import type { Problem } from './app-state.ts';

/** One question. `view` is what its reader would call the same: it does not move with the last minutes of a live capture. */
export interface KpiKey {
  readonly view: string;
  /** Query string of `GET /api/kpi`. */
  readonly query: string;
}

export interface OverviewState {
  readonly asked: KpiKey | undefined;
  readonly isAsked: boolean;
  /** The question that `report` answers. */
  readonly shown: KpiKey | undefined;
  readonly report: KpiReport | undefined;
  /** Why the question of now was refused. */
  readonly problem: Problem | undefined;
}

export const EMPTY_OVERVIEW: OverviewState = {
  asked: undefined,
  isAsked: false,
  shown: undefined,
  report: undefined,
  problem: undefined,
};

export function onKpiAsked(overview: OverviewState, key: KpiKey): OverviewState {
  const isSame = overview.asked?.view === key.view;
  return { ...overview, asked: key, isAsked: true, problem: isSame ? overview.problem : undefined };
}

export function onKpiAnswer(overview: OverviewState, key: KpiKey, report: KpiReport): OverviewState {
  if (overview.asked?.query !== key.query) return overview;
  return { ...overview, isAsked: false, shown: key, report, problem: undefined };
}

export function onKpiRefused(overview: OverviewState, key: KpiKey, problem: Problem): OverviewState {
  if (overview.asked?.query !== key.query) return overview;
  return { ...overview, isAsked: false, problem };
}

/** The report is about something else than what is asked for by now. */
export function isKpiStale({ asked, shown }: OverviewState): boolean {
  return asked !== undefined && shown !== undefined && asked.view !== shown.view;
}
