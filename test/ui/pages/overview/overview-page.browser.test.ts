import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { KpiReport } from '../../../../server/wire/types.ts';
import type { OverviewPage } from '../../../../ui/pages/overview/overview-page.ts';
import type { Route } from '../../../../ui/state/route.ts';
import type { Store } from '../../../../ui/state/store.ts';
import { between, rangeText } from '../../../../ui/state/time-range.ts';
import { emptyReport, OVERVIEW, smallReport } from '../../../support/ui-charts.ts';
import { drawn, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import { captureInfo } from '../../../support/ui-state.ts';
import { navigated, storeWith } from '../../../support/ui-store.ts';
import '../../../../ui/pages/overview/overview-page.ts';

afterEach(unmount);

const NOON = Date.UTC(2026, 0, 15, 12) * 1000;
const MINUTE = 60_000_000;

async function page(
  report: KpiReport,
  route: Partial<Route> = {},
): Promise<{ readonly element: OverviewPage; readonly store: Store; readonly steps: readonly Partial<Route>[] }> {
  const key = { view: 'v', query: 'capture=demo' };
  const store = storeWith(
    { type: 'captures', captures: [captureInfo('demo', { start: NOON, clock: NOON + 2 * MINUTE })] },
    { type: 'route', route: { ...OVERVIEW, ...route } },
    { type: 'kpi-asked', key },
    { type: 'kpi', key, report },
  );
  const element = await mount<OverviewPage>(html`<overview-page .store=${store}></overview-page>`, 1200, 800);
  return { element, store, steps: navigated(element, store) };
}

test('shows tiles and charts of the report, and says what they are of', async () => {
  const { element } = await page(smallReport(NOON));
  expect(textOf(inside(element, '[role=status]')[0])).toBe('2 calls');
  expect(inside(element, 'kpi-tile')).toHaveLength(12);
  expect(inside(element, 'chart-view').map(chart => textOf(inside(chart, 'h3')[0]))).toEqual([
    'Outcomes over timecalls per 1 minAs table: Outcomes over time',
    'Final response codescallsAs table: Final response codes',
  ]);
  expect(inside(element, '.none').length).toBeGreaterThan(3);
});

test('a bar that is picked leads to its calls, a part that is brushed becomes the range, and Escape undoes it', async () => {
  const { element, steps, store } = await page(smallReport(NOON));
  const [outcomes, codes] = inside(element, 'chart-view');
  codes?.dispatchEvent(new CustomEvent('point-pick', { detail: { series: 0, index: 1 } }));
  expect(steps.at(-1)).toEqual({ page: 'calls', row: undefined, filter: 'kind = call and code = 503' });
  store.dispatch({ type: 'route', route: OVERVIEW });
  outcomes?.dispatchEvent(new CustomEvent('range-pick', { detail: { from: NOON, to: NOON + MINUTE } }));
  await drawn(element);
  expect(rangeText(store.state.route.range)).toBe('2026-01-15T12:00:00Z/2026-01-15T12:01:00Z');
  expect(element.run('back')).toBe(true);
  expect(store.state.route.range.kind).toBe('all');
  expect(element.run('back')).toBe(false);
});

test('a range that came by a link is left for all time', async () => {
  const { element, store } = await page(smallReport(NOON), { range: between(NOON, undefined) });
  inside(element, 'header .button')[0]?.click();
  expect(store.state.route.range.kind).toBe('all');
});

test('an empty capture says what comes next, a range without calls how to leave it', async () => {
  const { element } = await page(emptyReport());
  expect(textOf(inside(element, '.empty')[0])).toContain('holds no SIP');
  const range = between(NOON, NOON + MINUTE);
  const other = await page({ ...emptyReport(), from: NOON, to: NOON + MINUTE }, { range, filter: 'code = 999' });
  expect(inside(other.element, '.empty .button').map(textOf)).toEqual(['Show all time', 'Clear the filter']);
});

test('a refusal is told, and the last figures stay', async () => {
  const { element, store } = await page(smallReport(NOON));
  const key = { view: 'other', query: 'capture=demo&filter=x' };
  store.dispatch({ type: 'kpi-asked', key });
  store.dispatch({ type: 'kpi-refused', key, problem: { code: 'SIPA_BAD_FILTER', message: 'No.', hint: '' } });
  await drawn(element);
  expect(textOf(inside(element, '[role=alert]')[0])).toContain('SIPA_BAD_FILTER');
  expect(inside(element, 'kpi-tile')).toHaveLength(12);
});
