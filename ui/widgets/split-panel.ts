// Two panes and a bar between them that moves by pointer and by arrow keys. Narrower than 768 px there is one pane:
// the second lies over the first as a sheet. Slots `start` and `end`; the place of the bar is kept in this browser.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keep, readKept } from '../base/keep.ts';
import { shared } from '../styles/shared.ts';

const LEAST_PERCENT = 25;
const MOST_PERCENT = 80;
const KEY_STEP = 2;

@customElement('split-panel')
export class SplitPanel extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, var(--at)) 5px minmax(0, 1fr);
        min-height: 0;
        height: 100%;
        position: relative;
      }
      :host([vertical]) {
        grid-template: minmax(0, var(--at)) 5px minmax(0, 1fr) / minmax(0, 1fr);
      }
      :host([closed]) {
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      }
      ::slotted(*) {
        min-width: 0;
        min-height: 0;
        height: 100%;
      }
      .bar {
        cursor: col-resize;
        touch-action: none;
        background: var(--line);
        background-clip: content-box;
        padding: 0 2px;
        outline-offset: 0;
      }
      :host([vertical]) .bar {
        cursor: row-resize;
        padding: 2px 0;
      }
      .bar:hover,
      .bar:focus-visible {
        background-color: var(--accent);
      }
      .sheet {
        min-width: 0;
        min-height: 0;
        display: contents;
      }
      @media (max-width: 767px) {
        :host,
        :host([vertical]) {
          grid-template: minmax(0, 1fr) / minmax(0, 1fr);
        }
        .bar {
          display: none;
        }
        .sheet {
          display: block;
          position: absolute;
          inset: 0;
          z-index: 10;
          background: var(--surface-0);
        }
      }
      @media print {
        :host {
          display: block;
          height: auto;
        }
        :host ::slotted(*) {
          height: auto;
        }
        .bar,
        .sheet {
          display: none;
        }
      }
    `,
  ];

  /** Name under which the place is kept. */
  @property() name = 'split';
  @property({ type: Boolean, reflect: true }) closed = false;
  /** One pane below the other. */
  @property({ type: Boolean, reflect: true }) vertical = false;
  @property() label = '';
  @state() private percent = 58;

  override connectedCallback(): void {
    super.connectedCallback();
    const kept = Number(readKept(`split.${this.name}`));
    if (kept > 0) this.percent = within(kept);
  }

  override render(): TemplateResult {
    this.style.setProperty('--at', `${this.percent}%`);
    return html`<slot name="start"></slot>
      ${
        this.closed
          ? nothing
          : html`<div class="bar" role="separator" tabindex="0" aria-orientation=${this.vertical ? 'horizontal' : 'vertical'} aria-label=${this.label}
              aria-valuenow=${Math.round(this.percent)} aria-valuemin=${LEAST_PERCENT} aria-valuemax=${MOST_PERCENT}
              @pointerdown=${this.onDown} @keydown=${this.onKey}></div>
            <div class="sheet"><slot name="end"></slot></div>`
      }`;
  }

  private onDown(event: PointerEvent): void {
    const bar = event.currentTarget;
    if (!(bar instanceof HTMLElement)) return;
    event.preventDefault();
    bar.setPointerCapture(event.pointerId);
    const box = this.getBoundingClientRect();
    const partAt = ({ clientX, clientY }: PointerEvent): number =>
      this.vertical ? (clientY - box.top) / box.height : (clientX - box.left) / box.width;
    const move = (moved: PointerEvent): void => this.setPercent(partAt(moved) * 100);
    bar.addEventListener('pointermove', move);
    bar.addEventListener('lostpointercapture', () => bar.removeEventListener('pointermove', move), { once: true });
  }

  private onKey(event: KeyboardEvent): void {
    const [less, more] = this.vertical ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
    const step = event.key === less ? -KEY_STEP : event.key === more ? KEY_STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.setPercent(this.percent + step);
  }

  private setPercent(percent: number): void {
    this.percent = within(percent);
    keep(`split.${this.name}`, this.percent.toFixed(1));
  }
}

function within(percent: number): number {
  return Math.min(MOST_PERCENT, Math.max(LEAST_PERCENT, percent));
}
