// What all rules say of every recording of this repository and of the corpus. Each capture with findings was looked at by a person;
// a new one, or another count, fails here until somebody has looked and written why (SIPSCOPE_GOLDEN=write makes the tables anew).

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LEG_RULES, RULE_IDS, TRACE_RULES } from '../collector/findings/run.ts';
import { CORPUS, capturesIn, FIXTURES, hasCorpus, ROOT } from './support/captures.ts';
import { findingTable, keptTable, rowsOfCaptures } from './support/finding-table.ts';
import { CORPUS_FINDINGS, FIXTURE_FINDINGS } from './support/reviewed-findings.ts';

const README = 'collector/findings/README.md';
const MINUTES = 60_000;

describe('captures', () => {
  test('of the fixtures: every finding was looked at, all others are silent', { timeout: 4 * MINUTES }, async () => {
    const rows = await rowsOfCaptures(FIXTURES, capturesIn(FIXTURES));
    const told = rows.filter(row => row.byRule.length > 0).map(({ name }) => name);
    expect(told.sort()).toEqual(Object.keys(FIXTURE_FINDINGS).sort());
    const table = findingTable(rows, FIXTURE_FINDINGS);
    expect(keptTable(README, 'fixtures', table)).toBe(table);
  });

  test.skipIf(!hasCorpus)(
    'of the corpus: every finding was looked at, all others are silent',
    { timeout: 4 * MINUTES },
    async () => {
      const rows = await rowsOfCaptures(CORPUS, capturesIn(CORPUS));
      const told = rows.filter(row => row.byRule.length > 0).map(({ name }) => name);
      expect(told.sort()).toEqual(Object.keys(CORPUS_FINDINGS).sort());
      const table = findingTable(rows, CORPUS_FINDINGS);
      expect(keptTable(README, 'corpus', table)).toBe(table);
    },
  );
});

describe('pages', () => {
  const pages = join(ROOT, 'docs/findings');

  test.each([...LEG_RULES, ...TRACE_RULES].map(({ id, title }) => ({ id, title })))(
    '$id has its page, with its title, what it means and how to mend it',
    ({ id, title }) => {
      const path = join(pages, `${id}.md`);
      expect(existsSync(path)).toBe(true);
      const text = readFileSync(path, 'utf8');
      expect(text).toMatch(new RegExp(`^# ${title}\\n`));
      for (const heading of ['## What it means', '## Why it happens', '## How to mend it', '## When it stays silent']) {
        expect(text).toContain(heading);
      }
    },
  );

  test('the index names each page, and there is no page without a rule', () => {
    const index = readFileSync(join(pages, 'README.md'), 'utf8');
    const named = [...index.matchAll(/\]\(([a-z0-9-]+)\.md\)/g)].map(([, id]) => id);
    expect(named.sort()).toEqual([...RULE_IDS]);
    const files = readdirSync(pages).map(name => name.replace(/\.md$/, ''));
    expect(files.filter(name => name !== 'README').sort()).toEqual([...RULE_IDS]);
  });
});
