// The columns of a ladder as its reader wants them: hidden, moved, named; which of them has its menu open, and whether names are edited.
// Takes what is shown and the store; changes the address, gives `errand`.

import type { ReactiveControllerHost } from 'lit';
import { emit } from '../../base/emit.ts';
import { movedColumns } from '../../ladder/arrange-hosts.ts';
import type { ShownHost } from '../../ladder/shown.ts';
import type { ErrandOrder } from '../../state/errands.ts';
import { type LadderView, toggled } from '../../state/ladder-view.ts';

export interface ColumnsInput {
  readonly hosts: readonly ShownHost[];
  readonly view: LadderView;
  readonly look: (part: Partial<LadderView>) => void;
}

export class LadderColumns {
  /** The editor of all names is open. */
  isNaming = false;
  private readonly host: EventTarget & Pick<ReactiveControllerHost, 'requestUpdate'>;
  private readonly input: () => ColumnsInput;
  /** Key of the column whose menu was opened last. */
  private menuOf: string | undefined;

  constructor(host: EventTarget & Pick<ReactiveControllerHost, 'requestUpdate'>, input: () => ColumnsInput) {
    this.host = host;
    this.input = input;
  }

  /** The column whose menu it is, as long as it is shown. */
  get current(): ShownHost | undefined {
    return this.input().hosts.find(each => each.key === this.menuOf);
  }

  choose(key: string): void {
    this.menuOf = key;
    this.host.requestUpdate();
  }

  /** The last one stays. */
  hide(key: string): void {
    const { hosts, view, look } = this.input();
    if (hosts.length > 1) look({ hide: toggled(view.hide, key) });
  }

  move(step: 1 | -1): void {
    const { hosts, look } = this.input();
    const from = hosts.findIndex(each => each.key === this.menuOf);
    if (from >= 0) look({ columns: movedColumns(hosts, from, from + step) });
  }

  name(name: string): void {
    const { current } = this;
    if (current === undefined) return;
    // A name that several addresses have is theirs all; a column of one port is named with its port.
    const own = this.input().view.hosts === 'port' ? current.key : current.address;
    emit<ErrandOrder>(this.host, 'errand', { verb: 'name-host', hosts: current.addresses ?? [own], name });
  }

  /** Loaded when it is opened first: most readers never need it. */
  async editNames(): Promise<void> {
    await import('./alias-dialog.ts');
    this.isNaming = true;
    this.host.requestUpdate();
  }

  endNaming(): void {
    this.isNaming = false;
    this.host.requestUpdate();
  }
}
