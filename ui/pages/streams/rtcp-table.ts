// What the ends of one stream or two told by RTCP, side by side (RFC 3550 §6.4, RFC 3611 §4.7). A view function.

import { html, type TemplateResult } from 'lit';
import type { RtcpSummary, StreamReport } from '../../../server/wire/types.ts';
import { count, duration } from '../../base/format.ts';
import { texts } from '../../texts.ts';

const words = texts.media.rtcp;

export function rtcpTable(streams: readonly StreamReport[]): TemplateResult {
  if (streams.every(stream => stream.rtcp === undefined))
    return html`<h3>${words.title}</h3><p class="quiet">${words.none}</p>`;
  const { figures } = words;
  const row = (title: string, say: (rtcp: RtcpSummary) => string | undefined): TemplateResult =>
    html`<tr><th scope="row">${title}</th>${streams.map(({ rtcp }) => html`<td>${rtcp === undefined ? '–' : (say(rtcp) ?? '–')}</td>`)}</tr>`;
  return html`<h3>${words.title}</h3><div class="wide" role="group" tabindex="0" data-scrolls aria-label=${words.title}><table>
    <thead><tr><td></td>${streams.map((stream, at) => html`<th scope="col">${at === 0 ? texts.media.course.forward : texts.media.course.backward} <span class="mono">${stream.source}</span></th>`)}</tr></thead>
    <tbody>
      ${row(figures.reports, rtcp => `${count(rtcp.senderReports)} SR · ${count(rtcp.receiverReports)} RR`)}
      ${row(figures.lost, rtcp => (rtcp.fractionLost === undefined ? undefined : `${(rtcp.fractionLost * 100).toFixed(1)} %`))}
      ${row(figures.cumulative, rtcp => (rtcp.cumulativeLost === undefined ? undefined : count(rtcp.cumulativeLost)))}
      ${row(figures.jitter, rtcp => (rtcp.jitter === undefined ? undefined : duration(rtcp.jitter)))}
      ${row(figures.roundTrip, rtcp => (rtcp.roundTrip === undefined ? undefined : duration(rtcp.roundTrip)))}
      ${row(figures.mos, rtcp => rtcp.xr?.mosLq?.toFixed(1))}
    </tbody></table></div>`;
}
