// The line above a ladder: columns, which messages, how many of them, search, how it is drawn. Takes all that; gives view-change (part of
// a LadderView), order (a word of what is to be done), find-change (a text), find-step (1 or -1), jump (a text),
// export and packets (true: with media).

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { emit } from '../../base/emit.ts';
import { count } from '../../base/format.ts';
import { shortLine } from '../../base/visible-text.ts';
import { COLOUR_MODES, type ColourMode } from '../../ladder/colours.ts';
import type { DrawFormat } from '../../ladder/draw.ts';
import type { ShownLadder } from '../../ladder/shown.ts';
import type { Errand } from '../../state/app-state.ts';
import { HOST_GROUPS, isFiltering, type LadderView, NO_FILTER, START_VIEW, toggled } from '../../state/ladder-view.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import type { MenuButton } from '../../widgets/menu-button.ts';
import { barStyles } from './ladder-bar.styles.ts';
import '../../widgets/menu-button.ts';

const words = texts.ladder;
const NO_ERRAND: Errand = { isBusy: false, problem: undefined };
/** Methods of a filter that have a box each; there are 14 in all RFCs. */
const METHODS_SHOWN = 20;

/** The ladder as it is shown, as a file or into the clipboard. */
export interface ExportOrder {
  readonly format: DrawFormat;
  readonly isCopied: boolean;
}

/** What the bar asks for beside another view. */
export type BarOrder =
  | 'zoom-in'
  | 'zoom-out'
  | 'zoom-plain'
  | 'follow'
  | 'names-edit'
  | 'only-transaction'
  | 'only-leg';

@customElement('ladder-bar')
export class LadderBar extends LitElement {
  static override styles = [shared, barStyles];

  @property({ attribute: false }) ladder!: ShownLadder;
  @property({ attribute: false }) view: LadderView = START_VIEW;
  @property() colour: ColourMode = 'class';
  @property({ type: Boolean }) following = false;
  /** A message is selected: its transaction and leg can be shown alone. */
  @property({ type: Boolean, attribute: 'has-message' }) hasMessage = false;
  @property() find = '';
  /** What a search has to tell: `3 of 12`. */
  @property() findSaid = '';
  /** Where the whole call is exported, up to the format. */
  @property() exportUrl = '';
  /** What became of the last export. */
  @property() exportSaid = '';
  /** How the packets of the call stand that were asked for. */
  @property({ attribute: false }) packets: Errand = NO_ERRAND;
  @query('input[type=search]') private input!: HTMLInputElement;

  override render(): TemplateResult {
    return html`<div class="bar" role="toolbar" aria-label=${words.bar}>
      ${this.renderHosts()}${this.renderFilter()}${this.renderCounts()}
      <span class="space"></span>${this.renderFind()}${this.renderView()}${this.renderExport()}
    </div>`;
  }

  /** Puts the cursor into the search; `start` is typed already. */
  focusFind(start = ''): void {
    if (start !== '') this.input.value = start;
    this.input.focus();
    if (start === '') this.input.select();
  }

  private renderHosts(): TemplateResult {
    const { view } = this;
    const isSet = view.hosts !== 'name' || !view.isNamed || view.columns.length > 0;
    return html`<menu-button .label=${words.hostsHint} ?set=${isSet}><span slot="face">${words.hosts}: ${words.groups[view.hosts]}</span>
      <div class="menu">
        <fieldset><legend>${words.hosts}</legend>${HOST_GROUPS.map(
          group =>
            html`<label><input type="radio" name="group" .checked=${view.hosts === group} @change=${() => this.change({ hosts: group, columns: [], hide: [] })} />${words.groups[group]}</label>`,
        )}</fieldset>
        ${this.box(words.namesHint, view.isNamed, isNamed => this.change({ isNamed }))}
        <button class="item" @click=${() => this.order('names-edit')}>${words.editNames}</button>
        ${view.columns.length > 0 ? html`<button class="item" @click=${() => this.change({ columns: [] })}>${words.order}</button>` : nothing}
      </div></menu-button>`;
  }

  private renderFilter(): TemplateResult {
    const { view, ladder } = this;
    return html`<menu-button .label=${words.filterHint} ?set=${isFiltering(view) || view.isUnfolded}><span slot="face">${words.filter}</span>
      <div class="menu">
        <fieldset class="methods"><legend>${words.methods}</legend>${[...ladder.methods]
          .slice(0, METHODS_SHOWN)
          .map(([method, n]) =>
            this.box(html`${shortLine(method, 24)} <small>${count(n)}</small>`, view.methods.includes(method), () =>
              this.change({ methods: toggled(view.methods, method) }),
            ),
          )}</fieldset>
        <fieldset>
          ${this.box(words.noOptions, view.isQuiet, isQuiet => this.change({ isQuiet }))}
          ${this.box(words.noProvisional, view.isFinalOnly, isFinalOnly => this.change({ isFinalOnly }))}
          ${this.box(words.onlySdp, view.isSdpOnly, isSdpOnly => this.change({ isSdpOnly }))}
          ${this.box(words.onlyTransaction, view.transaction !== undefined, () => this.order('only-transaction'), !this.hasMessage)}
          ${(ladder.legs?.length ?? 1) > 1 ? this.box(words.onlyLeg, view.leg !== undefined, () => this.order('only-leg'), !this.hasMessage) : nothing}
          ${this.box(words.unfoldAll, view.isUnfolded, isUnfolded => this.change({ isUnfolded }))}
        </fieldset>
        ${isFiltering(view) ? html`<button class="item" @click=${() => this.change(NO_FILTER)}>${words.showAll}</button>` : nothing}
      </div></menu-button>`;
  }

  /** How many of how many, and what hidden hosts hide. */
  private renderCounts(): TemplateResult {
    const { ladder, view } = this;
    // What hidden hosts alone leave out is told by the menu that brings them back.
    const isNarrowed = ladder.shown < ladder.messages && (isFiltering(view) || ladder.hidden.length === 0);
    return html`<span class="counts" role="status">${isNarrowed ? words.shown(ladder.shown, ladder.messages) : nothing}${
      isFiltering(view)
        ? html`<button class="icon-button small" title=${words.showAll} aria-label=${words.showAll} @click=${() => this.change(NO_FILTER)}>${icon('close')}</button>`
        : nothing
    }</span>${
      ladder.hidden.length === 0
        ? nothing
        : html`<menu-button set .label=${words.showHosts}><span slot="face">${words.hiddenHosts(ladder.hidden.length, ladder.behindHosts)}</span>
            <div class="menu">${ladder.hidden.map(
              host =>
                html`<button class="item" @click=${() => this.change({ hide: toggled(view.hide, host.key) })}>${words.showHost(shortLine(host.label, 60))} <small>${count(host.messages)}</small></button>`,
            )}<button class="item" @click=${() => this.change({ hide: [] })}>${words.showHosts}</button></div></menu-button>`
    }`;
  }

  private renderFind(): TemplateResult {
    return html`<span class="find">${icon('search')}<input type="search" .value=${this.find} placeholder=${words.find} title=${words.findHint} aria-label=${words.find} spellcheck="false" maxlength="200"
        @input=${this.onInput} @keydown=${this.onFindKey} />${this.findSaid === '' ? nothing : html`<small role="status">${this.findSaid}</small>`}</span>`;
  }

  private renderView(): TemplateResult {
    return html`<menu-button .label=${words.view} ?set=${this.colour !== 'class'}><span slot="face">${words.view}</span>
      <div class="menu">
        <fieldset><legend>${words.colours}</legend>${COLOUR_MODES.map(
          mode =>
            html`<label><input type="radio" name="colour" .checked=${this.colour === mode} @change=${() => emit(this, 'colour-change', mode)} />${words.colourModes[mode]}</label>`,
        )}</fieldset>
        <button class="item" @click=${() => this.order('zoom-in')}>${words.larger}</button>
        <button class="item" @click=${() => this.order('zoom-out')}>${words.smaller}</button>
        <button class="item" @click=${() => this.order('zoom-plain')}>${words.plain}</button>
        ${this.box(words.follow, this.following, () => this.order('follow'))}
      </div></menu-button>`;
  }

  private renderExport(): TemplateResult {
    const save = (format: DrawFormat) =>
      html`<button class="item" @click=${(event: Event) => this.exportAs(event, { format, isCopied: false })}>${words.formats[format]}</button>`;
    const copy = (format: 'text' | 'mermaid', said: string) =>
      html`<button class="item" @click=${(event: Event) => this.exportAs(event, { format, isCopied: true })}>${said}</button>`;
    const { isBusy, problem } = this.packets;
    // As a question, not as a link: when the packets are gone, the page says why.
    const packets = (hasMedia: boolean, said: string) =>
      html`<button class="item" ?disabled=${isBusy} @click=${() => emit<boolean>(this, 'packets', hasMedia)}>${said}</button>`;
    const state = isBusy ? words.packetsBusy : problem === undefined ? words.export : words.packetsRefused;
    return html`<menu-button .label=${words.export}><span slot="face">${this.exportSaid || state}</span>
      <div class="menu">
        <fieldset><legend>${words.exportSeen}</legend>${(['svg', 'png', 'mermaid', 'text'] as const).map(save)}
          ${copy('text', words.copyText)}${copy('mermaid', words.copyMermaid)}
          <button class="item" @click=${() => window.print()}>${words.print}</button></fieldset>
        <fieldset><legend>${words.exportWhole}</legend>${(['svg', 'mermaid', 'text'] as const).map(
          format =>
            html`<a class="item" href="${this.exportUrl}&format=${format}" download>${words.formats[format]}</a>`,
        )}
${packets(false, words.packets)}${packets(true, words.packetsWithMedia)}
          ${problem === undefined ? nothing : html`<p class="problem" role="alert">${problem.message} ${problem.hint}</p>`}</fieldset>
      </div></menu-button>`;
  }

  /** The menu has done its part. */
  private exportAs(event: Event, order: ExportOrder): void {
    if (event.currentTarget instanceof Element) event.currentTarget.closest<MenuButton>('menu-button')?.close();
    emit<ExportOrder>(this, 'export', order);
  }

  private box(
    said: string | TemplateResult,
    isOn: boolean,
    onChange: (isOn: boolean) => void,
    isDisabled = false,
  ): TemplateResult {
    return html`<label class=${isDisabled && !isOn ? 'off' : ''}><input type="checkbox" .checked=${isOn} ?disabled=${isDisabled && !isOn}
      @change=${(event: Event) => onChange(event.target instanceof HTMLInputElement && event.target.checked)} />${said}</label>`;
  }

  private change(part: Partial<LadderView>): void {
    emit(this, 'view-change', part);
  }

  private order(order: BarOrder): void {
    emit(this, 'order', order);
  }

  private onInput(): void {
    // What begins with a colon is a place to go to, not a text.
    if (!this.input.value.startsWith(':')) emit(this, 'find-change', this.input.value);
  }

  private onFindKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      event.preventDefault();
      if (this.input.value.startsWith(':')) {
        emit(this, 'jump', this.input.value.slice(1));
        this.input.value = this.find;
      } else emit(this, 'find-step', event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.input.value = '';
      emit(this, 'find-change', '');
      emit(this, 'find-leave', undefined);
    }
  }
}
