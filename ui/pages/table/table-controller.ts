// What the table pages share beside their looks: the cursor, the search, the row that is open, and the keys that move them.
// Takes the page, the name of its table and how a row is opened; asks for navigation in the page's name.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Command } from '../../commands.ts';
import type { Store } from '../../state/store.ts';
import type { TableName } from '../../state/tables.ts';
import { adjust } from '../page.ts';
import { tableMove } from './table-moves.ts';
import type { TableInput } from './table-view.ts';

export interface TableHost extends ReactiveControllerHost, EventTarget {
  readonly store: Store;
}

/** What of the table element is needed to move it. */
export interface MovedTable {
  readonly pageRows: number;
  show(index: number): void;
  openMenu(): boolean;
  focus(): void;
}

/** The part of a `TableInput` that is the same for every page. */
type SharedInput = Pick<
  TableInput<unknown>,
  'table' | 'cursor' | 'find' | 'order' | 'onVisible' | 'onFind' | 'onOrder' | 'onCursor' | 'onOpen'
>;

export class TableController implements ReactiveController {
  private readonly host: TableHost;
  private readonly name: TableName;
  private readonly table: () => MovedTable | null | undefined;
  /** Opens the row at an index; false when there is nothing to open. */
  private readonly open: (index: number) => boolean;
  private cursor = -1;

  constructor(
    host: TableHost,
    name: TableName,
    table: () => MovedTable | null | undefined,
    open: (index: number) => boolean,
  ) {
    this.host = host;
    this.name = name;
    this.table = table;
    this.open = open;
    host.addController(this);
  }

  hostConnected(): void {
    this.cursor = -1;
  }

  get input(): SharedInput {
    const { state } = this.host.store;
    return {
      table: state.tables[this.name],
      cursor: this.cursor,
      find: state.route.find,
      order: state.route.order,
      onVisible: visible => this.host.store.dispatch({ type: 'table-visible', name: this.name, visible }),
      onFind: find => this.find(find),
      onOrder: order => adjust(this.host, { order }),
      onCursor: index => this.moveTo(index),
      onOpen: index => this.open(index),
    };
  }

  /** Does what a key asks for; a row that is open follows the cursor. */
  run(command: Command): boolean {
    if (command === 'value-menu') return this.table()?.openMenu() ?? false;
    const { route, tables } = this.host.store.state;
    const move = tableMove(command, this.cursor, tables[this.name].total ?? 0, this.table()?.pageRows ?? 1);
    if (move === undefined) return false;
    if (move.type === 'back') {
      if (route.item === undefined) return this.find('');
      adjust(this.host, { item: undefined });
      return true;
    }
    if (move.type === 'open') return this.open(move.index);
    this.moveTo(move.index);
    this.table()?.show(move.index);
    // Its cells are chosen by its own arrows, and a screen reader hears where it is.
    if (document.activeElement === document.body) this.table()?.focus();
    if (route.item !== undefined) this.open(move.index);
    return true;
  }

  private moveTo(index: number): void {
    this.cursor = index;
    this.host.requestUpdate();
  }

  private find(find: string): boolean {
    if (find === this.host.store.state.route.find) return false;
    this.cursor = -1;
    adjust(this.host, { find });
    return true;
  }
}
