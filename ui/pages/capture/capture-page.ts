// The capture page: what is open, recording, and every counter of the chosen capture. Reads the store; what is drawn is in
// the view functions beside it. Gives navigate, errand and choose-file.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CaptureInfo } from '../../../server/wire/protocol.ts';
import type { CaptureHealth, FrameDetail } from '../../../server/wire/types.ts';
import { emit } from '../../base/emit.ts';
import { shortLine } from '../../base/visible-text.ts';
import type { Command } from '../../commands.ts';
import { StoreController } from '../../controllers/store-controller.ts';
import type { Asked } from '../../state/app-state.ts';
import { type CaptureVerb, type ErrandOrder, errandOf } from '../../state/errands.ts';
import { sourcesOf } from '../../state/sources.ts';
import type { Store } from '../../state/store.ts';
import { currentCapture, frameKey, openCapture } from '../../state/watch.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { emptyStyles } from '../calls/empty.styles.ts';
import { unknownView, unreachableView } from '../calls/empty.ts';
import { adjust, go, type Page } from '../page.ts';
import { problemStyles } from '../problem.styles.ts';
import { problemView } from '../problem.ts';
import { captureStyles } from './capture-page.styles.ts';
import { capturesView } from './captures-view.ts';
import { countersView } from './counters-view.ts';
import { recorderView, sourcesView, spoolView } from './live-view.ts';
import './frame-dialog.ts';
import './keys-form.ts';
import './start-form.ts';

const words = texts.capture;

@customElement('capture-page')
export class CapturePage extends LitElement implements Page {
  static override styles = [shared, captureStyles, emptyStyles, problemStyles];

  @property({ attribute: false }) store!: Store;
  /** The capture that is about to be closed; the question stands below its line. */
  @state() private closing: string | undefined;
  @state() private isAskingClear = false;
  /** The part of the page that was brought into view for this address. */
  private shownPart = '';

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  override render(): TemplateResult {
    const { state } = this.store;
    const { captures, route } = state;
    if (captures === undefined) return html`${unreachableView(state) ?? nothing}`;
    const here = openCapture(state);
    const isForm = route.part === 'record' || captures.length === 0;
    return html`<div class="sheet">
        <header class="toolbar">
          <h1 class="grow">${words.title}</h1>
          <button class="button ${captures.length === 0 ? '' : 'primary'}" ?hidden=${isForm} @click=${() => adjust(this, { part: 'record' })}>${icon('record')}${words.record}</button>
          <button class="button" @click=${() => emit(this, 'choose-file', undefined)}>${icon('upload')}${words.openFile}</button>
        </header>
        ${capturesView(state, here?.id, this.closing, {
          choose: id => go(this, { page: 'capture', capture: id, row: undefined }),
          ask: id => this.askClose(id),
          close: id => this.closeCapture(id),
        })}
        ${isForm ? this.renderForm() : nothing}
        <p class="hint">${words.dropHint}</p>
        ${here === undefined ? this.renderUnknown() : this.renderCapture(here)}
      </div>
      ${this.renderFrame()}`;
  }

  /** Escape takes back what is open, one thing at a time. */
  run(command: Command): boolean {
    if (command !== 'back') return false;
    if (this.closing !== undefined || this.isAskingClear) {
      this.closing = undefined;
      this.isAskingClear = false;
      return true;
    }
    if (this.store.state.route.part !== 'record') return false;
    adjust(this, { part: undefined });
    return true;
  }

  protected override updated(_changed: PropertyValues): void {
    const { part, capture } = this.store.state.route;
    const wanted = part === undefined ? '' : `${part} ${capture}`;
    if (wanted === this.shownPart) return;
    const target = this.renderRoot.querySelector(`#${part ?? 'none'}`);
    // The counters may still be on their way.
    if (target === null && wanted !== '') return;
    this.shownPart = wanted;
    target?.scrollIntoView({ block: 'start' });
    if (part === 'record') this.renderRoot.querySelector<HTMLElement>('start-form')?.focus();
  }

  private renderForm(): TemplateResult {
    const { state } = this.store;
    return html`<h2 id="record">${texts.start.title}</h2>
      <start-form .interfaces=${state.interfaces} .errand=${errandOf(state, 'record')} @form-close=${() => adjust(this, { part: undefined })}></start-form>`;
  }

  private renderUnknown(): TemplateResult | typeof nothing {
    const { state } = this.store;
    if (currentCapture(state) === undefined) return nothing;
    return html`<div class="unknown">${unknownView(state, this)}</div>`;
  }

  private renderCapture(capture: CaptureInfo): TemplateResult {
    const { state } = this.store;
    const { live } = capture;
    const asked = state.health?.id === capture.id ? state.health : undefined;
    const sources = sourcesOf(live, asked?.value, state.rates.get(capture.id));
    // A single file is its own source; its facts are below.
    const isSourced = live !== undefined || sources.length > 1;
    return html`<h2 class="chosen"><span class="traffic">${shortLine(capture.name, 80)}</span>
        <button class="button" @click=${() => go(this, { page: 'calls', capture: capture.id, filter: '', row: undefined })}>${icon('calls')}${texts.live.toCalls}</button></h2>
      ${
        live === undefined
          ? nothing
          : recorderView(state, capture, live, this.isAskingClear, {
              stop: () => this.order('stop', capture.id),
              start: () => this.order('start', capture.id),
              askClear: isAsked => this.askClear(isAsked),
              clear: () => {
                this.isAskingClear = false;
                this.order('clear', capture.id);
              },
            })
      }
      ${capture.progress.error === undefined ? nothing : problemView(texts.calls.failedTitle, capture.progress.error)}
      ${isSourced ? html`<h3>${texts.live.sources}</h3>${sourcesView(sources, live !== undefined)}` : nothing}
      ${live === undefined ? nothing : spoolView(live)}
      ${this.renderKeys(capture, asked?.value)}
      ${this.renderCounters(asked)}`;
  }

  private renderKeys(capture: CaptureInfo, health: CaptureHealth | undefined): TemplateResult | typeof nothing {
    if (health === undefined || health.tls.withoutKey + health.tls.failed === 0) return nothing;
    return html`<keys-form .capture=${capture.id} .tls=${health.tls} .errand=${errandOf(this.store.state, 'keys', capture.id)}></keys-form>`;
  }

  private renderCounters(asked: Asked<CaptureHealth> | undefined): TemplateResult {
    if (asked?.value !== undefined)
      return html`<h3 id="counters" class="part">${texts.health.title}</h3>${countersView(asked.value, id => go(this, { frame: id }))}`;
    if (asked?.problem !== undefined) return problemView(texts.health.title, asked.problem);
    return html`<p class="notice" role="status">${texts.health.loading}</p>`;
  }

  private renderFrame(): TemplateResult {
    const { state } = this.store;
    const { frame } = state.route;
    const capture = currentCapture(state);
    const key = frame === undefined ? '' : frameKey(capture, frame);
    const asked: Asked<FrameDetail> | undefined = state.frame?.id === key ? state.frame : undefined;
    const health = state.health?.id === capture ? state.health?.value : undefined;
    return html`<frame-dialog .open=${frame} .asked=${asked} .samples=${samplesOf(health)}
      @frame-open=${(event: CustomEvent<string>) => adjust(this, { frame: event.detail })} @frame-close=${() => adjust(this, { frame: undefined })}></frame-dialog>`;
  }

  private askClose(id: string | undefined): void {
    this.closing = id;
    this.focusOn('#close-yes');
  }

  private askClear(isAsked: boolean): void {
    this.isAskingClear = isAsked;
    this.focusOn('#clear-yes');
  }

  /** A question takes the focus, so that Enter answers it and a screen reader reads it. */
  private focusOn(selector: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  private closeCapture(id: string): void {
    this.closing = undefined;
    this.order('close', id);
  }

  private order(verb: CaptureVerb, capture: string): void {
    emit<ErrandOrder>(this, 'errand', { verb, capture });
  }
}

/** Ids of all samples, in the order in which the page shows them. */
function samplesOf(health: CaptureHealth | undefined): readonly string[] {
  const reasons = [...(health?.notDecoded ?? [])].sort((a, b) => b.count - a.count);
  return reasons.flatMap(reason => reason.samples.map(sample => sample.id));
}
