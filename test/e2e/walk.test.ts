// The walk of docs/walk.md: from "customer +4930901820 says calls drop after 30 s" to the proof in the ladder, by keys alone and by mouse
// alone. Counts what a hand does and what the machine makes it wait for. SIPSCOPE_WALK_CALLS=100000 SIPSCOPE_WALK_SAY=1 measures the
// page's figures. walk-sngrep.test.ts goes the same way in sngrep.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dashboard, startDashboard } from '../support/dashboard.ts';
import { CUSTOMER, writeWalk } from '../support/walk-capture.ts';

const CHROMIUM = process.env['SIPSCOPE_CHROMIUM'] ?? '/usr/bin/chromium';
const CALLS = Number(process.env['SIPSCOPE_WALK_CALLS'] ?? 1500);
const WITHIN = { timeout: 15_000, interval: 30 };

describe.skipIf(!existsSync(CHROMIUM))('the walk from a complaint to its proof', () => {
  let folder: string;
  let dashboard: Dashboard;
  let browser: Browser;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sipscope-walk-'));
    const capture = join(folder, 'walk.pcap');
    writeWalk(capture, CALLS);
    [dashboard, browser] = await Promise.all([
      startDashboard([capture]),
      chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] }),
    ]);
  });

  afterAll(async () => {
    await browser?.close();
    await dashboard?.stop();
    rmSync(folder, { recursive: true });
  });

  /** A page with the list, and a hand that counts what it does. */
  async function begin(): Promise<{ page: Page; hand: Hand }> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(15_000);
    await page.goto(dashboard.address);
    await page
      .getByText(`${(CALLS + 1).toLocaleString('en-US')} rows`)
      .filter({ visible: true })
      .first()
      .waitFor();
    return { page, hand: new Hand(page) };
  }

  /** The 200 that is repeated, the ACKs of the other side, the BYE after 32 s: what the customer's provider must be shown. */
  async function expectProof(page: Page): Promise<void> {
    const ladder = page.getByRole('grid', { name: /ladder/i });
    for (const label of ['200', 'ACK', 'BYE']) await ladder.getByText(label).first().waitFor();
    const seen = await ladder.innerText();
    expect(seen.match(/×9/g)).toHaveLength(2);
    expect(seen).toMatch(/\+31\.\d+\s+BYE/);
    // And it is said in words below the ladder.
    await page.getByText('it does not reach the callee').first().waitFor();
  }

  const filtered = (page: Page): Promise<void> => page.getByText(/^1 of/).filter({ visible: true }).first().waitFor();
  const opened = (page: Page): Promise<void> =>
    page
      .getByRole('grid', { name: /ladder/i })
      .getByText('BYE')
      .first()
      .waitFor();

  // As the customer says it, and as sngrep needs it: there `+` means something else.
  test.each([CUSTOMER, CUSTOMER.slice(1)])(
    'by keys: filter by %s, open the call; the proof is on the screen',
    async number => {
      const { page, hand } = await begin();
      await hand.keys('/');
      await hand.type(number);
      await hand.keys('Enter');
      await hand.waits('filter', () => filtered(page));
      // The first row has the cursor, and the list the focus.
      const list = page.getByRole('grid', { name: 'Calls' });
      await expect.poll(() => list.getAttribute('aria-activedescendant'), WITHIN).toBe('row-0');
      expect(await list.evaluate(grid => grid.matches(':focus'))).toBe(true);
      await hand.keys('Enter');
      await hand.waits('open', () => opened(page));
      await expectProof(page);
      hand.say('keys');
      expect(hand.clicks).toBe(0);
      expect(hand.strokes).toBe(1 + number.length + 1 + 1);
      await page.close();
    },
  );

  test('a hand that is faster than the answer opens the call that was asked for, not the one that stood there', async () => {
    const { page, hand } = await begin();
    await hand.keys('/');
    await page.keyboard.insertText(CUSTOMER);
    // Both in one turn of the page, so no answer can come between them; the focus moves meanwhile.
    await page.evaluate(async () => {
      for (let times = 0; times < 2; times += 1) {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        const init = { key: 'Enter', bubbles: true, composed: true, cancelable: true };
        at?.dispatchEvent(new KeyboardEvent('keydown', init));
        for (let turn = 0; turn < 20; turn += 1) await undefined;
      }
    });
    await opened(page);
    await expectProof(page);
    await page.close();
  });

  test('by mouse: click the box, type the number, click the call', async () => {
    const { page, hand } = await begin();
    await hand.click(page.getByRole('combobox', { name: /filter/i }));
    await hand.type(CUSTOMER.slice(1));
    await hand.waits('filter', () => filtered(page));
    await hand.click(page.getByRole('grid', { name: 'Calls' }).getByRole('row').filter({ hasText: CUSTOMER }));
    await hand.waits('open', () => opened(page));
    await expectProof(page);
    hand.say('mouse');
    expect(hand.clicks).toBe(2);
    expect(hand.strokes).toBe(CUSTOMER.length - 1);
    await page.close();
  });
});

/** Does what a hand does, and counts it. */
class Hand {
  strokes = 0;
  clicks = 0;
  readonly #page: Page;
  readonly #waited = new Map<string, number>();

  constructor(page: Page) {
    this.#page = page;
  }

  async keys(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
    this.strokes += keys.length;
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
    this.strokes += text.length;
  }

  async click(what: Locator): Promise<void> {
    await what.first().click();
    this.clicks += 1;
  }

  async waits(forWhat: string, isThere: () => Promise<void>): Promise<void> {
    const from = performance.now();
    await isThere();
    this.#waited.set(forWhat, Math.round(performance.now() - from));
  }

  say(how: string): void {
    if (process.env['SIPSCOPE_WALK_SAY'] === undefined) return;
    const waited = [...this.#waited].map(([what, ms]) => `${what} ${ms} ms`).join(', ');
    console.log(
      `walk by ${how} among ${CALLS + 1} rows: ${this.strokes} keys, ${this.clicks} clicks; waited ${waited}`,
    );
  }
}
