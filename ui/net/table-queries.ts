// How each table is asked for, and what its answer holds: the routes differ a little in their words, the page does not. Pure.

import type { Finding, FindingList, RegistrationSummary, RowAnswer, StreamReport } from '../../server/wire/types.ts';
import type { TableAnswer, TableKey, TableName } from '../state/tables.ts';
import { isoTime } from '../state/time-range.ts';

/** Begins a search for one kind: `state:rejected`, `rule:ack-missing`, `severity:error`, `orphans:true`. */
const KIND = /^(state|rule|severity|orphans):(.+)$/;

/** The query string of rows `offset` … of a table. */
export function tableQuery(key: TableKey, offset: number, limit: number): URLSearchParams {
  const query = new URLSearchParams({ capture: key.capture, offset: String(offset), limit: String(limit) });
  const [, kind, value] = KIND.exec(key.find) ?? [];
  if (kind !== undefined && value !== undefined) query.set(kind, value);
  else if (key.find !== '') query.set('text', key.find);
  if (key.order !== '') query.set('sort', key.order);
  if (key.from !== undefined) query.set('from', isoTime(key.from));
  if (key.to !== undefined) query.set('to', isoTime(key.to));
  return query;
}

/** What the server answers, by table. */
export interface TableBodies {
  readonly registrations: RowAnswer<RegistrationSummary>;
  readonly streams: { readonly items: readonly StreamReport[]; readonly total: number };
  readonly findings: FindingList;
}

export function tableAnswer(body: TableBodies[TableName]): TableAnswer<unknown> {
  if ('byRule' in body) return findingAnswer(body);
  if ('rows' in body) return { items: body.rows, total: body.total, counts: body.states };
  return { items: body.items, total: body.total };
}

function findingAnswer({ items, total, byRule }: FindingList): TableAnswer<Finding> {
  const counts: Record<string, number> = { 'severity:error': 0, 'severity:warning': 0, 'severity:notice': 0 };
  for (const rule of byRule) {
    counts[`rule:${rule.rule}`] = rule.error + rule.warning + rule.notice;
    counts['severity:error'] += rule.error;
    counts['severity:warning'] += rule.warning;
    counts['severity:notice'] += rule.notice;
  }
  return { items, total, counts };
}
