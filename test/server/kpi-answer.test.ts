import { expect, test } from 'vitest';
import type { CallChartsQuery } from '../../collector/model/call-charts.ts';
import type { KpiQuery } from '../../collector/model/kpi.ts';
import { callChartSteps } from '../../collector/query/call-charts.ts';
import { kpiSteps } from '../../collector/query/kpi.ts';
import { atOnce } from '../../collector/query/slices.ts';
import { type KpiWish, kpiAnswer } from '../../server/kpi-answer.ts';
import type { KpiReport } from '../../server/wire/types.ts';
import { type FakeApp, fakeApp, handleAt } from '../support/fake-app.ts';
import { kpiSources } from '../support/kpi-sources.ts';
import { answered, refusedWith } from '../support/kpi-stories.ts';
import { EPOCH, trace } from '../support/trace.ts';

const MINUTE = 60_000_000;

/** Calls at minutes 0, 1 and 2; the last one is busy. The capture says that it begins at `start`. */
async function ask(query: KpiQuery, wish: KpiWish, start = EPOCH): Promise<KpiReport> {
  const t = trace();
  answered(t, 'a', 0);
  answered(t, 'b', 60_000);
  refusedWith(486)(t, 'c', 120_000);
  const sources = kpiSources(t, true);
  const fake: FakeApp = await fakeApp([1]);
  const handle = handleAt(fake, 0);
  handle.capture.answers = {
    ...handle.capture.answers,
    kpi: async (asked: KpiQuery) => atOnce(kpiSteps(sources, asked)),
    callCharts: async (asked: CallChartsQuery) => atOnce(callChartSteps(sources, asked)),
  };
  try {
    const progress = { ...handle.progress(), start };
    return await kpiAnswer({ ask: handle.ask.bind(handle), progress: () => progress }, query, wish);
  } finally {
    await fake.app.close();
  }
}

test('without a wish it is what the capture says', async () => {
  const report = await ask({}, {});
  expect(report.calls.attempts).toBe(3);
  expect(report).not.toHaveProperty('charts');
  expect(report).not.toHaveProperty('previous');
});

test('the range before is as long, and ends where this one begins', async () => {
  const report = await ask({ from: EPOCH + 2 * MINUTE, to: EPOCH + 3 * MINUTE }, { previous: true });
  expect(report.calls).toMatchObject({ attempts: 1, asr: 0 });
  expect(report.previous).toMatchObject({
    from: EPOCH + MINUTE,
    to: EPOCH + 2 * MINUTE,
    isCovered: true,
    calls: { attempts: 1, asr: 1 },
  });
});

test('a capture that does not reach back so far says so', async () => {
  const report = await ask({ from: EPOCH + MINUTE, to: EPOCH + 3 * MINUTE }, { previous: true });
  expect(report.previous).toMatchObject({ isCovered: false, calls: { attempts: 1 } });
});

test('a range that begins with the capture has none before it', async () => {
  expect(await ask({}, { previous: true })).not.toHaveProperty('previous');
});

test('charts are of the same range and filter, and MOS of the range before comes with them', async () => {
  const query = { from: EPOCH + MINUTE, to: EPOCH + 3 * MINUTE, filter: 'code >= 400', bucket: MINUTE };
  const { charts, previous } = await ask(query, { charts: true, previous: true });
  expect(charts).toMatchObject({ calls: 1, codes: [{ name: '486', count: 1 }], bucket: MINUTE });
  expect(previous?.mos).toEqual({ count: 0, p50: null, p5: null });
});

test('a wrong filter is an error with its place', async () => {
  await expect(ask({ filter: 'code >>' }, { charts: true })).rejects.toMatchObject({ code: 'SIPA_BAD_FILTER' });
});
