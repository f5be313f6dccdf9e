// Every page in Chromium, against the built program: what axe finds (WCAG 2.2 AA), what runs out of the window at 360 px, what the browser
// complains about, whom the page asks. SIPSCOPE_SCREENS=DIR keeps a picture of each in light, dark, narrow, full, on a wall, in colours that
// the system forces on it, and with more contrast.

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dashboard, startDashboard } from '../support/dashboard.ts';
import {
  addressOf,
  CAPTURES,
  captureFile,
  type PageVisit,
  settled,
  VISITS,
  watchRequests,
} from '../support/dashboard-pages.ts';
import { HACKED, hostileCapture } from '../support/hostile-capture.ts';

const CHROMIUM = process.env['SIPSCOPE_CHROMIUM'] ?? '/usr/bin/chromium';
const SCREENS = process.env['SIPSCOPE_SCREENS'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Look {
  readonly name: string;
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
  readonly forcedColors?: 'active';
  readonly contrast?: 'more';
}

const LOOKS: readonly Look[] = [
  { name: 'light', colorScheme: 'light', width: 1280, height: 800 },
  { name: 'dark', colorScheme: 'dark', width: 1280, height: 800 },
  { name: 'narrow', colorScheme: 'light', width: 360, height: 740 },
];
const PICTURES: readonly Look[] = [
  ...LOOKS,
  { name: 'full', colorScheme: 'dark', width: 1920, height: 1080 },
  { name: 'wall', colorScheme: 'light', width: 3840, height: 2160 },
  { name: 'forced-light', colorScheme: 'light', width: 1280, height: 800, forcedColors: 'active' },
  { name: 'forced-dark', colorScheme: 'dark', width: 1280, height: 800, forcedColors: 'active' },
  { name: 'contrast-light', colorScheme: 'light', width: 1280, height: 800, contrast: 'more' },
  { name: 'contrast-dark', colorScheme: 'dark', width: 1280, height: 800, contrast: 'more' },
];

describe.skipIf(!existsSync(CHROMIUM))('every page', () => {
  let dashboard: Dashboard;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const asked: string[] = [];

  beforeAll(async () => {
    dashboard = await startDashboard([captureFile(CAPTURES[0])]);
    for (const name of CAPTURES.slice(1)) await open(name, readFileSync(captureFile(name)));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    page = await browser.newPage({ reducedMotion: 'reduce' });
    watchRequests(page);
    page.on('console', line => {
      if (line.type() === 'error' && !line.text().includes('status of 4')) complaints.push(line.text());
    });
    page.on('pageerror', error => complaints.push(error.message));
    page.on('dialog', dialog => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', request => asked.push(request.url()));
    if (SCREENS !== undefined) mkdirSync(SCREENS, { recursive: true });
  });

  afterAll(async () => {
    await browser.close();
    await dashboard.stop();
  });

  async function open(name: string, bytes: Buffer): Promise<void> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    const answer = await fetch(`${dashboard.address}api/captures`, { method: 'POST', body: form });
    if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
  }

  async function visit(to: PageVisit): Promise<void> {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(await addressOf(to, dashboard.address));
    await settled(page);
    for (const key of to.keys ?? []) {
      await page.keyboard.press(key);
      await settled(page);
    }
  }

  async function look({ name, width, height, colorScheme, forcedColors, contrast }: Look): Promise<string> {
    await page.emulateMedia({ colorScheme, forcedColors: forcedColors ?? null, contrast: contrast ?? null });
    await page.setViewportSize({ width, height });
    await settled(page);
    return name;
  }

  async function axe(): Promise<readonly string[]> {
    await page.evaluate(AXE);
    const results = await page.evaluate(
      rules => (window as unknown as { axe: { run(o: object): Promise<AxeResults> } }).axe.run({ runOnly: rules }),
      RULES,
    );
    return results.violations.map(
      ({ id, impact, nodes }) =>
        `${impact} ${id}: ${nodes
          .slice(0, 3)
          .map(node => node.html.slice(0, 160))
          .join(' | ')}`,
    );
  }

  /** What runs out of the window to the right, where only a scroll bar of the whole page would show it. */
  const overflow = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

  test.each(VISITS)('$name is accessible and fits, in every look', { timeout: 120_000 }, async to => {
    await visit(to);
    if (SCREENS !== undefined)
      for (const each of PICTURES) await page.screenshot({ path: join(SCREENS, `${to.name}-${await look(each)}.png`) });
    for (const each of LOOKS) {
      const name = await look(each);
      expect([name, await axe()]).toEqual([name, []]);
      expect([name, await overflow()]).toEqual([name, 0]);
    }
    expect(complaints).toEqual([]);
  });

  test('a hostile capture runs nothing and breaks no page', { timeout: 300_000 }, async () => {
    await open('hostile.pcap', hostileCapture());
    const pages = ['overview', 'calls', 'registrations', 'streams', 'hosts', 'findings', 'capture'];
    const legs = [
      'sip.method = INVITE and code = 200',
      'code = 486',
      'kind = registration',
      'kind = subscription',
      'method = OPTIONS',
    ];
    const visits = [
      ...pages.map(name => ({ name, address: `${name}?capture={id}`, keys: ['j', 'Enter'] })),
      ...legs.flatMap(leg =>
        ['raw', 'headers', 'body'].map(tab => ({
          name: leg,
          address: `calls/{leg: ${leg}}?tab=${tab}`,
          keys: ['j', 'Enter'],
        })),
      ),
    ];
    for (const each of visits) {
      await visit({ ...each, capture: 'hostile.pcap' });
      for (const shown of LOOKS.filter(each => each.name !== 'dark')) {
        const name = await look(shown);
        expect([each.address, name, await overflow()]).toEqual([each.address, name, 0]);
        if (SCREENS !== undefined)
          await page.screenshot({ path: join(SCREENS, `hostile-${visits.indexOf(each)}-${name}.png`) });
      }
      expect(await page.evaluate(key => key in window, HACKED)).toBe(false);
    }
    expect(complaints).toEqual([]);
  });

  test('no page asks another host', () => {
    expect(asked.filter(url => !url.startsWith(dashboard.address))).toEqual([]);
    // Nor for anything that a value of the traffic names.
    expect(asked.filter(url => /\/x$/.test(url))).toEqual([]);
  });
});
