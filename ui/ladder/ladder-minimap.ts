// The whole ladder in a strip at its edge: colours by class, findings as marks, a box around what is on the screen. Takes the ladder
// and the rows on screen; gives map-scroll (the row to be brought to the middle). Keys have the ladder itself.

import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { emit } from '../base/emit.ts';
import { whenIdle } from '../base/idle.ts';
import { place } from '../base/place.ts';
import type { RowRange } from '../base/visible-range.ts';
import { ThemeController } from '../controllers/theme-controller.ts';
import { texts } from '../texts.ts';
import type { LadderMark } from './ladder-mark.ts';
import { type LadderMap, layoutMap, mapWindow, rowAt } from './minimap-layout.ts';
import type { ShownLadder } from './shown.ts';

const WIDTH = 56;
const MARK = 4;

@customElement('ladder-minimap')
export class LadderMinimap extends LitElement {
  static override styles = css`
    :host {
      position: relative;
      display: block;
      width: ${WIDTH}px;
      min-height: 0;
      border-left: 1px solid var(--line);
      background: var(--surface-1);
      forced-color-adjust: none;
      cursor: pointer;
      touch-action: none;
      user-select: none;
    }
    canvas {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
    }
    .window {
      box-sizing: border-box;
      position: absolute;
      left: 0;
      right: 0;
      top: 0;
      border: 1px solid var(--accent);
      background: color-mix(in srgb, var(--accent) 14%, transparent);
      pointer-events: none;
    }
  `;

  @property({ attribute: false }) ladder!: ShownLadder;
  @property({ attribute: false }) marks: ReadonlyMap<number, LadderMark> = new Map();
  @property({ attribute: false }) visible: RowRange = { first: 0, end: 0 };
  @query('canvas') private canvas!: HTMLCanvasElement;
  @state() private map: LadderMap = { lines: [], marks: [], scale: 1 };
  /** px. */
  @state() private height = 0;
  private readonly resized = new ResizeObserver(entries => {
    this.height = entries.at(-1)?.contentRect.height ?? 0;
  });
  private calledOff: (() => void) | undefined;

  constructor() {
    super();
    // What is painted on a canvas knows no tokens.
    new ThemeController(this, () => this.drawSoon());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
    if (this.hasUpdated) this.drawSoon();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    this.calledOff?.();
  }

  override render(): TemplateResult {
    const box = mapWindow(this.map, this.visible.first, this.visible.end);
    return html`<canvas aria-hidden="true"></canvas><div class="window" ${place({ transform: `translateY(${box.y}px)`, height: `${box.height}px` })}></div>`;
  }

  protected override firstUpdated(): void {
    this.title = texts.ladder.map;
    this.setAttribute('aria-hidden', 'true');
    this.addEventListener('pointerdown', event => this.onDown(event));
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (isRedrawn(changed)) this.drawSoon();
  }

  /** The ladder goes first: its rows are what somebody waits for. */
  private drawSoon(): void {
    this.calledOff?.();
    this.calledOff = whenIdle(() => this.draw());
  }

  private draw(): void {
    const { height } = this;
    const context = this.canvas?.getContext('2d');
    if (context === null || context === undefined || height === 0) return;
    const ratio = devicePixelRatio;
    this.canvas.width = WIDTH * ratio;
    this.canvas.height = height * ratio;
    context.scale(ratio, ratio);
    this.map = layoutMap(this.ladder, this.marks, { width: WIDTH - MARK - 2, height });
    const style = getComputedStyle(this);
    const colours = new Map<string, string>();
    const colour = (token: string): string => {
      const known = colours.get(token) ?? colourOf(this, style, token);
      colours.set(token, known);
      return known;
    };
    for (const line of this.map.lines) {
      context.fillStyle = colour(line.token);
      context.fillRect(line.x, line.y, line.width, line.height);
    }
    for (const mark of this.map.marks) {
      context.fillStyle = colour(mark.token);
      context.fillRect(WIDTH - MARK - 1, mark.y - 1, MARK, 3);
    }
  }

  private onDown(event: PointerEvent): void {
    event.preventDefault();
    this.setPointerCapture(event.pointerId);
    const go = (at: PointerEvent): void => {
      const y = at.clientY - this.getBoundingClientRect().top;
      emit(this, 'map-scroll', rowAt(this.map, y, this.ladder.rows.length));
    };
    go(event);
    this.addEventListener('pointermove', go);
    this.addEventListener('lostpointercapture', () => this.removeEventListener('pointermove', go), { once: true });
  }
}

/** What is painted has changed; the box around the rows on screen is no part of it. */
function isRedrawn(changed: PropertyValues): boolean {
  return ['ladder', 'marks', 'height'].some(name => changed.has(name));
}

/** A token is `light-dark(…)`: only as a property of an element does it become the colour of the theme. */
function colourOf(element: HTMLElement, style: CSSStyleDeclaration, token: string): string {
  element.style.setProperty('outline-color', `var(${token})`);
  const colour = style.outlineColor;
  element.style.removeProperty('outline-color');
  return colour;
}
