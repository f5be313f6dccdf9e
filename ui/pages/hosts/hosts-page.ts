// Who talks to whom: a picture, a table, and what there is to say about a chosen host. Reads the store; gives navigate.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HostGroup, HostMap, HostNode } from '../../../server/wire/types.ts';
import { emit } from '../../base/emit.ts';
import type { Command } from '../../commands.ts';
import { StoreController } from '../../controllers/store-controller.ts';
import type { ValueMenuRequest } from '../../filter-acts.ts';
import { HOST_GROUPS } from '../../state/route.ts';
import type { Store } from '../../state/store.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { adjust, go, type Page } from '../page.ts';
import { problemStyles } from '../problem.styles.ts';
import { problemView } from '../problem.ts';
import { noneView } from '../table/none-view.ts';
import { is } from '../terms.ts';
import { hostDetails } from './host-details.ts';
import { hostValue } from './host-filters.ts';
import { type HostColumnId, hostTable, sortHosts } from './host-table.ts';
import { hostsPageStyles } from './hosts-page.styles.ts';
import { layTopology } from './topology.ts';
import { topologyView } from './topology-view.ts';

const words = texts.hosts;

@customElement('hosts-page')
export class HostsPage extends LitElement implements Page {
  static override styles = [shared, hostsPageStyles, problemStyles];

  @property({ attribute: false }) store!: Store;
  @state() private width = 900;
  private readonly resize = new ResizeObserver(([entry]) => {
    if (entry !== undefined) this.width = Math.round(entry.contentRect.width);
  });

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resize.observe(this);
    // The map may be here before the page is: its first drawing is as wide as the next.
    if (this.clientWidth > 0) this.width = this.clientWidth;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resize.disconnect();
  }

  override render(): TemplateResult {
    const { hosts, route } = this.store.state;
    const { map, problem, isAsked } = hosts;
    return html`<header class="toolbar">
        <h1>${words.title}</h1>
        <span class="quiet" role="status">${map === undefined ? (isAsked ? texts.table.loading : nothing) : words.told(map.hosts.length, map.hostCount, map.linkCount)}</span>
        <label>${words.by} <select @change=${this.onGroup}>${HOST_GROUPS.map(
          group => html`<option value=${group} ?selected=${group === route.hostsBy}>${words.groups[group]}</option>`,
        )}</select></label>
      </header>
      ${problem === undefined ? nothing : problemView(texts.refused, problem)}
      ${map === undefined ? nothing : map.hosts.length === 0 ? html`<div class="none">${noneView(this.store.state, this, words)}</div>` : this.renderMap(map)}`;
  }

  run(command: Command): boolean {
    switch (command) {
      case 'next':
        return this.move(1);
      case 'previous':
        return this.move(-1);
      case 'value-menu':
        return this.openMenu();
      case 'back':
        return this.store.state.route.host === undefined ? false : this.choose(undefined);
      default:
        return false;
    }
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.table')?.focus();
  }

  private renderMap(map: HostMap): TemplateResult {
    const { host: chosen, order } = this.store.state.route;
    const host = map.hosts.find(each => each.key === chosen);
    const hasRoom = this.width > 900;
    const topology = layTopology(map, this.width - (host !== undefined && hasRoom ? 390 : 0));
    const onChoose = (key: string): void => void this.choose(key === chosen ? undefined : key);
    return html`<div class="body ${host === undefined ? '' : 'with-details'}">
      <div class="main">
        ${topologyView({ topology, chosen: host?.key, onChoose })}
        ${hostTable({ hosts: map.hosts, order, chosen: host?.key, onOrder: next => adjust(this, { order: next }), onChoose, onMenu: (at, column, x, y) => this.askMenu(at, column, x, y) })}
      </div>
      ${
        host === undefined
          ? nothing
          : html`<aside aria-label=${host.name ?? host.key}>${hostDetails({
              host,
              map,
              onFilter: filter => go(this, { page: 'calls', filter, row: undefined }),
              onChoose: key => void this.choose(key),
              onClose: () => void this.choose(undefined),
            })}</aside>`
      }</div>`;
  }

  private move(by: number): boolean {
    const { hosts, route } = this.store.state;
    const rows = sortHosts(hosts.map?.hosts ?? [], route.order);
    if (rows.length === 0) return false;
    const at = rows.findIndex(host => host.key === route.host);
    const next = Math.min(rows.length - 1, Math.max(0, at === -1 && by < 0 ? 0 : at + by));
    return this.choose(rows[next]?.key);
  }

  /** The menu of the chosen host, below its name. */
  private openMenu(): boolean {
    const { hosts, route } = this.store.state;
    const host = hosts.map?.hosts.find(each => each.key === route.host);
    const head = this.renderRoot.querySelector('tr.chosen th');
    if (host === undefined || head === null) return false;
    const { left, bottom } = head.getBoundingClientRect();
    this.askMenu(host, 'key', left, bottom);
    return true;
  }

  private askMenu(host: HostNode, column: HostColumnId, x: number, y: number): void {
    const [transport, ...others] = host.got.transports;
    const isTransport = column === 'transports' && transport !== undefined && others.length === 0;
    const value = isTransport ? { term: is('transport', transport) } : hostValue(host);
    const text = isTransport ? transport : (host.name ?? host.key);
    const rows = [...this.renderRoot.querySelectorAll<HTMLTableRowElement>('tr[data-key]')];
    const cells = rows.find(each => each.dataset['key'] === host.key)?.cells ?? [];
    const row = Array.from(cells, cell => cell.innerText.trim()).join('\t');
    emit<ValueMenuRequest>(this, 'value-menu', { ...value, value: text, row, x, y });
  }

  private choose(host: string | undefined): true {
    adjust(this, { host });
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector('tr.chosen')?.scrollIntoView({ block: 'nearest' }),
    );
    return true;
  }

  private onGroup(event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { value } = event.target;
    const hostsBy: HostGroup | undefined = HOST_GROUPS.find(group => group === value);
    go(this, { hostsBy: hostsBy ?? 'alias', host: undefined });
  }
}
