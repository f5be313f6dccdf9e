// The ladder of the call page with its bar: what of it is shown is in the address, how it is drawn is kept in this browser. Reads the
// store; gives navigate, errand, and finding-light. Keys of the ladder are run here.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { LadderDiagram, LadderMessage, MediaSession } from '../../../server/wire/types.ts';
import { assertNever } from '../../base/assert-never.ts';
import { nextTimeMode } from '../../base/format.ts';
import { keep, readKept } from '../../base/keep.ts';
import type { Command } from '../../commands.ts';
import { StoreController } from '../../controllers/store-controller.ts';
import type { CallLadder, HostMenu } from '../../ladder/call-ladder.ts';
import { COLOUR_MODES, type ColourMode, nextColourMode } from '../../ladder/colours.ts';
import { findPlace } from '../../ladder/find-place.ts';
import { isMarked, PLAIN_ZOOM, seekRow, ZOOMS } from '../../ladder/layout.ts';
import { lastTime, messagesAfter } from '../../ladder/new-messages.ts';
import { rowOfMessage } from '../../ladder/shape.ts';
import type { ShownLadder, ShownMessage } from '../../ladder/shown.ts';
import type { ShownCall } from '../../state/app-state.ts';
import { errandOf } from '../../state/errands.ts';
import { type LadderView, nextHostGroup, START_VIEW } from '../../state/ladder-view.ts';
import type { Store } from '../../state/store.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { adjust } from '../page.ts';
import { litOf, marksOf } from './finding-keys.ts';
import type { HostMenuPanel } from './host-menu.ts';
import type { BarOrder, ExportOrder, LadderBar } from './ladder-bar.ts';
import { LadderColumns } from './ladder-columns.ts';
import { LadderExports } from './ladder-exports.ts';
import { paneStyles } from './ladder-pane.styles.ts';
import { LadderSearch } from './ladder-search.ts';
import { LadderShaping } from './ladder-shaping.ts';
import '../../ladder/call-ladder.ts';
import './host-menu.ts';
import './ladder-bar.ts';

@customElement('ladder-pane')
export class LadderPane extends LitElement {
  static override styles = [shared, paneStyles];

  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) detail!: ShownCall;
  /** What is drawn: the ladder of the call, or of all its legs. */
  @property({ attribute: false }) diagram!: LadderDiagram;
  /** Offers and answers of what is drawn. */
  @property({ attribute: false }) sessions: readonly MediaSession[] = [];
  /** The call is still being read: the ladder is empty, and its place is kept. */
  @property({ type: Boolean }) awaited = false;
  @state() private isKeyed = false;
  @state() private zoom = readZoom();
  @state() private colour: ColourMode = COLOUR_MODES.find(mode => mode === readKept('ladder.colours')) ?? 'class';
  @state() private isFollowing = false;
  @state() private isAtEnd = true;
  @query('call-ladder') private ladder?: CallLadder | null;
  @query('ladder-bar') private bar?: LadderBar | null;
  @query('host-menu') private menu?: HostMenuPanel | null;
  private readonly shaping = new LadderShaping(this, () => ({
    diagram: this.diagram,
    view: this.store.state.route.ladder,
    sessions: this.sessions,
  }));
  private readonly search = new LadderSearch(
    this,
    () => this.store,
    () => this.shown,
  );
  private readonly exports = new LadderExports(this, () => ({
    store: this.store,
    shown: this.shown,
    colour: this.colour,
    name: this.detail.call.callId,
  }));
  private readonly columns = new LadderColumns(this, () => ({
    hosts: this.shown.hosts,
    view: this.store.state.route.ladder,
    look: part => this.look(part),
  }));
  /** Time of the last message when the end was last in view; what comes after it is new. */
  private seenUntil: number | undefined;

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.search.stop();
  }

  protected override willUpdate(): void {
    if (this.isAtEnd || this.seenUntil === undefined) this.seenUntil = lastTime(this.shown);
  }

  override render(): TemplateResult {
    const { shown } = this;
    const { state } = this.store;
    const { route, timeMode } = state;
    const { findings } = this.detail;
    const hits = this.search.hits;
    const fresh = this.countNew(shown);
    return html`<ladder-bar .ladder=${shown} .view=${route.ladder} .colour=${this.colour} ?following=${this.isFollowing} ?has-message=${route.message !== undefined}
        .exportUrl=${this.exports.url} .exportSaid=${this.exports.said} .packets=${errandOf(state, 'save-packets', this.exports.callId)} @packets=${(event: CustomEvent<boolean>) => this.exports.savePackets(event.detail)} @export=${(event: CustomEvent<ExportOrder>) => this.exports.run(event.detail)}
        .find=${route.find} .findSaid=${this.search.said(hits, this.at)}
        @view-change=${(event: CustomEvent<Partial<LadderView>>) => this.look(event.detail)} @order=${(event: CustomEvent<BarOrder>) => this.onOrder(event.detail)}
        @colour-change=${(event: CustomEvent<ColourMode>) => this.setColour(event.detail)} @find-change=${(event: CustomEvent<string>) => this.search.find(event.detail)}
        @find-step=${(event: CustomEvent<1 | -1>) => this.walk(event.detail)} @find-leave=${() => this.ladder?.focus()} @jump=${(event: CustomEvent<string>) => this.jumpTo(event.detail)}></ladder-bar>
      <call-ladder .ladder=${shown} .expected=${this.awaited ? this.detail.call.messages : 0} .selected=${route.message ?? -1} .compared=${route.compare ?? -1} ?keyed=${this.isKeyed} .timeMode=${timeMode}
        .colour=${this.colour} .zoom=${this.zoom} ?following=${this.isFollowing} .marks=${marksOf(findings)} .lit=${litOf(findings, route.finding)} .found=${hits.set}
        @message-select=${this.onSelect} @message-compare=${(event: CustomEvent<number>) => this.compareWith(event.detail)}
        @time-cycle=${() => this.run('time-mode')} @fold-toggle=${(event: CustomEvent<number>) => this.shaping.toggleRepeats(event.detail)} @copies-toggle=${(event: CustomEvent<number>) => this.shaping.toggleCopies(event.detail)}
        @end-change=${(event: CustomEvent<boolean>) => this.onEnd(event.detail)}
        @columns-change=${(event: CustomEvent<readonly string[]>) => this.look({ columns: event.detail })} @host-menu=${this.onHost} @media-select=${() => adjust(this, { panel: 'media' })}
        @zoom-change=${(event: CustomEvent<1 | -1>) => this.zoomBy(event.detail)} @pointermove=${this.onPointer}></call-ladder>
      ${fresh === 0 ? nothing : html`<button class="chip" title=${texts.ladder.toEnd} @click=${() => this.ladder?.showEnd()}>${texts.ladder.newMessages(fresh)} ${icon('down')}</button>`}
      ${this.awaited ? html`<p class="nothing" role="status">${texts.call.loading}</p>` : nothing}
      ${shown.shown === 0 && shown.messages > 0 ? this.renderNothing() : nothing}
      <host-menu .host=${this.columns.current} .columns=${shown.hosts.length} .errand=${errandOf(this.store.state, 'name-host')}
        @host-hide=${(event: CustomEvent<string>) => this.columns.hide(event.detail)} @host-move=${(event: CustomEvent<1 | -1>) => this.columns.move(event.detail)}
        @host-name=${(event: CustomEvent<string>) => this.columns.name(event.detail)}></host-menu>
      ${
        this.columns.isNaming
          ? html`<alias-dialog .asked=${state.aliases} .reading=${errandOf(state, 'aliases')} .saving=${errandOf(state, 'save-aliases')}
              @dialog-close=${this.onNamed}></alias-dialog>`
          : nothing
      }`;
  }

  /** Rows of one screen. */
  get pageRows(): number {
    return this.ladder?.pageRows ?? 1;
  }

  override focus(): void {
    void this.updateComplete.then(() => this.ladder?.focus());
  }

  run(command: Command): boolean {
    const { route } = this.store.state;
    switch (command) {
      case 'next':
        return this.step(1);
      case 'previous':
        return this.step(-1);
      case 'page-down':
        return this.leap(this.pageRows);
      case 'page-up':
        return this.leap(-this.pageRows);
      case 'first':
        return this.select(seekRow(this.shown.rows, -1, 1));
      case 'last':
        // Who comes to the end of a ladder that he follows goes on to follow it.
        if (this.isFollowing) this.ladder?.showEnd();
        return this.select(seekRow(this.shown.rows, this.shown.rows.length, -1));
      case 'next-mark':
        return this.step(1, message => this.isMarked(message));
      case 'previous-mark':
        return this.step(-1, message => this.isMarked(message));
      case 'open':
        return this.at < 0 ? this.step(1) : this.shaping.unfold(this.selected, true);
      case 'unfold':
        return this.shaping.unfold(this.selected, false);
      case 'time-mode':
        this.store.dispatch({ type: 'time-mode', mode: nextTimeMode(this.store.state.timeMode) });
        return true;
      case 'compare':
        return this.compare();
      case 'host-group':
        return this.look({ hosts: nextHostGroup(route.ladder.hosts), columns: [], hide: [] });
      case 'names':
        return this.look({ isNamed: !route.ladder.isNamed });
      case 'colours':
        return this.setColour(nextColourMode(this.colour));
      case 'only-transaction':
        return this.onOrder('only-transaction');
      case 'find':
        this.bar?.focusFind();
        return true;
      case 'jump':
        this.bar?.focusFind(':');
        return true;
      case 'find-next':
        return this.walk(1);
      case 'find-previous':
        return this.walk(-1);
      case 'zoom-in':
      case 'zoom-out':
      case 'zoom-plain':
      case 'follow':
        return this.onOrder(command);
      default:
        return false;
    }
  }

  /** Selects the first message where there is none. */
  selectFirst(): void {
    if (this.at < 0) this.step(1);
  }

  get shown(): ShownLadder {
    return this.shaping.shown;
  }

  /** Messages that came below while somebody who follows the ladder looks further up. */
  private countNew(shown: ShownLadder): number {
    return this.isFollowing && this.seenUntil !== undefined ? messagesAfter(shown, this.seenUntil) : 0;
  }

  private onEnd(isAtEnd: boolean): void {
    // What was drawn until now was in view.
    if (!isAtEnd && this.isAtEnd) this.seenUntil = lastTime(this.shown);
    this.isAtEnd = isAtEnd;
  }

  private renderNothing(): TemplateResult {
    return html`<div class="nothing" role="status"><b>${texts.ladder.nothingShown}</b><p>${texts.ladder.nothingShownHint}</p>
      <button class="button" @click=${() => this.look(START_VIEW)}>${texts.ladder.showAll}</button></div>`;
  }

  /** Row of the selected message; -1 for none. */
  private get at(): number {
    return rowOfMessage(this.shown.rows, this.store.state.route.message);
  }

  private get selected(): ShownMessage | undefined {
    const row = this.shown.rows[this.at];
    return row?.type === 'message' ? row : undefined;
  }

  private step(direction: 1 | -1, isWanted?: (message: LadderMessage) => boolean): boolean {
    return this.select(seekRow(this.shown.rows, this.at, direction, isWanted));
  }

  private leap(rows: number): boolean {
    const { rows: all } = this.shown;
    const to = Math.min(all.length - 1, Math.max(0, this.at + rows));
    // A gap is no message: the nearest one before or behind it is meant.
    return this.select(all[to]?.type === 'message' ? to : seekRow(all, to, rows > 0 ? -1 : 1));
  }

  private select(at: number): boolean {
    const row = this.shown.rows[at];
    if (row?.type !== 'message') return false;
    this.isKeyed = true;
    adjust(this, { message: row.index });
    return true;
  }

  private isMarked(message: ShownMessage): boolean {
    const marks = marksOf(this.detail.findings);
    return isMarked(message) || (message.folded ?? [message.index]).some(index => marks.has(index));
  }

  private onSelect(event: CustomEvent<number>): void {
    this.isKeyed = false;
    adjust(this, { message: event.detail });
  }

  private onPointer(event: PointerEvent): void {
    // Scrolling by keys moves the page under a resting pointer, and browsers report that as a move too.
    if (event.movementX !== 0 || event.movementY !== 0) this.isKeyed = false;
  }

  /** The selected message is what others are compared with from now on, until it is chosen again. */
  private compare(): boolean {
    const { message, compare } = this.store.state.route;
    if (message === undefined) return false;
    adjust(this, compare === message ? { compare: undefined } : { compare: message, tab: 'diff' });
    return true;
  }

  private compareWith(index: number): void {
    const { message } = this.store.state.route;
    if (message === undefined) adjust(this, { message: index });
    else adjust(this, { compare: index === message ? undefined : index, tab: 'diff' });
  }

  private look(part: Partial<LadderView>): boolean {
    adjust(this, { ladder: { ...this.store.state.route.ladder, ...part } });
    return true;
  }

  private onOrder(order: BarOrder): boolean {
    const { ladder, message } = this.store.state.route;
    switch (order) {
      case 'zoom-in':
        return this.zoomBy(1);
      case 'zoom-out':
        return this.zoomBy(-1);
      case 'zoom-plain':
        return this.zoomBy(PLAIN_ZOOM - this.zoom);
      case 'follow':
        this.isFollowing = !this.isFollowing;
        if (this.isFollowing) this.ladder?.showEnd();
        return true;
      case 'only-transaction':
        return this.look({ transaction: ladder.transaction === undefined ? message : undefined });
      case 'only-leg':
        return this.look({ leg: ladder.leg === undefined ? this.selected?.leg : undefined });
      case 'names-edit':
        void this.columns.editNames();
        return true;
      default:
        return assertNever(order);
    }
  }

  private zoomBy(step: number): boolean {
    this.zoom = Math.min(ZOOMS.length - 1, Math.max(0, this.zoom + step));
    keep('ladder.zoom', String(this.zoom));
    return true;
  }

  private setColour(mode: ColourMode): boolean {
    this.colour = mode;
    keep('ladder.colours', mode);
    return true;
  }

  private onHost(event: CustomEvent<HostMenu>): void {
    const { key, action, anchor } = event.detail;
    if (action === 'hide') {
      this.columns.hide(key);
      return;
    }
    this.columns.choose(key);
    void this.updateComplete.then(() => this.menu?.open(anchor, action === 'rename'));
  }

  private onNamed(): void {
    this.columns.endNaming();
    this.focus();
  }

  private walk(step: 1 | -1): boolean {
    return this.select(this.search.next(this.at, step) ?? -1);
  }

  private jumpTo(text: string): void {
    const at = findPlace(this.shown, text);
    if (at >= 0) this.select(at);
    this.ladder?.focus();
  }
}

function readZoom(): number {
  const kept = Number(readKept('ladder.zoom') ?? PLAIN_ZOOM);
  return Number.isInteger(kept) && ZOOMS[kept] !== undefined ? kept : PLAIN_ZOOM;
}
