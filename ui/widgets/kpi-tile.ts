// One figure: a big number, its trend as a line of 40 px, the change, and an explanation on hover and focus. Takes words; knows no SIP.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shared } from '../styles/shared.ts';
import { kpiTileStyles } from './kpi-tile.styles.ts';
import { trendPaths } from './trend-line.ts';

export interface TileWords {
  readonly title: string;
  readonly value: string;
  readonly unit: string;
  readonly second: string;
  readonly none: string;
  readonly trend: readonly (number | undefined)[];
  readonly trendWords: string;
  readonly change: { readonly short: string; readonly long: string; readonly meaning: 'good' | 'bad' | 'even' };
  readonly explanation: readonly string[];
}

@customElement('kpi-tile')
export class KpiTile extends LitElement {
  static override styles = [shared, kpiTileStyles];

  @property({ attribute: false }) tile: TileWords | undefined;
  @state() private isOpen = false;
  /** The explanation ends where the tile ends, for there is no room to the right. */
  @state() private isAtEnd = false;

  constructor() {
    super();
    this.addEventListener('pointerenter', () => this.open());
    this.addEventListener('pointerleave', () => this.close());
    this.addEventListener('focusin', () => this.open());
    this.addEventListener('focusout', () => this.close());
    this.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || !this.isOpen) return;
      event.stopPropagation();
      this.close();
    });
  }

  override render(): TemplateResult | typeof nothing {
    const { tile } = this;
    if (tile === undefined) return nothing;
    const { change } = tile;
    const trend = trendPaths(tile.trend);
    const isBare = trend.line === '' && change.short === '';
    return html`<div class="tile ${isBare ? 'bare' : ''}" tabindex="0" role="group" aria-label=${tile.title} aria-describedby="why">
        <div class="head"><h2>${tile.title}</h2><span class="second">${tile.second}</span></div>
        <p class="figure"><b>${tile.value}</b>${tile.unit === '' ? nothing : html`<span class="unit">${tile.unit}</span>`}</p>
        <svg class="trend" viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label=${tile.trendWords} aria-hidden=${tile.trendWords === ''}><path class="bridge" d=${trend.bridge} /><path d=${trend.line} /></svg>
        <p class="change ${change.meaning}"><span aria-hidden="true">${change.short}</span>${change.short === '' ? html`<span class="quiet">${tile.none}</span>` : html`<span class="hidden-text">${change.long}</span>`}</p>
      </div>
      <div id="why" class="why ${this.isAtEnd ? 'end' : ''}" role="tooltip" ?hidden=${!this.isOpen}>${tile.explanation.filter(line => line !== '').map(line => html`<p>${line}</p>`)}</div>`;
  }

  private open(): void {
    const { left, width } = this.getBoundingClientRect();
    this.isAtEnd = left + width / 2 > window.innerWidth / 2;
    this.isOpen = true;
  }

  private close(): void {
    this.isOpen = false;
  }
}
