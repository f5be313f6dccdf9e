// The overview while calls come: what it counts is what sipp does, it moves by itself, nothing on it jumps, and it holds no more after
// many answers than after few.

import { existsSync } from 'node:fs';
import { type Browser, type CDPSession, chromium, type Locator, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shiftsOf, watchShifts } from '../support/layout-shifts.ts';
import { canRecord, freePort, LiveProgram } from '../support/live-program.ts';
import { hasSipp, Sipp } from '../support/sipp.ts';

const CHROMIUM = process.env['SIPSCOPE_CHROMIUM'] ?? '/usr/bin/chromium';
const WITHIN = { timeout: 30_000, interval: 50 };
/** Calls that are up at the same time: each is made long before the first of them ends. */
const CROWD = 6;

describe.skipIf(!canRecord || !hasSipp || !existsSync(CHROMIUM))('the overview of a live capture', () => {
  let live: LiveProgram;
  let sipp: Sipp;
  let browser: Browser;
  let page: Page;
  let debug: CDPSession;
  let address: string;
  let ports: readonly number[];
  let answers = 0;
  const complaints: string[] = [];

  const figure = (title: string): Locator => page.getByRole('group', { name: title, exact: true });
  const attempts = async (): Promise<number> =>
    Number(/([\d,]+) in all/.exec((await figure('Attempts').textContent()) ?? '')?.[1]?.replaceAll(',', ''));
  const answered = async (more: number): Promise<void> => {
    const enough = answers + more;
    await expect.poll(() => answers, WITHIN).toBeGreaterThanOrEqual(enough);
  };
  /** What the page holds, with everything let go that can be. */
  const held = async (): Promise<{ nodes: number; listeners: number; heap: number }> => {
    await debug.send('HeapProfiler.collectGarbage');
    const { metrics } = await debug.send('Performance.getMetrics');
    const of = (name: string): number => metrics.find(metric => metric.name === name)?.value ?? Number.NaN;
    return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize') };
  };

  beforeAll(async () => {
    live = new LiveProgram();
    sipp = new Sipp(live.folder);
    ports = [await freePort(), await freePort()];
    const filter = ports.map(port => `udp port ${port}`).join(' or ');
    [{ address }, browser] = await Promise.all([
      live.start(['live', '-i', 'lo', '-f', filter, '--spool', live.spool]),
      chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] }),
    ]);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await watchShifts(context);
    page = await context.newPage();
    page.setDefaultTimeout(WITHIN.timeout);
    page.on('console', line => {
      if (line.type() === 'error') complaints.push(line.text());
    });
    page.on('pageerror', error => complaints.push(error.message));
    page.on('response', response => {
      if (new URL(response.url()).pathname === '/api/kpi') answers += 1;
    });
    debug = await context.newCDPSession(page);
    await debug.send('Performance.enable');
    await page.goto(`${address}overview`);
    await page.getByRole('button', { name: '0 lost' }).waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await sipp?.end();
    await live?.end();
  });

  test('as many calls are up at once as sipp has made, and each ends as it did', async () => {
    const [port = 0] = ports;
    sipp.call({ port, name: 'crowd', isBusy: false, ringMs: 100, talkMs: 5000, perSecond: CROWD, calls: CROWD });
    await expect.poll(attempts, WITHIN).toBe(CROWD);
    await expect.poll(() => figure('Concurrent').locator('.figure b').textContent(), WITHIN).toBe(String(CROWD));
    const card = page.locator('chart-view').filter({ hasText: 'Outcomes over time' });
    await expect.poll(() => card.locator('canvas').getAttribute('aria-label'), WITHIN).toBe(`${CROWD} ended`);
    expect(await figure('ASR').textContent()).toContain('100 %');
    expect(await figure('Concurrent').locator('.figure b').textContent()).toBe(String(CROWD));
  });

  test('figures and charts move while calls go on, nothing on the page jumps, and it does not grow', async () => {
    const [, port = 0] = ports;
    sipp.call({ port, name: 'ward', isBusy: false, ringMs: 50, talkMs: 400, perSecond: 10, calls: 3000 });
    await expect.poll(attempts, WITHIN).toBeGreaterThan(CROWD + 5);
    await answered(3);
    const before = await held();
    const [shifts, counted] = [await shiftsOf(page), await attempts()];
    await answered(12);
    const after = await held();
    const moved = await shiftsOf(page);
    expect(await attempts()).toBeGreaterThan(counted);
    expect(moved.moved.slice(shifts.moved.length).filter(() => moved.score - shifts.score > 0.01)).toEqual([]);
    // A bar or a tick more is no leak, twelve answers that are kept are.
    expect(after.nodes).toBeLessThan(before.nodes * 1.1 + 200);
    expect(after.listeners).toBeLessThan(before.listeners * 1.1 + 20);
    expect(after.heap).toBeLessThan(before.heap * 1.25 + 1_000_000);
  });

  test.each(['calls', 'hosts', 'findings', 'capture'])('the page %s stands still while calls go on', async name => {
    await page.goto(`${address}${name}`);
    const messages = page.getByText(/^[\d,]+ messages$/);
    const counted = async (): Promise<number> =>
      Number.parseInt((await messages.textContent())?.replaceAll(',', '') ?? '', 10);
    await expect.poll(counted, WITHIN).toBeGreaterThan(0);
    const first = await counted();
    await expect.poll(counted, WITHIN).toBeGreaterThan(first + 60);
    const { score, moved } = await shiftsOf(page);
    expect(moved.filter(() => score > 0.01)).toEqual([]);
  });

  test('nothing was lost, and the page had nothing to complain about', async () => {
    await page.getByRole('button', { name: '0 lost' }).waitFor();
    expect(complaints).toEqual([]);
  });
});
