// The ladder of a call: hosts across, messages down, drawn only where it is looked at; a map at its edge when it is long.
// Takes what is to be shown, the selected message and marks; gives message-select and message-compare (a message index), media-select
// (stream indexes), finding-light, time-cycle, fold-toggle and copies-toggle (a message index), end-change (whether the end is in view),
// host-menu, columns-change (keys) and zoom-change.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { emit } from '../base/emit.ts';
import type { TimeMode } from '../base/format.ts';
import { place } from '../base/place.ts';
import { ScrollController } from '../controllers/scroll-controller.ts';
import { shared } from '../styles/shared.ts';
import { texts } from '../texts.ts';
import { movedColumns } from './arrange-hosts.ts';
import { callLadderStyles } from './call-ladder.styles.ts';
import type { ColourMode } from './colours.ts';
import { headsView } from './heads-view.ts';
import { HostDrag } from './host-drag.ts';
import type { LadderMark } from './ladder-mark.ts';
import { type LadderLayout, layoutArrow, layoutLadder, PLAIN_ZOOM, rowHeight } from './layout.ts';
import { MAP_FROM } from './minimap-layout.ts';
import { PrintController } from './print-controller.ts';
import { isBroad, printView } from './print-view.ts';
import { rowStyles } from './row.styles.ts';
import type { RowFrame } from './row-frame.ts';
import { rowView } from './row-view.ts';
import { rowOfMessage } from './shape.ts';
import type { ShownLadder, ShownRow } from './shown.ts';
import './ladder-minimap.ts';

const HEAD_HEIGHT = 46;
const OVERSCAN = 6;
/** px that are seen beside an arrow that was brought into view. */
const ASIDE = 60;
const NO_LADDER: ShownLadder = {
  hosts: [],
  hidden: [],
  rows: [],
  omitted: 0,
  messages: 0,
  shown: 0,
  behindHosts: 0,
  start: undefined,
  methods: new Map(),
};
const NO_MARKS: ReadonlyMap<number, LadderMark> = new Map();
const NOTHING_FOUND: ReadonlySet<number> = new Set();

/** What is asked of a column: its menu at `anchor`, to be put elsewhere, to go. */
export interface HostMenu {
  readonly key: string;
  readonly action: 'menu' | 'rename' | 'hide';
  readonly anchor: HTMLElement;
}

@customElement('call-ladder')
export class CallLadder extends LitElement {
  static override styles = [shared, callLadderStyles, rowStyles];

  @property({ attribute: false }) ladder: ShownLadder = NO_LADDER;
  /** How many messages an empty ladder is about to have: a long one has its map then. */
  @property({ type: Number }) expected = 0;
  /** Index of the selected message; -1 for none. */
  @property({ type: Number }) selected = -1;
  /** Index of the message that it is compared with; -1 for none. */
  @property({ type: Number }) compared = -1;
  /** The selection moves by keys, so its transaction is lit as if the pointer were on it. */
  @property({ type: Boolean }) keyed = false;
  @property() timeMode: TimeMode = 'relative';
  @property() colour: ColourMode = 'class';
  /** Index of ZOOMS. */
  @property({ type: Number }) zoom: number = PLAIN_ZOOM;
  /** Keeps the end in view while the ladder grows, as long as it is in view. */
  @property({ type: Boolean }) following = false;
  /** What findings say of messages, by message index. */
  @property({ attribute: false }) marks: ReadonlyMap<number, LadderMark> = NO_MARKS;
  /** Messages that a search has found. */
  @property({ attribute: false }) found: ReadonlySet<number> = NOTHING_FOUND;
  /** Messages that are lit while the others are dim: the proof of a finding. */
  @property({ attribute: false }) lit: ReadonlySet<number> | undefined;
  /** Transaction under the pointer. */
  @state() private hovered: number | undefined;
  /** The column whose head the Tab key goes to. */
  @state() private focusedHead = 0;
  @query('.scroller') private scroller!: HTMLElement;
  private readonly scrolling = new ScrollController(this, {
    rowHeight: () => rowHeight(this.zoom),
    headHeight: HEAD_HEIGHT,
    overscan: OVERSCAN,
  });
  private readonly dragging = new HostDrag(this, {
    columnWidth: () => this.layout.columnWidth,
    columns: () => this.ladder.hosts.length,
    view: () => ({ scroller: this.scroller, rail: this.layout.timeWidth, width: this.layout.width }),
    onMove: (from, to) => this.moveColumn(from, to),
  });
  private readonly printing = new PrintController(
    this,
    () => {
      this.requestUpdate();
      this.performUpdate();
    },
    () => isBroad(this.ladder),
  );
  private isPlaced = false;
  /** The end was in view before the ladder grew. */
  private wasAtEnd = false;
  private toldEnd: boolean | undefined;
  /** The row that stays where it is while rows get higher. */
  private kept = -1;

  get pageRows(): number {
    return this.scrolling.pageRows;
  }

  get isAtEnd(): boolean {
    return this.scrolling.isAtEnd;
  }

  override focus(): void {
    // A ladder that is asked before its first render takes the focus once it is there.
    void this.updateComplete.then(() => this.scroller.focus({ preventScroll: true }));
  }

  /** Brings row `at` into view. */
  show(at: number): void {
    this.scrolling.show(at);
  }

  showEnd(): void {
    this.scrolling.moveToEnd();
  }

  override render(): TemplateResult {
    const { hosts, rows, omitted } = this.ladder;
    if (this.printing.isPrinting) return printView(this.frame(this.layout));
    this.scrolling.setTotal(rows.length);
    const { layout } = this;
    const isLong = Math.max(rows.length, this.expected) > MAP_FROM;
    return html`<div class="scroller ${isLong ? 'long' : ''}" tabindex="0" role="grid" aria-label=${texts.call.ladder} aria-rowcount=${rows.length + 1}
        aria-colcount=${hosts.length + 1} aria-activedescendant=${this.activeRow ?? nothing} @wheel=${this.onWheel}>
      <div class="sheet" ${place({ width: `${layout.width}px`, '--time': `${layout.timeWidth}px`, '--column': `${layout.columnWidth}px`, '--lifelines': String(hosts.length), '--row': `${layout.rowHeight}px` })}>
        <div class="heads" role="row" aria-rowindex="1" @click=${this.onHeadClick} @keydown=${this.onHeadKey} @pointerdown=${this.onHeadDown}>
          <div class="corner" role="columnheader"><button tabindex="-1" title=${texts.call.timeCycle} @click=${this.cycleTime}>${texts.call.timeColumn[this.timeMode]}</button></div>
          ${headsView({ hosts, focused: Math.min(this.focusedHead, hosts.length - 1), drag: this.dragging.state })}
        </div>
        <div class="body" role="rowgroup" ${place({ height: `${this.scrolling.height}px` })} @click=${this.onClick}
          @pointerover=${this.onHover} @pointerleave=${this.onLeave}>${this.scrolling.isMeasured ? this.renderRows(layout) : nothing}</div>
      </div>
      ${omitted > 0 ? html`<p class="omitted" role="row"><span role="gridcell">${texts.call.omitted(omitted)}</span></p>` : nothing}
    </div>${
      isLong
        ? html`<ladder-minimap .ladder=${this.ladder} .marks=${this.marks} .visible=${this.scrolling.visible}
            @map-scroll=${(event: CustomEvent<number>) => this.scrolling.centre(event.detail)}></ladder-minimap>`
        : nothing
    }`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Both are of before this change: heights and the number of rows are not told to the scroller yet.
    if (changed.has('ladder')) this.wasAtEnd = this.scrolling.isAtEnd;
    if (changed.has('zoom') && changed.get('zoom') !== undefined)
      this.kept = Math.round(this.scrolling.top / rowHeight(changed.get('zoom') ?? this.zoom));
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.printing.isPrinting) return;
    this.scrolling.attach(this.scroller);
    if (this.kept >= 0) this.scrolling.moveTo(this.kept * rowHeight(this.zoom));
    this.kept = -1;
    const isFirst = changed.get('ladder')?.rows.length === 0;
    if (changed.has('selected') || isFirst) this.showSelected();
    else if (changed.has('ladder') && this.following && this.wasAtEnd) this.scrolling.moveToEnd();
    this.tellEnd();
  }

  private tellEnd(): void {
    if (!this.scrolling.isMeasured || this.toldEnd === this.isAtEnd) return;
    this.toldEnd = this.isAtEnd;
    emit(this, 'end-change', this.isAtEnd);
  }

  private get layout(): LadderLayout {
    return layoutLadder(this.ladder.hosts.length, this.scrolling.width, this.zoom);
  }

  private showSelected(): void {
    const at = rowOfMessage(this.ladder.rows, this.selected);
    if (at < 0) return;
    // The message of a link comes with what surrounds it; later ones move the ladder no more than they must.
    if (this.isPlaced) this.scrolling.show(at);
    else this.scrolling.centre(at);
    this.isPlaced = true;
    this.showAcross(at);
  }

  /** Where not all columns are in view, those of row `at` are brought there. */
  private showAcross(at: number): void {
    const row = this.ladder.rows[at];
    if (row?.type !== 'message') return;
    const { layout } = this;
    // Asked for its place, the scroller would have all of the ladder laid out before the frame is whole.
    if (layout.width <= this.scrolling.width) return;
    const { left, width } = layoutArrow(layout, row);
    const room = this.scrolling.width - layout.timeWidth;
    const from = this.scroller.scrollLeft;
    if (left - ASIDE < from) this.scroller.scrollLeft = left - ASIDE;
    else if (left + width + ASIDE > from + room)
      this.scroller.scrollLeft = Math.min(left - ASIDE, left + width + ASIDE - room);
  }

  private frame(layout: LadderLayout): RowFrame {
    const transaction = this.hovered ?? (this.keyed ? this.selectedTransaction() : undefined);
    return {
      ladder: this.ladder,
      layout,
      timeMode: this.timeMode,
      colour: this.colour,
      selected: this.selected,
      compared: this.compared,
      marks: this.marks,
      found: this.found,
      // What the pointer is on goes before what a finding lights.
      isLit: message =>
        transaction === undefined ? this.lit?.has(message.index) : message.transaction === transaction,
      top: at => this.scrolling.rowTop(at),
    };
  }

  /** Id of the row of the selected message, as long as it is drawn: what is named must be there. */
  private get activeRow(): string | undefined {
    const at = rowOfMessage(this.ladder.rows, this.selected);
    const row = this.ladder.rows[at];
    const { first, end } = this.scrolling.drawn;
    return row?.type === 'message' && at >= first && at < end ? `message-${row.index}` : undefined;
  }

  private renderRows(layout: LadderLayout): readonly TemplateResult[] {
    const { first, end } = this.scrolling.drawn;
    const frame = this.frame(layout);
    return this.ladder.rows.slice(first, end).map((row, offset) => rowView(frame, row, first + offset));
  }

  private selectedTransaction(): number | undefined {
    const row = this.ladder.rows[rowOfMessage(this.ladder.rows, this.selected)];
    return row?.type === 'message' ? row.transaction : undefined;
  }

  private rowOf(event: Event): ShownRow | undefined {
    const target = within(event, '.row');
    return this.ladder.rows[Number(target?.dataset['at'] ?? -1)];
  }

  private onClick(event: MouseEvent): void {
    if (within(event, '.time') !== undefined) {
      this.cycleTime();
      return;
    }
    const row = this.rowOf(event);
    if (within(event, '.fold') !== undefined && row?.type === 'message') {
      emit(this, 'fold-toggle', row.retransmissionOf ?? row.index);
      return;
    }
    if (within(event, '.copies') !== undefined && row?.type === 'message') {
      emit(this, 'copies-toggle', row.index);
      return;
    }
    const mark = within(event, '.mark');
    if (mark !== undefined) emit(this, 'finding-light', mark.dataset['finding']);
    if (row?.type === 'message') emit(this, event.shiftKey ? 'message-compare' : 'message-select', row.index);
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

  /** Ctrl and the wheel make the ladder larger or smaller, as they do the page elsewhere. */
  private onWheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    if (event.deltaY !== 0) emit(this, 'zoom-change', event.deltaY < 0 ? 1 : -1);
  }

  private onHeadDown(event: PointerEvent): void {
    const head = within(event, '.host');
    if (head !== undefined) this.dragging.begin(event, head, Number(head.dataset['column']));
  }

  private onHeadClick(event: Event): void {
    const head = within(event, '.host');
    if (head === undefined || this.dragging.takeClick()) return;
    this.askHost(head, 'menu');
  }

  /** Arrow keys walk from head to head, with Shift they take the column along; Delete hides it, F2 renames it. */
  private onHeadKey(event: KeyboardEvent): void {
    const head = within(event, '.host');
    if (head === undefined) return;
    const column = Number(head.dataset['column']);
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (step !== 0) {
      const to = Math.min(Math.max(column + step, 0), this.ladder.hosts.length - 1);
      if (event.shiftKey && to !== column) this.moveColumn(column, to);
      this.focusHead(to);
    } else if (event.key === 'Delete') this.askHost(head, 'hide');
    else if (event.key === 'F2') this.askHost(head, 'rename');
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private focusHead(column: number): void {
    this.focusedHead = column;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`.host[data-column="${column}"] button`)?.focus(),
    );
  }

  private askHost(head: HTMLElement, action: HostMenu['action']): void {
    const host = this.ladder.hosts[Number(head.dataset['column'])];
    if (host !== undefined) emit<HostMenu>(this, 'host-menu', { key: host.key, action, anchor: head });
  }

  private moveColumn(from: number, to: number): void {
    emit(this, 'columns-change', movedColumns(this.ladder.hosts, from, to));
  }
}

function within(event: Event, selector: string): HTMLElement | undefined {
  return (event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null) ?? undefined;
}
