// Charts and key figures of nothing, for elements that run in a browser, where the collector does not.

import type { CallCharts, KpiReport, Percentiles } from '../../server/wire/types.ts';
import { START_ROUTE } from '../../ui/state/route.ts';

const NONE: Percentiles = { count: 0, p50: null, p95: null, p99: null };
const MOS = { count: 0, p50: null, p5: null };

export function emptyCharts(): CallCharts {
  const histogram = { count: 0, bins: [] };
  return {
    calls: 0,
    filter: 'kind = call',
    states: [],
    codes: [],
    codesOmitted: 0,
    pdd: histogram,
    disconnectDelay: histogram,
    talkTime: histogram,
    mosBins: histogram,
    mos: MOS,
    sources: [],
    sourcesOmitted: 0,
    destinations: [],
    destinationsOmitted: 0,
  };
}

/** Of a capture without calls; `from` and `to` are there once there is a message. */
export function emptyReport(): KpiReport {
  return {
    calls: {
      attempts: 0,
      inProgress: 0,
      answered: 0,
      redirected: 0,
      completed: 0,
      sessionsUp: 0,
      ser: null,
      seer: null,
      isa: null,
      scr: null,
      asr: null,
      ner: null,
      srd: NONE,
      srdFailed: NONE,
      sdd: NONE,
      sdt: NONE,
      acd: null,
      pdd: NONE,
      attemptsPerSecond: null,
    },
    registrations: { attempts: 0, inProgress: 0, succeeded: 0, ineffective: 0, ira: null, rrd: NONE },
    concurrent: { peak: 0 },
    traffic: { messages: 0, retransmissions: 0, messagesPerSecond: null, retransmissionRatio: null },
    lateStarts: 0,
    firstLegOnly: false,
    percentileMethod: 'nearest-rank',
    charts: emptyCharts(),
  };
}

/** Two calls in the first of two minutes from `start` on: one ended, one failed by 503. */
export function smallReport(start: number): KpiReport {
  const empty = emptyReport();
  const calls = { ...empty.calls, attempts: 2, answered: 1, asr: 0.5, attemptsPerSecond: 0.1 };
  const { registrations, concurrent, traffic } = empty;
  const minute = 60_000_000;
  const times = (at: number) => ({ time: start + at * minute, end: start + (at + 1) * minute });
  const bucket = (at: number, states: readonly number[]) => ({ ...times(at), calls: 2, states, mos: MOS });
  return {
    ...empty,
    calls,
    from: start,
    to: start + 2 * minute,
    bucket: minute,
    buckets: [0, 1].map(at => ({ ...times(at), calls, registrations, concurrent, traffic })),
    charts: {
      ...emptyCharts(),
      calls: 2,
      states: [
        { name: 'ended', count: 1, filter: 'state = ended' },
        { name: 'failed', count: 1, filter: 'state = failed' },
      ],
      codes: [
        { name: '200', count: 1, filter: 'code = 200' },
        { name: '503', count: 1, filter: 'code = 503' },
      ],
      bucket: minute,
      buckets: [bucket(0, [1, 1]), bucket(1, [0, 0])],
    },
  };
}

/** The address of the overview. */
export const OVERVIEW = { ...START_ROUTE, page: 'overview' as const };
