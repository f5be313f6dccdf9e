// Names of hosts, given in the page against the built program: written, changed, taken away, refused line by line, saved over somebody
// else's list, and seen at once on the ladder, in the list of calls and in the file.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Dashboard, startDashboard } from '../support/dashboard.ts';
import { addressOf, captureFile, settled, watchRequests } from '../support/dashboard-pages.ts';

const CHROMIUM = process.env['SIPSCOPE_CHROMIUM'] ?? '/usr/bin/chromium';
const WITHIN = { timeout: 10_000, interval: 30 };
/** The call goes from 10.10.0.11 over 10.10.0.10 to 10.10.0.21. */
const CALL = { name: 'busy', capture: 'demo.pcapng', address: 'calls/{leg: state = busy}' };

describe.skipIf(!existsSync(CHROMIUM))('the names of hosts', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'aliases-'));
  const file = join(folder, 'hosts.txt');
  let dashboard: Dashboard;
  let browser: Browser;
  let page: Page;
  let dialog: Locator;
  let area: Locator;

  beforeAll(async () => {
    writeFileSync(file, '');
    dashboard = await startDashboard([captureFile('demo.pcapng'), '--alias', file]);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    page = await browser.newPage({ reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(5000);
    watchRequests(page);
    dialog = page.locator('alias-dialog dialog');
    area = dialog.locator('textarea');
  });

  afterAll(async () => {
    await browser.close();
    await dashboard.stop();
    rmSync(folder, { recursive: true });
  });

  beforeEach(async () => {
    writeFileSync(file, '# our hosts\n10.10.0.10 proxy # the old one\n');
    await page.goto(await addressOf(CALL, dashboard.address));
    await settled(page);
    await edit();
  });

  async function edit(): Promise<void> {
    await page.locator('ladder-bar menu-button').first().click();
    await page.locator('ladder-bar').getByText('Names of hosts…').click();
    await expect.poll(() => area.inputValue(), WITHIN).not.toBe('');
  }

  async function save(text: string): Promise<void> {
    await area.fill(text);
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  }

  const isOpen = (): Promise<boolean> => dialog.isVisible();
  const heads = async (): Promise<string> =>
    (await page.locator('call-ladder .heads').innerText()).replace(/\s+/g, ' ');
  const told = (): Promise<string> => dialog.locator('.problem').innerText();
  const named = (name: string): Promise<void> => expect.poll(heads, WITHIN).toContain(name);

  test('the list of the file is there, with where it is saved; the text has the focus', async () => {
    expect(await area.inputValue()).toBe('# our hosts\n10.10.0.10 proxy # the old one\n');
    expect(await dialog.locator('footer').innerText()).toContain(file);
    await expect.poll(() => area.evaluate(each => each.matches(':focus')), WITHIN).toBe(true);
  });

  test('a name that is added, and one that is changed, show at once on the ladder and in the list, and are in the file', async () => {
    const text = '# our hosts\n10.10.0.10 sbc-1 # the old one\n10.10.0.21 bob at home\n';
    await save(text);
    await expect.poll(isOpen, WITHIN).toBe(false);
    await named('sbc-1');
    expect(await heads()).toContain('bob at home');
    expect(readFileSync(file, 'utf8')).toBe(text);
    await page.goto(`${dashboard.address}calls?filter=state+=+busy`);
    await settled(page);
    expect(await page.locator('calls-page').getByText('sbc-1').count()).toBeGreaterThan(0);
  });

  test('a name whose line is taken away is gone; an empty list is one', async () => {
    await save('10.10.0.10 proxy\n');
    await named('proxy');
    await edit();
    await save('');
    await expect.poll(isOpen, WITHIN).toBe(false);
    await expect.poll(heads, WITHIN).not.toContain('proxy');
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  test('a network has a name, an address in it its own, a port of that its own', async () => {
    await save('10.10.0.0/16 the lab\n10.10.0.10 proxy\n10.10.0.10:5060 proxy-sip\n10.10.0.21 bob\n');
    await expect.poll(isOpen, WITHIN).toBe(false);
    await named('the lab');
    expect(await heads()).toContain('bob');
    expect(await heads()).not.toContain('the lab the lab');
  });

  test('each wrong line is told by its number, what was typed stays, and nothing is saved', async () => {
    const text = '10.10.0.10 fine\nnonsense\n10.10.0.256 x\n10.0.0.0/33 net\n10.10.0.10 again\n';
    await save(text);
    await expect.poll(told, WITHIN).toContain('Line 2: "nonsense"');
    for (const line of ['Line 3: "10.10.0.256"', 'Line 4: "/33"', 'Line 5: the same host has a name in line 1'])
      expect(await told()).toContain(line);
    expect([await isOpen(), await area.inputValue()]).toEqual([true, text]);
    expect(readFileSync(file, 'utf8')).toContain('proxy');
    await save('10.10.0.10 mended\n');
    await expect.poll(isOpen, WITHIN).toBe(false);
    await named('mended');
    await edit();
    expect(await dialog.locator('.problem').count()).toBe(0);
  });

  test('a list that somebody else has saved meanwhile is not lost: it is shown, or saved over', async () => {
    writeFileSync(file, '10.10.0.10 theirs\n');
    await save('10.10.0.10 mine\n');
    await expect.poll(told, WITHIN).toContain('Somebody else');
    await dialog.getByRole('button', { name: 'Show theirs', exact: false }).click();
    await expect.poll(() => area.inputValue(), WITHIN).toBe('10.10.0.10 theirs\n');
    expect(await dialog.locator('.problem').count()).toBe(0);
    writeFileSync(file, '10.10.0.10 theirs again\n');
    await save('10.10.0.10 mine\n');
    await expect.poll(told, WITHIN).toContain('Somebody else');
    await dialog.getByRole('button', { name: 'Save mine', exact: false }).click();
    await expect.poll(isOpen, WITHIN).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('10.10.0.10 mine\n');
  });

  test('what turns the direction of writing stands in the text by its name, and turns nothing; it is saved as it is', async () => {
    const text = '10.10.0.10 a\u202egnp.exe\n10.10.0.21 bob\n';
    await area.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(text);
    expect(await area.inputValue()).toBe('10.10.0.10 a⟨U+202E⟩gnp.exe\n10.10.0.21 bob\n');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(isOpen, WITHIN).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe(text);
    await named('a⟨U+202E⟩gnp.exe');
    await edit();
    expect(await area.inputValue()).toContain('a⟨U+202E⟩gnp.exe');
  });

  test('Escape, the cross and a click beside ask before what was typed is dropped', async () => {
    await area.fill('10.10.0.10 unsaved\n');
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.getByRole('alert').innerText(), WITHIN).toContain('not saved');
    await dialog.getByRole('button', { name: 'Go on editing' }).click();
    expect([await isOpen(), await area.inputValue()]).toEqual([true, '10.10.0.10 unsaved\n']);
    await page.mouse.click(5, 5);
    await dialog.getByRole('button', { name: 'Leave without saving' }).click();
    await expect.poll(isOpen, WITHIN).toBe(false);
    expect(readFileSync(file, 'utf8')).toContain('proxy');
  });
});
