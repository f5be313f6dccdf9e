// One call: its header, the ladder, and the selected message beside it. Reads the store; gives navigate.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CallDetail, LadderMessage, MergedCall, MessageDetail } from '../../../server/wire/types.ts';
import { emit } from '../../base/emit.ts';
import { nextTimeMode } from '../../base/format.ts';
import { shortLine } from '../../base/visible-text.ts';
import type { Command } from '../../commands.ts';
import { StoreController } from '../../controllers/store-controller.ts';
import { writeTerm } from '../../filter/terms.ts';
import type { CallLadder } from '../../ladder/call-ladder.ts';
import { isMarked, seekRow } from '../../ladder/layout.ts';
import type { Asked } from '../../state/app-state.ts';
import { type ErrandOrder, errandOf } from '../../state/errands.ts';
import { partOf } from '../../state/parts.ts';
import type { CallPanel, MessageTab } from '../../state/route.ts';
import type { Store } from '../../state/store.ts';
import { isExpired } from '../../state/watch.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { adjust, go, type Page } from '../page.ts';
import { problemStyles } from '../problem.styles.ts';
import { problemView } from '../problem.ts';
import type { LinkChange } from './call-facts.ts';
import { callHeader } from './call-header.ts';
import { callStyles } from './call-page.styles.ts';
import { findingOf, litOf, marksOf } from './finding-keys.ts';
import '../../ladder/call-ladder.ts';
import '../../widgets/copy-button.ts';
import '../../widgets/split-panel.ts';
import './call-facts.ts';
import './message-panel.ts';

/** Wide enough for ladder and message side by side. */
const WIDE = '(min-width: 768px)';

@customElement('call-page')
export class CallPage extends LitElement implements Page {
  static override styles = [shared, callStyles, problemStyles];

  @property({ attribute: false }) store!: Store;
  @state() private isKeyed = false;
  @query('call-ladder') private ladder?: CallLadder | null;
  private isFocused = false;
  /** The call whose first message was opened by itself; a closed panel then stays closed. */
  private opened = '';

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  override render(): TemplateResult {
    const { call, route, messages, timeMode } = this.store.state;
    if (isExpired(this.store.state)) return this.renderExpired();
    const asked = call?.id === this.callId ? call : undefined;
    const detail = asked?.value;
    if (detail === undefined) return this.renderWaiting(asked);
    const isClosed = route.message === undefined;
    return html`
      <header>${this.renderBack()}<div class="about">${callHeader(detail.call)}</div>
        <copy-button symbol="link" .text=${location.href} .label=${texts.call.copyLink} .done=${texts.message.copied} .failed=${texts.message.notCopied}></copy-button>
      </header>
      <split-panel name="call" ?closed=${isClosed} .label=${texts.call.split}>
        <div class="pane" slot="start">
          ${this.renderMergeProblem()}
          <call-ladder .ladder=${this.merged?.ladder ?? detail.ladder} .selected=${route.message ?? -1} ?keyed=${this.isKeyed} .timeMode=${timeMode}
            .marks=${marksOf(detail.findings)} .lit=${litOf(detail.findings, route.finding)}
            @message-select=${this.onSelect} @finding-light=${this.onMark} @time-cycle=${() => this.run('time-mode')} @pointermove=${this.onPointer}></call-ladder>
          ${this.renderFacts(detail)}
        </div>
        ${
          isClosed
            ? ''
            : html`<message-panel slot="end" .asked=${messages.get(`${route.capture}:${route.message}`)} .tab=${route.tab} .compared=${this.compared} .rows=${this.rows} .sessions=${detail.sessions} ?folded=${!route.isMerged && (detail.group?.legs.length ?? 1) > 1}
                @tab-change=${(event: CustomEvent<MessageTab>) => adjust(this, { tab: event.detail })} @compare-change=${(event: CustomEvent<number | undefined>) => adjust(this, { compare: event.detail })}
                @merge-toggle=${() => this.run('merge')} @panel-close=${this.close}></message-panel>`
        }
      </split-panel>`;
  }

  private get compared(): Asked<MessageDetail> | undefined {
    const { route, messages } = this.store.state;
    if (route.compare === undefined) return undefined;
    const id = `${route.capture}:${route.compare}`;
    return messages.get(id) ?? { id, value: undefined, problem: undefined };
  }

  /** All legs of the call in one ladder, when they were asked for and are here. */
  private get merged(): MergedCall | undefined {
    return partOf(this.store.state, 'merged')?.value;
  }

  private renderMergeProblem(): TemplateResult | typeof nothing {
    const problem = partOf(this.store.state, 'merged')?.problem;
    return problem === undefined ? nothing : problemView(texts.refused, problem);
  }

  private renderFacts(detail: CallDetail): TemplateResult {
    const { state } = this.store;
    const { route } = state;
    const capture = route.capture;
    return html`<call-facts class=${this.panelOf(detail) === 'none' ? 'folded' : ''} .detail=${detail} .panel=${this.panelOf(detail)} .lit=${route.finding} .sound=${partOf(state, 'sound')} .forward=${partOf(state, 'forward')} .reverse=${partOf(state, 'reverse')} .identity=${partOf(state, 'identity')}
      ?merged=${route.isMerged} ?busy=${errandOf(this.store.state, 'link', capture).isBusy}
      @panel-change=${(event: CustomEvent<CallPanel | 'none'>) => adjust(this, { panel: event.detail })}
      @finding-light=${(event: CustomEvent<string | undefined>) => this.light(event.detail)}
      @message-open=${(event: CustomEvent<number>) => adjust(this, { message: event.detail })}
      @stream-open=${(event: CustomEvent<number>) => go(this, { page: 'streams', item: event.detail })}
      @leg-open=${(event: CustomEvent<number>) => go(this, { leg: event.detail, message: undefined, compare: undefined, finding: undefined })}
      @merge-toggle=${() => this.run('merge')}
      @link-change=${(event: CustomEvent<LinkChange>) => this.changeLink(event.detail)}></call-facts>`;
  }

  run(command: Command): boolean {
    switch (command) {
      case 'next':
        return this.step(1);
      case 'previous':
        return this.step(-1);
      case 'page-down':
        return this.jump(this.ladder?.pageRows ?? 1);
      case 'page-up':
        return this.jump(-(this.ladder?.pageRows ?? 1));
      case 'first':
        return this.select(seekRow(this.rows, -1, 1));
      case 'last':
        return this.select(seekRow(this.rows, this.rows.length, -1));
      case 'next-mark':
        return this.step(1, message => this.isMarked(message));
      case 'previous-mark':
        return this.step(-1, message => this.isMarked(message));
      case 'merge':
        return this.merge();
      case 'panel-findings':
        return this.togglePanel('findings');
      case 'panel-media':
        return this.togglePanel('media');
      case 'panel-legs':
        return this.togglePanel('legs');
      case 'open':
        return this.at < 0 && this.step(1);
      case 'time-mode':
        this.store.dispatch({ type: 'time-mode', mode: nextTimeMode(this.store.state.timeMode) });
        return true;
      case 'tab-raw':
        return this.openTab('raw');
      case 'tab-headers':
        return this.openTab('headers');
      case 'tab-body':
        return this.openTab('body');
      case 'back':
        if (this.store.state.route.message === undefined || matchMedia(WIDE).matches) return false;
        this.close();
        return true;
      default:
        return false;
    }
  }

  override focus(): void {
    this.ladder?.focus();
  }

  protected override updated(_changed: PropertyValues): void {
    const detail = this.detail;
    if (detail === undefined) return;
    if (!this.isFocused) {
      this.isFocused = true;
      this.ladder?.focus();
    }
    const first = detail.ladder.rows.find(row => row.type === 'message');
    if (this.opened === this.callId) return;
    this.opened = this.callId;
    if (this.store.state.route.message === undefined && first?.type === 'message' && matchMedia(WIDE).matches)
      adjust(this, { message: first.index });
  }

  private renderWaiting(asked: Asked<CallDetail> | undefined): TemplateResult {
    const problem = asked?.problem;
    if (problem === undefined)
      return html`<header>${this.renderBack()}<p role="status">${texts.call.loading}</p></header>`;
    return html`<header>${this.renderBack()}</header>
      <section class="refused" role="alert"><h1>${texts.call.refused}</h1><p class="traffic">${problem.message}</p><p class="traffic">${problem.hint}</p><code>${problem.code}</code></section>`;
  }

  /** The numbers in the address mean other calls by now; what is still known of this one helps to find it. */
  private renderExpired(): TemplateResult {
    const callId = this.detail?.call.callId;
    const back = { page: 'calls', row: undefined } as const;
    return html`<header>${this.renderBack()}</header>
      <section class="refused" role="alert"><h1>${texts.call.expiredTitle}</h1><p>${texts.call.expired}</p>
        ${
          callId === undefined
            ? html`<button class="button" @click=${() => go(this, back)}>${texts.call.expiredBack}</button>`
            : html`<p class="mono traffic">${shortLine(callId, 200)}</p>
              <button class="button" @click=${() => go(this, { ...back, filter: writeTerm({ field: 'callId', operator: '=', value: callId }), sort: '' })}>${texts.call.expiredFind}</button>`
        }</section>`;
  }

  private renderBack(): TemplateResult {
    return html`<button class="icon-button" title=${texts.call.back} aria-label=${texts.call.back} @click=${() => go(this, { page: 'calls' })}>${icon('back')}</button>`;
  }

  private get callId(): string {
    const { capture, leg } = this.store.state.route;
    return `${capture}:${leg}`;
  }

  private get detail(): CallDetail | undefined {
    const { call } = this.store.state;
    return call?.id === this.callId ? call.value : undefined;
  }

  private get rows(): CallDetail['ladder']['rows'] {
    return (this.merged ?? this.detail)?.ladder.rows ?? [];
  }

  /** Row of the selected message; -1 for none. */
  private get at(): number {
    const { message } = this.store.state.route;
    return this.rows.findIndex(row => row.type === 'message' && row.index === message);
  }

  private step(direction: 1 | -1, isWanted?: (message: LadderMessage) => boolean): boolean {
    return this.select(seekRow(this.rows, this.at, direction, isWanted));
  }

  private jump(rows: number): boolean {
    const to = Math.min(this.rows.length - 1, Math.max(0, this.at + rows));
    // A gap is no message: the nearest one before or behind it is meant.
    const isMessage = this.rows[to]?.type === 'message';
    return this.select(isMessage ? to : seekRow(this.rows, to, rows > 0 ? -1 : 1));
  }

  private select(at: number): boolean {
    const row = this.rows[at];
    if (row?.type !== 'message') return false;
    this.isKeyed = true;
    adjust(this, { message: row.index });
    return true;
  }

  private openTab(tab: MessageTab): boolean {
    if (this.store.state.route.message === undefined) this.step(1);
    adjust(this, { tab });
    return true;
  }

  private onSelect(event: CustomEvent<number>): void {
    this.isKeyed = false;
    adjust(this, { message: event.detail });
  }

  private onPointer(event: PointerEvent): void {
    // Scrolling by keys moves the page under a resting pointer, and browsers report that as a move too.
    if (event.movementX !== 0 || event.movementY !== 0) this.isKeyed = false;
  }

  private panelOf(detail: CallDetail): CallPanel | 'none' {
    const { panel } = this.store.state.route;
    // Whoever opens a call that went wrong wants to know why.
    return panel ?? (detail.findings.length > 0 && matchMedia(WIDE).matches ? 'findings' : 'none');
  }

  private togglePanel(panel: CallPanel): boolean {
    const { detail } = this;
    if (detail === undefined) return false;
    adjust(this, { panel: this.panelOf(detail) === panel ? 'none' : panel });
    return true;
  }

  private merge(): boolean {
    const { isMerged } = this.store.state.route;
    if (!isMerged && (this.detail?.group?.legs.length ?? 1) < 2) return false;
    adjust(this, { isMerged: !isMerged });
    return true;
  }

  /** Lights the arrows of a finding and goes to the first of them. */
  private light(finding: string | undefined): void {
    const message = findingOf(this.detail?.findings ?? [], finding)?.evidence[0];
    adjust(this, { finding, ...(message === undefined ? {} : { message }) });
  }

  private onMark(event: CustomEvent<string>): void {
    adjust(this, { finding: event.detail, panel: 'findings' });
  }

  private changeLink({ link, action }: LinkChange): void {
    const { capture } = this.store.state.route;
    if (capture === undefined) return;
    emit<ErrandOrder>(this, 'errand', { verb: 'link', capture, from: link.from, to: link.to, action });
  }

  private isMarked(message: LadderMessage): boolean {
    return isMarked(message) || marksOf(this.detail?.findings ?? []).has(message.index);
  }

  private close(): void {
    adjust(this, { message: undefined });
  }
}
