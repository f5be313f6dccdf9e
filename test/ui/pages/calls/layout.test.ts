import { describe, expect, test } from 'vitest';
import { readLayout } from '../../../../ui/base/column-layout.ts';
import { CALL_COLUMNS } from '../../../../ui/pages/calls/columns.ts';
import { CallLayout } from '../../../../ui/pages/calls/layout.ts';
import { columnsFor, tableWidth } from '../../../../ui/widgets/columns.ts';

function layout(text: string, isGrouped = false, isOfDays = false) {
  const changes: string[] = [];
  const now = { text, isGrouped, isOfDays, shown: CALL_COLUMNS.slice(0, 3) };
  return {
    changes,
    layout: new CallLayout(
      () => now,
      changed => changes.push(changed),
    ),
  };
}

describe('the columns of the list', () => {
  test('are those that come with it when nothing was chosen, or nothing that there is', () => {
    expect(layout('').layout.columns).toBe(CALL_COLUMNS);
    expect(layout('nonsense').layout.columns).toBe(CALL_COLUMNS);
  });
  test('are those of the address, in its order and widths', () => {
    const { columns } = layout('callId:300,state,nonsense').layout;
    expect(columns.map(({ id, width, share, from }) => ({ id, width, share, from }))).toEqual([
      { id: 'callId', width: 300, share: 0, from: 0 },
      { id: 'state', width: 108, share: 0, from: 0 },
    ]);
  });
  test('are one list as long as the choice is one', () => {
    const { layout: it } = layout('callId');
    expect(it.columns).toBe(it.columns);
  });
});

test('times have their day where the capture goes over midnight, in a width that somebody chose too', () => {
  const widthOf = (text: string) =>
    layout(text, false, true).layout.columns.find(({ id }) => id === 'startTime')?.width;
  expect([widthOf(''), widthOf('state,startTime'), widthOf('startTime:90')]).toEqual([154, 154, 90]);
  const { layout: it } = layout('', false, true);
  expect(it.columns).toBe(it.columns);
});

test('a list of calls always says how many legs and why', () => {
  const { columns } = layout('state,to', true).layout;
  expect(columns.map(column => column.id)).toEqual(['state', 'legs', 'to']);
  expect(layout('to,legs', true).layout.columns.map(column => column.id)).toEqual(['to', 'legs']);
  const all = layout('', true).layout.columns;
  for (const width of [480, 700, 920, 1180, 1920])
    expect(tableWidth(columnsFor(all, width))).toBeLessThanOrEqual(width);
});

describe('a change', () => {
  test('of what nobody had chosen yet begins with what is shown', () => {
    const { layout: it, changes } = layout('');
    it.move({ id: 'state', to: 2 });
    it.resize({ id: 'method', width: 200 });
    expect(changes).toEqual(['method,startTime,state', 'state,method:200,startTime']);
  });
  test('back to nothing is the default', () => {
    const { layout: it, changes } = layout('callId');
    it.set([]);
    it.set(readLayout('to,callId:90'));
    expect(changes).toEqual(['', 'to,callId:90']);
  });
});
