// Asks for the key figures of the overview, and again while the capture grows, at most once a second.

import type { KpiReport, Millis } from '../../server/wire/types.ts';
import { wantedKpi } from '../state/kpi-question.ts';
import type { KpiKey } from '../state/overview.ts';
import type { Store } from '../state/store.ts';
import { type Api, problemOf } from './api.ts';
import { PacedQuestion } from './paced-question.ts';

/** Between two answers about the same. */
const REFRESH_MS: Millis = 1000;

export function kpiSession(
  store: Store,
  api: Pick<Api, 'kpi'>,
  wait: (run: () => void, ms: number) => void,
  now: () => Millis,
): PacedQuestion<KpiKey, KpiReport> {
  return new PacedQuestion(
    {
      refresh: REFRESH_MS,
      wanted: () => wantedKpi(store.state),
      asked: () => store.state.overview.asked,
      ask: query => api.kpi(query),
      onAsked: key => store.dispatch({ type: 'kpi-asked', key }),
      onAnswer: (key, report) => store.dispatch({ type: 'kpi', key, report }),
      onRefused: (key, error) => store.dispatch({ type: 'kpi-refused', key, problem: problemOf(error) }),
    },
    wait,
    now,
  );
}
