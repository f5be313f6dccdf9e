// The report for people: plain text for a terminal, or Markdown for a ticket. Every value from the capture is made printable.

import { printable } from '../bytes/printable.ts';
import { titleOf } from '../findings/run.ts';
import type { Report } from './report.ts';
import { findingsText, partsText } from './report-findings-text.ts';
import { KPI_HEAD, kpiTable } from './report-kpi.ts';
import { LINT_HEAD, lintTable } from './report-lint.ts';
import { markdownTable, plainTable, type Table } from './text-table.ts';

/** What is only told when there is some: title, key of the report, columns. */
const LISTS: readonly (readonly [title: string, key: string, columns: readonly string[]])[] = [
  [
    'Registrations',
    'registrations',
    [
      'state',
      'statusCode',
      'aor',
      'contact',
      'expires',
      'source',
      'received',
      'granted',
      'refused',
      'lapses',
      'userAgent',
    ],
  ],
  ['Subscriptions', 'subscriptions', ['state', 'reason', 'event', 'subscriber', 'resource', 'notifies', 'callId']],
  [
    'Messages, publications, INFO',
    'instantMessages',
    ['state', 'statusCode', 'method', 'time', 'from', 'to', 'about', 'text'],
  ],
  [
    'OPTIONS',
    'optionsHealth',
    ['state', 'since', 'source', 'destination', 'sent', 'answered', 'lost', 'rttMedian', 'rttMax', 'serverAgent'],
  ],
  ['Conferences', 'conferences', ['state', 'uri', 'subject', 'present', 'startTime', 'lastTime']],
  ['Transfers', 'transfers', ['state', 'outcomeCode', 'kind', 'time', 'from', 'to', 'target', 'callId']],
  [
    'RTP streams',
    'streams',
    [
      'source',
      'destination',
      'codec',
      'packets',
      'lost',
      'lostPercent',
      'jitterMean',
      'jitterMax',
      'deltaMax',
      'callId',
    ],
  ],
];

/** What is told also when there is none: title, key of the report, head of its table. */
const COUNTS: readonly (readonly [title: string, key: string, head: readonly string[]])[] = [
  ['Requests', 'requests', ['method', 'messages']],
  ['Responses', 'responses', ['code', 'messages']],
  ['Frames that did not become SIP or media', 'notDecoded', ['reason', 'frames']],
];

const POINT_COLUMNS = [
  'name',
  'kind',
  'frames',
  'sipMessages',
  'truncatedFrames',
  'kernelDrops',
  'interfaceDrops',
  'lostFrames',
];
const KEY_HINT =
  'Some of this is TLS. It is read when the secrets of its connections are known: let one side write them (SSLKEYLOGFILE=FILE),\n' +
  'and read the capture with --keylog FILE; or, for TLS up to 1.2 with RSA key exchange, with --rsa-key FILE.';

/** `markdown` escapes for a ticket and draws tables with pipes; else columns are aligned with blanks. */
export function reportText(
  report: Report,
  options: {
    readonly markdown: boolean;
    /** Only some parts were asked for: then each tells how much there is of it, also when that is nothing. */
    readonly isPart?: boolean;
    readonly nameOf?: (endpoint: string) => string | undefined;
  },
): string {
  const draw = options.markdown ? markdownTable : plainTable;
  const heading = (text: string): string => (options.markdown ? `## ${text}\n\n` : `${text}\n`);
  const capture = [...captureRows(report), ...(options.isPart === true ? partRows(report) : [])];
  const sections = [
    ...(capture.length > 0 ? [heading('Capture') + draw(['what', 'value'], capture)] : []),
    ...(typeof report.findings === 'object' ? [findingsText(report.findings, { ...options, titleOf })] : []),
  ];
  for (const [title, key, head] of COUNTS) {
    if (report[key] !== undefined) sections.push(heading(title) + draw(head, counts(report[key])));
  }
  if (hasEntry(report['notDecoded'], 'TLS without key')) sections.push(`${KEY_HINT}\n`);
  const figures = report.kpi === undefined ? [] : kpiTable(report.kpi);
  if (figures.length > 0) sections.push(heading('Key figures') + draw(KPI_HEAD, figures));
  if (report.lint !== undefined) {
    const rows = lintTable(report.lint).map(row => row.map(printable));
    sections.push(heading('Lint') + draw(LINT_HEAD, rows));
  }
  const points = asRecords(report['points']);
  if (points.length > 1 || points.some(isTold)) {
    sections.push(heading('Capture points') + draw(POINT_COLUMNS, tableOf(points, POINT_COLUMNS)));
  }
  if (Array.isArray(report['legs'])) {
    sections.push(
      heading('Legs') +
        draw(
          ['state', 'code', 'kind', 'start', 'from', 'to', 'source', 'destination', 'messages', 'Call-ID'],
          legRows(report['legs'], options.nameOf),
        ),
    );
  }
  for (const [title, key, columns] of LISTS) {
    const list = asRecords(report[key]);
    if (list.length > 0) sections.push(heading(title) + draw(columns, tableOf(list, columns, options.nameOf)));
  }
  return sections.length === 0 ? 'The capture has nothing of this.\n' : sections.join('\n');
}

function captureRows(report: Report): Table {
  const rows: string[][] = [];
  for (const source of asRecords(report['sources'])) {
    rows.push(['file', `${text(source['path'])} (${text(source['format'])}, ${text(source['frames'])} frames)`]);
    if (source['start'] !== undefined) rows.push(['time', `${text(source['start'])} to ${text(source['end'])}`]);
    if (source['truncated'] !== undefined) rows.push(['cut', text(source['truncated'])]);
  }
  for (const key of [
    'frames',
    'sipMessages',
    'callIds',
    'retransmissions',
    'duplicates',
    'malformed',
    'truncatedFrames',
    'dropped',
  ]) {
    if (report[key] !== undefined) rows.push([key, text(report[key])]);
  }
  if (typeof report.findings === 'number') {
    rows.push(['findings', String(report.findings) + partsText(report.findingsPartOf ?? {})]);
    for (const [rule, count] of counts(report['findingsByRule'])) rows.push([`finding: ${rule}`, count]);
  }
  for (const [what, count] of counts(report['shed'])) rows.push([`over a limit: ${what}`, count]);
  return rows;
}

/** How many there are of what a report of all its parts lists or leaves to its JSON. */
function partRows(report: Report): Table {
  const rows: string[][] = [];
  for (const key of ['rtpPackets', 'legs', 'calls', ...LISTS.map(([, key]) => key)]) {
    const value = report[key];
    if (value !== undefined) rows.push([key, String(Array.isArray(value) ? value.length : value)]);
  }
  return rows;
}

function legRows(legs: readonly unknown[], nameOf: NameOf): Table {
  const columns = [
    'state',
    'statusCode',
    'kind',
    'startTime',
    'from',
    'to',
    'source',
    'destination',
    'messages',
    'callId',
  ];
  return tableOf(asRecords(legs), columns, nameOf);
}

type NameOf = ((endpoint: string) => string | undefined) | undefined;
const ENDPOINTS: ReadonlySet<string> = new Set(['source', 'destination']);

/** No status code is an empty cell, not 0; a host that has a name has it before its address. */
function tableOf(records: readonly Record<string, unknown>[], columns: readonly string[], nameOf?: NameOf): Table {
  return records.map(record =>
    columns.map(key => {
      const said = key === 'statusCode' && record[key] === 0 ? '' : text(record[key]);
      const name = ENDPOINTS.has(key) ? nameOf?.(said) : undefined;
      return name === undefined ? said : `${printable(name)} ${said}`;
    }),
  );
}

/** A single point that lost nothing is the file itself, told above. */
function isTold(point: Record<string, unknown>): boolean {
  return ['kernelDrops', 'interfaceDrops', 'lostFrames'].some(key => Number(point[key] ?? 0) > 0);
}

function hasEntry(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && key in value;
}

function counts(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([name, count]) => [printable(name), String(count)]);
}

function asRecords(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return value === undefined ? '' : printable(String(value));
}
