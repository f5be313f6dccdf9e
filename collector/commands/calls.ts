// `sipscope calls FILE…`: the list of legs, as aligned text, CSV or JSON.

import { csvRow } from '../bytes/csv.ts';
import { printable } from '../bytes/printable.ts';
import { compileLegFilter } from '../query/leg-filter.ts';
import type { LegRow } from '../query/report-leg.ts';
import { plainTable } from '../query/text-table.ts';
import { Exit, outJson, type ReadingOptions, withCapture } from './command.ts';
import type { CommandIo } from './command-io.ts';

export interface CallsCommandOptions extends ReadingOptions {
  readonly filter?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** Columns of the text and of the CSV, in order: keys of `report --json`'s legs. */
const TEXT_COLUMNS = [
  'state',
  'statusCode',
  'kind',
  'startTime',
  'fromUser',
  'toUser',
  'source',
  'destination',
  'messages',
  'callId',
] as const;
const CSV_COLUMNS = [
  'callId',
  'kind',
  'state',
  'flags',
  'statusCode',
  'from',
  'to',
  'fromUser',
  'toUser',
  'source',
  'destination',
  'transport',
  'startTime',
  'endTime',
  'pdd',
  'setupTime',
  'talkTime',
  'messages',
  'retransmissions',
  'dialogs',
] as const;

export async function runCalls(paths: readonly string[], options: CallsCommandOptions, io: CommandIo): Promise<number> {
  const filter = compileLegFilter(options.filter ?? '');
  if (!filter.ok) {
    io.error(filter.explanation);
    return Exit.Unusable;
  }
  return withCapture(paths, options, io, capture => {
    const rows = capture.legRows(filter);
    if (options.json) outJson(rows, io);
    else if (options.csv)
      io.out([csvRow(CSV_COLUMNS), ...rows.map(row => csvRow(CSV_COLUMNS.map(key => cell(row, key))))].join(''));
    else
      io.out(
        plainTable(
          TEXT_COLUMNS,
          rows.map(row => TEXT_COLUMNS.map(key => printable(cell(row, key)))),
        ),
      );
    return Exit.Ok;
  });
}

function cell(row: LegRow, key: (typeof CSV_COLUMNS)[number] | (typeof TEXT_COLUMNS)[number]): string {
  if (key === 'flags') return row.flags.join(' ');
  if (key === 'statusCode' && row.statusCode === 0) return '';
  const value = row[key];
  return value === undefined ? '' : String(value);
}
