// The body of a message, part by part: read where the collector or this page can, as text or bytes always.
// Takes a MessageDetail and the offers and answers of its call.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BodyPart, BodyReading, BodyTable, MediaSession, MessageDetail } from '../../../server/wire/types.ts';
import { count } from '../../base/format.ts';
import { hexDump } from '../../base/hex-dump.ts';
import { indexOf } from '../../base/numbers.ts';
import { shortLine, visibleLine, visibleText } from '../../base/visible-text.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { messageTexts } from '../../texts-message.ts';
import { icon } from '../../widgets/icon.ts';
import { exchangeAnsweredBy } from './answer-changes.ts';
import { bodyStyles } from './message-body.styles.ts';
import { partBytes } from './message-bytes.ts';
import { partFileName } from './part-file.ts';
import { prettyJson, prettyXml } from './pretty.ts';
import { rfcLink } from './rfc-link.ts';
import { fieldsView, sdpView } from './sdp-view.ts';
import '../../widgets/copy-button.ts';

/** Characters of a text, and bytes of a dump, that are shown; the raw message has all. */
const TEXT_LIMIT = 200_000;
const HEX_LIMIT = 64 * 1024;

const words = messageTexts.body;

@customElement('message-body')
export class MessageBody extends LitElement {
  static override styles = [shared, bodyStyles];

  @property({ attribute: false }) message: MessageDetail | undefined;
  @property({ attribute: false }) sessions: readonly MediaSession[] = [];
  @state() private areKeysShown = false;
  /** Parts that are shown as they were sent, not indented. */
  @state() private unindented: ReadonlySet<number> = new Set();

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('message') || changed.get('message')?.id === this.message?.id) return;
    this.areKeysShown = false;
    this.unindented = new Set();
  }

  override render(): TemplateResult | typeof nothing {
    const { message } = this;
    if (message === undefined) return nothing;
    if (message.bodies.length === 0) return html`<p class="note">${texts.message.noBody}</p>`;
    return html`${message.bodies.map((part, at) => this.renderPart(message, part, at))}`;
  }

  private renderPart(message: MessageDetail, part: BodyPart, at: number): TemplateResult {
    const isSdp = isType(part, 'application/sdp') && part.text !== undefined;
    const isRead = isSdp || part.reading !== undefined;
    const of = message.bodies.length > 1 ? `${words.partOf(at + 1, message.bodies.length)} ` : '';
    return html`<section>
      <div class="head"><h3 class="traffic">${of}${visibleLine(texts.message.bodyPart(shortLine(part.contentType, 200), part.length))}</h3>
        ${part.text === undefined ? nothing : html`<copy-button .text=${part.text} .label=${words.copyPart} .done=${messageTexts.copied} .failed=${messageTexts.notCopied}></copy-button>`}
        ${part.cut === true ? nothing : html`<button class="button" @click=${() => download(partBytes(part), partFileName(message.id, at, part.contentType))}>${icon('down')}${words.download}</button>`}
      </div>
      ${fieldsView(part.headers.filter(({ name }) => name.toLowerCase() !== 'content-type'))}
      ${part.reading === undefined ? nothing : readingView(part.reading)}
      ${isSdp ? this.renderSdp(message, part) : nothing}
      ${isRead ? html`<details><summary>${words.asSent}</summary>${this.renderContent(part, at)}</details>` : this.renderContent(part, at)}
      ${part.cut === true ? html`<p class="note">${texts.message.cut}</p>` : nothing}
    </section>`;
  }

  private renderSdp(message: MessageDetail, part: BodyPart): TemplateResult {
    const exchange = exchangeAnsweredBy(this.sessions, message.index);
    // The collector reads the first description of a message; the others have no problems to tell.
    const isFirst = message.bodies.find(each => isType(each, 'application/sdp')) === part;
    return html`${exchange === undefined || !isFirst ? nothing : html`<p class="note">${messageTexts.sdp.answers(exchange.offerIn, indexOf(exchange.offer))}</p>`}
      ${sdpView({
        text: part.text ?? '',
        problems: isFirst ? (message.sdp?.problems ?? []) : [],
        lines: isFirst ? (exchange?.lines ?? []) : [],
        areKeysShown: this.areKeysShown,
        onShowKeys: () => {
          this.areKeysShown = true;
        },
      })}`;
  }

  private renderContent(part: BodyPart, at: number): TemplateResult {
    if (part.text === undefined) {
      const bytes = partBytes(part);
      return html`<p class="note">${words.bytes(part.length)}</p><pre class="hex" tabindex="0">${hexDump(bytes.subarray(0, HEX_LIMIT))}</pre>
        ${bytes.length > HEX_LIMIT ? html`<p class="note">${texts.message.moreBytes(count(bytes.length - HEX_LIMIT))}</p>` : nothing}`;
    }
    const text = part.text.slice(0, TEXT_LIMIT);
    const indent = indenterOf(part);
    const isIndented = indent !== undefined && !this.unindented.has(at);
    const shown = isIndented ? indent(text) : text.replaceAll('\r\n', '\n');
    return html`${indent === undefined ? nothing : html`<button class="button" aria-pressed=${isIndented} @click=${() => this.toggleIndent(at)}>${words.indented}</button>`}
      <pre>${visibleText(shown)}</pre>
      ${part.text.length > TEXT_LIMIT ? html`<p class="note">${texts.message.cut}</p>` : nothing}`;
  }

  private toggleIndent(at: number): void {
    const unindented = new Set(this.unindented);
    if (!unindented.delete(at)) unindented.add(at);
    this.unindented = unindented;
  }
}

function readingView(reading: BodyReading): TemplateResult {
  return html`<h4>${visibleLine(reading.format)} <small>${rfcLink(reading.source)}</small></h4>
    ${fieldsView(reading.fields)}
    ${reading.tables.map(tableView)}
    ${reading.problems.length === 0 ? nothing : html`<ul class="problems">${reading.problems.map(problem => html`<li class="traffic">⚑ ${visibleLine(problem)}</li>`)}</ul>`}`;
}

function tableView({ title, columns, rows, omitted }: BodyTable): TemplateResult {
  // A column that is empty in every row says nothing.
  const places = columns.map((_, at) => at).filter(at => rows.some(row => (row[at] ?? '') !== ''));
  return html`<div class="wide"><table><caption>${title}</caption>
    <thead><tr>${places.map(at => html`<th scope="col">${columns[at]}</th>`)}</tr></thead>
    <tbody>${rows.map(row => html`<tr>${places.map(at => html`<td>${visibleText(row[at] ?? '')}</td>`)}</tr>`)}</tbody></table></div>
    ${omitted > 0 ? html`<p class="note">${messageTexts.diff.more(omitted)}</p>` : nothing}`;
}

function indenterOf(part: BodyPart): ((text: string) => string) | undefined {
  const type = part.contentType.toLowerCase();
  if (/json/.test(type)) return prettyJson;
  return /xml/.test(type) ? prettyXml : undefined;
}

function isType({ contentType }: BodyPart, type: string): boolean {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase() === type;
}

/** Hands bytes to the browser as a file. They are data, never a page: no browser opens this type. */
function download(bytes: Uint8Array, name: string): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the address by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
