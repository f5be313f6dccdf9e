// The published table of findings: which rule speaks of which capture, beside the sentence of a person who looked whether it is right.
// Made from the captures, kept in a README between two marks.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LEG_RULES, TRACE_RULES } from '../../collector/findings/run.ts';
import type { RuleCount } from '../../collector/model/finding.ts';
import { ROOT, readWithKeys } from './captures.ts';

export interface CaptureFindingsRow {
  /** Path below its folder, without `.pcap`. */
  readonly name: string;
  readonly legs: number;
  /** Legs that have a finding. */
  readonly legsWith: number;
  readonly byRule: readonly RuleCount[];
}

/** Reads each capture and asks all rules. */
export async function rowsOfCaptures(folder: string, paths: readonly string[]): Promise<CaptureFindingsRow[]> {
  const rows: CaptureFindingsRow[] = [];
  for (const path of paths) {
    const capture = await readWithKeys(path);
    const { byRule } = capture.answers.findings({ offset: 0, limit: 1 });
    const list = (filter: string): number => capture.list({ filter, sort: '', offset: 0, limit: 1 }).total;
    const name = path.slice(folder.length + 1).replace(/\.(?:pcap|pcapng|cap)(?:\.gz)?$/, '');
    rows.push({ name, legs: list(''), legsWith: list('findings > 0'), byRule });
    await capture.close();
  }
  return rows;
}

/** `why`: by name of the capture, what a person says of its findings. */
export function findingTable(rows: readonly CaptureFindingsRow[], why: Readonly<Record<string, string>>): string {
  const told = rows.filter(row => row.byRule.length > 0);
  const sum = (of: (row: CaptureFindingsRow) => number, list = rows): number => list.reduce((n, row) => n + of(row), 0);
  return [
    `${rows.length} captures with ${sum(row => row.legs)} legs; findings about ${sum(row => row.legsWith)} legs in ${told.length} captures. ` +
      `The other ${rows.length - told.length} captures have none.`,
    '',
    '| capture | legs | with findings | rules that speak | looked at: why that is right |',
    '|:--|--:|--:|:--|:--|',
    ...told.map(
      row => `| ${row.name} | ${row.legs} | ${row.legsWith} | ${rulesOf(row)} | ${why[row.name] ?? 'NOT LOOKED AT'} |`,
    ),
    '',
    '| rule | captures |',
    '|:--|:--|',
    ...[...LEG_RULES, ...TRACE_RULES].map(({ id }) => {
      const captures = told.filter(row => row.byRule.some(({ rule }) => rule === id)).map(({ name }) => name);
      return `| ${id} | ${captures.length === 0 ? '–' : captures.join(', ')} |`;
    }),
  ].join('\n');
}

function rulesOf({ byRule }: CaptureFindingsRow): string {
  return byRule
    .map(({ rule, error, warning, notice }) => {
      const times = error + warning + notice;
      const worst = error > 0 ? 'error' : warning > 0 ? 'warning' : 'notice';
      return `${rule}${times === 1 ? '' : ` × ${times}`} (${worst})`;
    })
    .join(', ');
}

/** The text between the marks of `name` in a file; with SIPSCOPE_GOLDEN=write it is `text` from now on. */
export function keptTable(path: string, name: string, text: string): string {
  const file = join(ROOT, path);
  const content = readFileSync(file, 'utf8');
  const begin = `<!-- table ${name} -->\n`;
  const end = `\n<!-- end of table ${name} -->`;
  const from = content.indexOf(begin) + begin.length;
  const to = content.indexOf(end);
  if (from < begin.length || to < from) throw new Error(`${path} has no marks of table ${name}`);
  if (process.env.SIPSCOPE_GOLDEN === 'write') {
    writeFileSync(file, content.slice(0, from) + text + content.slice(to));
    return text;
  }
  return content.slice(from, to);
}
