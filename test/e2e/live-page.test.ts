// Watching real calls: the built program records the loopback while sipp makes calls, and a browser shows what a watcher sees. Nothing
// waits for a time: what must come is waited for, and sipp goes on until the tests have seen it.

import { existsSync } from 'node:fs';
import { type Browser, chromium, type Locator, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canRecord, freePort, LiveProgram } from '../support/live-program.ts';
import { hasSipp, Sipp } from '../support/sipp.ts';

const CHROMIUM = process.env['SIPSCOPE_CHROMIUM'] ?? '/usr/bin/chromium';
const WITHIN = { timeout: 15_000, interval: 50 };
/** Phones of the test: `ward` and `front` go on all the time, the others have one call each. */
const PHONES = ['ward', 'front', 'patient', 'visitor'] as const;

describe.skipIf(!canRecord || !hasSipp || !existsSync(CHROMIUM))('a live capture of calls by sipp, in Chromium', () => {
  const ports = new Map<string, number>();
  const complaints: string[] = [];
  let live: LiveProgram;
  let sipp: Sipp;
  let browser: Browser;
  let page: Page;
  let address: string;

  const one = { isBusy: false, perSecond: 1, calls: 1 };
  const call = (name: (typeof PHONES)[number], how: Omit<Parameters<Sipp['call']>[0], 'name' | 'port'>): void =>
    sipp.call({ name, port: ports.get(name) ?? 0, ...how });

  const list = (): Locator => page.getByRole('grid', { name: 'Calls' });
  const rowsOf = (word: string): Locator => list().getByRole('row').filter({ hasText: word });
  const rowCount = async (): Promise<number> => Number(await list().getAttribute('aria-rowcount')) - 1;
  const counts = (text: RegExp): Locator => page.getByText(text);

  /** Numbers of the rows that can be seen whole, the first and the last. */
  const inView = (): Promise<{ first: number; last: number; all: number }> =>
    list().evaluate(grid => {
      const frame = grid.getBoundingClientRect();
      const seen = [...grid.querySelectorAll<HTMLElement>('[role=row][aria-rowindex]:not([hidden])')]
        .filter(row => {
          const { top, bottom } = row.getBoundingClientRect();
          return top >= frame.top && bottom <= frame.bottom + 1;
        })
        .map(row => Number(row.getAttribute('aria-rowindex')) - 1)
        .filter(number => number > 0);
      return { first: Math.min(...seen), last: Math.max(...seen), all: Number(grid.getAttribute('aria-rowcount')) - 1 };
    });

  beforeAll(async () => {
    live = new LiveProgram();
    sipp = new Sipp(live.folder);
    for (const name of PHONES) ports.set(name, await freePort());
    const filter = [...ports.values()].map(port => `udp port ${port}`).join(' or ');
    [{ address }, browser] = await Promise.all([
      live.start(['live', '-i', 'lo', '-f', filter, '--spool', live.spool]),
      chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] }),
    ]);
    page = await browser.newPage({ viewport: { width: 1280, height: 480 } });
    page.setDefaultTimeout(WITHIN.timeout);
    page.on('console', message => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', error => complaints.push(error.message));
    await page.goto(address);
    await page.getByRole('button', { name: '0 lost' }).waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await sipp?.end();
    await live?.end();
  });

  test('a call comes into the list by itself, rings, is established, and ends', async () => {
    call('patient', { ...one, ringMs: 1200, talkMs: 1200 });
    for (const state of ['ringing', 'established', 'ended'])
      await expect.poll(() => rowsOf('patient').allTextContents(), WITHIN).toEqual([expect.stringContaining(state)]);
  });

  test('the list keeps its end in view while it grows', async () => {
    call('ward', { isBusy: false, ringMs: 300, talkMs: 900, perSecond: 8, calls: 800 });
    call('front', { isBusy: true, ringMs: 0, talkMs: 0, perSecond: 2, calls: 200 });
    await expect.poll(async () => (await inView()).first, WITHIN).toBeGreaterThan(1);
    const before = (await inView()).all;
    await expect.poll(inView, WITHIN).toSatisfy(({ last, all }) => all >= before + 5 && last === all);
  });

  test('scrolled away it does not move, a chip says how much is new, and leads back to the end', async () => {
    await list().focus();
    await page.keyboard.press('Home');
    await expect.poll(async () => (await inView()).first, WITHIN).toBe(1);
    const { last, all } = await inView();
    const chip = page.getByRole('button', { name: /\d new/ });
    const fresh = async (): Promise<number> => Number.parseInt((await chip.textContent()) ?? '', 10);
    await expect.poll(fresh, WITHIN).toBeGreaterThan(0);
    const seen = await fresh();
    await expect.poll(fresh, WITHIN).toBeGreaterThan(seen);
    expect(await inView()).toMatchObject({ first: 1, last });
    expect(await rowCount()).toBeGreaterThan(all);
    await chip.click();
    await expect.poll(inView, WITHIN).toSatisfy(view => view.last === view.all);
  });

  test('paused it holds, says what came, and goes on with all of it', async () => {
    await list().focus();
    await page.keyboard.press('p');
    await counts(/paused/)
      .first()
      .waitFor();
    const held = await rowCount();
    await counts(/paused · \d+ new/)
      .first()
      .waitFor();
    expect(await rowCount()).toBe(held);
    await page.keyboard.press('p');
    await expect.poll(rowCount, WITHIN).toBeGreaterThan(held);
  });

  test('a filter holds for calls that come, too', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('state = busy');
    await page.keyboard.press('Enter');
    await counts(/\d+ of \d+ rows/)
      .first()
      .waitFor();
    await expect.poll(rowCount, WITHIN).toBeGreaterThan(0);
    const before = await rowCount();
    await expect.poll(rowCount, WITHIN).toBeGreaterThan(before);
    expect(await rowsOf('ended').count()).toBe(0);
    expect(await rowsOf('busy').count()).toBeGreaterThan(0);
  });

  test('a ladder grows while it is open', async () => {
    await page.goto(`${address}calls?filter=to+~+visitor`);
    call('visitor', { ...one, ringMs: 1200, talkMs: 1800 });
    await rowsOf('visitor').waitFor();
    await rowsOf('visitor').getByRole('gridcell').first().click();
    const ladder = page.getByRole('grid', { name: /ladder/i });
    await ladder.getByText('180').first().waitFor();
    const rows = async (): Promise<number> => Number(await ladder.getAttribute('aria-rowcount'));
    const before = await rows();
    await ladder.getByText('BYE').first().waitFor();
    expect(await rows()).toBeGreaterThan(before);
    await expect
      .poll(() => page.getByRole('heading', { level: 1 }).locator('..').textContent(), WITHIN)
      .toMatch('ended');
  });

  test('the figures of the overview move', async () => {
    await page.goto(`${address}overview`);
    const attempts = page.getByRole('group', { name: 'Attempts' });
    const counted = async (): Promise<number> =>
      Number(/([\d,]+) in all/.exec((await attempts.textContent()) ?? '')?.[1]?.replaceAll(',', ''));
    await expect.poll(counted, WITHIN).toBeGreaterThan(0);
    const before = await counted();
    await expect.poll(counted, WITHIN).toBeGreaterThan(before);
  });

  test('nothing was lost, and the page had nothing to complain about', async () => {
    await page.getByRole('button', { name: '0 lost' }).waitFor();
    const { items } = await (await fetch(`${address}api/captures`)).json();
    expect(items).toMatchObject([{ live: { recorder: 'recording' }, progress: { dropped: 0, notDecoded: 0 } }]);
    expect(complaints).toEqual([]);
  });
});
