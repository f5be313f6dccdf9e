// The ladder under a real pointer: heads dragged, hosts hidden, the wheel, the map at its edge; and what is exported and printed then.

import { existsSync, readFileSync } from 'node:fs';
import { type Browser, chromium, type Download, type Locator, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dashboard, startDashboard } from '../support/dashboard.ts';
import { captureFile, settled } from '../support/dashboard-pages.ts';
import { countOfWay, hostOfWay, longWay } from '../support/long-way.ts';
import { pcap } from '../support/pcap-builder.ts';

const CHROMIUM = process.env['SIPSCOPE_CHROMIUM'] ?? '/usr/bin/chromium';
const HOSTS = 12;
const UPDATES = 3;
const MESSAGES = countOfWay(HOSTS, UPDATES);
const ALL = Array.from({ length: HOSTS }, (_, at) => hostOfWay(at));

describe.skipIf(!existsSync(CHROMIUM))(`a ladder of ${HOSTS} hosts under a pointer`, () => {
  let dashboard: Dashboard;
  let browser: Browser;
  let page: Page;
  let call: string;
  const complaints: string[] = [];

  const ladder = (): Locator => page.getByRole('grid', { name: /ladder/i });
  const heads = (): Promise<string[]> => page.locator('call-ladder .host b').allTextContents();
  const head = (column: number): Locator => page.locator(`call-ladder .host[data-column="${column}"]`);
  const rows = async (): Promise<number> => Number(await ladder().getAttribute('aria-rowcount')) - 1;
  const middle = async (place: Locator): Promise<{ x: number; y: number }> => {
    const box = await place.boundingBox();
    if (box === null) throw new Error('not on the page');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };

  /** Takes a head along to `x` px, and lets it go there once `isThere`. */
  async function drag(column: number, x: number, isThere: () => Promise<boolean> = async () => true): Promise<void> {
    const from = await middle(head(column));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    // A quick hand: the first move that is told is far from the head already.
    await page.mouse.move((from.x + x) / 2, from.y);
    await page.mouse.move(x, from.y, { steps: 3 });
    await expect.poll(isThere, { timeout: 20_000 }).toBe(true);
    await page.mouse.up();
  }

  async function open(): Promise<void> {
    await page.goto(call);
    await ladder().waitFor();
    await settled(page);
  }

  async function exported(name: string): Promise<string> {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const download: Promise<Download> = page.waitForEvent('download');
    await page.locator('ladder-bar').getByRole('button', { name, exact: true }).click();
    return readFileSync(await (await download).path(), 'latin1');
  }

  beforeAll(async () => {
    dashboard = await startDashboard([captureFile('busy.pcap')]);
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(pcap(longWay(HOSTS, UPDATES)))]), 'long-way.pcap');
    const { id } = await (await fetch(`${dashboard.address}api/captures`, { method: 'POST', body: form })).json();
    const { items } = await (await fetch(`${dashboard.address}api/calls?capture=${id}`)).json();
    call = `${dashboard.address}calls/${items[0].id}`;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('console', line => {
      if (line.type() === 'error') complaints.push(line.text());
    });
    page.on('pageerror', error => complaints.push(error.message));
  });

  afterAll(async () => {
    await browser?.close();
    await dashboard?.stop();
  });

  test('a head that is dragged lands where it is let go, opens no menu, and stays there after a reload', async () => {
    await open();
    expect([await heads(), await rows()]).toEqual([ALL, MESSAGES]);
    await drag(0, (await middle(head(2))).x);
    const moved = [ALL[1], ALL[2], ALL[0], ...ALL.slice(3)];
    await expect.poll(heads).toEqual(moved);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.waitForURL(/host-order=/);
    await page.reload();
    await expect.poll(heads).toEqual(moved);
  });

  test('dragged to an edge it takes the ladder along, as far as there are columns', async () => {
    await open();
    const left = (): Promise<number> => ladder().evaluate(element => element.scrollLeft);
    await ladder().evaluate(element => {
      element.scrollLeft = element.scrollWidth;
    });
    const end = await left();
    expect(end).toBeGreaterThan(500);
    const rail = await page.locator('call-ladder .corner').boundingBox();
    await drag(HOSTS - 1, (rail?.x ?? 0) + (rail?.width ?? 0) + 4, async () => (await left()) === 0);
    await expect.poll(heads).toEqual([ALL[HOSTS - 1], ...ALL.slice(0, -1)]);
    await drag(0, 1000, async () => (await left()) === end);
    await expect.poll(heads).toEqual([...ALL.slice(0, -1), ALL[HOSTS - 1]]);
  });

  test('sideways the heads go with their lifelines, and the times stay', async () => {
    await open();
    const time = page.locator('call-ladder .row .time').first();
    const before = await time.boundingBox();
    await page.mouse.move(600, 500);
    await page.mouse.wheel(400, 0);
    await expect.poll(() => ladder().evaluate(element => element.scrollLeft)).toBe(400);
    expect((await time.boundingBox())?.x).toBe(before?.x);
    // The arrow of the first INVITE goes from one lifeline to the next, wherever they are.
    const arrow = await page.locator('call-ladder .row .arrow').first().boundingBox();
    expect(arrow?.x).toBeCloseTo((await middle(head(0))).x, 0);
    expect((arrow?.x ?? 0) + (arrow?.width ?? 0)).toBeCloseTo((await middle(head(1))).x, 0);
  });

  test('Ctrl and the wheel make it larger and smaller, words whole', async () => {
    await open();
    const height = async (): Promise<number> =>
      (await page.locator('call-ladder .row').first().boundingBox())?.height ?? 0;
    const cut = (): Promise<number> =>
      page
        .locator('call-ladder .row .text b')
        .evaluateAll(words => words.filter(word => word.scrollHeight > word.clientHeight + 1).length);
    const plain = await height();
    await page.mouse.move(600, 500);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await expect.poll(height).toBeGreaterThan(plain);
    for (let step = 0; step < 3; step += 1) await page.mouse.wheel(0, 100);
    await page.keyboard.up('Control');
    await expect.poll(height).toBeLessThan(plain * 0.75);
    expect(await cut()).toBe(0);
    await page.keyboard.press('0');
    await expect.poll(height).toBe(plain);
  });

  test('the map leads through the whole ladder while it is dragged on, and selects nothing', async () => {
    await open();
    const message = (): string | null => new URL(page.url()).searchParams.get('message');
    await expect.poll(message).not.toBeNull();
    const selected = message();
    const map = await page.locator('ladder-minimap').boundingBox();
    if (map === null) throw new Error('no map');
    const last = page.locator(`call-ladder .row[aria-rowindex="${MESSAGES + 1}"]`);
    await page.mouse.move(map.x + 20, map.y + 5);
    await page.mouse.down();
    await page.mouse.move(map.x + 20, map.y + map.height / 2, { steps: 5 });
    await expect.poll(() => ladder().evaluate(element => element.scrollTop)).toBeGreaterThan(500);
    expect(await last.count()).toBe(0);
    await page.mouse.move(map.x + 20, map.y + map.height - 1, { steps: 5 });
    await last.waitFor();
    await page.mouse.up();
    // The address follows within half a second.
    await page.waitForTimeout(500);
    expect(message()).toBe(selected);
  });

  test('a host that is hidden takes its messages along, is counted, and comes back; the bar stays whole', async () => {
    await open();
    await head(1).getByRole('button').click();
    await page.getByRole('button', { name: /^Hide this column/ }).click();
    await expect.poll(heads).toEqual([ALL[0], ...ALL.slice(2)]);
    const behind = 2 * (MESSAGES / (HOSTS - 1));
    expect(await rows()).toBe(MESSAGES - behind);
    const bar = await page.getByRole('toolbar').boundingBox();
    for (const name of ['Export', 'View']) {
      const box = await page.getByRole('button', { name, exact: true }).boundingBox();
      expect((box?.x ?? 9999) + (box?.width ?? 0)).toBeLessThanOrEqual((bar?.x ?? 0) + (bar?.width ?? 0));
    }
    await page.getByRole('button', { name: `1 host hidden, ${behind} messages` }).click();
    await page.getByRole('button', { name: /^Show 10\.1\.0\.2/ }).click();
    await expect.poll(heads).toEqual(ALL);
  });

  test('exports have the columns as they stand, without those that are hidden, and say what is left out', async () => {
    await open();
    await drag(0, (await middle(head(2))).x);
    await expect.poll(async () => (await heads())[2]).toBe(ALL[0]);
    await head(0).getByRole('button').focus();
    await page.keyboard.press('Delete');
    const shown = [ALL[2], ALL[0], ...ALL.slice(3)];
    await expect.poll(heads).toEqual(shown);
    const left = `${MESSAGES - 2 * (MESSAGES / (HOSTS - 1))} of ${MESSAGES} messages shown`;
    const mermaid = await exported('Mermaid');
    expect([...mermaid.matchAll(/participant h\d+ as ([\d.]+)/g)].map(([, host]) => host)).toEqual(shown);
    const svg = await exported('SVG picture');
    const text = await exported('Text');
    for (const drawn of [mermaid, svg, text]) {
      expect(drawn).toContain(left);
      expect(drawn).not.toMatch(/10\.1\.0\.2\b/);
    }
    expect((await exported('PNG picture')).slice(1, 4)).toBe('PNG');
  });

  test('on paper every message has its row, below heads that are repeated, on pages that lie on their side', async () => {
    await open();
    await drag(0, (await middle(head(2))).x);
    await expect.poll(async () => (await heads())[2]).toBe(ALL[0]);
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    const sheets = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)].map(
      ([, width, height]) => Number(width) > Number(height),
    );
    expect(sheets.length).toBeGreaterThan(3);
    expect(new Set(sheets)).toEqual(new Set([true]));
    // A page as the printer sees it, before it is cut into sheets.
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const paper = page.locator('call-ladder .paper');
    expect(await paper.locator('tbody .row').count()).toBe(MESSAGES);
    expect((await paper.locator('thead .host b').allTextContents()).slice(0, 3)).toEqual([ALL[1], ALL[2], ALL[0]]);
    // Chromium repeats the head of a table, but leaves out the buttons in it.
    expect(await paper.locator('thead button').count()).toBe(0);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await ladder().waitFor();
  });

  test('the page had nothing to complain about', () => {
    expect(complaints).toEqual([]);
  });
});
