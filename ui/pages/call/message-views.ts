// Two faces of a message: headers and body. View functions: data in, templates out; traffic only as text nodes.

import { html, nothing, type TemplateResult } from 'lit';
import type { BodyPart, HeaderReport, MessageDetail, SdpMediaReport, SdpReport } from '../../../server/wire/types.ts';
import { visibleLine, visibleText } from '../../base/visible-text.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import '../../widgets/copy-button.ts';

/** A body is shown up to this many characters; the raw text has it whole. */
const BODY_LIMIT = 200_000;

export function headersView(message: MessageDetail): TemplateResult {
  if (message.headers.length === 0) return html`<p class="note">${texts.message.noHeaders}</p>`;
  return html`<dl class="headers">${message.headers.map(headerView)}</dl>`;
}

export function bodyView(message: MessageDetail): TemplateResult {
  if (message.bodies.length === 0) return html`<p class="note">${texts.message.noBody}</p>`;
  return html`${message.sdp === undefined ? nothing : sdpView(message.sdp)}${message.bodies.map(partView)}`;
}

function headerView(header: HeaderReport): TemplateResult {
  const isShort = header.name.toLowerCase() !== header.canonical.toLowerCase();
  return html`<div class="header ${header.problems.length > 0 ? 'faulty' : ''}">
    <dt><b class="traffic">${visibleLine(header.canonical)}</b>${isShort ? html` <small class="traffic">${visibleLine(header.name)}</small>` : nothing}</dt>
    <dd>
      <span class="mono traffic">${visibleText(header.value)}</span>
      <copy-button .text=${header.value} .label=${texts.message.copyValue} .done=${texts.message.copied} .failed=${texts.message.notCopied}></copy-button>
      ${
        header.parts.length === 0
          ? nothing
          : html`<dl class="parts">${header.parts.map(part => html`<dt class="traffic">${visibleLine(part.name)}</dt><dd class="mono traffic">${visibleText(part.value)}</dd>`)}</dl>`
      }
      ${problemsView(header.problems)}
    </dd>
  </div>`;
}

/** What is wrong, with the RFC section, as the collector words it. */
export function problemsView(problems: readonly string[]): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<ul class="problems">${problems.map(problem => html`<li class="traffic">${icon('warning')}<span>${visibleLine(problem)}</span></li>`)}</ul>`;
}

function sdpView(sdp: SdpReport): TemplateResult {
  const words = texts.message.sdp;
  return html`<section class="sdp">
    <dl class="parts">
      <dt>${words.origin}</dt><dd class="mono traffic">${visibleLine(sdp.origin)}</dd>
      <dt>${words.session}</dt><dd class="mono traffic">${visibleLine(sdp.sessionName)}</dd>
      <dt>${words.connection}</dt><dd class="mono traffic">${visibleLine(sdp.connection)}</dd>
    </dl>
    ${sdp.media.map(mediaView)}
    ${problemsView(sdp.problems)}
  </section>`;
}

function mediaView(media: SdpMediaReport): TemplateResult {
  const words = texts.message.sdp;
  return html`<div class="media">
    <h3 class="traffic">${visibleLine(media.media)} <span class="mono">${visibleLine(media.address)}:${media.port}</span> <small>${visibleLine(media.protocol)}</small> <span class="badge">${visibleLine(media.direction)}</span></h3>
    <dl class="parts">
      <dt>${words.codecs}</dt><dd class="traffic">${media.codecs.map(codec => html`<span class="badge">${visibleLine(codec)}</span> `)}</dd>
      ${media.attributes.length === 0 ? nothing : html`<dt>${words.attributes}</dt><dd class="mono traffic">${media.attributes.map(line => html`<div>${visibleLine(line)}</div>`)}</dd>`}
    </dl>
  </div>`;
}

function partView(part: BodyPart): TemplateResult {
  const text = part.text?.slice(0, BODY_LIMIT) ?? part.base64?.slice(0, BODY_LIMIT) ?? '';
  const isCut = part.cut === true || (part.text ?? part.base64 ?? '').length > BODY_LIMIT;
  return html`<section>
    <h3 class="traffic">${visibleLine(texts.message.bodyPart(part.contentType, part.length))}</h3>
    ${part.headers.map(header => html`<div class="mono quiet traffic">${visibleLine(`${header.name}: ${header.value}`)}</div>`)}
    ${part.text === undefined ? html`<p class="note">${texts.message.binary(part.length)}</p>` : nothing}
    <pre class="raw">${visibleText(text.replaceAll('\r\n', '\n'))}</pre>
    ${isCut ? html`<p class="note">${texts.message.cut}</p>` : nothing}
  </section>`;
}
