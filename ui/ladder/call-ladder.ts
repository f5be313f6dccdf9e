// The ladder of a call: hosts across, messages down, drawn only where it is looked at.
// Takes a LadderDiagram, the selected message and marks; gives message-select (a message index), media-select
// (stream indexes), finding-light and time-cycle.

import { html, LitElement, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type {
  LadderDiagram,
  LadderEvent,
  LadderGap,
  LadderHost,
  LadderMedia,
  LadderMessage,
  LadderRow,
  LadderSeam,
} from '../../server/wire/types.ts';
import { emit } from '../base/emit.ts';
import { dateTime, rowTime, type TimeMode } from '../base/format.ts';
import { indexOf } from '../base/numbers.ts';
import { place } from '../base/place.ts';
import { shortLine, visibleLine } from '../base/visible-text.ts';
import { ScrollController } from '../controllers/scroll-controller.ts';
import { shared } from '../styles/shared.ts';
import { texts } from '../texts.ts';
import { icon } from '../widgets/icon.ts';
import { ladderStyles } from './call-ladder.styles.ts';
import type { LadderMark } from './ladder-mark.ts';
import { type LadderLayout, layoutArrow, layoutLadder, previousTime, ROW, responseClass } from './layout.ts';

const HEAD_HEIGHT = 46;
const OVERSCAN = 6;
const LABEL_LIMIT = 80;
const SEAM_LIMIT = 160;
/** Colours of legs. */
const SPINES = 6;
const NO_LADDER: LadderDiagram = { hosts: [], rows: [], omitted: 0 };
const NO_MARKS: ReadonlyMap<number, LadderMark> = new Map();

@customElement('call-ladder')
export class CallLadder extends LitElement {
  static override styles = [shared, ladderStyles];

  @property({ attribute: false }) ladder: LadderDiagram = NO_LADDER;
  /** Index of the selected message; -1 for none. */
  @property({ type: Number }) selected = -1;
  /** The selection moves by keys, so its transaction is lit as if the pointer were on it. */
  @property({ type: Boolean }) keyed = false;
  @property() timeMode: TimeMode = 'relative';
  /** What findings say of messages, by message index. */
  @property({ attribute: false }) marks: ReadonlyMap<number, LadderMark> = NO_MARKS;
  /** Messages that are lit while the others are dim: the proof of a finding. */
  @property({ attribute: false }) lit: ReadonlySet<number> | undefined;
  /** Transaction under the pointer. */
  @state() private hovered: number | undefined;
  @query('.scroller') private scroller!: HTMLElement;
  private readonly scrolling = new ScrollController(this, {
    rowHeight: ROW,
    headHeight: HEAD_HEIGHT,
    overscan: OVERSCAN,
  });

  private isPlaced = false;

  get pageRows(): number {
    return this.scrolling.pageRows;
  }

  override focus(): void {
    // A ladder that is asked before its first render takes the focus once it is there.
    void this.updateComplete.then(() => this.scroller.focus({ preventScroll: true }));
  }

  /** Brings row `at` into view. */
  show(at: number): void {
    this.scrolling.show(at);
  }

  override render(): TemplateResult {
    const { hosts, rows, omitted } = this.ladder;
    this.scrolling.setTotal(rows.length);
    const layout = layoutLadder(hosts.length, this.scrolling.width);
    return html`<div class="scroller" tabindex="0" role="grid" aria-label=${texts.call.ladder} aria-rowcount=${rows.length + 1}
        aria-activedescendant=${this.selected >= 0 ? `message-${this.selected}` : nothing}>
      <div class="sheet" ${place({ width: `${layout.width}px`, '--time': `${layout.timeWidth}px`, '--column': `${layout.columnWidth}px` })}>
        <div class="heads" role="row" aria-rowindex="1">
          <button class="corner" role="columnheader" tabindex="-1" title=${texts.call.timeCycle} @click=${this.cycleTime}>${texts.call.timeColumn[this.timeMode]}</button>
          ${hosts.map(renderHost)}
        </div>
        <div class="body" role="rowgroup" ${place({ height: `${this.scrolling.height}px` })} @click=${this.onClick}
          @pointerover=${this.onHover} @pointerleave=${this.onLeave}>${this.scrolling.isMeasured ? this.renderRows(layout) : nothing}</div>
      </div>
      ${omitted > 0 ? html`<p class="omitted">${texts.call.omitted(omitted)}</p>` : nothing}
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    this.scrolling.attach(this.scroller);
    if (changed.has('selected') || (changed.has('ladder') && changed.get('ladder') === NO_LADDER)) this.showSelected();
  }

  private showSelected(): void {
    const at = this.ladder.rows.findIndex(row => row.type === 'message' && row.index === this.selected);
    if (at < 0) return;
    // The message of a link comes with what surrounds it; later ones move the ladder no more than they must.
    if (this.isPlaced) this.scrolling.show(at);
    else this.scrolling.centre(at);
    this.isPlaced = true;
  }

  private renderRows(layout: LadderLayout): readonly TemplateResult[] {
    const { first, end } = this.scrolling.drawn;
    const transaction = this.hovered ?? (this.keyed ? this.selectedTransaction() : undefined);
    // What the pointer is on goes before what a finding lights.
    const isLit = (message: LadderMessage): boolean | undefined =>
      transaction === undefined ? this.lit?.has(message.index) : message.transaction === transaction;
    return this.ladder.rows.slice(first, end).map((row, offset) => this.renderRow(layout, row, first + offset, isLit));
  }

  private renderRow(layout: LadderLayout, row: LadderRow, at: number, isLit: IsLit): TemplateResult {
    if (row.type === 'gap') return this.renderGap(row, at);
    if (row.type === 'seam') return this.renderSeam(row, at);
    return row.type === 'event' ? this.renderEvent(layout, row, at) : this.renderMessage(layout, row, at, isLit(row));
  }

  /** Lost frames cross the whole ladder: nobody knows between whom they went. An ICMP error goes from who reports it. */
  private renderEvent(layout: LadderLayout, event: LadderEvent, at: number): TemplateResult {
    const { from, to, kind, media } = event;
    const text = shortLine(event.text, LABEL_LIMIT);
    const time = html`<span class="time" role="gridcell" title=${dateTime(event.time)}>${this.timeOf(event, at)}</span>`;
    const title = `${visibleLine(event.text.slice(0, 400))}${event.message === undefined ? '' : `\n${texts.call.eventMessage(indexOf(event.message))}`}`;
    if (media !== undefined) return this.renderMedia(layout, event, media, at);
    const word = kind === 'loss' ? texts.call.loss : texts.call.icmp;
    const top = place({ top: `${this.scrolling.rowTop(at)}px` });
    if (kind === 'loss' || from === undefined || to === undefined) {
      return html`<div class="row event ${kind}" role="row" data-at=${at} aria-rowindex=${at + 2} ${top}>${time}
        <span class="crossing" role="gridcell" title=${title}><span>${icon('warning')}<b>${word}</b> ${text}</span></span></div>`;
    }
    const arrow = layoutArrow(layout, { from, to });
    return html`<div class="row event icmp" role="row" data-at=${at} aria-rowindex=${at + 2} ${top}>${time}
      <svg class="arrow" aria-hidden="true" width=${arrow.width} height=${ROW} ${place({ left: `${layout.timeWidth + arrow.left}px` })}>
        ${svg`<path class="line" d=${arrow.line}></path><path class="head" d=${arrow.head}></path>`}
      </svg>
      <span class="label ${arrow.isSelf ? 'self' : ''}" role="gridcell" title=${title}
        ${place({ left: `${layout.timeWidth + arrow.labelLeft}px`, width: `${arrow.labelWidth}px` })}><span class="text"><i class="badge icmp">${word}</i><b>${text}</b></span></span>
    </div>`;
  }

  /** A bar from lifeline to lifeline, in the colour of how it sounds; the words say it too. */
  private renderMedia(layout: LadderLayout, event: LadderEvent, media: LadderMedia, at: number): TemplateResult {
    const { from, to } = event;
    const text = shortLine(event.text, LABEL_LIMIT);
    const title = `${visibleLine(event.text.slice(0, 400))}\n${texts.call.mediaHint}`;
    const arrow = from === undefined || to === undefined ? undefined : layoutArrow(layout, { from, to });
    const box =
      arrow === undefined || arrow.isSelf
        ? { left: `${layout.timeWidth}px`, width: `${layout.width - layout.timeWidth}px` }
        : { left: `${layout.timeWidth + arrow.left}px`, width: `${arrow.width}px` };
    const heads =
      arrow === undefined || arrow.isSelf
        ? ''
        : media.isBothWays
          ? 'both'
          : from === undefined || to === undefined || from < to
            ? 'right'
            : 'left';
    return html`<div class="row event media q-${media.quality}" role="row" data-at=${at} aria-rowindex=${at + 2} ${place({ top: `${this.scrolling.rowTop(at)}px` })}>
      <span class="time" role="gridcell" title=${dateTime(event.time)}>${this.timeOf(event, at)}</span>
      <span class="bar ${heads}" role="gridcell" title=${title} ${place(box)}><span>${icon('media')}${text}</span></span></div>`;
  }

  /** Where a further leg of the call begins, and why it belongs there. */
  /** Where there are several legs, each has a colour at the left; their names are in the seams and tooltips. */
  private spineOf(leg: number): string {
    const legs = this.ladder.legs ?? [];
    const at = legs.length < 2 ? -1 : legs.indexOf(leg);
    return at < 0 ? '' : `leg-${at % SPINES}`;
  }

  /** Why the leg that begins here belongs to those above. */
  private renderSeam(seam: LadderSeam, at: number): TemplateResult {
    return html`<div class="row seam ${this.spineOf(seam.leg)}" role="row" aria-rowindex=${at + 2} ${place({ top: `${this.scrolling.rowTop(at)}px` })}>
      <span class="time" role="gridcell"></span><span class="joint" role="gridcell" title=${visibleLine(seam.text.slice(0, 400))}>${icon('link')}${shortLine(seam.text, SEAM_LIMIT)}</span>
    </div>`;
  }

  private renderGap(gap: LadderGap, at: number): TemplateResult {
    return html`<div class="row gap" role="row" aria-rowindex=${at + 2} ${place({ top: `${this.scrolling.rowTop(at)}px` })}>
      <span class="time" role="gridcell"></span><span class="silence" role="gridcell">⋯ ${texts.call.gap(gap.duration)}</span>
    </div>`;
  }

  private renderMessage(
    layout: LadderLayout,
    message: LadderMessage,
    at: number,
    isLit: boolean | undefined,
  ): TemplateResult {
    const arrow = layoutArrow(layout, message);
    const classes = [
      'row',
      `c-${responseClass(message.statusCode)}`,
      message.index === this.selected ? 'selected' : '',
      message.retransmission ? 'again' : '',
      this.spineOf(message.leg),
      isLit === undefined ? '' : isLit ? 'lit' : 'dim',
    ];
    const mark = this.marks.get(message.index);
    return html`<div class=${classes.join(' ')} role="row" id="message-${message.index}" data-at=${at} aria-rowindex=${at + 2}
      aria-selected=${message.index === this.selected} ${place({ top: `${this.scrolling.rowTop(at)}px` })}>
      <span class="time" role="gridcell" title=${dateTime(message.time)}>${this.timeOf(message, at)}</span>${mark === undefined ? nothing : renderMark(mark)}
      <svg class="arrow" aria-hidden="true" width=${arrow.width} height=${ROW} ${place({ left: `${layout.timeWidth + arrow.left}px` })}>
        ${svg`<path class="line" d=${arrow.line}></path><path class="head" d=${arrow.head}></path>`}
      </svg>
      <span class="label ${arrow.isSelf ? 'self' : ''}" role="gridcell" title=${this.hintOf(message)}
        ${place({ left: `${layout.timeWidth + arrow.labelLeft}px`, width: `${arrow.labelWidth}px` })}>${renderLabel(message)}</span>
      <span class="hidden-text">${this.pathOf(message)}</span>
    </div>`;
  }

  private timeOf(message: { readonly time: number }, at: number): string {
    const { rows } = this.ladder;
    const start = rows.find(row => row.type === 'message')?.time ?? message.time;
    return rowTime(this.timeMode, message.time, start, previousTime(rows, at));
  }

  private hintOf(message: LadderMessage): string {
    const lines = [
      visibleLine(message.label.slice(0, 400)),
      `${this.pathOf(message)} ${message.transport} · CSeq ${message.cseq} ${visibleLine(message.method.slice(0, 40))} · ${texts.call.bytes(message.length)}`,
    ];
    if (message.responseTime !== undefined) lines.push(texts.call.responseTime(message.responseTime));
    if (message.retransmissionOf !== undefined)
      lines.push(texts.call.retransmissionOf(indexOf(message.retransmissionOf)));
    if (message.duplicates > 0) lines.push(texts.call.duplicatesHint(message.duplicates));
    return [...lines, ...message.faults].join('\n');
  }

  private pathOf(message: LadderMessage): string {
    const { hosts } = this.ladder;
    return `${hostPort(hosts[message.from], message.sourcePort)} → ${hostPort(hosts[message.to], message.destinationPort)}`;
  }

  private selectedTransaction(): number | undefined {
    const row = this.ladder.rows.find(each => each.type === 'message' && each.index === this.selected);
    return row?.type === 'message' ? row.transaction : undefined;
  }

  private rowOf(event: Event): LadderRow | undefined {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('.row') : null;
    return this.ladder.rows[Number(target?.dataset['at'] ?? -1)];
  }

  private onClick(event: Event): void {
    if (event.target instanceof Element && event.target.closest('.time') !== null) {
      this.cycleTime();
      return;
    }
    const mark = event.target instanceof Element ? event.target.closest<HTMLElement>('.mark') : null;
    if (mark !== null) emit(this, 'finding-light', mark.dataset['finding']);
    const row = this.rowOf(event);
    if (row?.type === 'message') emit(this, 'message-select', row.index);
    if (row?.type === 'event' && row.media !== undefined) emit(this, 'media-select', row.media.streams);
    if (row?.type === 'event' && row.message !== undefined) emit(this, 'message-select', row.message);
  }

  private onHover(event: PointerEvent): void {
    // A list moving under a resting pointer is no hover.
    if (event.pointerType === 'touch') return;
    const row = this.rowOf(event);
    this.hovered = row?.type === 'message' ? row.transaction : undefined;
  }

  private onLeave(): void {
    this.hovered = undefined;
  }

  private cycleTime(): void {
    emit(this, 'time-cycle', undefined);
  }
}

/** Undefined: nothing is lit at all. */
type IsLit = (message: LadderMessage) => boolean | undefined;

/** A flag beside the time: what findings say of this message. */
function renderMark(mark: LadderMark): TemplateResult {
  return html`<button class="mark s-${mark.severity}" tabindex="-1" title=${mark.title} aria-label=${mark.title} data-finding=${mark.finding}>${icon('flag')}</button>`;
}

function renderHost(host: LadderHost): TemplateResult {
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
  const hint = `${visibleLine(host.label.slice(0, 200))}\n${host.address}\n${host.ports.slice(0, 40).join(', ')}`;
  return html`<div class="host" role="columnheader" title=${hint}>
    <b class="traffic">${shortLine(isNamed ? host.label : address, 60)}</b>
    <small class="mono">${isNamed ? named : ports}</small>
  </div>`;
}

function renderLabel(message: LadderMessage): TemplateResult {
  return html`<span class="text"><b>${shortLine(message.label, LABEL_LIMIT)}</b>${
    message.hasSdp
      ? html`<i class="badge sdp" title="SDP ${shortLine(message.sdp, 300)}">${shortLine(message.sdp || 'SDP', 60)}</i>`
      : nothing
  }${message.retransmission ? html`<i class="badge again" title=${texts.call.retransmission}>${texts.call.again}</i>` : nothing}${
    message.duplicates > 0
      ? html`<i class="badge points" title=${texts.call.duplicatesHint(message.duplicates)}>${texts.call.duplicatesBadge(message.duplicates)}</i>`
      : nothing
  }${message.faults.map(fault => html`<i class="badge fault">⚑ ${shortLine(fault, 40)}</i>`)}</span>`;
}

function hostPort(host: LadderHost | undefined, port: number): string {
  return host === undefined ? `:${port}` : `${shortLine(host.label, 60)}:${port}`;
}
