// The tables beside the list of calls: registrations, streams, findings. Rows come by HTTP in blocks, as they are scrolled to. Pure.
//
//   visible rows ──▶ wantedBlocks ──▶ asked ──▶ rows, or a problem
//   the capture grew: `isStale`; what is on screen is asked for again, and stays on screen meanwhile

import type { Micros } from '../../server/wire/types.ts';
import { withEntry } from '../base/lru.ts';
import type { RowRange } from '../base/visible-range.ts';
import type { Problem } from './app-state.ts';
import type { PageName } from './route.ts';

export const TABLE_NAMES = ['registrations', 'streams', 'findings'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

export const TABLE_BLOCK = 100;
/** 10,000 rows to scroll back over without asking. */
const BLOCKS_KEPT = 100;

/** What a table shows: another text or order is another table, and so is the same one of a new index. */
export interface TableKey {
  readonly capture: string;
  readonly generation: number;
  readonly find: string;
  readonly order: string;
  /** The range of time. */
  readonly from?: Micros;
  readonly to?: Micros;
}

export interface TableAnswer<Row> {
  readonly items: readonly Row[];
  readonly total: number;
  /** Rows by kind (rule, state), over all that match. */
  readonly counts?: Readonly<Record<string, number>>;
}

export interface TableBlock {
  readonly rows: readonly unknown[];
  /** On its way; the rows are those of before. */
  readonly isAsked: boolean;
  readonly isStale: boolean;
}

export interface TableState {
  readonly key: TableKey | undefined;
  readonly blocks: ReadonlyMap<number, TableBlock>;
  /** Undefined before the first answer. */
  readonly total: number | undefined;
  readonly counts: Readonly<Record<string, number>>;
  readonly problem: Problem | undefined;
  readonly visible: RowRange;
}

export type Tables = Readonly<Record<TableName, TableState>>;

export const EMPTY_TABLE: TableState = {
  key: undefined,
  blocks: new Map(),
  total: undefined,
  counts: {},
  problem: undefined,
  visible: { first: 0, end: 40 },
};

const NO_ROWS: TableBlock = { rows: [], isAsked: false, isStale: true };

/** The table that a page shows; undefined for pages that have none. */
export function tableOfPage(page: PageName): TableName | undefined {
  return TABLE_NAMES.find(name => name === page);
}

export function isSameTable(a: TableKey | undefined, b: TableKey | undefined): boolean {
  const isSameRange = a?.from === b?.from && a?.to === b?.to;
  return (
    isSameRange &&
    a?.capture === b?.capture &&
    a?.generation === b?.generation &&
    a?.find === b?.find &&
    a?.order === b?.order
  );
}

/** Numbers of the blocks on screen that are neither here nor on their way. */
export function wantedBlocks(table: TableState): readonly number[] {
  const first = Math.floor(table.visible.first / TABLE_BLOCK);
  const end = Math.max(1, table.visible.end);
  const rows = table.total === undefined ? end : Math.max(1, Math.min(table.total, end));
  const last = Math.floor((rows - 1) / TABLE_BLOCK);
  const wanted: number[] = [];
  for (let number = first; number <= last; number += 1) {
    const block = table.blocks.get(number);
    if (block === undefined || (block.isStale && !block.isAsked)) wanted.push(number);
  }
  return wanted;
}

/** A question about block `number` of the table `key` went out. */
export function onTableAsked(table: TableState, key: TableKey, number: number): TableState {
  const isSame = isSameTable(table.key, key);
  const kept: TableState = isSame ? table : { ...EMPTY_TABLE, key };
  const block = { ...(kept.blocks.get(number) ?? NO_ROWS), isAsked: true };
  return { ...kept, blocks: withEntry(kept.blocks, number, block, BLOCKS_KEPT) };
}

export function onTableAnswer(
  table: TableState,
  key: TableKey,
  number: number,
  answer: TableAnswer<unknown>,
): TableState {
  if (!isSameTable(table.key, key)) return table;
  const block = { rows: answer.items, isAsked: false, isStale: false };
  return {
    ...table,
    blocks: withEntry(table.blocks, number, block, BLOCKS_KEPT),
    total: answer.total,
    counts: answer.counts ?? {},
    problem: undefined,
  };
}

/** What was refused is not asked for again until something changes. */
export function onTableRefused(table: TableState, key: TableKey, number: number, problem: Problem): TableState {
  if (!isSameTable(table.key, key)) return table;
  const block = { ...(table.blocks.get(number) ?? NO_ROWS), isAsked: false, isStale: false };
  return { ...table, blocks: withEntry(table.blocks, number, block, BLOCKS_KEPT), problem };
}

/** The capture has grown: every block may say something else by now. */
export function onTableStale(table: TableState): TableState {
  if (table.blocks.size === 0) return table;
  return {
    ...table,
    blocks: new Map([...table.blocks].map(([number, block]) => [number, { ...block, isStale: true }])),
  };
}

export function onTableVisible(table: TableState, visible: RowRange): TableState {
  if (table.visible.first === visible.first && table.visible.end === visible.end) return table;
  return { ...table, visible };
}

/** The row at `index`, or undefined while it is not here. The caller knows by the table's name what its rows are. */
export function tableRow<Row>(table: TableState, index: number): Row | undefined {
  // The wire types are the contract with our own server (ARCHITECTURE §4): a table holds the rows of its own question only.
  return table.blocks.get(Math.floor(index / TABLE_BLOCK))?.rows[index % TABLE_BLOCK] as Row | undefined;
}
