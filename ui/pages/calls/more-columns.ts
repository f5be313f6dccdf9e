// Columns that the calls table shows when somebody chooses them, and the way from a column's id to the column.

import type { CallSummary, Micros, Millis } from '../../../server/wire/types.ts';
import { count } from '../../base/format.ts';
import { shortLine } from '../../base/visible-text.ts';
import type { FilterTerm } from '../../filter/terms.ts';
import { headerField } from '../../filter/values.ts';
import { headerColumn } from '../../state/read-columns.ts';
import { texts } from '../../texts.ts';
import type { Column } from '../../widgets/columns.ts';
import { type Inked, quiet } from '../../widgets/inked.ts';
import { atLeast, atMost, is } from '../terms.ts';
import { timeCells } from '../time-columns.ts';
import { FULL_LIMIT, optional, words } from './cells.ts';
import { CALL_COLUMNS } from './columns.ts';

type Id = keyof typeof texts.callColumns;
type Cells = Pick<Column<CallSummary>, 'cell' | 'full' | 'filter' | 'dated'>;
type Shape = Pick<Column<CallSummary>, 'width' | 'share' | 'align' | 'isMono' | 'fits'>;

const NUMBER: Shape = { width: 68, share: 0, align: 'end', fits: 7 };

export const MORE_COLUMNS: readonly Column<CallSummary>[] = [
  column('index', NUMBER, { cell: row => String(row.index) }),
  column('kind', text(110), { cell: row => texts.kinds[row.kind], filter: row => is('kind', row.kind) }),
  column('flags', text(150), {
    cell: row => flagsOf(row) || quiet('–'),
    full: flagsOf,
    filter: ({ flags: [first] }) => (first === undefined ? undefined : is('flag', first)),
  }),
  time('endTime', row => row.endTime),
  time('lastTime', row => row.lastTime),
  time('ringTime', row => row.ringTime),
  time('answerTime', row => row.answerTime),
  column('fromUri', text(200, 2), {
    cell: row => words(row.from),
    full: row => shortLine(row.from, FULL_LIMIT),
    filter: row => is('from', row.from),
  }),
  column('toUri', text(200, 2), {
    cell: row => words(row.to),
    full: row => shortLine(row.to, FULL_LIMIT),
    filter: row => is('to', row.to),
  }),
  span('setupTime', row => row.setupTime),
  span('ringDuration', row => row.ringDuration),
  span('duration', row => (row.lastTime - row.startTime) / 1000),
  span('disconnectDelay', row => row.disconnectDelay),
  column('transport', text(80), { cell: row => row.transport, filter: row => is('transport', row.transport) }),
  column(
    'callId',
    { ...text(200, 2), isMono: true },
    {
      cell: row => words(row.callId),
      full: row => shortLine(row.callId, FULL_LIMIT),
      filter: row => is('callId', row.callId),
    },
  ),
  number('duplicates', row => row.duplicates),
  number('dialogs', row => row.dialogs),
  column('legs', text(104), { cell: legsCell, full: fullLegs }),
  column('mos', NUMBER, {
    cell: row => (row.mos === undefined ? quiet('–') : row.mos.toFixed(2)),
    filter: row => (row.mos === undefined ? undefined : atMost('mos', row.mos, 2)),
  }),
  column('loss', NUMBER, {
    cell: row => (row.lostPercent === undefined ? quiet('–') : `${row.lostPercent.toFixed(1)} %`),
    filter: row => (row.lostPercent === undefined ? undefined : atLeast('loss', row.lostPercent, 1)),
  }),
  span('jitter', row => row.jitterMax),
  readColumn('codecs', text(110), value => is('codec', value.split(', ')[0] ?? '')),
  readColumn('reason', text(150, 1)),
  readColumn('userAgent', text(180, 1), value => is('ua', value)),
  readColumn('server', text(160, 1), value => is('ua', value)),
];

const COLUMN_BY_ID = new Map([...CALL_COLUMNS, ...MORE_COLUMNS].map(each => [each.id, each]));

/** The column of an id, that of a header too; undefined when there is none. */
export function callColumn(id: string): Column<CallSummary> | undefined {
  return COLUMN_BY_ID.get(id) ?? headerColumnOf(id);
}

/** Everything that can be chosen. */
export const ALL_COLUMNS: readonly Column<CallSummary>[] = [...COLUMN_BY_ID.values()];

function column(id: Id, shape: Shape, cells: Cells): Column<CallSummary> {
  const [title, name, hint] = texts.callColumns[id];
  return { id, title, name, hint: hint ?? name, ...shape, from: 0, ...cells };
}

/** A cell that comes beside the row, because a message was read for it. */
function valueCells(id: string, filter?: (value: string) => FilterTerm | undefined): Cells {
  const valueIn = (row: CallSummary): string => row.values?.[id] ?? '';
  return {
    cell: row => words(valueIn(row)),
    full: row => shortLine(valueIn(row), FULL_LIMIT),
    ...(filter && { filter: row => (valueIn(row) === '' ? undefined : filter(valueIn(row))) }),
  };
}

function readColumn(id: Id, shape: Shape, filter?: (value: string) => FilterTerm): Column<CallSummary> {
  return column(id, shape, valueCells(id, filter));
}

function headerColumnOf(id: string): Column<CallSummary> | undefined {
  const header = headerColumn(id);
  if (header === undefined) return undefined;
  const { name, place } = header;
  const { suffix, hint } = texts.headerPlaces[place];
  const field = headerField(name);
  const cells = valueCells(id, value => (field === undefined ? undefined : is(field, value)));
  return { id, title: name, name: `${name} ${suffix}`, hint: hint(name), ...text(150, 1), from: 0, ...cells };
}

function text(width: number, share = 0): Shape {
  return { width, share, align: 'start' };
}

function time(id: Id, read: (row: CallSummary) => Micros | undefined): Column<CallSummary> {
  const cells = timeCells(read);
  return column(id, cells, cells);
}

/** Its id is the field of the filter, too. */
function span(id: Id, read: (row: CallSummary) => Millis | undefined): Column<CallSummary> {
  const filter = (row: CallSummary): FilterTerm | undefined => {
    const value = read(row);
    return value === undefined ? undefined : atLeast(id, value, 0, 'ms');
  };
  return column(id, { width: 80, share: 0, align: 'end', fits: 8 }, { cell: row => optional(read(row)), filter });
}

function number(id: Id & ('duplicates' | 'dialogs'), read: (row: CallSummary) => number): Column<CallSummary> {
  const cell = (row: CallSummary): string | Inked => (read(row) === 0 ? quiet('0') : count(read(row)));
  return column(id, NUMBER, { cell, filter: row => is(id, read(row)) });
}

/** Of a call how many legs; of a leg below it, why it is there. */
function legsCell(row: CallSummary): string | Inked {
  const { reason } = row.under ?? {};
  if (row.under !== undefined)
    return reason === undefined ? quiet(texts.grouped.unknown) : texts.callPanels.reasons[reason];
  const legs = row.legsOfCall ?? 1;
  return legs === 1 ? quiet('1') : texts.grouped.legs(legs);
}

function fullLegs({ under, legsOfCall }: CallSummary): string {
  if (under?.reason === undefined) return texts.grouped.legs(legsOfCall ?? 1);
  const { reason, score = 0, detail = '' } = under;
  return texts.grouped.because(texts.callPanels.reasons[reason], score, shortLine(detail, FULL_LIMIT));
}

function flagsOf(row: CallSummary): string {
  return row.flags.map(flag => texts.flags[flag][0]).join(', ');
}
