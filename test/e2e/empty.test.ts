// Pages that have nothing to show, against the built program: no capture, one without a frame, a filter that nothing matches, a call that
// is gone. Each says what is so and leads on; none waits for an answer that does not come.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dashboard, startDashboard } from '../support/dashboard.ts';
import { settled, watchRequests } from '../support/dashboard-pages.ts';
import { pcap } from '../support/pcap-builder.ts';

const CHROMIUM = process.env['SIPSCOPE_CHROMIUM'] ?? '/usr/bin/chromium';
const PAGES = ['overview', 'calls', 'registrations', 'streams', 'hosts', 'findings'];

describe.skipIf(!existsSync(CHROMIUM))('where there is nothing', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'empty-'));
  let browser: Browser;
  let page: Page;
  let without: Dashboard;
  let empty: Dashboard;

  beforeAll(async () => {
    const file = join(folder, 'empty.pcap');
    writeFileSync(file, pcap([]));
    without = await startDashboard([]);
    empty = await startDashboard([file]);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    page = await browser.newPage({ reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(5000);
    watchRequests(page);
  });
  afterAll(async () => {
    await browser.close();
    await without.stop();
    await empty.stop();
    rmSync(folder, { recursive: true });
  });

  /** Headings and words of the page, through its shadow roots. */
  async function said(address: string): Promise<string> {
    await page.goto(address);
    await settled(page);
    return page.locator('#page').evaluate(element => {
      const words = (root: ParentNode): string =>
        Array.from(root.querySelectorAll('h1, h2, p, .total, button'), each => each.textContent?.trim() ?? '').join(
          '\n',
        );
      return words(element.shadowRoot ?? element);
    });
  }

  test.each(PAGES)('without a capture the page %s says how to open one', async name => {
    const words = await said(without.address + name);
    expect(words).toContain('No capture is open');
    expect(words).toContain('Choose a file');
    expect(words).not.toMatch(/loading|Counting/);
  });

  test.each(PAGES)('of a capture without a frame the page %s says that it holds no SIP', async name => {
    const words = await said(empty.address + name);
    expect(words).toMatch(/No SIP in this capture|holds no SIP|No RTP|Nobody has asked/);
    expect(words).not.toMatch(/loading|Counting|Nothing wrong/);
  });

  test.each(PAGES)('of a capture that is not open the page %s says so', async name => {
    const words = await said(`${empty.address}${name}?capture=gone`);
    expect(words).toContain('There is no capture gone.');
  });
});
