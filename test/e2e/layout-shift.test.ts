// Pages do not jump: what is shown keeps its place while the rest comes, however slowly the server answers (CLS at most 0.01).

import { existsSync, readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dashboard, startDashboard } from '../support/dashboard.ts';
import { addressOf, CAPTURES, captureFile, settled, VISITS } from '../support/dashboard-pages.ts';
import { shiftsOf, watchShifts } from '../support/layout-shifts.ts';

const CHROMIUM = process.env['SIPSCOPE_CHROMIUM'] ?? '/usr/bin/chromium';
const MOST = 0.01;
/** Answers come apart from each other, each so much later than the one before, ms. */
const APART = 40;
const SIZES = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
];
/** Pages as they are gone to; what a key opens is an answer to it. */
const PAGES = VISITS.filter(({ keys, name }) => keys === undefined || name.startsWith('call-'));

describe.skipIf(!existsSync(CHROMIUM))('layout shift', () => {
  let dashboard: Dashboard;
  let browser: Browser;

  beforeAll(async () => {
    dashboard = await startDashboard([captureFile(CAPTURES[0])]);
    for (const name of CAPTURES.slice(1)) {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(readFileSync(captureFile(name)))]), name);
      expect((await fetch(`${dashboard.address}api/captures`, { method: 'POST', body: form })).status).toBe(201);
    }
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  });

  afterAll(async () => {
    await browser?.close();
    await dashboard?.stop();
  });

  async function slowly(context: BrowserContext): Promise<void> {
    let asked = 0;
    await context.route(/\/(?:api|assets)\//, async route => {
      asked += 1;
      await new Promise(resolve => setTimeout(resolve, (asked % 5) * APART));
      await route.continue();
    });
  }

  describe.each(SIZES)('at $width px', viewport => {
    let context: BrowserContext;

    beforeAll(async () => {
      context = await browser.newContext({ viewport });
      await watchShifts(context);
      await slowly(context);
    });

    afterAll(() => context.close());

    test.each(PAGES)('$name stands still while it loads', async to => {
      const page = await context.newPage();
      await page.goto(await addressOf(to, dashboard.address));
      await page.waitForLoadState('networkidle');
      await settled(page);
      const { score, moved } = await shiftsOf(page);
      await page.close();
      expect([score <= MOST, score, ...moved]).toEqual([true, score, ...(score <= MOST ? moved : [])]);
    });
  });
});
