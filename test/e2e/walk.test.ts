// The walk of docs/walk.md: from "customer +4930901820 says calls drop after 30 s" to the proof in the ladder, by keys alone and by mouse
// alone. Counts what a hand does and what the machine makes it wait for. SIPSCOPE_WALK_CALLS=100000 SIPSCOPE_WALK_SAY=1 measures the page's figures.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpoint, PcapWriter } from '../bench/capture/pcap-writer.mjs';
import { makeCapture } from '../bench/make-capture.mjs';
import { type Dashboard, startDashboard } from '../support/dashboard.ts';

const CHROMIUM = process.env['SIPSCOPE_CHROMIUM'] ?? '/usr/bin/chromium';
const root = join(import.meta.dirname, '../..');
const CALLS = Number(process.env['SIPSCOPE_WALK_CALLS'] ?? 1500);
const CUSTOMER = '+4930901820';
/** First packet of what make-capture.mjs writes, s since the epoch. */
const OFFICE_BEGINS = 1_750_000_000;

describe.skipIf(!existsSync(CHROMIUM))('the walk from a complaint to its proof', () => {
  let folder: string;
  let dashboard: Dashboard;
  let browser: Browser;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sipscope-walk-'));
    const busy = join(folder, 'office.pcap');
    makeCapture(busy, { calls: CALLS });
    const customer = join(folder, 'customer.pcap');
    writeCustomer(customer);
    [dashboard, browser] = await Promise.all([
      startDashboard([busy, customer]),
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

  test('by keys: filter by the number, open the call; the proof is on the screen', async () => {
    const { page, hand } = await begin();
    await hand.keys('/');
    await hand.type(CUSTOMER);
    await hand.keys('Enter');
    await hand.waits('filter', () => page.getByText(/^1 of/).filter({ visible: true }).first().waitFor());
    // The filter box keeps the focus when Enter has applied it; Escape gives it to the list.
    await hand.keys('Escape', 'Home', 'Enter');
    await hand.waits('open', () =>
      page
        .getByRole('grid', { name: /ladder/i })
        .getByText('BYE')
        .first()
        .waitFor(),
    );
    await expectProof(page);
    hand.say('keys');
    expect(hand.clicks).toBe(0);
    expect(hand.strokes).toBe(1 + CUSTOMER.length + 1 + 3);
    await page.close();
  });

  test('by mouse: click the box, type the number, click the call', async () => {
    const { page, hand } = await begin();
    await hand.click(page.getByRole('combobox', { name: /filter/i }));
    await hand.type(CUSTOMER);
    await hand.waits('filter', () => page.getByText(/^1 of/).filter({ visible: true }).first().waitFor());
    await hand.click(page.getByRole('grid', { name: 'Calls' }).getByRole('row').filter({ hasText: CUSTOMER }));
    await hand.waits('open', () =>
      page
        .getByRole('grid', { name: /ladder/i })
        .getByText('BYE')
        .first()
        .waitFor(),
    );
    await expectProof(page);
    hand.say('mouse');
    expect(hand.clicks).toBe(2);
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

/**
 * The recorded call under the customer's number, ten seconds into the other traffic, as a capture of its own. The file is little-endian
 * Ethernet with times in µs, and holds UDP over IPv4 alone (fixtures/pcap/ack-lost.md).
 */
function writeCustomer(path: string): void {
  const file = readFileSync(join(root, 'fixtures/pcap/ack-lost.pcap'));
  const writer = new PcapWriter(path);
  const first = file.readUInt32LE(24);
  for (let at = 24; at < file.length; at += 16 + file.readUInt32LE(at + 8)) {
    const frame = file.subarray(at + 16, at + 16 + file.readUInt32LE(at + 8));
    const udp = 14 + 4 * ((frame[14] ?? 0) & 0x0f);
    const from = endpoint(frame.subarray(26, 30).join('.'), frame.readUInt16BE(udp));
    const to = endpoint(frame.subarray(30, 34).join('.'), frame.readUInt16BE(udp + 2));
    const payload = frame
      .subarray(udp + 8)
      .toString('latin1')
      .replaceAll('sip:alice@', `sip:${CUSTOMER}@`);
    const time = OFFICE_BEGINS + 10 + file.readUInt32LE(at) - first + file.readUInt32LE(at + 4) / 1e6;
    writer.write(time, from, to, payload);
  }
  writer.close();
}
