// Facets beside the list: the values of a field with how many calls have them, and what the filter says of each.
// Takes what the filter and the server say; gives filter-term, filter-set (a whole filter), facet-open, facet-long and facets-close.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Facet, FacetReport, FacetValue } from '../../../server/wire/types.ts';
import { emit } from '../../base/emit.ts';
import { count } from '../../base/format.ts';
import { keep, readKept } from '../../base/keep.ts';
import { place } from '../../base/place.ts';
import { shortLine } from '../../base/visible-text.ts';
import type { TermAction } from '../../filter/term-action.ts';
import {
  activeParts,
  type FieldNames,
  type FilterTerm,
  PLAIN_NAMES,
  type TermState,
  valuesOf,
} from '../../filter/terms.ts';
import type { Asked } from '../../state/app-state.ts';
import { FACET_FIELDS, FACET_VALUES, type FacetName } from '../../state/filtering.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { facetStyles } from './facet-panel.styles.ts';

export interface FacetToggle {
  readonly facet: FacetName;
  readonly isOn: boolean;
}

const LEAST_WIDTH = 160;
const MOST_WIDTH = 480;
const KEY_STEP = 16;
const NAME_CHARS = 200;
/** Named parts of a filter that have a chip; a longer one is read in the filter box. */
const CHIPS = 40;
const SIGNS = { included: '✓', excluded: '−', none: '' } as const;

@customElement('facet-panel')
export class FacetPanel extends LitElement {
  static override styles = [shared, facetStyles];

  @property() filter = '';
  @property({ attribute: false }) names: FieldNames = PLAIN_NAMES;
  @property({ attribute: false }) asked: Asked<FacetReport> | undefined;
  @property({ attribute: false }) open: readonly FacetName[] = [];
  @property({ attribute: false }) long: readonly FacetName[] = [];
  @state() private width = 220;

  override connectedCallback(): void {
    super.connectedCallback();
    const kept = Number(readKept('facets.width'));
    if (kept > 0) this.width = within(kept);
  }

  override render(): TemplateResult {
    this.style.setProperty('--facets', `${this.width}px`);
    const words = texts.facets;
    return html`<header><h2>${words.title}</h2>
        <button class="icon-button" title=${words.close} aria-label=${words.close} @click=${() => emit(this, 'facets-close', undefined)}>${icon('close')}</button></header>
      <div class="scroll" role="region" aria-label=${words.list} tabindex="-1" @keydown=${this.onKey}>
        ${this.renderChips()}
        ${this.asked?.problem === undefined ? nothing : html`<p class="problem" role="alert">${words.refused}: ${this.asked.problem.message} ${this.asked.problem.hint}</p>`}
        ${FACET_FIELDS.map(facet => this.renderFacet(facet))}
      </div>
      <div class="edge" role="separator" tabindex="0" aria-orientation="vertical" aria-label=${words.width} aria-valuenow=${this.width}
        aria-valuemin=${LEAST_WIDTH} aria-valuemax=${MOST_WIDTH} @pointerdown=${this.onEdge} @keydown=${this.onEdgeKey}></div>`;
  }

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('summary')?.focus());
  }

  private renderChips(): TemplateResult | typeof nothing {
    const parts = activeParts(this.filter, this.names).slice(0, CHIPS);
    if (parts.length === 0) return nothing;
    return html`<ul class="chips" aria-label=${texts.facets.active}>${parts.map(part => {
      const text = shortLine(part.text, NAME_CHARS);
      return html`<li><button class=${part.isExcluded ? 'excluded' : ''} title=${text} aria-label=${texts.facets.remove(text)}
        @click=${() => emit(this, 'filter-set', part.without)}><span class="traffic">${text}</span>${icon('close')}</button></li>`;
    })}</ul>`;
  }

  private renderFacet(facet: FacetName): TemplateResult {
    const isOpen = this.open.includes(facet);
    const named = valuesOf(this.filter, facet, this.names);
    return html`<details ?open=${isOpen} @toggle=${(event: Event) => this.onToggle(event, facet)}>
      <summary>${icon('chevron')}<h3>${texts.facets.names[facet]}</h3>${named.length === 0 ? nothing : html`<span class="marks">${count(named.length)}</span>`}</summary>
      ${isOpen ? this.renderValues(facet, named) : nothing}
    </details>`;
  }

  private renderValues(
    facet: FacetName,
    named: readonly { readonly value: string; readonly state: TermState }[],
  ): TemplateResult {
    const answer = this.asked?.value?.facets.find(({ field }) => field === facet);
    const shown = answer?.values ?? [];
    // What the filter names stands here even when no call has it.
    const missing = named.filter(({ value }) => !shown.some(each => this.isSame(facet, each.value, value)));
    const most = Math.max(1, ...shown.map(each => each.count));
    return html`<ul class="values">
        ${shown.map(each => this.renderValue(facet, each.value, each, most, named))}
        ${missing.map(({ value }) => this.renderValue(facet, value, undefined, most, named))}
      </ul>
      ${answer === undefined ? html`<p class="note">${texts.facets.waiting}</p>` : this.renderNotes(facet, answer)}`;
  }

  private renderValue(
    facet: FacetName,
    value: string,
    counted: FacetValue | undefined,
    most: number,
    named: readonly { readonly value: string; readonly state: TermState }[],
  ): TemplateResult {
    const state = named.find(each => this.isSame(facet, each.value, value))?.state;
    const words = state === undefined ? '' : texts.facets[state];
    const name = shortLine(value, NAME_CHARS) || '""';
    const n = counted?.count;
    return html`<li><button class="value ${state ?? ''}" title="${name}\n${texts.facets.hint}"
        data-value @click=${(event: MouseEvent) => this.onValue(event.altKey, facet, value, state)}
        @contextmenu=${(event: MouseEvent) => this.onMenu(event, facet, value)}>
      <span class="sign" aria-hidden="true">${SIGNS[state ?? 'none']}</span>
      <span class="name traffic">${name}</span> <span class="count">${n === undefined ? '–' : count(n)}</span> <span class="hidden-text">${words}</span>
      <span class="bar" ${place({ '--part': String((n ?? 0) / most) })}></span></button></li>`;
  }

  private renderNotes(facet: FacetName, answer: Facet): TemplateResult {
    const words = texts.facets;
    const isLong = this.long.includes(facet);
    const left = answer.distinct - answer.values.length;
    return html`
      ${answer.legs > 0 && answer.distinct === 0 && answer.omitted === 0 && answer.counted === answer.legs ? html`<p class="note">${words.empty}</p>` : nothing}
      ${answer.distinct > FACET_VALUES || isLong ? this.renderMore(facet, isLong, left) : nothing}
      ${isLong && left > 0 ? html`<p class="note">${words.listed(answer.values.length, answer.distinct)}</p>` : nothing}
      ${answer.none > 0 && answer.distinct > 0 ? html`<p class="note">${words.none(answer.none)}</p>` : nothing}
      ${answer.omitted > 0 ? html`<p class="note">${words.omitted(answer.omitted)}</p>` : nothing}
      ${answer.counted < answer.legs ? html`<p class="note">${words.counted(answer.counted, answer.legs)}</p>` : nothing}`;
  }

  private renderMore(facet: FacetName, isLong: boolean, left: number): TemplateResult {
    return html`<button class="more" aria-expanded=${isLong} @click=${() => emit<FacetToggle>(this, 'facet-long', { facet, isOn: !isLong })}>
      ${isLong ? texts.facets.fewer : texts.facets.more(left)}</button>`;
  }

  private isSame(facet: FacetName, a: string, b: string): boolean {
    return a === b || (this.names.isAnyCase(facet) && a.toLowerCase() === b.toLowerCase());
  }

  /** None, included, excluded, none; with Alt excluded at once. */
  private onValue(isAlt: boolean, facet: FacetName, value: string, state: TermState): void {
    const term: FilterTerm = { field: facet, operator: '=', value };
    const next = isAlt
      ? state === 'excluded'
        ? 'remove'
        : 'exclude'
      : state === undefined
        ? 'join'
        : state === 'included'
          ? 'exclude'
          : 'remove';
    emit<TermAction>(this, 'filter-term', { act: next, term });
  }

  private onMenu(event: MouseEvent, facet: FacetName, value: string): void {
    event.preventDefault();
    const term: FilterTerm = { field: facet, operator: '=', value };
    emit(this, 'value-menu', { term, value, x: event.clientX, y: event.clientY });
  }

  private onToggle(event: Event, facet: FacetName): void {
    if (!(event.currentTarget instanceof HTMLDetailsElement)) return;
    const isOn = event.currentTarget.open;
    if (isOn !== this.open.includes(facet)) emit<FacetToggle>(this, 'facet-open', { facet, isOn });
  }

  /** Arrows go from one line to the next, as in a list; letters stay with the page. */
  private onKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const stops = [...this.renderRoot.querySelectorAll<HTMLElement>('.scroll button, summary')];
    const at = stops.findIndex(stop => stop === this.shadowRoot?.activeElement);
    stops[Math.min(stops.length - 1, Math.max(0, at + step))]?.focus();
    event.preventDefault();
    event.stopPropagation();
  }

  private onEdge(event: PointerEvent): void {
    const edge = event.currentTarget;
    if (!(edge instanceof HTMLElement)) return;
    event.preventDefault();
    edge.setPointerCapture(event.pointerId);
    const { left } = this.getBoundingClientRect();
    const move = (moved: PointerEvent): void => this.setWidth(moved.clientX - left);
    edge.addEventListener('pointermove', move);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true });
  }

  private onEdgeKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowLeft' ? -KEY_STEP : event.key === 'ArrowRight' ? KEY_STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.setWidth(this.width + step);
  }

  private setWidth(width: number): void {
    this.width = within(width);
    keep('facets.width', String(this.width));
  }
}

function within(width: number): number {
  return Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width)));
}
