// Who talks to whom: a picture, a table, and what there is to say about a chosen host. Reads the store; gives navigate.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HostGroup, HostMap } from '../../../server/wire/types.ts';
import type { Command } from '../../commands.ts';
import { StoreController } from '../../controllers/store-controller.ts';
import { HOST_GROUPS } from '../../state/route.ts';
import type { Store } from '../../state/store.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { adjust, go, type Page } from '../page.ts';
import { problemStyles } from '../problem.styles.ts';
import { problemView } from '../problem.ts';
import { hostDetails } from './host-details.ts';
import { hostTable, sortHosts } from './host-table.ts';
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
      ${map === undefined ? nothing : map.hosts.length === 0 ? html`<div class="none"><h2>${words.noneTitle}</h2><p>${words.none}</p></div>` : this.renderMap(map)}`;
  }

  run(command: Command): boolean {
    switch (command) {
      case 'next':
        return this.move(1);
      case 'previous':
        return this.move(-1);
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
        ${hostTable({ hosts: map.hosts, order, chosen: host?.key, onOrder: next => adjust(this, { order: next }), onChoose })}
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
