// Every page by keyboard alone, on the demonstration capture: each binding of the table does something that can be seen, and the ways
// that people go are gone from end to end.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BINDINGS, type Scope } from '../../ui/commands.ts';
import { type Dashboard, startDashboard } from '../support/dashboard.ts';
import { look, show } from '../support/page-look.ts';

const CHROMIUM = process.env['SIPSCOPE_CHROMIUM'] ?? '/usr/bin/chromium';
const root = join(import.meta.dirname, '../..');
const WITHIN = { timeout: 10_000, interval: 30 };

/** Numbers of calls in the capture: a BYE nobody answered, a transfer of two legs. */
const UNANSWERED = 37;
const TRANSFERRED = 29;

/** Where the keys of a scope are tried: an address, and keys that are pressed before. `CALL` is the BYE nobody answered. */
interface Start {
  readonly at: string;
  readonly before?: readonly string[];
}
const CALL = `calls/${UNANSWERED}`;
const BY_SCOPE: Readonly<Record<Scope, Start>> = {
  everywhere: { at: 'calls?row=3' },
  calls: { at: 'calls?row=5' },
  table: { at: 'findings', before: ['End', 'ArrowUp', 'ArrowUp'] },
  call: { at: `${CALL}?message=BYE` },
};
/** Where a key can do nothing at the start of its scope. */
const BY_COMMAND: Readonly<Record<string, Start>> = {
  'everywhere go-calls': { at: 'findings' },
  'everywhere back': { at: 'findings' },
  'calls last': { at: 'calls?row=2' },
  'calls unfold': { at: 'calls?by=call&filter=flag+=+transferred&row=0' },
  'calls fold': { at: 'calls?by=call&filter=flag+=+transferred&row=0', before: ['ArrowRight'] },
  'table next': { at: 'findings', before: ['Home'] },
  'table page-down': { at: 'findings', before: ['Home'] },
  'table last': { at: 'findings', before: ['Home'] },
  'call open': { at: `${CALL}?message=RETRANSMISSION` },
  'call unfold': { at: `${CALL}?message=RETRANSMISSION` },
  'call merge': { at: `calls/${TRANSFERRED}` },
  'call page-down': { at: `calls/${TRANSFERRED}?panel=none` },
  'call last': { at: `calls/${TRANSFERRED}?panel=none` },
  'call panel-findings': { at: `${CALL}?panel=media` },
  'call tab-raw': { at: `${CALL}?message=BYE&tab=headers` },
  'call find-next': { at: `calls/${TRANSFERRED}`, before: ['/', ...'REFER', 'Enter'] },
  'call find-previous': { at: `calls/${TRANSFERRED}`, before: ['/', ...'REFER', 'Enter'] },
  'call next-mark': { at: `${CALL}?message=INVITE` },
  'call previous-mark': { at: `${CALL}?message=RETRANSMISSION`, before: ['u', 'End'] },
  'call zoom-plain': { at: CALL, before: ['+'] },
};
/** What has nothing to show on a capture that is a file, and where it is tested instead. */
const NOTHING_TO_SEE: Readonly<Record<string, string>> = {
  'calls clear':
    'only a live capture can be cleared: test/server/live-captures.integration.test.ts, calls-page.browser.test.ts',
  'calls follow': 'the button stands on a live list alone: live-page.test.ts',
};
/** Pressed afterwards, so that nothing stays open or held for the next key. */
const AFTER: Readonly<Record<string, readonly string[]>> = {
  help: ['Escape'],
  palette: ['Escape'],
  'saved-filters': ['Escape'],
  columns: ['Escape'],
  'value-menu': ['Escape'],
  values: ['Escape'],
  'focus-filter': ['Escape', 'Escape'],
  find: ['Escape'],
  jump: ['Escape'],
  facets: ['f'],
  pause: ['p'],
  theme: ['T', 'T', 'T'],
  select: ['Escape'],
  'select-down': ['Escape'],
  'select-up': ['Escape'],
  preview: ['v', 'v'],
};

const CHORDS: ReadonlyMap<string, string> = new Map([['Ctrl-k', 'Control+k']]);
const playwrightKey = (key: string): string => CHORDS.get(key) ?? key.replace(/^Shift-/, 'Shift+');

describe.skipIf(!existsSync(CHROMIUM))('the dashboard by keyboard', () => {
  let dashboard: Dashboard;
  let browser: Browser;
  let page: Page;
  let capture: string;
  const messages = new Map<string, number>();
  const complaints: string[] = [];

  beforeAll(async () => {
    [dashboard, browser] = await Promise.all([
      startDashboard([join(root, 'fixtures/pcap/demo.pcapng')]),
      chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] }),
    ]);
    page = await browser.newPage({ viewport: { width: 1280, height: 480 }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(WITHIN.timeout);
    page.on('pageerror', error => complaints.push(error.message));
    await page.goto(dashboard.address);
    await page.getByRole('grid').getByRole('row').nth(1).waitFor();
    const api = async (path: string) => (await fetch(`${dashboard.address}api/${path}`)).json();
    capture = (await api('captures')).items[0].id;
    for (const row of (await api(`calls/${capture}:${UNANSWERED}`)).ladder.rows) {
      const name = row.retransmissionOf === undefined ? row.label : 'RETRANSMISSION';
      if (row.type === 'message' && !messages.has(name)) messages.set(name, row.index);
    }
  });

  afterAll(async () => {
    await browser?.close();
    await dashboard?.stop();
  });

  beforeEach(() => {
    complaints.length = 0;
  });

  /** `calls/37?message=BYE` as an address of the page. */
  const address = (at: string): string =>
    `/${at
      .replace(/^calls\/(\d+)/, (_, number: string) => `calls/${capture}:${number}`)
      .replace(/message=(\w+)/, (_, name: string) => `message=${messages.get(name)}`)}`;
  /** Goes there; gives what is seen then. */
  const begin = async ({ at, before = [] }: Start): Promise<string> => {
    await show(page, address(at));
    const seen = await look(page);
    if (before.length === 0) return seen;
    await press(...before);
    // What is typed into the search of a ladder is asked for when the hand rests.
    return look(page, before.includes('/') ? 400 : undefined);
  };
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** The same in a page that is loaded anew, so that nothing of the test before is left. */
  const load = async ({ at, before = [] }: Start): Promise<void> => {
    await page.goto(new URL(address(at), dashboard.address).href);
    await page.getByRole('grid').first().waitFor();
    await look(page);
    await press(...before);
  };
  const path = (): string => new URL(page.url()).pathname;
  const asked = (name: string): string | null => new URL(page.url()).searchParams.get(name);
  const list = () => page.getByRole('grid', { name: 'Calls' });
  const ladder = () => page.getByRole('grid', { name: /ladder/i });
  /** The words of what has the focus. */
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at instanceof HTMLElement ? at.innerText.replace(/^\W+/, '') : '';
    });
  const hasFocus = (role: 'grid' | 'combobox' | 'searchbox') =>
    expect
      .poll(() => page.getByRole(role).evaluateAll(all => all.some(one => one.matches(':focus'))), WITHIN)
      .toBe(true);

  describe.each(['everywhere', 'calls', 'table', 'call'] as const)('keys of the scope %s', scope => {
    const bindings = BINDINGS.filter(binding => binding.scope === scope);
    test.each(bindings.map(binding => [binding.keys.join(', '), binding.text, binding] as const))(
      '%s: %s',
      async (_, __, { keys, command }) => {
        const name = `${scope} ${command}`;
        if (NOTHING_TO_SEE[name] !== undefined) return;
        for (const chord of keys) {
          const before = await begin(BY_COMMAND[name] ?? BY_SCOPE[scope]);
          await press(...chord.split(' ').map(playwrightKey));
          await expect.poll(() => look(page, 0), { ...WITHIN, message: `after ${chord}` }).not.toBe(before);
          await press(...(AFTER[command] ?? []));
        }
        expect(complaints).toEqual([]);
      },
    );
  });

  test('chords lead from page to page, and the arrows move there at once', async () => {
    await load({ at: 'calls' });
    const ways = { o: '/overview', r: '/registrations', m: '/streams', f: '/findings', h: '/capture', c: '/calls' };
    for (const [key, to] of Object.entries(ways)) {
      await press('g', key);
      await expect.poll(path, WITHIN).toBe(to);
      const before = await look(page);
      if (['/overview', '/capture'].includes(to)) continue;
      await press('ArrowDown');
      await expect.poll(() => look(page, 0), { ...WITHIN, message: `an arrow on ${to}` }).not.toBe(before);
    }
  });

  test('a row of a table opens with Enter, follows the arrows, and Escape closes it, then leaves', async () => {
    await load({ at: 'registrations', before: ['Home', 'Enter'] });
    await expect.poll(() => asked('item'), WITHIN).not.toBeNull();
    const item = asked('item');
    await press('ArrowDown');
    await expect.poll(() => asked('item'), WITHIN).not.toBe(item);
    await press('Escape');
    await expect.poll(() => asked('item'), WITHIN).toBeNull();
    await press('Escape');
    await expect.poll(path, WITHIN).toBe('/calls');
  });

  test('a filter is typed with completion, and Back undoes one filter after the other', async () => {
    await load({ at: 'calls' });
    await press('/');
    await hasFocus('combobox');
    await page.keyboard.type('stat');
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    await press('ArrowDown', 'Enter');
    await page.keyboard.type('= bus');
    await page.getByRole('listbox').getByRole('option', { name: /busy/ }).waitFor();
    await press('ArrowDown', 'Enter', 'Enter');
    await expect.poll(() => asked('filter')?.trim(), WITHIN).toMatch(/^state\w* *= *busy$/);
    await hasFocus('grid');
    await expect.poll(() => list().getAttribute('aria-activedescendant'), WITHIN).toBe('row-0');
    await press('/', 'Control+A');
    await page.keyboard.type('method = REGISTER');
    await press('Enter');
    await expect.poll(() => asked('filter'), WITHIN).toBe('method = REGISTER');
    await page.goBack();
    await expect.poll(() => asked('filter') ?? '', WITHIN).toContain('busy');
    await page.goBack();
    await expect.poll(() => asked('filter'), WITHIN).toBeNull();
  });

  test('Enter in the filter box leaves for the first row; a filter that is refused, or finds nothing, is said where the focus is', async () => {
    await load({ at: 'calls', before: ['/'] });
    await page.keyboard.type('pdd > soon');
    await press('Enter');
    await page.getByRole('alert').getByText('soon').first().waitFor();
    await hasFocus('combobox');
    const selected = () =>
      page
        .getByRole('combobox', { name: /filter/i })
        .evaluate(box =>
          box instanceof HTMLInputElement ? box.value.slice(box.selectionStart ?? 0, box.selectionEnd ?? 0) : '',
        );
    await expect.poll(selected, WITHIN).toBe('soon');
    await press('Control+A');
    await page.keyboard.type('code = 699');
    await press('Enter');
    await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
    await expect.poll(focused, WITHIN).toContain('Nothing matches');
    await press('Escape');
    await hasFocus('grid');
    await expect.poll(() => asked('filter'), WITHIN).toBeNull();
    await press('/', 'Escape');
    await expect.poll(() => list().getAttribute('aria-activedescendant'), WITHIN).toBe('row-0');
    await hasFocus('grid');
  });

  test('facets: a value is chosen with arrows and Enter, and the list has the focus when they close', async () => {
    await load({ at: 'calls', before: ['f'] });
    await page.getByRole('button', { name: /^busy\b/ }).waitFor();
    await press('ArrowDown');
    for (let step = 0; step < 20 && !(await focused()).startsWith('busy'); step += 1) await press('ArrowDown');
    await press('Enter');
    await expect.poll(() => asked('filter') ?? '', WITHIN).toContain('busy');
    await press('f');
    await hasFocus('grid');
    await press('Escape');
    await expect.poll(() => asked('filter'), WITHIN).toBeNull();
  });

  test('columns: one is found by name and shown with Space; Escape gives the focus back', async () => {
    await load({ at: 'calls' });
    await list().focus();
    await press('ArrowDown', 't');
    await page.keyboard.type('transport');
    await press('ArrowDown', 'Space');
    await expect.poll(() => asked('columns') ?? '', WITHIN).toContain('transport');
    await press('Escape');
    await page.getByRole('columnheader', { name: 'Transport' }).waitFor();
    await hasFocus('grid');
  });

  test('the palette goes where its words say; help closes as it came', async () => {
    await load({ at: 'calls', before: ['Control+k'] });
    await page.keyboard.type('findings');
    await press('Enter');
    await expect.poll(path, WITHIN).toBe('/findings');
    await page.getByRole('heading', { name: 'Findings' }).waitFor();
    await look(page);
    await press('?');
    await page.getByRole('dialog').getByRole('heading', { name: 'Everywhere' }).waitFor();
    await press('?');
    await expect.poll(() => page.getByRole('dialog').count(), WITHIN).toBe(0);
  });

  test('two rows chosen with Space stand in one ladder; the preview shows the row under the cursor', async () => {
    await load({ at: 'calls?filter=kind+=+call', before: ['Home', 'Space', 'ArrowDown', 'Space'] });
    await page.getByText('2 selected').filter({ visible: true }).first().waitFor();
    await press('Enter');
    await expect.poll(path, WITHIN).toMatch(/calls\/./);
    await expect.poll(() => asked('legs'), WITHIN).toMatch(/^\d+$/);
    await ladder().getByText('INVITE').nth(1).waitFor();
    await press('Escape');
    await expect.poll(path, WITHIN).toBe('/calls');
    await press('Escape', 'Home', 'v');
    await page.getByRole('button', { name: 'Close the preview' }).waitFor();
    await press('v', 'v');
  });

  test('a call from the list and back by keys: message, faces, comparison, search; the row has the cursor again', async () => {
    await load({ at: `calls?filter=state+=+ended`, before: ['Home', 'ArrowDown'] });
    await expect.poll(() => asked('row'), WITHIN).not.toBeNull();
    const row = asked('row');
    await press('Enter');
    await ladder().getByText('INVITE').first().waitFor();
    await hasFocus('grid');
    await look(page);
    await expect.poll(() => asked('message'), WITHIN).not.toBeNull();
    const first = asked('message');
    await press('ArrowDown');
    await expect.poll(() => asked('message'), WITHIN).not.toBe(first);
    await press('e');
    await expect.poll(() => page.getByRole('tab', { name: /Parsed/, selected: true }).count(), WITHIN).toBe(1);
    await press('Space', 'ArrowDown');
    await expect.poll(() => page.getByRole('tab', { name: /Diff|Compare/, selected: true }).count(), WITHIN).toBe(1);
    await press('Space', 'Space', '/');
    await hasFocus('searchbox');
    await page.keyboard.type('BYE');
    await press('Enter');
    await expect.poll(() => asked('find'), WITHIN).toBe('BYE');
    await press('Escape', 'Escape');
    await hasFocus('grid');
    for (let step = 0; step < 3 && path() !== '/calls'; step += 1) {
      await press('Escape');
      await look(page);
    }
    expect([path(), asked('row'), asked('filter')]).toEqual(['/calls', row, 'state = ended']);
    await hasFocus('grid');
    await expect.poll(() => list().getAttribute('aria-activedescendant'), WITHIN).toBe(`row-${row}`);
  });

  test('M goes to the values above the ladder, m opens the menu of one, Escape leads back to the ladder', async () => {
    await load({ at: `${CALL}?message=BYE`, before: ['M', 'ArrowRight', 'm'] });
    await page.getByRole('menuitem', { name: 'Include' }).waitFor();
    await press('Escape', 'Escape');
    await hasFocus('grid');
    await press('M', 'm', 'Enter');
    await expect.poll(() => asked('filter'), WITHIN).toBe('state = ended');
    expect(path()).toBe('/calls');
  });

  test('a reload keeps what the address says', async () => {
    const seen = async () => [
      page.url(),
      await page.getByRole('grid').first().innerText(),
      await page.getByRole('tab', { selected: true }).allInnerTexts(),
    ];
    for (const at of [
      'calls?filter=state+=+ended&sort=-messages&row=2',
      `${CALL}?message=BYE&tab=headers&hosts=port`,
    ]) {
      await load({ at });
      const before = await seen();
      await page.reload();
      await expect.poll(seen, WITHIN).toEqual(before);
    }
  });

  test('a link to a call of a capture that is gone says so, and leads on', async () => {
    for (const gone of ['/calls/yesterday-0a1b2c:7', '/calls?capture=yesterday-0a1b2c']) {
      await show(page, gone);
      await page.getByText('There is no capture yesterday-0a1b2c.').waitFor();
      await page.getByRole('button', { name: 'Show the first capture' }).click();
      await list().getByRole('row').nth(1).waitFor();
    }
  });
});
