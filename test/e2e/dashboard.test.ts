// The dashboard as a user meets it: the built program on the demonstration capture, in a real browser.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dashboard, startDashboard } from '../support/dashboard.ts';

const CHROMIUM = process.env['SIPSCOPE_CHROMIUM'] ?? '/usr/bin/chromium';
const root = join(import.meta.dirname, '../..');

describe.skipIf(!existsSync(CHROMIUM))('the dashboard in Chromium', () => {
  let dashboard: Dashboard;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const foreign: string[] = [];

  beforeAll(async () => {
    dashboard = await startDashboard([join(root, 'fixtures/pcap/demo.pcapng')]);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('console', message => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', error => complaints.push(error.message));
    page.on('request', request => {
      if (!request.url().startsWith(dashboard.address)) foreign.push(request.url());
    });
    await page.goto(dashboard.address);
  });

  afterAll(async () => {
    await browser.close();
    await dashboard.stop();
  });

  const rows = () => page.getByRole('grid').getByRole('row');

  test('shows the calls of the capture, and says how many there are', async () => {
    await rows().nth(1).waitFor();
    const total = Number(await page.getByRole('grid').getAttribute('aria-rowcount'));
    const { total: served } = await (await fetch(`${dashboard.address}api/calls?limit=1`)).json();
    expect(total - 1).toBe(served);
  });

  test('filters as one types, tells where an expression is wrong, and clears with Escape', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('state = busy');
    await page.waitForFunction(() => location.search.includes('busy'));
    await expect.poll(async () => await rows().nth(1).textContent()).toContain('busy');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('state = bsuy');
    await expect
      .poll(async () => await page.getByRole('alert').allTextContents(), { timeout: 10_000 })
      .toEqual([expect.stringContaining('busy')]);
    // It closes what is offered, leaves the box, and then clears the filter of the list.
    for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape');
    await expect.poll(() => new URL(page.url()).searchParams.has('filter')).toBe(false);
  });

  test('opens a call by keyboard, an arrow of its ladder, and comes back', async () => {
    await page.goto(`${dashboard.address}?filter=state+%3D+busy`);
    await rows().nth(1).waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/calls\//);
    const ladder = page.getByRole('grid', { name: /ladder/i });
    await ladder.getByText('486', { exact: false }).first().waitFor();
    await ladder.getByText('INVITE').first().click();
    await page.getByText('Call-ID').first().waitFor();
    await expect.poll(() => new URL(page.url()).search).toContain('message=');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect.poll(() => new URL(page.url()).pathname).not.toMatch(/\/calls\/./);
  });

  test('a deep link to a message survives a reload', async () => {
    const { items } = await (await fetch(`${dashboard.address}api/calls?limit=1&filter=state%20%3D%20busy`)).json();
    await page.goto(`${dashboard.address}calls/${items[0].id}`);
    await page
      .getByRole('grid', { name: /ladder/i })
      .getByText('INVITE')
      .first()
      .click();
    await page.waitForURL(/message=/);
    const linked = page.url();
    await page.reload();
    await page.getByRole('tab', { selected: true }).waitFor();
    expect(page.url()).toBe(linked);
  });

  test('a link to a call that is not there says so', async () => {
    await page.goto(`${dashboard.address}calls/demo-000000:999999`);
    await page.getByRole('alert').first().waitFor();
    // The answer is a 404, which Chromium reports as a console error of its own.
    complaints.splice(0, complaints.length, ...complaints.filter(text => !text.includes('404')));
  });

  test('asks no other host, and the strict policy has nothing to complain about', () => {
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
