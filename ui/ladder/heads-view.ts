// The heads of the columns: who stands there. Each is a button for its menu; it is dragged, and moved by Shift and the arrow keys.

import { html, nothing, type TemplateResult } from 'lit';
import { place } from '../base/place.ts';
import { shortLine, visibleLine } from '../base/visible-text.ts';
import { texts } from '../texts.ts';
import type { ShownHost } from './shown.ts';

const PORTS_IN_HINT = 40;

export interface HeadsInput {
  readonly hosts: readonly ShownHost[];
  /** The one that the Tab key goes to. */
  readonly focused: number;
  /** A head that is being dragged, and how far, px. */
  readonly drag: { readonly column: number; readonly by: number; readonly to: number } | undefined;
}

export function headsView({ hosts, focused, drag }: HeadsInput): readonly TemplateResult[] {
  return hosts.map(host => {
    const isDragged = drag?.column === host.column;
    const isTarget = drag !== undefined && !isDragged && drag.to === host.column;
    const side = drag !== undefined && drag.to > drag.column ? 'after' : 'before';
    return html`<div class="host ${isDragged ? 'dragged' : ''} ${isTarget ? side : ''}" role="columnheader" data-column=${host.column}
      ${isDragged ? place({ transform: `translateX(${drag.by}px)` }) : place({})}>
      <button tabindex=${host.column === focused ? 0 : -1} aria-haspopup="dialog" title=${hintOf(host)}>${headView(host)}</button></div>`;
  });
}

/** The same for paper, where nothing is pressed: browsers repeat the head of a table on every page, but not the buttons in it. */
export function paperHeads(hosts: readonly ShownHost[]): readonly TemplateResult[] {
  return hosts.map(host => html`<div class="host"><div class="face">${headView(host)}</div></div>`);
}

function headView(host: ShownHost): TemplateResult {
  const isNamed = host.label !== host.address;
  const address = host.address.includes(':') ? `[${host.address}]` : host.address;
  const [port] = host.ports;
  // A host that only media go to has no port of its own.
  const ports =
    port === undefined
      ? texts.call.mediaOnly
      : host.ports.length === 1
        ? `:${port}`
        : texts.call.ports(host.ports.length);
  const named = host.ports.length === 1 ? `${address}${ports}` : `${address} · ${ports}`;
  const more = host.addresses === undefined ? '' : ` ${texts.ladder.moreAddresses(host.addresses.length - 1)}`;
  return html`<b class="traffic">${shortLine(isNamed ? host.label : address, 60)}</b>
    <small class="mono">${isNamed ? named : ports}${more === '' ? nothing : more}</small>`;
}

function hintOf(host: ShownHost): string {
  const addresses = (host.addresses ?? [host.address]).slice(0, PORTS_IN_HINT).join(', ');
  return [
    visibleLine(host.label.slice(0, 200)),
    addresses,
    host.ports.slice(0, PORTS_IN_HINT).join(', '),
    texts.ladder.headHint,
  ].join('\n');
}
