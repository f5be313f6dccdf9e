// All hosts as a table: what the picture shows, and the hosts it has no room for. A view function; sorting is pure.

import { html, nothing, type TemplateResult } from 'lit';
import type { HostNode } from '../../../server/wire/types.ts';
import { count, duration } from '../../base/format.ts';
import { shortLine, visibleLine } from '../../base/visible-text.ts';
import { texts } from '../../texts.ts';
import { optionsView } from './host-details.ts';
import { troubled } from './topology.ts';

const words = texts.hosts;

export type HostColumnId = keyof typeof words.columns;

interface HostColumn {
  readonly id: HostColumnId;
  readonly isNumber: boolean;
  readonly keyOf: (host: HostNode) => number | string;
  readonly show: (host: HostNode) => TemplateResult | string | typeof nothing;
}

const failedOf = (host: HostNode): number => troubled({ codes: host.got.codes, unanswered: 0 });

export const HOST_COLUMNS: readonly HostColumn[] = [
  { id: 'key', isNumber: false, keyOf: host => host.name ?? host.key, show: nameView },
  number('asked', host => host.asked),
  number('got', host => host.got.transactions),
  number('unanswered', host => host.got.unanswered),
  number('failed', failedOf),
  number('retransmissions', host => host.got.retransmissions),
  time('p50', host => host.got.response.p50),
  time('p95', host => host.got.response.p95),
  {
    id: 'options',
    isNumber: false,
    keyOf: host => host.options ?? '',
    show: host => (host.options === undefined ? nothing : optionsView(host.options)),
  },
  {
    id: 'transports',
    isNumber: false,
    keyOf: host => host.got.transports.join(),
    show: host => host.got.transports.join(', '),
  },
];

/** In the order of a column, `-` in front for descending; as the collector gave them (the busiest first) for anything else. */
export function sortHosts(hosts: readonly HostNode[], order: string): readonly HostNode[] {
  const column = HOST_COLUMNS.find(each => each.id === order.replace(/^-/, ''));
  if (column === undefined) return hosts;
  const turn = order.startsWith('-') ? -1 : 1;
  return hosts
    .map((host, i) => ({ host, i, key: column.keyOf(host) }))
    .sort((a, b) => turn * (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) || a.i - b.i)
    .map(each => each.host);
}

/** The order after a click on a head: numbers begin with the largest. */
export function nextOrder(id: string, order: string): string {
  const isNumber = HOST_COLUMNS.find(each => each.id === id)?.isNumber ?? false;
  const [first, second] = isNumber ? [`-${id}`, id] : [id, `-${id}`];
  return order === first ? second : order === second ? '' : first;
}

export interface HostTableInput {
  readonly hosts: readonly HostNode[];
  readonly order: string;
  readonly chosen: string | undefined;
  readonly onOrder: (order: string) => void;
  readonly onChoose: (key: string) => void;
  /** The menu of a host is wanted, at a point of the window. */
  readonly onMenu: (host: HostNode, column: HostColumnId, x: number, y: number) => void;
}

export function hostTable({ hosts, order, chosen, onOrder, onChoose, onMenu }: HostTableInput): TemplateResult {
  const sortOf = (id: string): 'ascending' | 'descending' | 'none' =>
    order === id ? 'ascending' : order === `-${id}` ? 'descending' : 'none';
  return html`<div class="table" tabindex="0" data-scrolls role="region" aria-label=${words.title}><table>
    <thead><tr>${HOST_COLUMNS.map(
      ({ id, isNumber }) =>
        html`<th scope="col" class=${isNumber ? 'number' : ''} aria-sort=${sortOf(id)} title=${id === 'p50' || id === 'p95' ? words.timesHelp : nothing}><button class="plain" @click=${() => onOrder(nextOrder(id, order))}>${words.columns[id]}</button></th>`,
    )}</tr></thead>
    <tbody>${sortHosts(hosts, order).map(
      host => html`<tr data-key=${host.key} class=${host.key === chosen ? 'chosen' : ''} @click=${() => onChoose(host.key)} @contextmenu=${(event: MouseEvent) => askMenu(event, host, onMenu)}>
        ${HOST_COLUMNS.map(column => cellView(column, host, chosen, onChoose))}</tr>`,
    )}</tbody></table></div>`;
}

function askMenu(event: MouseEvent, host: HostNode, onMenu: HostTableInput['onMenu']): void {
  // Whoever has marked text, or holds Shift, wants the menu of the browser.
  if (event.shiftKey || getSelection()?.isCollapsed === false) return;
  event.preventDefault();
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('td') : null;
  const column = HOST_COLUMNS.find(({ id }) => id === cell?.dataset['column'])?.id ?? 'key';
  onMenu(host, column, event.clientX, event.clientY);
}

function cellView(
  column: HostColumn,
  host: HostNode,
  chosen: string | undefined,
  onChoose: (key: string) => void,
): TemplateResult {
  if (column.id === 'key')
    return html`<th scope="row"><button class="plain" aria-pressed=${host.key === chosen} @click=${(event: Event) => {
      event.stopPropagation();
      onChoose(host.key);
    }}>${column.show(host)}</button></th>`;
  const isBad = (column.id === 'unanswered' || column.id === 'failed') && column.keyOf(host) !== 0;
  return html`<td data-column=${column.id} class="${column.isNumber ? 'number' : ''} ${isBad ? 'ink-bad' : ''}">${column.show(host)}</td>`;
}

function nameView({ key, name }: HostNode): TemplateResult {
  if (name === undefined || name === key)
    return html`<span class="traffic" title=${visibleLine(key)}>${shortLine(key, 60)}</span>`;
  return html`<b class="traffic">${shortLine(name, 60)}</b> <span class="mono quiet traffic">${shortLine(key, 60)}</span>`;
}

function number(id: HostColumn['id'], keyOf: (host: HostNode) => number): HostColumn {
  return { id, isNumber: true, keyOf, show: host => count(keyOf(host)) };
}

function time(id: HostColumn['id'], of: (host: HostNode) => number | null): HostColumn {
  return { id, isNumber: true, keyOf: host => of(host) ?? -1, show: host => duration(of(host) ?? undefined) };
}
