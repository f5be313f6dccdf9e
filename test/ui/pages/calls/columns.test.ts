import { describe, expect, test } from 'vitest';
import { SORT_COLUMNS } from '../../../../collector/query/columns.ts';
import { compileFilter } from '../../../../collector/query/filter.ts';
import { USER_KEY_COLUMNS } from '../../../../collector/query/user-keys.ts';
import { writeTerm } from '../../../../ui/filter/terms.ts';
import { CALL_COLUMNS } from '../../../../ui/pages/calls/columns.ts';
import { withDay } from '../../../../ui/pages/time-columns.ts';
import { columnsFor, tableWidth } from '../../../../ui/widgets/columns.ts';
import { callRow } from '../../../support/ui-state.ts';

describe('the columns', () => {
  test('have ids that the collector can sort by', () => {
    const known = [...SORT_COLUMNS, ...USER_KEY_COLUMNS];
    expect(CALL_COLUMNS.map(column => column.id).filter(id => !known.includes(id))).toEqual([]);
  });
  test.each([344, 480, 560, 700, 768, 920, 1090, 1180, 1920])(
    'fit a table of %i px without scrolling sideways',
    width => {
      expect(tableWidth(columnsFor(CALL_COLUMNS, width))).toBeLessThanOrEqual(width);
      expect(tableWidth(columnsFor(CALL_COLUMNS.map(withDay), width))).toBeLessThanOrEqual(width);
    },
  );
  test('say state, parties and code at every width', () => {
    expect(columnsFor(CALL_COLUMNS, 320).map(column => column.id)).toEqual(['state', 'from', 'to', 'statusCode']);
  });
  test('never throw, whatever a row holds', () => {
    const row = callRow(1, {
      from: '\u0000"'.repeat(40_000),
      fromUser: '',
      method: '',
      startTime: 9e18,
      pdd: -1,
      statusCode: 99_999,
    });
    for (const column of CALL_COLUMNS) {
      expect(column.cell(row)).toBeDefined();
      expect((column.full?.(row) ?? '').length).toBeLessThan(10_000);
    }
  });
});

describe('a cell added to the filter', () => {
  test('reads for the collector, whatever its value', () => {
    const hostile = '"x\\ or y\u202e';
    const row = callRow(1, {
      from: hostile,
      fromUser: '',
      toUser: hostile,
      method: hostile,
      severity: 'error',
      findings: 1,
    });
    for (const each of [row, callRow(2), callRow(3, { statusCode: 0 })]) {
      for (const column of CALL_COLUMNS) {
        const term = column.filter?.(each);
        if (term !== undefined) expect([column.id, compileFilter(writeTerm(term)).ok]).toEqual([column.id, true]);
      }
    }
  });
  test('names the host, not its port, and the user before the whole address', () => {
    const term = (id: string) => CALL_COLUMNS.find(column => column.id === id)?.filter?.(callRow(7));
    expect(term('source')).toEqual({ field: 'source', operator: '=', value: '10.0.0.1' });
    expect(term('from')).toEqual({ field: 'fromUser', operator: '=', value: '7' });
  });
});
