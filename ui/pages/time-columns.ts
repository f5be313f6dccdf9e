// Columns of times. Where a capture goes over midnight the hour alone does not say when: such columns have the day as well, and more room.

import type { Micros } from '../../server/wire/types.ts';
import { clock, dateTime, day, dayClock } from '../base/format.ts';
import type { AppState } from '../state/app-state.ts';
import { openCapture } from '../state/watch.ts';
import type { Column } from '../widgets/columns.ts';
import { quiet } from '../widgets/inked.ts';

type TimeCells<Row> = Pick<Column<Row>, 'width' | 'share' | 'align' | 'isMono' | 'fits' | 'cell' | 'full' | 'dated'>;

/** Of a time of each row; a dash where there is none. */
export function timeCells<Row>(read: (row: Row) => Micros | undefined): TimeCells<Row> {
  const cellOf = (write: (time: Micros) => string): Column<Row>['cell'] => {
    return row => {
      const time = read(row);
      return time === undefined ? quiet('–') : write(time);
    };
  };
  return {
    width: 112,
    share: 0,
    align: 'start',
    isMono: true,
    fits: 12,
    cell: cellOf(clock),
    full: row => {
      const time = read(row);
      return time === undefined ? '' : dateTime(time);
    },
    dated: { width: 154, fits: 18, cell: cellOf(dayClock) },
  };
}

/** The same columns with their days, when the open capture goes over midnight where the page's clock hangs. */
export function columnsInTime<Row>(state: AppState, columns: readonly Column<Row>[]): readonly Column<Row>[] {
  return isOfDays(state) ? columns.map(withDay) : columns;
}

export function isOfDays(state: AppState): boolean {
  const { start, clock: end } = openCapture(state)?.progress ?? {};
  return start !== undefined && end !== undefined && day(start) !== day(end);
}

/** A wider column stays away from tables that have no room for it. */
export function withDay<Row>(column: Column<Row>): Column<Row> {
  const { dated, from, width } = column;
  if (dated === undefined) return column;
  return { ...column, ...dated, from: from === 0 ? 0 : from + dated.width - width };
}
