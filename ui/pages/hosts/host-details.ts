// What a chosen host was asked and answered, and by whom. A view function: takes the host and the map, gives events by callbacks.

import { html, nothing, type TemplateResult } from 'lit';
import type { HostLink, HostMap, HostNode, HostTraffic, PeerState } from '../../../server/wire/types.ts';
import { count, duration } from '../../base/format.ts';
import { codeInk } from '../../base/response-class.ts';
import { shortLine, visibleLine } from '../../base/visible-text.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { betweenFilter, hostFilter } from './host-filters.ts';
import { troubled } from './topology.ts';

const words = texts.hosts;
const MAX_LINKS = 200;
/** Methods, or codes: a host of real traffic has a dozen. */
const TALLIES = 30;

export interface HostDetailsInput {
  readonly host: HostNode;
  readonly map: HostMap;
  readonly onFilter: (expression: string) => void;
  readonly onChoose: (key: string) => void;
  readonly onClose: () => void;
}

const STATE_INKS: Readonly<Record<PeerState, string>> = { up: 'ink-good', down: 'ink-bad', unknown: 'quiet' };

export function hostDetails({ host, map, onFilter, onChoose, onClose }: HostDetailsInput): TemplateResult {
  const name = host.name ?? host.key;
  const button = (title: string, expression: string | undefined): TemplateResult =>
    html`<button class="button" ?disabled=${expression === undefined} title=${expression ?? words.tooMany} @click=${() => onFilter(expression ?? '')}>${title}</button>`;
  return html`<header><h2 class="traffic" title=${visibleLine(name)}>${shortLine(name, 60)}</h2>
      <button class="icon-button" title=${words.close} aria-label=${words.close} @click=${onClose}>${icon('close')}</button></header>
    <p class="mono traffic">${host.addresses.map(visibleLine).join(', ')}${host.addressCount > host.addresses.length ? html` <span class="quiet">(${words.addresses(host.addresses.length, host.addressCount)})</span>` : nothing}</p>
    ${host.options === undefined ? nothing : optionsView(host.options)}
    <p class="acts">${button(words.from, hostFilter(host, 'source'))}${button(words.to, hostFilter(host, 'destination'))}${button(words.any, hostFilter(host, 'ip'))}</p>
    ${host.got.transactions === 0 ? html`<p class="quiet">${words.nothingAsked}</p>` : trafficView(host.got)}
    ${linksView(
      words.incoming,
      map.links.filter(link => link.destination === host.key),
      link => link.source,
    )}
    ${linksView(
      words.outgoing,
      map.links.filter(link => link.source === host.key),
      link => link.destination,
    )}`;

  function linksView(
    title: string,
    links: readonly HostLink[],
    otherOf: (link: HostLink) => string,
  ): TemplateResult | typeof nothing {
    if (links.length === 0) return nothing;
    return html`<table><caption>${title}</caption><thead><tr><th scope="col">${words.columns.key}</th><th scope="col" class="number">${words.columns.got}</th>
        <th scope="col" class="number" title=${words.trouble}>✕</th><th scope="col" class="number" title=${words.timesHelp}>${words.columns.p95}</th><th scope="col"><span class="hidden-text">${words.between}</span></th></tr></thead>
      <tbody>${links.slice(0, MAX_LINKS).map(link => linkRow(link, otherOf(link)))}</tbody></table>
      ${links.length > MAX_LINKS ? html`<p class="quiet">${words.moreLinks(links.length - MAX_LINKS)}</p>` : nothing}`;
  }

  function linkRow(link: HostLink, key: string): TemplateResult {
    const other = map.hosts.find(each => each.key === key);
    const failed = troubled(link);
    const expression = other === undefined ? undefined : betweenFilter(host, other);
    return html`<tr><th scope="row"><button class="plain traffic" @click=${() => onChoose(key)}>${shortLine(other?.name ?? key, 40)}</button></th>
      <td class="number">${count(link.transactions)}</td><td class="number ${failed === 0 ? 'quiet' : 'ink-bad'}">${count(failed)}</td>
      <td class="number">${duration(link.response.p95 ?? undefined)}</td>
      <td>${expression === undefined ? nothing : html`<button class="plain" @click=${() => onFilter(expression)}>${words.between}</button>`}</td></tr>`;
  }
}

export function optionsView(state: PeerState): TemplateResult {
  return html`<span class=${STATE_INKS[state]}>${words.options[state]}</span>`;
}

function trafficView({
  methods,
  codes,
  unanswered,
  retransmissions,
  response,
  transports,
}: HostTraffic): TemplateResult {
  const list = (counts: Readonly<Record<string, number>>, inkOf: (name: string) => string): TemplateResult => {
    const all = Object.entries(counts);
    const shown = all.slice(0, TALLIES);
    return html`${shown.map(
      ([name, n]) =>
        html`<span class="tally"><b class="traffic ${inkOf(name)}">${shortLine(name, 24)}</b> ${count(n)}</span>`,
    )}${all.length > shown.length ? html`<span class="quiet">${words.moreTallies(all.length - shown.length)}</span>` : nothing}`;
  };
  return html`<dl>
    <dt>${words.methods}</dt><dd>${list(methods, () => '')}</dd>
    <dt>${words.codes}</dt><dd>${list(codes, code => codeInk(Number(code)))}${unanswered === 0 ? nothing : html`<span class="tally ink-bad"><b>${words.columns.unanswered}</b> ${count(unanswered)}</span>`}</dd>
    <dt title=${words.timesHelp}>${words.columns.p50} · ${words.columns.p95}</dt><dd>${duration(response.p50 ?? undefined)} · ${duration(response.p95 ?? undefined)}</dd>
    <dt>${words.columns.retransmissions}</dt><dd>${count(retransmissions)}</dd>
    <dt>${words.columns.transports}</dt><dd>${transports.join(', ')}</dd>
  </dl>`;
}
