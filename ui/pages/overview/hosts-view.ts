// The hosts with most calls: how many, how many were answered, how many failed. A view function; a host that is clicked is a filter.

import { html, nothing, type TemplateResult } from 'lit';
import type { CallCharts, HostSlice } from '../../../server/wire/types.ts';
import { count } from '../../base/format.ts';
import { place } from '../../base/place.ts';
import { shortLine } from '../../base/visible-text.ts';
import { texts } from '../../texts.ts';
import { percentText } from './tiles.ts';

export type HostSide = 'source' | 'destination';

const SIDES: readonly HostSide[] = ['source', 'destination'];
const SHOWN = 10;
const words = texts.overview.hosts;

export function hostsView(
  charts: CallCharts,
  side: HostSide,
  onSide: (side: HostSide) => void,
  onHost: (host: HostSlice) => void,
): TemplateResult {
  const all = side === 'source' ? charts.sources : charts.destinations;
  const omitted = side === 'source' ? charts.sourcesOmitted : charts.destinationsOmitted;
  const shown = all.slice(0, SHOWN);
  const more = all.length - shown.length + omitted;
  const most = Math.max(1, ...shown.map(host => host.count));
  return html`<div class="hosts">
    <div class="sides" role="group" aria-label=${words.side}>${SIDES.map(each => html`<button aria-pressed=${each === side} @click=${() => onSide(each)}>${words[each]}</button>`)}</div>
    ${
      shown.length === 0
        ? html`<p class="none">${texts.overview.chart.none.hosts}</p>`
        : html`<table>
      <thead><tr><th scope="col">${words.host}</th><th scope="col" class="number">${words.calls}</th><th scope="col" class="number">${words.asr}</th><th scope="col" class="number">${words.failed}</th></tr></thead>
      <tbody>${shown.map(
        host => html`<tr>
          <th scope="row"><button title=${words.show(host.name)} @click=${() => onHost(host)}><span class="bar" ${place({ width: `${(host.count / most) * 100}%` })}></span><span class="mono traffic">${shortLine(host.name, 45)}</span></button></th>
          <td class="number">${count(host.count)}</td><td class="number">${host.asr === null ? '–' : percentText(host.asr)}</td>
          <td class="number ${host.failed > 0 ? 'ink-bad' : 'quiet'}">${count(host.failed)}</td></tr>`,
      )}</tbody></table>`
    }
    ${more > 0 ? html`<p class="note">${texts.overview.chart.more(more)}</p>` : nothing}
  </div>`;
}
