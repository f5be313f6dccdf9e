// The overview in Chromium: its figures are those of the API and of the report, a part of a chart that is brushed is the range, a bar that
// is clicked is the filter of the list, Back undoes both, and days, nights and empty stretches stand where the wall clock says.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Locator, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dashboard, startDashboard } from '../support/dashboard.ts';
import { captureFile, settled } from '../support/dashboard-pages.ts';
import { pcap } from '../support/pcap-builder.ts';
import { threeDays } from '../support/three-days.ts';

const CHROMIUM = process.env['SIPSCOPE_CHROMIUM'] ?? '/usr/bin/chromium';
const ROOT = process.env['SIPSCOPE_ROOT'] ?? new URL('../..', import.meta.url).pathname;
const DEMO = captureFile('demo.pcapng');

/** px of the window. */
interface Bar {
  readonly x: number;
  readonly y: number;
  readonly base: number;
}

interface Slice {
  readonly name: string;
  readonly count: number;
  readonly filter: string;
}

describe.skipIf(!existsSync(CHROMIUM))('the overview in Chromium', () => {
  let dashboard: Dashboard;
  let browser: Browser;
  let page: Page;
  let demo: string;
  let days: string;
  const complaints: string[] = [];

  const get = async (path: string, query: Record<string, string>) => {
    const answer = await fetch(`${dashboard.address}api/${path}?${new URLSearchParams(query)}`);
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const calls = async (query: Record<string, string>): Promise<number> =>
    (await get('calls', { limit: '1', ...query })).total;
  const tile = (title: string): Locator => page.getByRole('group', { name: title, exact: true });
  const card = (heading: string): Locator => page.locator('chart-view').filter({ hasText: heading });
  const status = (): Locator => page.locator('overview-page header').getByRole('status');
  const parameter = (name: string): string => new URL(page.url()).searchParams.get(name) ?? '';
  const listed = async (): Promise<number> =>
    Number(await page.getByRole('grid', { name: 'Calls' }).getAttribute('aria-rowcount')) - 1;

  /** Numbers of a chart, by the words over the columns and before the rows; the chart is a chart again after it. */
  async function tableOf(heading: string): Promise<{ columns: string[]; rows: { name: string; cells: number[] }[] }> {
    const chart = card(heading);
    await chart.getByRole('button', { name: /^As table/ }).click();
    const table = await chart.locator('table').evaluate(element => ({
      columns: [...element.querySelectorAll('thead th')].slice(1).map(cell => cell.textContent ?? ''),
      rows: [...element.querySelectorAll('tbody tr')].map(row => ({
        name: row.querySelector('th')?.textContent ?? '',
        cells: [...row.querySelectorAll('td')].map(cell => Number((cell.textContent ?? '').replaceAll(',', ''))),
      })),
    }));
    await chart.getByRole('button', { name: /^As chart/ }).click();
    await chart.locator('canvas').waitFor();
    return table;
  }

  /** Where the points of a chart and the ends of its axis are, in px of the window. */
  async function placesOf(heading: string): Promise<{ left: number; right: number; y: number; bars: Bar[] }> {
    const chart = card(heading);
    await chart.scrollIntoViewIfNeeded();
    await expect.poll(() => chart.evaluate(element => 'chart' in element && element.chart !== undefined)).toBe(true);
    return chart.evaluate(element => {
      // What chart.js knows of its own drawing: there is nothing else to ask where a bar of a canvas is.
      const { chart: drawn } = element as unknown as { chart: import('chart.js').Chart };
      const { left, top } = drawn.canvas.getBoundingClientRect();
      const { chartArea } = drawn;
      return {
        left: left + chartArea.left,
        right: left + chartArea.right,
        y: top + (chartArea.top + chartArea.bottom) / 2,
        bars: drawn.getDatasetMeta(0).data.map(bar => {
          const { x, y, base } = bar.getProps(['x', 'y', 'base'] as never, true) as {
            x: number;
            y: number;
            base: number;
          };
          return { x: left + x, y: top + y, base: top + base };
        }),
      };
    });
  }

  async function clickOn(bar: Bar | undefined): Promise<void> {
    if (bar === undefined) throw new Error('no such bar');
    await page.mouse.click(bar.x, (bar.y + bar.base) / 2);
  }

  /** Shows the overview of a capture, in a time zone. */
  async function overview(capture: string, zone = 'UTC', more = ''): Promise<void> {
    await page.evaluate(name => localStorage.setItem('sipscope.zone', name), zone);
    await page.goto(`${dashboard.address}overview?capture=${capture}${more}`);
    await status().filter({ hasText: /call/ }).waitFor();
    await settled(page);
  }

  beforeAll(async () => {
    dashboard = await startDashboard([DEMO]);
    demo = (await get('captures', {})).items[0].id;
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(pcap(threeDays(900)))]), 'three-days.pcap');
    const answer = await fetch(`${dashboard.address}api/captures`, { method: 'POST', body: form });
    days = (await answer.json()).id;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('console', line => {
      if (line.type() === 'error') complaints.push(line.text());
    });
    page.on('pageerror', error => complaints.push(error.message));
    await page.goto(dashboard.address);
  });

  afterAll(async () => {
    await browser?.close();
    await dashboard?.stop();
  });

  test('every tile has the figure of the API, and a trend over as many stretches', async () => {
    await overview(demo);
    const kpi = await get('kpi', { capture: demo, charts: 'true', bucket: '1s' });
    const { calls: of, registrations, concurrent, traffic, charts } = kpi;
    const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`;
    const shown = {
      Concurrent: String(concurrent.peak),
      ASR: percent(of.asr),
      SEER: percent(of.seer),
      NER: percent(of.ner),
      ISA: percent(of.isa),
      Registrations: String(registrations.attempts + registrations.inProgress),
      Retransmissions: percent(traffic.retransmissionRatio),
      MOS: charts.mos.p50.toFixed(2),
    };
    for (const [title, figure] of Object.entries(shown))
      expect([title, await tile(title).locator('.figure b').textContent()]).toEqual([title, figure]);
    expect(await tile('Attempts').textContent()).toContain(`${of.attempts + of.inProgress} in all`);
    for (const [title, { p50, p95 }] of Object.entries({
      PDD: of.pdd,
      SDD: of.sdd,
      ACD: { p50: of.acd, p95: of.sdt.p95 },
    })) {
      const words = await tile(title).textContent();
      for (const millis of [p50, p95])
        expect(words).toContain(
          millis < 10
            ? String(Number(millis.toFixed(2)))
            : millis < 999.5
              ? `${Math.round(millis)} ms`
              : `${(millis / 1000).toFixed(1)} s`,
        );
    }
    const trend = tile('Attempts').locator('svg.trend');
    const points = ((await trend.locator('path:not(.bridge)').getAttribute('d')) ?? '').split('L');
    expect(points.length).toBeGreaterThan(20);
    expect(await trend.getAttribute('aria-label')).toMatch(/^Attempts over the range: from 0/);
  });

  test('the report of the command line says the same', async () => {
    const told = execFileSync(process.execPath, [ROOT, 'report', DEMO, '--json', '--only', 'kpi']);
    const { kpi } = JSON.parse(told.toString());
    const { calls: of, registrations } = await get('kpi', { capture: demo });
    expect(Object.keys(of).length).toBeGreaterThan(15);
    expect(kpi).toMatchObject({
      ...of,
      acd: expect.closeTo(of.acd, 2),
      ira: registrations.ira,
      rrd: registrations.rrd,
    });
  });

  test('a chart as table has every call of the list once, each in its state', async () => {
    await overview(demo);
    const { columns, rows } = await tableOf('Outcomes over time');
    const { charts } = await get('kpi', { capture: demo, charts: 'true' });
    const counted = columns.map((name, at) => ({
      name,
      count: rows.reduce((sum, { cells }) => sum + (cells[at] || 0), 0),
    }));
    expect(counted).toEqual(
      charts.states.filter((group: Slice) => group.count > 0).map(({ name, count }: Slice) => ({ name, count })),
    );
    expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(
      await calls({ capture: demo, filter: charts.filter }),
    );
  });

  test('a part of a chart that is brushed is the range, of every figure and of the list, and Back undoes it', async () => {
    await overview(demo);
    const before = await status().textContent();
    const { left, right, y } = await placesOf('Outcomes over time');
    await page.mouse.move(left + (right - left) * 0.25, y);
    await page.mouse.down();
    await page.mouse.move(left + (right - left) * 0.4, y, { steps: 4 });
    await page.mouse.move(left + (right - left) * 0.6, y, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/from=/);
    const range = { from: parameter('from'), to: parameter('to') };
    const { charts, calls: of } = await get('kpi', { capture: demo, charts: 'true', ...range });
    expect(charts.calls).toBeGreaterThan(0);
    await expect.poll(() => status().textContent()).toBe(`${charts.calls} calls`);
    await expect.poll(() => tile('Attempts').textContent()).toContain(`${of.attempts + of.inProgress} in all`);
    expect(await calls({ capture: demo, filter: charts.filter, ...range })).toBe(charts.calls);
    await page.goBack();
    await expect.poll(() => status().textContent()).toBe(before);
    expect(parameter('from')).toBe('');
  });

  test('a bar that is clicked is the filter of the list, which shows as many calls, and Back undoes it', async () => {
    await overview(demo);
    const { charts } = await get('kpi', { capture: demo, charts: 'true' });
    const codes: Slice[] = charts.codes.slice(0, 14).sort((a: Slice, b: Slice) => Number(a.name) - Number(b.name));
    const at = codes.findIndex(({ name }) => name === '486');
    const { bars } = await placesOf('Final response codes');
    await clickOn(bars[at]);
    await page.waitForURL(/\/calls\?/);
    expect(parameter('filter')).toContain(codes[at]?.filter ?? 'none');
    await expect.poll(listed).toBe(codes[at]?.count);
    await page.goBack();
    await expect.poll(() => status().textContent()).toBe(`${charts.calls} calls`);
    expect(parameter('filter')).toBe('');
  });

  test('a bar over time adds its time and its state to the filter that is there', async () => {
    await overview(demo, 'UTC', '&filter=method+%3D+INVITE');
    const { columns, rows } = await tableOf('Outcomes over time');
    const { bars } = await placesOf('Outcomes over time');
    const at = rows.findIndex(({ cells }) => (cells[0] || 0) > 0);
    await clickOn(bars[at]);
    await page.waitForURL(/\/calls\?/);
    expect([columns[0], parameter('filter')]).toEqual([columns[0], expect.stringMatching(/^method = INVITE and /)]);
    await expect.poll(listed).toBe(rows[at]?.cells[0]);
    await page.goBack();
    await expect.poll(() => parameter('filter')).toBe('method = INVITE');
  });

  test('a host leads to its calls', async () => {
    await overview(demo);
    const { charts } = await get('kpi', { capture: demo, charts: 'true' });
    const { name, count } = charts.sources[0];
    await page.getByRole('button', { name, exact: true }).click();
    await page.waitForURL(/\/calls\?/);
    await expect.poll(listed).toBe(count);
  });

  describe('over days', () => {
    const HOUR = 3_600_000_000;
    const ticks = (): Promise<string[]> =>
      card('Outcomes over time').evaluate(element =>
        (element as unknown as { chart: import('chart.js').Chart }).chart.scales['x']?.ticks.map(({ label }) =>
          String(label),
        ),
      );

    test('an empty stretch is as long as it was, and every stretch has its bucket', async () => {
      await overview(days);
      const { rows } = await tableOf('Outcomes over time');
      const all = rows.map(({ cells }) => cells.reduce((sum, cell) => sum + (cell || 0), 0));
      const times = rows.map(({ name }) => Date.parse(`${name.replace(' ', 'T')}Z`) * 1000);
      const steps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
      expect(new Set(steps)).toEqual(new Set([HOUR]));
      const longest = all
        .join(',')
        .match(/(?:\b0,)+/g)
        ?.map(zeros => zeros.length / 2)
        .sort((a, b) => b - a)[0];
      expect(longest).toBeGreaterThan(12);
      expect(all.reduce((sum, cell) => sum + cell, 0)).toBe(
        Number(/^[\d,]+/.exec((await status().textContent()) ?? '')?.[0].replaceAll(',', '')),
      );
      // The longest calls of a day end an hour after the last has begun.
      expect(await ticks()).toEqual(['12:00', '03-28', '12:00', '03-29', '12:00', '03-30']);
    });

    test('in a zone whose clocks go forward that night, days begin at midnight on both sides of it', async () => {
      await overview(days, 'Europe/Berlin');
      expect(await ticks()).toEqual(['03-28', '12:00', '03-29', '12:00', '03-30']);
      const { rows } = await tableOf('Outcomes over time');
      const hours = rows.map(({ name }) => name).filter(name => name.startsWith('2026-03-29 0'));
      expect(hours.map(name => name.slice(11, 13))).toEqual(['00', '01', '03', '04', '05', '06', '07', '08', '09']);
    });

    test('a brushed night without calls says so, and leads out again', async () => {
      await overview(days, 'UTC', '&from=2026-03-28T14:00:00Z&to=2026-03-29T03:00:00Z');
      await page.getByRole('heading', { name: 'No calls here' }).waitFor();
      await page.getByRole('button', { name: 'Show all time' }).click();
      await expect.poll(() => parameter('from')).toBe('');
      await card('Outcomes over time').waitFor();
    });
  });

  test('the page had nothing to complain about', () => {
    expect(complaints).toEqual([]);
  });
});
