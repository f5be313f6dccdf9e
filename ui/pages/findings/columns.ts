// The columns of the findings page, as data.

import { html, type TemplateResult } from 'lit';
import type { Finding, Severity } from '../../../server/wire/types.ts';
import { count } from '../../base/format.ts';
import { shortLine } from '../../base/visible-text.ts';
import { texts } from '../../texts.ts';
import type { Column } from '../../widgets/columns.ts';
import { inked } from '../../widgets/inked.ts';
import { is } from '../terms.ts';
import { timeCells } from '../time-columns.ts';

const { columns: title } = texts.findings;
const CELL_LIMIT = 300;

/** Rules about the whole trace: the filter of the calls knows none of their findings, also where they name a call (a test knows the rules). */
export const TRACE_RULE_IDS: ReadonlySet<string> = new Set([
  'bye-not-passed-on',
  'capture-duplicates',
  'capture-losses',
  'clock-skew',
  'contact-behind-nat',
  'one-sided-capture',
  'options-down',
  'passed-on-late',
  'refusal-changed',
  'registration-flapping',
  'registration-lost',
  'registration-rejected',
  'scanner',
  'server-errors',
]);

function isOfTrace({ rule, leg }: Finding): boolean {
  return leg === undefined || TRACE_RULE_IDS.has(rule);
}

/** Class of the colour of a severity. */
export const SEVERITY_INKS: Readonly<Record<Severity, string>> = {
  error: 'ink-bad',
  warning: 'ink-warn',
  notice: 'ink-open',
};

const EDGES: Readonly<Record<Severity, string>> = {
  error: 'var(--state-bad)',
  warning: 'var(--state-warn)',
  notice: 'var(--state-open)',
};

/** Colour of a finding's edge; the word of its severity stands beside it. */
export function findingEdge(finding: Finding): string {
  return EDGES[finding.severity];
}

/** Severity as a word in its colour. */
export function severityWord(severity: Severity): TemplateResult {
  return html`<span class="severity ${SEVERITY_INKS[severity]}">${texts.findings.severities[severity]}</span>`;
}

export const FINDING_COLUMNS: readonly Column<Finding>[] = [
  {
    id: 'severity',
    title: title.severity,
    width: 92,
    share: 0,
    align: 'start',
    from: 0,
    cell: row => inked(texts.findings.severities[row.severity], SEVERITY_INKS[row.severity]),
    filter: row => (isOfTrace(row) ? undefined : is('severity', row.severity)),
  },
  {
    id: 'rule',
    title: title.rule,
    width: 170,
    share: 1,
    align: 'start',
    from: 560,
    cell: row => (row.partOf === undefined ? row.rule : texts.findings.partOf(row.rule, row.partOf)),
    filter: row => (isOfTrace(row) ? undefined : is('finding', row.rule)),
  },
  {
    id: 'time',
    title: title.time,
    from: 760,
    ...timeCells(row => row.time),
  },
  {
    id: 'message',
    isUnsorted: true,
    title: title.message,
    width: 200,
    share: 8,
    align: 'start',
    from: 0,
    cell: row => shortLine(row.message, CELL_LIMIT),
    full: row => shortLine(row.message, 1000),
  },
  {
    id: 'call',
    title: title.call,
    width: 120,
    share: 2,
    align: 'start',
    isMono: true,
    from: 900,
    cell: row => shortLine(row.callId || '–', CELL_LIMIT),
    full: row => shortLine(row.callId, 1000),
    filter: row => (row.callId === '' ? undefined : is('callId', row.callId)),
  },
  {
    id: 'confidence',
    isUnsorted: true,
    title: title.confidence,
    width: 92,
    share: 0,
    align: 'start',
    from: 1040,
    cell: row => texts.findings.confidences[row.confidence],
  },
  {
    id: 'evidence',
    isUnsorted: true,
    title: title.evidence,
    width: 70,
    share: 0,
    align: 'end',
    from: 1180,
    cell: row => count(row.evidence.length + (row.evidenceCut ?? 0)),
  },
];

/** What the page searches for to show only findings of that severity, or of that rule. */
export function narrowFindings({ severity, rule }: Finding, column: string): string | undefined {
  if (column === 'severity') return `severity:${severity}`;
  return column === 'rule' ? `rule:${rule}` : undefined;
}
