// The walk of docs/walk.md in sngrep, on the capture of walk.test.ts: the same complaint, the same proof, each key pressed and each
// screen read. It holds what docs/walk.md says about it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hasPrograms, Terminal } from '../support/terminal.ts';
import { CUSTOMER, writeWalk } from '../support/walk-capture.ts';

const CALLS = 1500;
/** 1280 × 800 px in letters of 8 × 16, as large as the page in walk.test.ts. */
const SCREEN = { columns: 160, rows: 50 };
const WITHIN = { timeout: 20_000, interval: 50 };
const DIGITS = CUSTOMER.slice(1);

describe.skipIf(!hasPrograms('tmux', 'sngrep'))('the walk in sngrep', () => {
  let folder: string;
  let terminal: Terminal;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sipscope-walk-'));
    writeWalk(join(folder, 'walk.pcap'), CALLS);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  beforeEach(async () => {
    // -F: no settings of whoever runs this.
    terminal = new Terminal(['sngrep', '-F', '-I', join(folder, 'walk.pcap')], SCREEN);
    await shows(`Dialogs: ${CALLS + 1}`);
  });

  afterEach(() => terminal.end());

  const shows = (what: string | RegExp): Promise<void> =>
    typeof what === 'string'
      ? expect.poll(() => terminal.screen(), WITHIN).toContain(what)
      : expect.poll(() => terminal.screen(), WITHIN).toMatch(what);

  test('14 keys: filter by the digits, open the call, go to its end', async () => {
    expect(terminal.screen()).not.toContain(CUSTOMER);
    terminal.keys('/');
    terminal.type(DIGITS);
    await shows(new RegExp(`Display Filter: ${DIGITS}`));
    terminal.keys('Enter');
    await shows('(1 displayed)');
    await shows(`${CUSTOMER}@example.com`);
    terminal.keys('Enter');
    await shows('Call flow for');
    // The 200 that is repeated and the ACKs that answer it, arrow by arrow; the BYE is below the screen.
    expect(terminal.screen().match(/<<</g)?.length).toBeGreaterThan(5);
    expect(terminal.screen().match(/ ACK /g)?.length).toBeGreaterThan(5);
    expect(terminal.screen()).not.toContain(' BYE ');
    terminal.keys('End');
    await shows(/ BYE /);
    expect(terminal.strokes).toBe(1 + DIGITS.length + 1 + 1 + 1);
  });

  test('the number as the customer says it is a regular expression that fits nothing: all calls stay, the first one opens', async () => {
    terminal.keys('/');
    terminal.type(CUSTOMER);
    await shows(`Display Filter: ${CUSTOMER}`);
    terminal.keys('Enter', 'Enter');
    await shows('Call flow for');
    expect(terminal.screen()).not.toContain(CUSTOMER);
    terminal.keys('Escape');
    await shows(`Dialogs: ${CALLS + 1}  `);
    expect(terminal.screen()).not.toContain('displayed');
  });
});
