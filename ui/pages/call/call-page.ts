// One call: its header, the ladder, and the selected message beside it. Reads the store; gives navigate.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { MediaSession, MergedCall, MessageDetail } from '../../../server/wire/types.ts';
import { emit } from '../../base/emit.ts';
import { shortLine } from '../../base/visible-text.ts';
import type { Command } from '../../commands.ts';
import { StoreController } from '../../controllers/store-controller.ts';
import { writeTerm } from '../../filter/terms.ts';
import type { Asked, ShownCall } from '../../state/app-state.ts';
import { type ErrandOrder, errandOf } from '../../state/errands.ts';
import { expectedCall } from '../../state/expected-call.ts';
import { partOf } from '../../state/parts.ts';
import { type CallPanel, formatRoute, type MessageTab } from '../../state/route.ts';
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
import { findingOf } from './finding-keys.ts';
import type { LadderPane } from './ladder-pane.ts';
import '../../widgets/copy-button.ts';
import '../../widgets/split-panel.ts';
import './call-facts.ts';
import './ladder-pane.ts';
import './message-panel.ts';

const NO_SESSIONS: readonly MediaSession[] = [];
/** Wide enough for ladder and message side by side. */
const WIDE = '(min-width: 768px)';

@customElement('call-page')
export class CallPage extends LitElement implements Page {
  static override styles = [shared, callStyles, problemStyles];

  @property({ attribute: false }) store!: Store;
  @query('ladder-pane') private pane?: LadderPane | null;
  private isFocused = false;
  /** The call whose first message was opened by itself; a closed panel then stays closed. */
  private opened = '';

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  override render(): TemplateResult {
    const { call, route, messages } = this.store.state;
    if (isExpired(this.store.state)) return this.renderExpired();
    const asked = call?.id === this.callId ? call : undefined;
    // The frame of a ladder takes as long to draw as its rows: it is there when they come.
    const expected = asked?.problem === undefined ? expectedCall(this.store.state) : undefined;
    const detail = asked?.value ?? expected;
    if (detail === undefined) return this.renderWaiting(asked);
    const isRead = asked?.value !== undefined;
    // The first message will be opened as soon as it is known.
    const isClosed = route.message === undefined && (isRead || !matchMedia(WIDE).matches);
    return html`
      <header>${this.renderBack()}<div class="about">${callHeader(detail.call)}</div>
        <copy-button symbol="link" .text=${this.link} .label=${texts.call.copyLink} .done=${texts.message.copied} .failed=${texts.message.notCopied}></copy-button>
      </header>
      <split-panel name="call" ?closed=${isClosed} .label=${texts.call.split}>
        <div class="pane" slot="start">
          ${this.renderMergeProblem()}
          ${
            this.isAwaitingLegs(detail)
              ? html`<p class="awaited" role="status">${texts.call.loading}</p>`
              : html`<ladder-pane .store=${this.store} .detail=${detail} .diagram=${this.merged?.ladder ?? detail.ladder} .sessions=${this.merged?.sessions ?? this.sessions} ?awaited=${!isRead} @finding-light=${this.onMark}></ladder-pane>`
          }
          ${this.renderFacts(detail, isRead)}
        </div>
        ${
          isClosed
            ? ''
            : html`<message-panel slot="end" .asked=${messages.get(`${route.capture}:${route.message}`)} .tab=${route.tab} .compared=${this.compared} .rows=${this.rows} .sessions=${this.sessions} ?folded=${!route.isMerged && (detail.group?.legs.length ?? 1) > 1}
                @tab-change=${(event: CustomEvent<MessageTab>) => adjust(this, { tab: event.detail })} @compare-change=${(event: CustomEvent<number | undefined>) => adjust(this, { compare: event.detail })}
                @merge-toggle=${() => this.run('merge')} @panel-close=${this.close}></message-panel>`
        }
      </split-panel>`;
  }

  /** A page that begins with all legs in one ladder does not show one of them first. */
  private isAwaitingLegs(detail: ShownCall): boolean {
    const { route } = this.store.state;
    const merged = partOf(this.store.state, 'merged');
    const isAsked = route.isMerged && (route.beside.length > 0 || (detail.group?.legs.length ?? 1) > 1);
    return isAsked && !this.pane && merged?.value === undefined && merged?.problem === undefined;
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

  /** Of a call that is not read yet nothing but their place: it has facts that nobody knows. */
  private renderFacts(detail: ShownCall, isRead: boolean): TemplateResult {
    const { state } = this.store;
    const { route } = state;
    const capture = route.capture;
    const panel = this.panelOf(detail, isRead ? detail.findings.length : (detail.call.findings ?? 0));
    return html`<call-facts class="${panel === 'none' ? 'folded' : ''} ${isRead ? '' : 'unread'}" .detail=${detail} .offers=${partOf(state, 'sessions')} .panel=${panel} .lit=${route.finding} .listed=${partOf(state, 'findings')} .sound=${partOf(state, 'sound')} .forward=${partOf(state, 'forward')} .reverse=${partOf(state, 'reverse')} .identity=${partOf(state, 'identity')}
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
      case 'merge':
        return this.merge();
      case 'panel-findings':
        return this.togglePanel('findings');
      case 'panel-media':
        return this.togglePanel('media');
      case 'panel-legs':
        return this.togglePanel('legs');
      case 'values':
        return this.focusValues();
      case 'tab-raw':
        return this.openTab('raw');
      case 'tab-headers':
        return this.openTab('headers');
      case 'tab-body':
        return this.openTab('body');
      case 'back':
        // From the values above a ladder to the ladder, not to the list.
        if (this.shadowRoot?.activeElement?.localName === 'value-button') {
          this.pane?.focus();
          return true;
        }
        if (this.store.state.route.message === undefined || matchMedia(WIDE).matches) return false;
        this.close();
        return true;
      default:
        return this.pane?.run(command) ?? false;
    }
  }

  override focus(): void {
    this.pane?.focus();
  }

  /** Before it is drawn: a panel that opened beside a ladder that stands already would have it laid out twice. */
  protected override willUpdate(_changed: PropertyValues): void {
    const { detail } = this;
    if (detail === undefined || this.opened === this.callId) return;
    this.opened = this.callId;
    const first = detail.ladder.rows.find(row => row.type === 'message');
    if (this.store.state.route.message === undefined && first?.type === 'message' && matchMedia(WIDE).matches)
      adjust(this, { message: first.index });
  }

  protected override updated(_changed: PropertyValues): void {
    // Without a ladder there is nothing to have the focus yet.
    if (this.isFocused || !this.pane) return;
    this.isFocused = true;
    this.pane.focus();
  }

  private renderWaiting(asked: Asked<ShownCall> | undefined): TemplateResult {
    const problem = asked?.problem;
    if (problem === undefined)
      return html`<header>${this.renderBack()}<h1><span role="status">${texts.call.loading}</span></h1></header>`;
    if (problem.code === 'SIPA_NO_CAPTURE') return this.renderGone();
    return html`<header>${this.renderBack()}</header>
      <section class="refused" role="alert"><h1>${texts.call.refused}</h1><p class="traffic">${problem.message}</p><p class="traffic">${problem.hint}</p><code>${problem.code}</code>
        <button class="button" @click=${() => go(this, { page: 'calls', row: undefined })}>${texts.call.expiredBack}</button></section>`;
  }

  /** A link outlived its capture. */
  private renderGone(): TemplateResult {
    const id = this.store.state.route.capture ?? '';
    return html`<header>${this.renderBack()}</header>
      <section class="refused" role="alert"><h1 class="traffic">${texts.captures.unknown(shortLine(id, 80))}</h1><p>${texts.captures.unknownHint}</p>
        <button class="button" @click=${() => go(this, { page: 'calls', capture: undefined, row: undefined })}>${texts.captures.first}</button></section>`;
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

  private readonly link = (): string => location.origin + formatRoute(this.store.state.route);

  private get callId(): string {
    const { capture, leg } = this.store.state.route;
    return `${capture}:${leg}`;
  }

  private get detail(): ShownCall | undefined {
    const { call } = this.store.state;
    return call?.id === this.callId ? call.value : undefined;
  }

  /** Offers and answers of the call; none until they are here. */
  private get sessions(): readonly MediaSession[] {
    return partOf(this.store.state, 'sessions')?.value?.sessions ?? NO_SESSIONS;
  }

  private get rows(): ShownCall['ladder']['rows'] {
    return (this.merged ?? this.detail)?.ladder.rows ?? [];
  }

  private openTab(tab: MessageTab): boolean {
    if (this.store.state.route.message === undefined) this.pane?.selectFirst();
    adjust(this, { tab });
    return true;
  }

  private panelOf(detail: ShownCall, findings = detail.findings.length): CallPanel | 'none' {
    const { panel } = this.store.state.route;
    // Whoever opens a call that went wrong wants to know why.
    return panel ?? (findings > 0 && matchMedia(WIDE).matches ? 'findings' : 'none');
  }

  private togglePanel(panel: CallPanel): boolean {
    const { detail } = this;
    if (detail === undefined) return false;
    adjust(this, { panel: this.panelOf(detail) === panel ? 'none' : panel });
    return true;
  }

  private focusValues(): boolean {
    const first = this.renderRoot.querySelector<HTMLElement>('value-button');
    first?.focus();
    return first !== null;
  }

  private merge(): boolean {
    const { isMerged, beside } = this.store.state.route;
    if (!isMerged && beside.length === 0 && (this.detail?.group?.legs.length ?? 1) < 2) return false;
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

  private close(): void {
    adjust(this, { message: undefined });
  }
}
