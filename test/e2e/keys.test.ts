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
  'calls fold': { at: 'calls?row=5', before: ['ArrowRight', 'ArrowRight'] },
  'table next': { at: 'findings' },
  'table page-down': { at: 'findings' },
  'table last': { at: 'findings' },
  'call open': { at: `${CALL}?message=RETRANSMISSION` },
  'call unfold': { at: `${CALL}?message=RETRANSMISSION` },
  'call merge': { at: `calls/${TRANSFERRED}` },
  'call page-down': { at: `calls/${TRANSFERRED}?panel=none` },
  'call last': { at: `calls/${TRANSFERRED}?panel=none` },
  'call panel-findings': { at: `${CALL}?panel=media` },
  'call tab-raw': { at: `${CALL}?message=BYE&tab=headers` },
  'call find-next': { at: `${CALL}?message=BYE&find=INVITE` },
  'call find-previous': { at: `${CALL}?message=BYE&find=INVITE` },
  'call next-mark': { at: `${CALL}?message=INVITE` },
  'call previous-mark': { at: `${CALL}?message=RETRANSMISSION`, before: ['u', 'End'] },
  'call zoom-plain': { at: CALL, before: ['+'] },
};
/** What has nothing to show on a capture that is a file, and where it is tested instead. */
const NOTHING_TO_SEE: Readonly<Record<string, string>> = {
  'calls clear': 'only a live capture can be cleared: test/server/live-captures.integration.test.ts, calls-page.browser.test.ts',
  'calls follow': 'the button stands on a live list alone: live-page.test.ts',
};
/** Pressed afterwards, so that nothing stays open or held for the next key. */
const AFTER: Readonly<Record<string, readonly string[]>> = {
  help: ['Escape'],
  palette: ['Escape'],
  columns: ['Escape'],
  'value-menu': ['Escape'],
  'focus-filter': ['Escape', 'Escape'],
  find: ['Escape'],
  jump: ['Escape'],
  facets: ['f'],
  pause: ['p'],
  theme: ['T', 'T', 'T'],
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
  const begin = async ({ at, before = [] }: Start): Promise<void> => {
    await show(page, address(at));
    await look(page);
    for (const key of before) await page.keyboard.press(key);
  };
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const path = (): string => new URL(page.url()).pathname;
  const asked = (name: string): string | null => new URL(page.url()).searchParams.get(name);
  const list = () => page.getByRole('grid', { name: 'Calls' });
  const ladder = () => page.getByRole('grid', { name: /ladder/i });
  const hasFocus = (role: 'grid' | 'combobox' | 'searchbox') =>
    expect.poll(() => page.getByRole(role).evaluateAll(all => all.some(one => one.matches(':focus'))), WITHIN).toBe(true);

  describe.each(['everywhere', 'calls', 'table', 'call'] as const)('keys of the scope %s', scope => {
    const bindings = BINDINGS.filter(binding => binding.scope === scope);
    test.each(bindings.map(binding => [binding.keys.join(', '), binding.text, binding] as const))(
      '%s: %s',
      async (_, __, { keys, command }) => {
        const name = `${scope} ${command}`;
        if (NOTHING_TO_SEE[name] !== undefined) return;
        for (const chord of keys) {
          await begin(BY_COMMAND[name] ?? BY_SCOPE[scope]);
          const before = await look(page);
          await press(...chord.split(' ').map(playwrightKey));
          await expect.poll(() => look(page), { ...WITHIN, message: `after ${chord}` }).not.toBe(before);
          await press(...(AFTER[command] ?? []));
        }
        expect(complaints).toEqual([]);
      },
    );
  });
});
