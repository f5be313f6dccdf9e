import { describe, expect, test } from 'vitest';
import { SORT_COLUMNS } from '../../../../collector/query/columns.ts';
import { CALL_COLUMNS, literal, narrowed } from '../../../../ui/pages/calls/columns.ts';
import { columnsFor, tableWidth } from '../../../../ui/widgets/columns.ts';
import { callRow } from '../../../support/ui-state.ts';

describe('the columns', () => {
  test('have ids that the collector can sort by', () => {
    expect(CALL_COLUMNS.map(column => column.id).filter(id => !SORT_COLUMNS.includes(id))).toEqual([]);
  });
  test.each([344, 480, 560, 700, 768, 920, 1090, 1180, 1920])(
    'fit a table of %i px without scrolling sideways',
    width => {
      expect(tableWidth(columnsFor(CALL_COLUMNS, width))).toBeLessThanOrEqual(width);
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
  test('is joined with and', () => {
    expect(narrowed('', 'code = 486', false)).toBe('code = 486');
    expect(narrowed('state = busy', 'code = 486', true)).toBe('state = busy and not code = 486');
  });
  test('puts brackets around an or, so that it keeps its meaning', () => {
    expect(narrowed('a or b', 'code = 486', false)).toBe('(a or b) and code = 486');
  });
  test('quotes what stands in the value', () => {
    expect(literal('a"b\\c')).toBe('"a\\"b\\\\c"');
  });
});
