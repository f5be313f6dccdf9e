// Starts a live capture: interfaces, HEP listeners, filter, engine. Holds what is typed until it is sent.
// Takes what the server has told of interfaces and how the last attempt went; gives errand (record, interfaces) and form-close.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { InterfaceInfo, InterfaceList, StartLive } from '../../../server/wire/protocol.ts';
import type { CaptureEngine } from '../../../server/wire/types.ts';
import { caretLines } from '../../base/caret.ts';
import { emit } from '../../base/emit.ts';
import { shortLine } from '../../base/visible-text.ts';
import type { Asked, Errand, Problem } from '../../state/app-state.ts';
import type { ErrandOrder } from '../../state/errands.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { problemStyles } from '../problem.styles.ts';
import { hintView, problemView } from '../problem.ts';
import { HEP_SENDERS, reachable, readHepAddress } from './hep-senders.ts';
import { startFormStyles } from './start-form.styles.ts';
import '../../widgets/copy-button.ts';

const words = texts.start;
const FIRST_HEP = 'udp:0.0.0.0:9060';
/** Addresses of an interface that are shown; the rest is in the tooltip. */
const ADDRESSES = 3;
const LOCAL_NAMES = ['localhost', '127.0.0.1', '[::1]', ''];

@customElement('start-form')
export class StartForm extends LitElement {
  static override styles = [shared, problemStyles, startFormStyles];

  @property({ attribute: false }) interfaces: Asked<InterfaceList> | undefined;
  @property({ attribute: false }) errand: Errand = { isBusy: false, problem: undefined };
  /** Name by which this page reached its server: senders may reach it by the same. */
  @property() host = location.hostname;
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private hep: readonly string[] = [];
  @state() private filter = '';
  @state() private engine: CaptureEngine | undefined;
  @state() private buffer = '';
  @state() private isPromiscuous = true;
  @state() private sender = HEP_SENDERS[0]?.id ?? '';
  /** Something was missing when Start was pressed. */
  @state() private isChecked = false;
  /** The filter that the last answer is about: a mark under another one would point nowhere. */
  private sentFilter = '';
  @query('.hep input[aria-invalid=true], fieldset input') private first?: HTMLElement | null;

  override focus(): void {
    void this.updateComplete.then(() => this.first?.focus());
  }

  override render(): TemplateResult {
    const { isBusy, problem } = this.errand;
    const isFilterWrong = problem?.position !== undefined;
    return html`<form novalidate @submit=${this.onSubmit} aria-busy=${isBusy}>
      <p class="lead">${words.lead}</p>
      <div class="columns">
        ${this.renderInterfaces()}
        ${this.renderHep()}
      </div>
      ${this.renderFilter(isFilterWrong ? problem : undefined)}
      <div class="columns">
        ${this.renderEngines()}
        ${this.renderSettings()}
      </div>
      ${problem !== undefined && !isFilterWrong ? problemView(words.failed, problem) : nothing}
      ${this.isChecked && this.isEmpty ? html`<p class="missing" role="alert">${icon('warning')} ${words.nothing}</p>` : nothing}
      <div class="actions">
        <button class="button primary" type="submit" ?disabled=${isBusy}>${icon('record')}${isBusy ? words.going : words.go}</button>
        <button class="button" type="button" @click=${() => emit(this, 'form-close', undefined)}>${words.cancel}</button>
      </div>
    </form>`;
  }

  private renderInterfaces(): TemplateResult {
    const { interfaces } = this;
    const items = interfaces?.value?.items;
    return html`<fieldset>
      <legend>${words.interfaces}</legend>
      ${
        items === undefined
          ? interfaces?.problem === undefined
            ? html`<p class="quiet" role="status">${words.loading}</p>`
            : problemView(words.refused, interfaces.problem)
          : items.length === 0
            ? html`<p class="quiet">${words.none}</p>`
            : html`<div class="interfaces">${items.map(item => this.renderInterface(item))}</div>`
      }
      <button class="link" type="button" @click=${() => this.order({ verb: 'interfaces' })}>${words.refresh}</button>
    </fieldset>`;
  }

  private renderInterface(item: InterfaceInfo): TemplateResult {
    const about = item.isAny ? words.any : item.addresses.slice(0, ADDRESSES).join('  ') || words.noAddress;
    const more = item.addresses.length - ADDRESSES;
    return html`<label class="interface ${item.isUp || item.isAny ? '' : 'down'}">
      <input type="checkbox" .checked=${this.chosen.has(item.name)} @change=${() => this.choose(item)} />
      <b class="mono">${shortLine(item.name, 40)}</b>
      ${item.isAny ? nothing : html`<small class="badge ${item.isUp ? 'up' : ''}">${item.isUp ? words.up : words.down}</small>`}
      ${item.isLoopback ? html`<small class="badge">${words.loopback}</small>` : nothing}
      <span class="about ${item.isAny ? '' : 'mono'}" title=${item.addresses.join('\n')}>${about}${more > 0 ? ` +${more}` : ''}</span>
    </label>`;
  }

  private renderHep(): TemplateResult {
    return html`<fieldset>
      <legend>${words.hep}</legend>
      <p class="quiet">${words.hepLead}</p>
      ${this.hep.map((line, at) => this.renderListener(line, at))}
      <button class="button" type="button" @click=${this.addHep}>${icon('plus')}${words.addHep}</button>
      ${this.hep.length === 0 ? nothing : this.renderSender()}
    </fieldset>`;
  }

  private renderListener(line: string, at: number): TemplateResult {
    const isBad = readHepAddress(line) === undefined;
    const isTold = isBad && (this.isChecked || line.length > FIRST_HEP.length);
    return html`<div class="listener">
        <input class="mono" type="text" spellcheck="false" autocomplete="off" .value=${line} aria-label=${words.hepLabel(at + 1)} aria-invalid=${isTold}
          @input=${(event: InputEvent) => this.setHep(at, event)} />
        <button class="icon-button" type="button" title=${words.removeHep(line)} aria-label=${words.removeHep(line)}
          @click=${() => {
            this.hep = this.hep.filter((_, index) => index !== at);
          }}>${icon('close')}</button>
      </div>
      ${isTold ? html`<p class="wrong" role="alert">${words.hepBad}</p>` : nothing}`;
  }

  /** What to write into the sender for the first listener that it can speak to. */
  private renderSender(): TemplateResult {
    const sender = HEP_SENDERS.find(each => each.id === this.sender) ?? HEP_SENDERS[0];
    if (sender === undefined) return html``;
    const listeners = this.hep.map(readHepAddress).filter(address => address !== undefined);
    const listener = listeners.find(address => sender.transports.includes(address.transport));
    const lines = listener === undefined ? undefined : sender.lines(reachable(listener, this.ownAddress()));
    return html`<div class="sender">
      <label>${words.sender}
        <select aria-label=${words.senderLabel} @change=${this.onSender}>${HEP_SENDERS.map(
          each => html`<option value=${each.id} ?selected=${each.id === this.sender}>${each.name}</option>`,
        )}</select></label>
      ${
        lines === undefined
          ? html`<p class="quiet">${words.onlyUdp(sender.name)}</p>`
          : html`<p class="quiet">${sender.place}</p>
            <div class="config"><pre class="mono" tabindex="0" data-scrolls aria-label=${sender.name}>${lines}</pre>
            <copy-button .text=${lines} .label=${words.copyConfig} .done=${texts.message.copied} .failed=${texts.message.notCopied}></copy-button></div>`
      }
    </div>`;
  }

  private renderFilter(problem: Problem | undefined): TemplateResult {
    const isMarked = problem?.position !== undefined && this.filter === this.sentFilter;
    const caret = isMarked ? caretLines(this.filter, problem.position ?? 0, problem.length) : undefined;
    return html`<div class="filter">
      <label for="filter">${words.filter}</label> <small class="quiet" id="filter-hint">${words.filterHint}</small>
      <input id="filter" class="mono" type="text" spellcheck="false" autocomplete="off" autocapitalize="off" placeholder=${words.filterPlaceholder}
        .value=${this.filter} aria-invalid=${isMarked} aria-describedby="filter-problem filter-hint" @input=${this.onFilter} />
      <div id="filter-problem" role="alert">${
        caret === undefined || problem === undefined
          ? nothing
          : html`<pre class="mono caret">${caret.text}\n<b aria-hidden="true">${caret.caret}</b></pre>
              <p class="wrong">${firstLine(problem.message)}</p><p class="quiet">${hintView(problem.hint)}</p>`
      }</div>
    </div>`;
  }

  private renderEngines(): TemplateResult {
    const engines = this.interfaces?.value?.engines ?? [];
    return html`<fieldset>
      <legend>${words.engine}</legend>
      ${engines.map(({ name, problem }) => {
        const [title, about] = words.engines[name];
        return html`<label class="engine ${problem === undefined ? '' : 'down'}">
            <input type="radio" name="engine" .checked=${(this.engine ?? this.usableEngine) === name} ?disabled=${problem !== undefined}
              @change=${() => {
                this.engine = name;
              }} />
            <span><b>${title}</b> <span class="quiet">${about}</span></span>
          </label>
          ${problem === undefined ? nothing : html`<p class="why traffic">${problem.message} ${hintView(problem.hint)}</p>`}`;
      })}
    </fieldset>`;
  }

  private renderSettings(): TemplateResult {
    return html`<div class="options">
      <label for="buffer">${words.buffer}</label>
      <input id="buffer" class="number" type="number" min="1" max="1024" step="1" inputmode="numeric" .value=${this.buffer} aria-describedby="buffer-hint"
        @input=${this.onBuffer} />
      <small class="quiet" id="buffer-hint">${words.bufferHint}</small>
      <label class="check"><input type="checkbox" .checked=${this.isPromiscuous}
        @change=${() => {
          this.isPromiscuous = !this.isPromiscuous;
        }} /> ${words.promiscuous}</label>
    </div>`;
  }

  /** The first engine that works here; the server has its own mind when none does. */
  private get usableEngine(): CaptureEngine | undefined {
    return this.interfaces?.value?.engines.find(engine => engine.problem === undefined)?.name;
  }

  private get isEmpty(): boolean {
    return this.chosen.size === 0 && this.hep.length === 0;
  }

  /** `any` hears every interface, so nothing beside it: frames would come twice. */
  private choose(item: InterfaceInfo): void {
    if (this.chosen.has(item.name)) {
      this.chosen = new Set([...this.chosen].filter(name => name !== item.name));
      return;
    }
    const any = (this.interfaces?.value?.items ?? []).filter(each => each.isAny).map(each => each.name);
    const kept = item.isAny ? [] : [...this.chosen].filter(name => !any.includes(name));
    this.chosen = new Set([...kept, item.name]);
  }

  private addHep(): void {
    this.hep = [...this.hep, FIRST_HEP];
  }

  private setHep(at: number, event: InputEvent): void {
    const value = event.target instanceof HTMLInputElement ? event.target.value : '';
    this.hep = this.hep.map((line, index) => (index === at ? value : line));
  }

  private onSender(event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.sender = event.target.value;
  }

  private onFilter(event: InputEvent): void {
    if (event.target instanceof HTMLInputElement) this.filter = event.target.value;
  }

  private onBuffer(event: InputEvent): void {
    if (event.target instanceof HTMLInputElement) this.buffer = event.target.value;
  }

  /** The name in the address bar; of a page on its own host the first address that others can reach. */
  private ownAddress(): string {
    if (!LOCAL_NAMES.includes(this.host)) return this.host;
    const others = this.interfaces?.value?.items.filter(item => item.isUp && !item.isLoopback) ?? [];
    const address = others.flatMap(item => item.addresses).find(each => !each.toLowerCase().startsWith('fe80'));
    if (address === undefined) return words.here;
    return address.includes(':') ? `[${address}]` : address;
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    this.isChecked = true;
    if (this.isEmpty || this.hep.some(line => readHepAddress(line) === undefined)) return;
    this.sentFilter = this.filter;
    const engine = this.engine ?? this.usableEngine;
    const bufferMegabytes = Number(this.buffer);
    const plan: StartLive = {
      interfaces: [...this.chosen],
      filter: this.filter.trim(),
      promiscuous: this.isPromiscuous,
      ...(this.hep.length === 0 ? {} : { hep: this.hep.map(line => line.trim()) }),
      ...(engine === undefined ? {} : { engine }),
      ...(Number.isInteger(bufferMegabytes) && bufferMegabytes > 0 ? { bufferMegabytes } : {}),
    };
    this.order({ verb: 'record', plan });
  }

  private order(order: ErrandOrder): void {
    emit<ErrandOrder>(this, 'errand', order);
  }
}

/** Further lines draw the mistake for a terminal; here it is drawn already. */
function firstLine(text: string): string {
  return text.slice(0, text.includes('\n') ? text.indexOf('\n') : undefined);
}
