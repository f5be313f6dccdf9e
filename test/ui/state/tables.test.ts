import { describe, expect, test } from 'vitest';
import {
  EMPTY_TABLE,
  onTableAnswer,
  onTableAsked,
  onTableRefused,
  onTableStale,
  onTableVisible,
  TABLE_BLOCK,
  type TableKey,
  type TableState,
  tableOfPage,
  tableRow,
  wantedBlocks,
} from '../../../ui/state/tables.ts';

const KEY: TableKey = { capture: 'demo', generation: 0, find: '', order: '' };
const rows = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, at) => from + at);
const PROBLEM = { code: 'SIPA_X', message: 'no', hint: '' };

/** A table of `total` rows whose first block is here. */
function filled(total: number): TableState {
  const asked = onTableAsked(EMPTY_TABLE, KEY, 0);
  return onTableAnswer(asked, KEY, 0, { items: rows(0, Math.min(total, TABLE_BLOCK)), total, counts: { a: total } });
}

describe('a table', () => {
  test('wants the blocks on screen, once', () => {
    expect(wantedBlocks(EMPTY_TABLE)).toEqual([0]);
    expect(wantedBlocks(onTableAsked(EMPTY_TABLE, KEY, 0))).toEqual([]);
    expect(wantedBlocks(filled(1000))).toEqual([]);
    expect(wantedBlocks(onTableVisible(filled(1000), { first: 190, end: 215 }))).toEqual([1, 2]);
  });
  test('wants nothing beyond its end', () => {
    expect(wantedBlocks(onTableVisible(filled(30), { first: 0, end: 400 }))).toEqual([]);
    expect(wantedBlocks(onTableVisible(filled(0), { first: 0, end: 40 }))).toEqual([]);
  });
  test('gives rows by their place', () => {
    const table = filled(1000);
    expect(tableRow<number>(table, 7)).toBe(7);
    expect(tableRow<number>(table, 700)).toBeUndefined();
    expect(table.counts).toEqual({ a: 1000 });
  });
  test('of another question begins anew; late answers to the old one are left out', () => {
    const other = { ...KEY, find: 'x' };
    const asked = onTableAsked(filled(1000), other, 0);
    expect(asked).toMatchObject({ key: other, total: undefined });
    expect(onTableAnswer(asked, KEY, 0, { items: rows(0, 1), total: 1 })).toBe(asked);
    expect(onTableRefused(asked, KEY, 0, PROBLEM)).toBe(asked);
  });
  test('of a capture that grew keeps its rows while they are asked for again', () => {
    const stale = onTableStale(filled(1000));
    expect(wantedBlocks(stale)).toEqual([0]);
    const asked = onTableAsked(stale, KEY, 0);
    expect(wantedBlocks(asked)).toEqual([]);
    expect(tableRow<number>(asked, 3)).toBe(3);
  });
  test('that was refused is not asked for again and again', () => {
    const refused = onTableRefused(onTableAsked(EMPTY_TABLE, KEY, 0), KEY, 0, PROBLEM);
    expect(refused.problem).toEqual(PROBLEM);
    expect(wantedBlocks(refused)).toEqual([]);
    expect(onTableAnswer(refused, KEY, 0, { items: [], total: 0 }).problem).toBeUndefined();
  });
  test('belongs to a page of its name', () => {
    expect(tableOfPage('streams')).toBe('streams');
    expect(tableOfPage('calls')).toBeUndefined();
  });
});
