// The findings of a report for people: what happened, the proof, what the capture cannot tell, what to do next. Takes the rows of
// `report-findings.ts`; for a ticket it is Markdown, in which nothing from the wire is markup.

import { printable } from '../bytes/printable.ts';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import type { FindingRow } from './report-findings.ts';
import { escapeMarkdown, markdownTable, plainTable } from './text-table.ts';

/** So many are told in full, the worst ones; a busy hour of a broken trunk has thousands that say the same. */
const TOLD = 100;
const WORDS: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', notice: 'Notice' };

export interface FindingsTextOptions {
  readonly markdown: boolean;
  /** Title of a rule: `Answered, but no ACK`. */
  readonly titleOf: (rule: string) => string;
}

/** In the order of the rows. */
export function findingsText(rows: readonly FindingRow[], options: FindingsTextOptions): string {
  const heading = options.markdown ? '## Findings\n\n' : 'Findings\n';
  if (rows.length === 0) return `${heading}${options.markdown ? 'None.' : '  none'}\n`;
  const told = rows.slice(0, TOLD).map(row => (options.markdown ? markdown(row, options) : plain(row, options)));
  const left = rows.length - TOLD;
  const more = left > 0 ? `${left} more are in \`report --json\`.\n` : '';
  return `${heading}${total(rows, options)}\n\n${overview(rows, options)}\n${told.join('\n')}${more === '' ? '' : `\n${more}`}`;
}

/** `, 42 of them part of scanner`: takes how many are part of another finding, by the rule of that; empty when none is. */
export function partsText(parts: Readonly<Record<string, number>>): string {
  const sum = Object.values(parts).reduce((all, each) => all + each, 0);
  const wholes = Object.keys(parts);
  if (wholes.length < 2) return sum === 0 ? '' : `, ${sum} of them part of ${wholes.join('')}`;
  return `, ${sum} of them part of others: ${listOf(parts)}`;
}

function total(rows: readonly FindingRow[], { markdown }: FindingsTextOptions): string {
  const words = `${rows.length} finding${rows.length === 1 ? '' : 's'}${partsText(countsOf(rows))}.`;
  return markdown ? words : `  ${words}`;
}

/** `42 of scanner, 12 of server-errors`. */
function listOf(parts: Readonly<Record<string, number>>): string {
  return Object.entries(parts)
    .map(([whole, n]) => `${n} of ${whole}`)
    .join(', ');
}

/** How many of the rows are part of another finding, by the rule of that, in the order of its name. */
function countsOf(rows: readonly FindingRow[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { partOf } of rows) if (partOf !== undefined) counts.set(partOf, (counts.get(partOf) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function overview(rows: readonly FindingRow[], { markdown, titleOf }: FindingsTextOptions): string {
  const draw = markdown ? markdownTable : plainTable;
  const byRule = new Map<string, FindingRow[]>();
  for (const row of rows) byRule.set(row.rule, [...(byRule.get(row.rule) ?? []), row]);
  const hasParts = rows.some(({ partOf }) => partOf !== undefined);
  return draw(
    ['severity', 'finding', 'rule', 'times', 'calls', ...(hasParts ? ['part of'] : [])],
    [...byRule]
      .map(([rule, found]) => ({
        rule,
        found,
        worst: Math.min(...found.map(({ severity }) => SEVERITIES.indexOf(severity))),
      }))
      .sort((a, b) => a.worst - b.worst || b.found.length - a.found.length)
      .map(({ rule, found, worst }) => [
        SEVERITIES[worst],
        titleOf(rule),
        rule,
        String(found.length),
        String(new Set(found.map(({ callId }) => callId).filter(callId => callId !== '')).size),
        ...(hasParts ? [listOf(countsOf(found))] : []),
      ]),
  );
}

function markdown(row: FindingRow, { titleOf }: FindingsTextOptions): string {
  const lines = [
    `### ${WORDS[row.severity]}: ${escapeMarkdown(titleOf(row.rule))}\n`,
    `${escapeMarkdown(row.message)}\n`,
    `- **Call:** ${row.callId === '' ? 'the whole capture' : escapeMarkdown(printable(row.callId))}`,
    `- **Time:** ${row.time}`,
    ...(row.proof.length === 0
      ? []
      : ['- **Proof:**', ...row.proof.map(proof => `  - ${escapeMarkdown(quote(proof))}`)]),
    ...moreProof(row).map(words => `  - ${words}`),
    ...(row.partOf === undefined ? [] : [`- **Part of:** ${row.partOf}, ${escapeMarkdown(titleOf(row.partOf))}`]),
    `- **Rule:** ${row.rule}, ${escapeMarkdown(row.rfc)}`,
    `- **Confidence:** ${row.confidence}`,
    ...(row.unknown === '' ? [] : [`- **What the capture cannot tell:** ${escapeMarkdown(row.unknown)}`]),
    `- **Next:** ${escapeMarkdown(row.next)}`,
  ];
  return `${lines.join('\n')}\n`;
}

function plain(row: FindingRow, { titleOf }: FindingsTextOptions): string {
  const lines = [
    `  ${WORDS[row.severity].toUpperCase()}  ${titleOf(row.rule)} (${row.rule})`,
    `    ${row.message}`,
    `    call        ${row.callId === '' ? 'the whole capture' : printable(row.callId)}`,
    ...row.proof.map((proof, i) => `    ${i === 0 ? 'proof       ' : '            '}${quote(proof)}`),
    ...moreProof(row).map(words => `                ${words}`),
    ...(row.partOf === undefined ? [] : [`    part of     ${titleOf(row.partOf)} (${row.partOf})`]),
    `    see         ${row.rfc}, confidence ${row.confidence}`,
    ...(row.unknown === '' ? [] : [`    not known   ${row.unknown}`]),
    `    next        ${row.next}`,
  ];
  return `${lines.join('\n')}\n`;
}

function quote({ index, frame, time, source, destination, message }: FindingRow['proof'][number]): string {
  return `message ${index} (frame ${frame}) ${time} ${source} → ${destination} ${printable(message)}`;
}

function moreProof({ proof, evidence, evidenceCut = 0 }: FindingRow): string[] {
  const more = evidence.length - proof.length + evidenceCut;
  return more === 0 ? [] : [`and ${more} more`];
}
