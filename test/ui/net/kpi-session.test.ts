import { expect, test } from 'vitest';
import type { KpiReport } from '../../../server/wire/types.ts';
import { kpiSession } from '../../../ui/net/kpi-session.ts';
import type { Route } from '../../../ui/state/route.ts';
import { kpiReport } from '../../support/ui-kpi.ts';
import { captureInfo } from '../../support/ui-state.ts';
import { at, storeWith } from '../../support/ui-store.ts';

/** Every question is answered only when the test says so, and then took `cost` ms. */
function stage(route: Partial<Route> = { page: 'overview' }) {
  const store = storeWith({ type: 'captures', captures: [captureInfo()] }, at(route));
  const asked: { readonly query: string; readonly answer: (report?: KpiReport) => void }[] = [];
  const waits: { readonly run: () => void; readonly ms: number }[] = [];
  const clock = { now: 0 };
  const kpi = kpiSession(
    store,
    {
      kpi: query =>
        new Promise((resolve, reject) =>
          asked.push({
            query,
            answer: report => (report === undefined ? reject(new Error('away')) : resolve(report)),
          }),
        ),
    },
    (run, ms) => waits.push({ run, ms }),
    () => clock.now,
  );
  const answer = async (cost: number, report: KpiReport | undefined = kpiReport()): Promise<void> => {
    clock.now += cost;
    asked.at(-1)?.answer(report);
    await new Promise(resolve => setTimeout(resolve));
  };
  return { store, asked, waits, clock, kpi, answer };
}

test('nothing is asked on other pages', () => {
  const { kpi, asked } = stage({ page: 'calls' });
  kpi.sync();
  kpi.refresh();
  expect(asked).toEqual([]);
});

test('a question is asked once, and again when the capture has grown, no sooner than in a second', async () => {
  const { kpi, asked, waits, clock, answer, store } = stage();
  kpi.sync();
  kpi.sync();
  expect(asked).toHaveLength(1);
  await answer(10);
  expect(store.state.overview.report?.calls.attempts).toBe(4);
  kpi.sync();
  expect(asked).toHaveLength(1);
  kpi.refresh();
  kpi.refresh();
  expect(waits.map(({ ms }) => ms)).toEqual([1000]);
  clock.now += 1000;
  waits[0]?.run();
  expect(asked).toHaveLength(2);
});

test('an answer that took long is followed by a pause four times as long', async () => {
  const { kpi, waits, answer } = stage();
  kpi.sync();
  await answer(2000);
  kpi.refresh();
  expect(waits[0]?.ms).toBe(8000);
});

test('another filter is asked at once, when the question on its way is answered', async () => {
  const { kpi, asked, answer, store } = stage();
  kpi.sync();
  store.dispatch(at({ page: 'overview', filter: 'code = 486' }));
  kpi.sync();
  expect(asked).toHaveLength(1);
  await answer(5000);
  expect(asked).toHaveLength(2);
  expect(asked[1]?.query).toContain('filter=code');
});

test('a refusal is told, and asked again only when something has changed', async () => {
  const { kpi, asked, store, clock } = stage();
  kpi.sync();
  asked[0]?.answer(undefined);
  await new Promise(resolve => setTimeout(resolve));
  expect(store.state.overview.problem).toMatchObject({ code: 'SIPSCOPE_UNREACHABLE' });
  clock.now += 60_000;
  kpi.sync();
  expect(asked).toHaveLength(1);
});
