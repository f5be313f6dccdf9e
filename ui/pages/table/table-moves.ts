// Keys on a table page: the cursor goes up and down, Enter opens, Escape closes what is open and then empties the search. Pure.

import type { Command } from '../../commands.ts';

/** What a key does on a table of `total` rows whose cursor is at `cursor` (-1: nowhere). */
export type TableMove =
  | { readonly type: 'cursor'; readonly index: number }
  | { readonly type: 'open'; readonly index: number }
  | { readonly type: 'back' };

export function tableMove(command: Command, cursor: number, total: number, pageRows: number): TableMove | undefined {
  const to = (index: number): TableMove | undefined =>
    total === 0 ? undefined : { type: 'cursor', index: Math.min(total - 1, Math.max(0, index)) };
  switch (command) {
    case 'next':
      return to(cursor + 1);
    case 'previous':
      return to(cursor < 0 ? total - 1 : cursor - 1);
    case 'page-down':
      return to(cursor + pageRows);
    case 'page-up':
      return to(cursor - pageRows);
    case 'first':
      return to(0);
    case 'last':
      return to(total - 1);
    case 'open':
      return cursor < 0 || cursor >= total ? undefined : { type: 'open', index: cursor };
    case 'back':
      return { type: 'back' };
    default:
      return undefined;
  }
}
