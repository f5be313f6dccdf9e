// The ladder of the call page with its bar: what of it is shown is in the address, how it is drawn is kept in this browser. Reads the
// store; gives navigate, errand, and finding-light. Keys of the ladder are run here.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { LadderDiagram, LadderMessage, MediaSession } from '../../../server/wire/types.ts';
import { assertNever } from '../../base/assert-never.ts';
import { copyText } from '../../base/clipboard.ts';
import { download, safeName } from '../../base/download.ts';
import { emit } from '../../base/emit.ts';
import { nextTimeMode } from '../../base/format.ts';
import { keep, readKept } from '../../base/keep.ts';
import type { Command } from '../../commands.ts';
import { StoreController } from '../../controllers/store-controller.ts';
import { movedColumns } from '../../ladder/arrange-hosts.ts';
import type { CallLadder, HostMenu } from '../../ladder/call-ladder.ts';
import { COLOUR_MODES, type ColourMode, nextColourMode } from '../../ladder/colours.ts';
import { findPlace } from '../../ladder/find-place.ts';
import { isMarked, PLAIN_ZOOM, seekRow, ZOOMS } from '../../ladder/layout.ts';
import { effectsOf, rowOfMessage, shapeLadder } from '../../ladder/shape.ts';
import type { ShownLadder, ShownMessage } from '../../ladder/shown.ts';
import type { ShownCall } from '../../state/app-state.ts';
import { type ErrandOrder, errandOf } from '../../state/errands.ts';
import { type LadderView, nextHostGroup, START_VIEW, toggled } from '../../state/ladder-view.ts';
import { partOf } from '../../state/parts.ts';
import type { Store } from '../../state/store.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { adjust } from '../page.ts';
import { litOf, marksOf } from './finding-keys.ts';
import type { HostMenuPanel } from './host-menu.ts';
import type { BarOrder, ExportOrder, LadderBar } from './ladder-bar.ts';
import { paneStyles } from './ladder-pane.styles.ts';
import '../../ladder/call-ladder.ts';
import './host-menu.ts';
import './ladder-bar.ts';

const FIND_MS = 200;
const SAID_MS = 3000;
const NOTHING: ReadonlySet<number> = new Set();

@customElement('ladder-pane')
export class LadderPane extends LitElement {
  static override styles = [shared, paneStyles];

  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) detail!: ShownCall;
  /** What is drawn: the ladder of the call, or of all its legs. */
  @property({ attribute: false }) diagram!: LadderDiagram;
  /** Offers and answers of what is drawn. */
  @property({ attribute: false }) sessions: readonly MediaSession[] = [];
  @state() private isKeyed = false;
  @state() private zoom = readZoom();
  @state() private colour: ColourMode = COLOUR_MODES.find(mode => mode === readKept('ladder.colours')) ?? 'class';
  @state() private isFollowing = false;
  /** Messages whose retransmissions are shown one by one. */
  @state() private unfolded: ReadonlySet<number> = NOTHING;
  /** Key of the column whose menu was opened last. */
  @state() private menuOf: string | undefined;
  @state() private isNaming = false;
  /** What became of the last export, for a moment. */
  @state() private exportSaid = '';
  @query('call-ladder') private ladder?: CallLadder | null;
  @query('ladder-bar') private bar?: LadderBar | null;
  @query('host-menu') private menu?: HostMenuPanel | null;
  private shape: { readonly by: readonly unknown[]; readonly ladder: ShownLadder } | undefined;
  private finding: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.finding);
  }

  override render(): TemplateResult {
    const { shown } = this;
    const { state } = this.store;
    const { route, timeMode } = state;
    const { findings } = this.detail;
    const hits = this.hits;
    return html`<ladder-bar .ladder=${shown} .view=${route.ladder} .colour=${this.colour} ?following=${this.isFollowing} ?has-message=${route.message !== undefined}
        .exportUrl=${this.exportUrl} .exportSaid=${this.exportSaid} .packets=${errandOf(state, 'save-packets', this.callId)} @packets=${(event: CustomEvent<boolean>) => this.savePackets(event.detail)} @export=${(event: CustomEvent<ExportOrder>) => this.exportAs(event.detail)}
        .find=${route.find} .findSaid=${this.findSaid(hits)}
        @view-change=${(event: CustomEvent<Partial<LadderView>>) => this.look(event.detail)} @order=${(event: CustomEvent<BarOrder>) => this.onOrder(event.detail)}
        @colour-change=${(event: CustomEvent<ColourMode>) => this.setColour(event.detail)} @find-change=${(event: CustomEvent<string>) => this.onFind(event.detail)}
        @find-step=${(event: CustomEvent<1 | -1>) => this.walk(event.detail)} @find-leave=${() => this.ladder?.focus()} @jump=${(event: CustomEvent<string>) => this.jumpTo(event.detail)}></ladder-bar>
      <call-ladder .ladder=${shown} .selected=${route.message ?? -1} .compared=${route.compare ?? -1} ?keyed=${this.isKeyed} .timeMode=${timeMode}
        .colour=${this.colour} .zoom=${this.zoom} ?following=${this.isFollowing} .marks=${marksOf(findings)} .lit=${litOf(findings, route.finding)} .found=${hits.set}
        @message-select=${this.onSelect} @message-compare=${(event: CustomEvent<number>) => this.compareWith(event.detail)}
        @time-cycle=${() => this.run('time-mode')} @fold-toggle=${(event: CustomEvent<number>) => this.toggleFold(event.detail)}
        @columns-change=${(event: CustomEvent<readonly string[]>) => this.look({ columns: event.detail })} @host-menu=${this.onHost} @media-select=${() => adjust(this, { panel: 'media' })}
        @zoom-change=${(event: CustomEvent<1 | -1>) => this.zoomBy(event.detail)} @pointermove=${this.onPointer}></call-ladder>
      ${shown.shown === 0 && shown.messages > 0 ? this.renderNothing() : nothing}
      <host-menu .host=${shown.hosts.find(host => host.key === this.menuOf)} .columns=${shown.hosts.length} .errand=${errandOf(this.store.state, 'name-host')}
        @host-hide=${(event: CustomEvent<string>) => this.hide(event.detail)} @host-move=${(event: CustomEvent<1 | -1>) => this.move(event.detail)}
        @host-name=${(event: CustomEvent<string>) => this.nameHost(event.detail)}></host-menu>
      ${
        this.isNaming
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
        return this.select(seekRow(this.shown.rows, this.shown.rows.length, -1));
      case 'next-mark':
        return this.step(1, message => this.isMarked(message));
      case 'previous-mark':
        return this.step(-1, message => this.isMarked(message));
      case 'open':
        return this.at < 0 ? this.step(1) : this.unfoldSelected(true);
      case 'unfold':
        return this.unfoldSelected(false);
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

  /** What is shown, made anew only when something that it is made of has changed. */
  get shown(): ShownLadder {
    const { ladder: view } = this.store.state.route;
    const by = [this.diagram, view, this.unfolded, this.sessions];
    if (this.shape?.by.every((each, at) => each === by[at]) !== true) {
      const ladder = shapeLadder(this.diagram, view, this.unfolded, effectsOf(this.sessions));
      this.shape = { by, ladder };
    }
    return this.shape?.ladder ?? shapeLadder(this.diagram, START_VIEW);
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
        void this.editNames();
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

  private toggleFold(first: number): void {
    const unfolded = new Set(this.unfolded);
    if (!unfolded.delete(first)) unfolded.add(first);
    this.unfolded = unfolded;
  }

  private unfoldSelected(isOnlyOpening: boolean): boolean {
    const { selected } = this;
    if (selected?.retransmissionOf === undefined) return false;
    if (isOnlyOpening && selected.folded === undefined) return false;
    this.toggleFold(selected.retransmissionOf);
    return true;
  }

  private onHost(event: CustomEvent<HostMenu>): void {
    const { key, action, anchor } = event.detail;
    if (action === 'hide') {
      this.hide(key);
      return;
    }
    this.menuOf = key;
    void this.updateComplete.then(() => this.menu?.open(anchor, action === 'rename'));
  }

  private hide(key: string): void {
    if (this.shown.hosts.length > 1) this.look({ hide: toggled(this.store.state.route.ladder.hide, key) });
  }

  private move(step: 1 | -1): void {
    const { hosts } = this.shown;
    const from = hosts.findIndex(host => host.key === this.menuOf);
    if (from >= 0) this.look({ columns: movedColumns(hosts, from, from + step) });
  }

  private onNamed(): void {
    this.isNaming = false;
    this.focus();
  }

  private nameHost(name: string): void {
    const host = this.shown.hosts.find(each => each.key === this.menuOf);
    if (host === undefined) return;
    // A name that several addresses have is theirs all; a column of one port is named with its port.
    const targets = host.addresses ?? [this.store.state.route.ladder.hosts === 'port' ? host.key : host.address];
    emit<ErrandOrder>(this, 'errand', { verb: 'name-host', hosts: targets, name });
  }

  /** Loaded when it is opened first: most readers never need it. */
  private async editNames(): Promise<void> {
    await import('./alias-dialog.ts');
    this.isNaming = true;
  }

  /** `<capture id>:<leg index>` */
  private get callId(): string {
    const { route } = this.store.state;
    return `${route.capture}:${route.leg}`;
  }

  private savePackets(hasMedia: boolean): void {
    const name = `${safeName(this.detail.call.callId)}.pcapng`;
    const isWhole = this.store.state.route.isMerged;
    emit<ErrandOrder>(this, 'errand', { verb: 'save-packets', call: this.callId, isWhole, hasMedia, name });
  }

  private get exportUrl(): string {
    const { route } = this.store.state;
    return `/api/calls/${encodeURIComponent(this.callId)}/export?legs=${route.isMerged ? 'all' : 'own'}&times=${this.store.state.timeMode}`;
  }

  private async exportAs({ format, isCopied }: ExportOrder): Promise<void> {
    const { draw, drawText } = await import('../../ladder/draw.ts');
    const { timeMode } = this.store.state;
    try {
      if (isCopied && format !== 'png') {
        const isDone = await copyText(drawText(this.shown, format, timeMode));
        this.sayExport(isDone ? texts.ladder.copied : texts.ladder.notCopied);
        return;
      }
      const { blob, extension } = await draw(this.shown, format, timeMode);
      download(blob, `${safeName(this.detail.call.callId)}.${extension}`);
    } catch (error) {
      // A picture that is too large is the browser's word alone.
      this.sayExport(`${texts.ladder.exportFailed}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private sayExport(said: string): void {
    this.exportSaid = said;
    setTimeout(() => {
      this.exportSaid = '';
    }, SAID_MS);
  }

  /** The messages that were searched for, in the order of the ladder. */
  private get hits(): { readonly set: ReadonlySet<number>; readonly rows: readonly number[] } {
    const found = partOf(this.store.state, 'found')?.value;
    if (found === undefined || this.store.state.route.find === '') return { set: NOTHING, rows: [] };
    const set = new Set(found.messages);
    const rows = this.shown.rows.flatMap((row, at) =>
      row.type === 'message' && (row.folded ?? [row.index]).some(index => set.has(index)) ? [at] : [],
    );
    return { set, rows };
  }

  private findSaid({ set, rows }: { readonly set: ReadonlySet<number>; readonly rows: readonly number[] }): string {
    const asked = partOf(this.store.state, 'found');
    if (this.store.state.route.find === '') return '';
    if (asked?.problem !== undefined) return asked.problem.message;
    if (asked?.value === undefined) return texts.ladder.findBusy;
    if (set.size === 0) return texts.ladder.findNone;
    const at = rows.indexOf(this.at);
    return texts.ladder.findCount(at + 1, rows.length, asked.value.isCut);
  }

  private onFind(text: string): void {
    clearTimeout(this.finding);
    this.finding = setTimeout(() => adjust(this, { find: text }), FIND_MS);
  }

  /** From match to match, round the ends. */
  private walk(step: 1 | -1): boolean {
    const { rows } = this.hits;
    if (rows.length === 0) return false;
    const { at } = this;
    const next =
      step > 0 ? (rows.find(row => row > at) ?? rows[0]) : (rows.filter(row => row < at).at(-1) ?? rows.at(-1));
    return this.select(next ?? -1);
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
