// The range of time and the time zone of every page, in the top bar: what they are, and a panel to choose them. Reads the store; gives
// navigate and set-zone. Fields are in the zone that is set; the address is in UTC.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CaptureInfo } from '../server/wire/protocol.ts';
import type { Micros } from '../server/wire/types.ts';
import { emit } from './base/emit.ts';
import { clock, dateTime, day } from './base/format.ts';
import { fromWall, localZone, wallDate, zoneAt, zoneNames } from './base/time-zone.ts';
import { StoreController } from './controllers/store-controller.ts';
import { isLive } from './health-pill.ts';
import { go } from './pages/page.ts';
import { rangeControlStyles } from './range-control.styles.ts';
import type { Store } from './state/store.ts';
import {
  ALL_TIME,
  between,
  rangeText,
  readRange,
  spanWord,
  type TimeBounds,
  type TimeRange,
} from './state/time-range.ts';
import { openCapture } from './state/watch.ts';
import { shared } from './styles/shared.ts';
import { texts } from './texts.ts';
import { icon } from './widgets/icon.ts';

const words = texts.range;

@customElement('range-control')
export class RangeControl extends LitElement {
  static override styles = [shared, rangeControlStyles];

  @property({ attribute: false }) store!: Store;
  @state() private isOpen = false;
  @state() private fault = '';
  @query('.toggle') private toggle!: HTMLElement;

  constructor() {
    super();
    new StoreController(this, () => this.store);
    this.addEventListener('keydown', event => this.onKey(event));
    this.addEventListener('focusout', event => {
      const next = event.relatedTarget;
      // Focus that goes nowhere (another window, the list of a select) leaves the panel open.
      if (next instanceof Node && !this.contains(next) && !this.renderRoot.contains(next)) this.isOpen = false;
    });
  }

  override render(): TemplateResult {
    const { route } = this.store.state;
    const capture = openCapture(this.store.state);
    const isNarrow = route.range.kind !== 'all';
    return html`<button class="toggle ${isNarrow ? 'set' : ''}" aria-expanded=${this.isOpen} aria-controls="panel" title=${words.label}
        @click=${() => this.open(!this.isOpen)}>${icon('clock')}<span class="hidden-text">${words.title}: </span><span class="what">${rangeWords(route.range)}</span><span class="zone">${zoneAt(capture?.progress.clock ?? 0)}</span></button>
      ${this.isOpen ? html`<div class="veil" @click=${() => this.open(false)}></div>${this.renderPanel(route.range, capture)}` : nothing}`;
  }

  private renderPanel(range: TimeRange, capture: CaptureInfo | undefined): TemplateResult {
    const shown = rangeText(range);
    const [from, to] = range.kind === 'between' ? [range.from, range.to] : [undefined, undefined];
    return html`<form id="panel" class="panel" role="dialog" aria-label=${words.label} novalidate @submit=${this.onApply}>
      <h2>${words.title}</h2>
      <div class="presets" role="group" aria-label=${words.title}>
        ${['', ...Object.keys(words.presets)].map(preset => {
          const next = readRange(preset, null);
          const isChosen = rangeText(next) === shown;
          return html`<button type="button" class="button" aria-pressed=${isChosen} @click=${() => this.choose(next)}>${preset === '' ? words.all : words.presets[preset]}</button>`;
        })}
      </div>
      <p class="quiet">${endWords(capture)}</p>
      <label>${words.from}<input name="from" type="datetime-local" step="0.001" .value=${fieldText(from)} /></label>
      <label>${words.to}<input name="to" type="datetime-local" step="0.001" .value=${fieldText(to)} /></label>
      ${this.fault === '' ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`}
      <div class="row"><p class="quiet">${words.open}</p><button class="button primary">${words.apply}</button></div>
      <p class="quiet">${words.what}</p>
      <label class="line">${words.zone}${this.renderZones()}</label>
      <button type="button" class="icon-button close" title=${words.close} aria-label=${words.close} @click=${() => this.open(false)}>${icon('close')}</button>
    </form>`;
  }

  private renderZones(): TemplateResult {
    const { zone } = this.store.state;
    const option = (name: string, text: string): TemplateResult =>
      html`<option value=${name} .selected=${name === zone}>${text}</option>`;
    return html`<select @change=${this.onZone}>
      ${option('UTC', words.utc)}${option('local', words.local(localZone()))}${zoneNames().map(name => option(name, name))}
    </select>`;
  }

  private open(isOpen: boolean): void {
    this.isOpen = isOpen;
    this.fault = '';
    void this.updateComplete.then(() =>
      isOpen ? this.renderRoot.querySelector<HTMLElement>('.presets button')?.focus() : this.toggle.focus(),
    );
  }

  private choose(range: TimeRange): void {
    this.open(false);
    if (rangeText(range) !== rangeText(this.store.state.route.range)) go(this, { range, row: undefined });
  }

  private onApply(event: Event): void {
    event.preventDefault();
    const fields = this.renderRoot.querySelectorAll<HTMLInputElement>('input');
    if ([...fields].some(field => field.validity.badInput)) {
      this.fault = words.unreadable;
      return;
    }
    const { range } = this.store.state.route;
    const before: TimeBounds = range.kind === 'between' ? range : {};
    const [from, to] = [...fields].map(({ name, value }) => {
      // A field that nobody touched keeps the µs that it does not show.
      const kept = name === 'from' ? before.from : before.to;
      const read = readField(value);
      return kept !== undefined && read === Math.floor(kept / 1000) * 1000 ? kept : read;
    });
    if (from !== undefined && to !== undefined && to <= from) this.fault = words.backwards;
    else this.choose(from === undefined && to === undefined ? ALL_TIME : between(from, to));
  }

  private onZone(event: Event): void {
    if (event.target instanceof HTMLSelectElement) emit(this, 'set-zone', event.target.value);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.isOpen) return;
    event.preventDefault();
    event.stopPropagation();
    this.open(false);
  }
}

/** What the button says. */
export function rangeWords(range: TimeRange): string {
  if (range.kind === 'all') return words.allTime;
  if (range.kind === 'last') return words.last(spanWord(range.span));
  const { from, to } = range;
  if (from === undefined) return words.until(short(to ?? 0));
  if (to === undefined) return words.since(short(from));
  return words.between(short(from), day(from) === day(to) ? short(to).slice(11) : short(to));
}

/** To the second; what is shorter than two seconds needs its ms. */
function short(time: Micros): string {
  return `${day(time)} ${clock(time).replace(/\.000$/, '')}`;
}

function endWords(capture: CaptureInfo | undefined): string {
  const end = capture?.progress.clock;
  if (capture === undefined || end === undefined) return words.empty;
  return isLive(capture) ? words.endOfLive : words.endOfFile(dateTime(end));
}

/** As `datetime-local` has it, in the zone that is set; a time that it cannot hold is empty. */
function fieldText(time: Micros | undefined): string {
  if (time === undefined) return '';
  const date = wallDate(time);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 23);
}

function readField(value: string): Micros | undefined {
  const wall = value === '' ? Number.NaN : Date.parse(`${value}Z`);
  return Number.isNaN(wall) ? undefined : fromWall(wall) * 1000;
}
