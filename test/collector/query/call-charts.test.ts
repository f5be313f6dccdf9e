import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CallCharts, CallChartsQuery, ChartSlice } from '../../../collector/model/call-charts.ts';
import { callChartSteps } from '../../../collector/query/call-charts.ts';
import { atOnce } from '../../../collector/query/slices.ts';
import { callSources } from '../../support/call-sources.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import { answered, answers, hangsUp, invited, refusedWith, rings } from '../../support/kpi-stories.ts';
import { EPOCH, type Trace, trace } from '../../support/trace.ts';

async function chartsOf(t: Trace, query: CallChartsQuery = {}): Promise<CallCharts> {
  const answer = atOnce(callChartSteps(await callSources(t), query));
  if ('error' in answer) throw new Error(answer.error.message);
  return answer;
}

const counts = (slices: readonly ChartSlice[]): Record<string, number> =>
  Object.fromEntries(slices.filter(({ count }) => count > 0).map(({ name, count }) => [name, count]));

/** Two answered, one busy, one 503, one that rings; a REGISTER beside them. */
function someCalls(): Trace {
  const t = trace();
  answered(t, 'a', 0);
  answered(t, 'b', 60_000);
  refusedWith(486)(t, 'c', 120_000);
  refusedWith(503)(t, 'd', 180_000);
  t.request('REGISTER', { callId: 'r', at: 200_000 });
  invited(t, 'e', 240_000);
  rings(t, 'e', 240_000, 600);
  return t;
}

test('calls are counted by state, code, delay and host; other legs are not', async () => {
  const charts = await chartsOf(someCalls());
  expect(charts.calls).toBe(5);
  expect(counts(charts.states)).toEqual({ ended: 2, 'busy or declined': 1, failed: 1, 'in progress': 1 });
  expect(counts(charts.codes)).toEqual({ 200: 2, 486: 1, 503: 1 });
  expect(charts.codes[0]).toEqual({ name: '200', count: 2, filter: 'code = 200' });
  expect(counts(charts.pdd.bins)['500ms – 1s']).toBeGreaterThanOrEqual(1);
  expect(charts.disconnectDelay.count).toBe(2);
  expect(charts.talkTime.count).toBe(2);
  expect(charts.mos).toEqual({ count: 0, p50: null, p5: null });
  expect(charts.sources).toEqual([
    { name: '10.0.0.1', count: 5, filter: 'source = 10.0.0.1', attempts: 4, answered: 2, asr: 0.5, failed: 1 },
  ]);
});

test('states over time add up to all, bucket by bucket', async () => {
  const charts = await chartsOf(someCalls(), { bucket: 120_000_000 });
  expect(charts.bucket).toBe(120_000_000);
  expect(charts.buckets?.map(({ time, calls }) => [time - EPOCH, calls])).toEqual([
    [0, 2],
    [120_000_000, 2],
    [240_000_000, 1],
  ]);
  charts.states.forEach(({ count }, at) => {
    expect(charts.buckets?.reduce((sum, { states }) => sum + (states[at] ?? 0), 0)).toBe(count);
  });
});

test('a bucket too short for the range becomes longer', async () => {
  const charts = await chartsOf(someCalls(), { bucket: 1000 });
  expect(charts.buckets?.length).toBeLessThanOrEqual(1500);
  expect(charts.bucket).toBeGreaterThan(1000);
});

test('range and filter narrow what is counted, a wrong filter is told', async () => {
  const t = someCalls();
  const range = { from: EPOCH + 60_000_000, to: EPOCH + 180_000_000 };
  expect(counts((await chartsOf(t, range)).states)).toEqual({ ended: 1, 'busy or declined': 1 });
  expect(counts((await chartsOf(t, { filter: 'code >= 400' })).codes)).toEqual({ 486: 1, 503: 1 });
  expect(atOnce(callChartSteps(await callSources(t), { filter: 'code >>' }))).toHaveProperty('error.position');
});

test('a Call-ID with two attempts is one call of the list and two attempts of the host', async () => {
  const t = trace();
  invited(t, 'a', 0);
  answers(t, 'a', 0, 500);
  hangsUp(t, 'a', 0, 5000);
  invited(t, 'a', 10_000, { fromTag: 'second', cseq: 20 });
  answers(t, 'a', 10_000, 500, { fromTag: 'second', cseq: 20 });
  const [host] = (await chartsOf(t)).sources;
  expect(host).toMatchObject({ count: 1, attempts: 2, answered: 2 });
});

test('an empty capture has nothing to count', async () => {
  expect(await chartsOf(trace(), { bucket: 1000 })).toMatchObject({
    calls: 0,
    codes: [],
    sources: [],
    codesOmitted: 0,
  });
});

test('what a slice says is what the list shows, whatever range and filter', async () => {
  const capture = await readCapture(join(FIXTURES, 'demo.pcapng'));
  const total = (filter: string, range: { from?: number; to?: number } = {}): number => {
    const answer = capture.list({ filter, sort: '', offset: 0, limit: 1, ...range });
    expect(answer.error, filter).toBeUndefined();
    return answer.total;
  };
  const { start = 0, clock = 0 } = capture.progress();
  const middle = Math.floor((start + clock) / 2);

  const queries: readonly CallChartsQuery[] = [{}, { to: middle }, { from: middle, filter: 'code < 500' }];
  for (const query of queries) {
    const charts = await capture.answers.callCharts({ ...query, bucket: 1_000_000 });
    if ('error' in charts) throw new Error(charts.error.message);
    const { filter, ...range } = { filter: '', ...query };
    const all = [...(filter === '' ? [] : [filter]), charts.filter].join(' and ');
    expect(total(all, range)).toBe(charts.calls);
    expect(charts.calls).toBeGreaterThan(0);
    const histograms = [charts.pdd, charts.disconnectDelay, charts.talkTime, charts.mosBins];
    const slices = [charts.states, charts.codes, charts.sources, charts.destinations, ...histograms.map(h => h.bins)];
    for (const slice of slices.flat())
      expect([slice.name, total(`${all} and ${slice.filter}`, range)]).toEqual([slice.name, slice.count]);
    for (const { time, states } of charts.buckets ?? []) {
      const inside = {
        from: Math.max(time, range.from ?? time),
        to: Math.min(time + (charts.bucket ?? 0), range.to ?? Number.MAX_SAFE_INTEGER),
      };
      charts.states.forEach((state, at) => {
        expect(total(`${all} and ${state.filter}`, inside)).toBe(states[at]);
      });
    }
  }
});
