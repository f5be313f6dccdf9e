// What stands below a ladder: findings, media, legs, details, one at a time. Takes the call and which part is open; gives
// panel-change, finding-light, message-open, stream-open, leg-open, merge-toggle and link-change.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FindingList, LegIdentity, LegLink, StreamDetail, Waveform } from '../../../server/wire/types.ts';
import { emit } from '../../base/emit.ts';
import { clockOf, count } from '../../base/format.ts';
import type { Asked, CallSessions, ShownCall } from '../../state/app-state.ts';
import { CALL_PANELS, type CallPanel } from '../../state/route.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { callFactsStyles } from './call-facts.styles.ts';
import { detailsView } from './details-view.ts';
import { withWholes } from './finding-keys.ts';
import { findingsView } from './findings-view.ts';
import { identityView } from './identity-view.ts';
import { legsView } from './legs-view.ts';
import { mediaView } from './media-view.ts';

/** Detail of the event `link-change`. */
export interface LinkChange {
  readonly link: LegLink;
  readonly action: 'cut' | 'reset';
}

const words = texts.callPanels;

@customElement('call-facts')
export class CallFacts extends LitElement {
  static override styles = [shared, callFactsStyles];

  @property({ attribute: false }) detail: ShownCall | undefined;
  /** Its offers and answers. */
  @property({ attribute: false }) offers: Asked<CallSessions> | undefined;
  /** `none`: only the tabs are shown. */
  @property() panel: CallPanel | 'none' = 'none';
  /** Key of the finding whose arrows are lit. */
  @property() lit: string | undefined;
  @property({ type: Boolean }) merged = false;
  /** Its findings as the list has them, where they are open: they know what they are part of. */
  @property({ attribute: false }) listed: Asked<FindingList> | undefined;
  /** What can be heard of it, where its media are open. */
  @property({ attribute: false }) sound: Asked<Waveform> | undefined;
  /** The course of its main stream and of the one that answers it, likewise. */
  @property({ attribute: false }) forward: Asked<StreamDetail> | undefined;
  @property({ attribute: false }) reverse: Asked<StreamDetail> | undefined;
  /** Who calls by whose word, where details are open. */
  @property({ attribute: false }) identity: Asked<LegIdentity> | undefined;
  /** A cut or a join is on its way. */
  @property({ type: Boolean }) busy = false;

  override render(): TemplateResult {
    const { detail, panel } = this;
    if (detail === undefined) return html``;
    return html`<div class="tabs"><div class="list" role="tablist" aria-label=${words.label} @keydown=${this.onKey}>
        ${CALL_PANELS.map(each => this.renderTab(detail, each))}</div>
        ${panel === 'none' ? nothing : html`<button class="icon-button" title=${words.close} aria-label=${words.close} @click=${() => this.change('none')}>${icon('down')}</button>`}
      </div>
      ${panel === 'none' ? nothing : html`<div class="content" id="content" role="tabpanel" tabindex="0" aria-labelledby="tab-${panel}"><h2 class="hidden-text">${words.tabs[panel]}</h2>${this.renderPanel(detail, panel)}</div>`}`;
  }

  private renderTab(detail: ShownCall, panel: CallPanel): TemplateResult {
    const isOpen = panel === this.panel;
    const number = countOf(detail, panel);
    const worst = panel === 'findings' ? detail.findings[0]?.severity : undefined;
    return html`<button role="tab" id="tab-${panel}" class="tab" aria-selected=${isOpen} aria-controls="content" tabindex=${isOpen || (this.panel === 'none' && panel === 'findings') ? 0 : -1}
      @click=${() => this.change(isOpen ? 'none' : panel)}>${words.tabs[panel]}${number === 0 ? nothing : html` <b class="n ${worst === undefined ? '' : `s-${worst}`}">${count(number)}</b>`}</button>`;
  }

  private renderPanel(detail: ShownCall, panel: CallPanel): TemplateResult {
    const onMessage = (index: number): void => emit(this, 'message-open', index);
    const clock = clockOf(detail.call.startTime, detail.call.lastTime);
    switch (panel) {
      case 'findings':
        return findingsView({
          findings: withWholes(detail.findings, this.listed?.value?.items ?? []),
          clock,
          lit: this.lit,
          onLight: key => emit(this, 'finding-light', key),
          onMessage,
        });
      case 'media':
        return mediaView({
          streams: detail.streams,
          clock,
          offers: this.offers,
          sound: this.sound,
          forward: this.forward,
          reverse: this.reverse,
          onMessage,
          onStream: index => emit(this, 'stream-open', index),
        });
      case 'legs':
        return legsView({
          group: detail.group,
          leg: detail.call.index,
          isMerged: this.merged,
          isBusy: this.busy,
          onLeg: leg => emit(this, 'leg-open', leg),
          onMerge: () => emit(this, 'merge-toggle', undefined),
          onLink: (link, action) => emit<LinkChange>(this, 'link-change', { link, action }),
          onMessage,
        });
      case 'details':
        return html`${identityView(this.identity, onMessage)}${detailsView(detail, clock, onMessage)}`;
    }
  }

  private change(panel: CallPanel | 'none'): void {
    emit(this, 'panel-change', panel);
  }

  /** Arrow keys go from tab to tab (ARIA tabs). */
  private onKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const at = CALL_PANELS.findIndex(panel => `tab-${panel}` === this.shadowRoot?.activeElement?.id);
    const next = CALL_PANELS[(at + step + CALL_PANELS.length) % CALL_PANELS.length] ?? 'findings';
    this.change(next);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${next}`)?.focus());
  }
}

function countOf(detail: ShownCall, panel: CallPanel): number {
  switch (panel) {
    case 'findings':
      return detail.findings.length;
    case 'media':
      return detail.streams.length;
    case 'legs':
      return (detail.group?.legs.length ?? 1) > 1 ? (detail.group?.legs.length ?? 0) : 0;
    case 'details':
      return 0;
  }
}
