// The columns that the calls table shows unless somebody chose others (`more-columns.ts` has those), and the filter terms of their
// cells. Sorting by an id is the collector's work.

import { html } from 'lit';
import type { CallSummary } from '../../../server/wire/types.ts';
import { count } from '../../base/format.ts';
import { codeInk } from '../../base/response-class.ts';
import { shortLine, visibleLine } from '../../base/visible-text.ts';
import { texts } from '../../texts.ts';
import type { Column } from '../../widgets/columns.ts';
import { icon } from '../../widgets/icon.ts';
import { inked, quiet } from '../../widgets/inked.ts';
import { SEVERITY_INKS } from '../findings/columns.ts';
import { atLeast, hostOf, is } from '../terms.ts';
import { timeCells } from '../time-columns.ts';
import { FULL_LIMIT, hostCell, hostHint, optional, party } from './cells.ts';
import { MEANING } from './meaning.ts';

const { columns: title, hints } = texts.calls;
const names = texts.columnNames;
/** The mark of a leg that frames are missing of; told aloud, since a picture says nothing to a screen reader. */
const INCOMPLETE = html`<span class="mark ink-warn" title=${texts.flags.incomplete[1]}>${icon('incomplete')}<span class="hidden-text">${texts.flags.incomplete[0]}</span></span>`;

export const CALL_COLUMNS: readonly Column<CallSummary>[] = [
  {
    id: 'state',
    title: title.state,
    width: 108,
    share: 0,
    align: 'start',
    fits: 11,
    from: 0,
    cell: row =>
      row.flags.includes('incomplete')
        ? html`<span class="state ink-${MEANING[row.state]}">${texts.states[row.state]}</span>${INCOMPLETE}`
        : inked(texts.states[row.state], `state ink-${MEANING[row.state]}`),
    full: row => [texts.states[row.state], ...row.flags.map(flag => texts.flags[flag][0])].join(', '),
    filter: row => is('state', row.state),
  },
  {
    id: 'method',
    title: title.method,
    width: 94,
    share: 0,
    align: 'start',
    fits: 8,
    from: 1224,
    cell: row => shortLine(row.method, 20),
    full: row => `${visibleLine(row.method.slice(0, FULL_LIMIT))} · ${texts.kinds[row.kind]}`,
    filter: row => is('firstMethod', row.method),
  },
  {
    id: 'startTime',
    title: title.start,
    hint: hints.start,
    from: 524,
    ...timeCells(row => row.startTime),
  },
  {
    id: 'from',
    title: title.from,
    width: 83,
    share: 2,
    align: 'start',
    from: 0,
    cell: row => party(row.fromUser, row.from),
    full: row => shortLine(row.from, FULL_LIMIT),
    filter: row => (row.fromUser === '' ? is('from', row.from) : is('fromUser', row.fromUser)),
  },
  {
    id: 'to',
    title: title.to,
    width: 97,
    share: 4,
    align: 'start',
    from: 0,
    cell: row => party(row.toUser, row.to),
    full: row => shortLine(row.to, FULL_LIMIT),
    filter: row => (row.toUser === '' ? is('to', row.to) : is('toUser', row.toUser)),
  },
  {
    id: 'source',
    title: title.source,
    hint: hints.source,
    width: 160,
    share: 1,
    align: 'start',
    isMono: true,
    from: 964,
    cell: row => hostCell(row.source, row.sourceName),
    full: row => hostHint(row.source, row.sourceName, row.transport),
    filter: row => is('source', hostOf(row.source)),
  },
  {
    id: 'destination',
    title: title.destination,
    hint: hints.destination,
    width: 160,
    share: 1,
    align: 'start',
    isMono: true,
    from: 1134,
    cell: row => hostCell(row.destination, row.destinationName),
    full: row => hostHint(row.destination, row.destinationName, row.transport),
    filter: row => is('destination', hostOf(row.destination)),
  },
  {
    id: 'pdd',
    name: names.pdd,
    title: title.pdd,
    hint: hints.pdd,
    width: 76,
    share: 0,
    align: 'end',
    fits: 8,
    from: 744,
    cell: row => optional(row.pdd),
    filter: row => (row.pdd === undefined ? undefined : atLeast('pdd', row.pdd, 0, 'ms')),
  },
  {
    id: 'talkTime',
    name: names.talkTime,
    title: title.duration,
    hint: hints.duration,
    width: 76,
    share: 0,
    align: 'end',
    fits: 8,
    from: 744,
    cell: row => optional(row.talkTime),
    filter: row => (row.talkTime === undefined ? undefined : atLeast('talkTime', row.talkTime, 0, 'ms')),
  },
  {
    id: 'statusCode',
    name: names.statusCode,
    title: title.code,
    hint: hints.code,
    width: 56,
    share: 0,
    align: 'end',
    fits: 3,
    from: 0,
    cell: row => (row.statusCode === 0 ? quiet('–') : inked(String(row.statusCode), codeInk(row.statusCode))),
    filter: row => (row.statusCode === 0 ? undefined : is('code', row.statusCode)),
  },
  {
    id: 'findings',
    name: names.findings,
    title: title.findings,
    hint: hints.findings,
    width: 44,
    share: 0,
    align: 'end',
    fits: 4,
    from: 440,
    cell: row =>
      row.findings === undefined || row.severity === undefined
        ? ''
        : inked(`⚑ ${count(row.findings)}`, SEVERITY_INKS[row.severity]),
    full: row =>
      row.severity === undefined
        ? ''
        : `${texts.findings.marks(row.findings ?? 0)}, ${texts.findings.severities[row.severity]}`,
    filter: row => (row.severity === undefined ? is('findings', 0) : is('severity', row.severity)),
  },
  {
    id: 'messages',
    name: names.messages,
    title: title.messages,
    hint: hints.messages,
    width: 56,
    share: 0,
    align: 'end',
    fits: 5,
    from: 604,
    cell: row => count(row.messages),
    filter: row => is('messages', row.messages),
  },
  {
    id: 'retransmissions',
    name: names.retransmissions,
    title: title.retransmissions,
    hint: hints.retransmissions,
    width: 52,
    share: 0,
    align: 'end',
    from: 812,
    cell: row => (row.retransmissions === 0 ? quiet('0') : inked(count(row.retransmissions), 'ink-warn')),
    filter: row => is('retransmissions', row.retransmissions),
  },
];
