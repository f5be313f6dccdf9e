import { describe, expect, test } from 'vitest';
import { SORT_COLUMNS } from '../../../../collector/query/columns.ts';
import { LEG_KEY_COLUMNS } from '../../../../collector/query/leg-keys.ts';
import { USER_KEY_COLUMNS } from '../../../../collector/query/user-keys.ts';
import { CALL_COLUMNS } from '../../../../ui/pages/calls/columns.ts';
import { ALL_COLUMNS, callColumn } from '../../../../ui/pages/calls/more-columns.ts';
import { isReadColumn } from '../../../../ui/state/read-columns.ts';
import { callRow } from '../../../support/ui-state.ts';

describe('all columns', () => {
  test('have ids of their own, in the default ones first', () => {
    expect(new Set(ALL_COLUMNS.map(column => column.id)).size).toBe(ALL_COLUMNS.length);
    expect(ALL_COLUMNS.slice(0, CALL_COLUMNS.length)).toEqual(CALL_COLUMNS);
  });
  test('sort by what the collector sorts by, or not at all', () => {
    const known = [...SORT_COLUMNS, ...LEG_KEY_COLUMNS, ...USER_KEY_COLUMNS];
    const wrong = ALL_COLUMNS.filter(column => !known.includes(column.id) && !isReadColumn(column.id));
    expect(wrong.map(column => column.id)).toEqual([]);
  });
  test('have a name for whoever chooses among them', () => {
    for (const column of ALL_COLUMNS) expect((column.name ?? column.title).length).toBeGreaterThan(1);
  });
  test('show a row that has everything, and one that has nothing', () => {
    const rich = callRow(1, {
      flags: ['forked'],
      mos: 4.2,
      lostPercent: 1.25,
      jitterMax: 3,
      legsOfCall: 2,
      endTime: 1,
    });
    const poor = callRow(1, { from: '', to: '', callId: '', transport: '' });
    for (const column of ALL_COLUMNS) for (const row of [rich, poor]) expect(column.cell(row), column.id).toBeDefined();
    expect(callColumn('loss')?.cell(rich)).toBe('1.3 %');
    expect(callColumn('mos')?.filter?.(rich)).toEqual({ field: 'mos', operator: '<=', value: '4.20' });
    expect(callColumn('nonsense')).toBeUndefined();
  });
  test('are made of any header', () => {
    const column = callColumn('reply.X-Node');
    expect(column).toMatchObject({ id: 'reply.X-Node', title: 'X-Node' });
    const row = callRow(1, { values: { 'reply.X-Node': 'a"b' } });
    expect([column?.cell(row), column?.filter?.(row)]).toEqual([
      'a"b',
      { field: 'header["X-Node"]', operator: '=', value: 'a"b' },
    ]);
    expect(column?.filter?.(callRow(1))).toBeUndefined();
  });
});
