// The one door to chart.js: lines and bars drawn on a canvas in the page's own colours, with a table of the same numbers. Takes series
// and words, knows no SIP. Gives point-pick (a bar, a point) and range-pick (a part of the x axis), by mouse and by key, and
// chart-seek ({ at }) with the place on the x axis that was clicked.
// chart.js is loaded when the first chart is drawn, so that the list of calls does not wait for it.

import type { Chart } from 'chart.js';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { emit } from '../base/emit.ts';
import { place } from '../base/place.ts';
import { ThemeController } from '../controllers/theme-controller.ts';
import { shared } from '../styles/shared.ts';
import { type ChartModel, type ChartSeries, chartConfiguration } from './chart-config.ts';
import { type ChartPlace, nextPlace } from './chart-steps.ts';
import { chartTable } from './chart-table.ts';
import { chartViewStyles } from './chart-view.styles.ts';

export type { ChartPoint, ChartSeries } from './chart-config.ts';

/** A moment on the x axis, with a word about it. */
export interface ChartMark {
  readonly x: number;
  readonly text: string;
}

/** Detail of `point-pick`: places in `series` and its points. */
export type PointPick = Pick<ChartPlace, 'series' | 'index'>;
/** Detail of `range-pick`, in the unit of the x axis. */
export interface RangePick {
  readonly from: number;
  readonly to: number;
}

/** Words of a chart that can be walked and turned into a table. */
export interface ChartWords {
  readonly asTable: string;
  readonly asChart: string;
  /** Over the first column of the table. */
  readonly corner: string;
  readonly hint: string;
  readonly point: (name: string, value: string) => string;
  readonly range: (from: string, to: string) => string;
}

/** What lies over the drawing. */
const OVERLAYS: ReadonlySet<PropertyKey> = new Set(['place', 'drag', 'cursor', 'plot', 'marks']);
/** A pointer that moved less has clicked. */
const CLICK_PIXELS = 4;

@customElement('chart-view')
export class ChartView extends LitElement {
  static override styles = [shared, chartViewStyles];

  @property() heading = '';
  /** Of the values: `ms`, `%`. */
  @property() unit = '';
  @property({ attribute: false }) series: readonly ChartSeries[] = [];
  @property({ attribute: false }) formatX: (x: number) => string = String;
  @property({ attribute: false }) namePoint: ((x: number) => string) | undefined;
  @property({ attribute: false }) formatY: (y: number) => string = String;
  /** The y axis ends here at least. */
  @property({ type: Number }) atLeast = 1;
  @property({ type: Boolean }) stacked = false;
  @property({ type: Boolean }) wide = false;
  /** Ends of the x axis; without them it is as long as the series. */
  @property({ attribute: false }) range: { readonly from: number; readonly to: number } | undefined;
  @property({ attribute: false }) ticks: readonly number[] | undefined;
  /** Lines across the chart. */
  @property({ attribute: false }) marks: readonly ChartMark[] = [];
  /** Where something plays, on the x axis. */
  @property({ attribute: false }) cursor: number | undefined;
  /** What a screen reader hears instead of the drawing. */
  @property() summary = '';
  @property() failed = '';
  /** With them the chart takes the focus, its points can be walked, and there is a table. */
  @property({ attribute: false }) words: ChartWords | undefined;
  /** Points lead somewhere. */
  @property({ type: Boolean }) picks = false;
  /** A part of the x axis can be chosen. */
  @property({ type: Boolean }) brush = false;
  @state() private isFailed = false;
  @state() private isTable = false;
  @state() private place: ChartPlace | undefined;
  /** Where a pointer drags, in pixels of the frame. */
  @state() private drag: { readonly from: number; readonly to: number } | undefined;
  /** Left and right edge of what is drawn, in px, and what stands there on the x axis. */
  @state() private plot: { left: number; right: number; from: number; to: number } | undefined;
  @query('canvas') private canvas?: HTMLCanvasElement | null;
  private chart: Chart | undefined;
  constructor() {
    super();
    // What is painted on a canvas knows no tokens.
    new ThemeController(this, () => this.draw());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A frame that is put back has lost its chart.
    if (this.hasUpdated) this.draw();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.destroyChart();
  }

  override render(): TemplateResult {
    const { words } = this;
    return html`<h3>${this.heading}${this.unit === '' ? '' : html`<span class="key">${this.unit}</span>`}${
      words === undefined
        ? nothing
        : html`<button class="turn" aria-pressed=${this.isTable} @click=${this.turn}>${this.isTable ? words.asChart : words.asTable}<span class="hidden-text">: ${this.heading}</span></button>`
    }</h3>
      ${this.isTable || this.isFailed ? this.renderTable() : this.renderFrame()}`;
  }

  protected override updated(changed: PropertyValues): void {
    const names = [...changed.keys()];
    // Walking, dragging, a cursor that moves and the lines that follow the drawing lie over it: it is not drawn anew.
    if (names.some(name => !OVERLAYS.has(name))) this.draw();
    else if (names.includes('place')) this.showPlace();
  }

  private get model(): ChartModel {
    const { series, formatX, formatY, atLeast, range, ticks } = this;
    const namePoint = this.namePoint ?? formatX;
    return { series, formatX, namePoint, formatY, atLeast, range, ticks, isStacked: this.stacked, isWide: this.wide };
  }

  private renderTable(): TemplateResult {
    const pick = this.picks ? (series: number, index: number): void => this.pick({ series, index }) : undefined;
    return html`${this.isFailed ? html`<p role="alert">${this.failed}</p>` : nothing}
      ${this.words === undefined ? nothing : html`<div class="table" tabindex="0" role="region" aria-label=${this.heading}>${chartTable(this.model, this.heading, this.words.corner, pick)}</div>`}`;
  }

  private renderFrame(): TemplateResult {
    const { words } = this;
    const canvas = html`<canvas role="img" aria-label=${this.summary}></canvas>
      ${this.marks.map(mark => this.renderLine(mark.x, '', mark.text))}${this.renderLine(this.cursor, 'cursor', '')}`;
    if (words === undefined) return html`<div class="frame" @click=${this.onSeek}>${canvas}</div>`;
    return html`<div class="frame ${this.brush ? 'live' : this.picks ? 'picks' : ''}" tabindex="0" role="group" aria-label="${this.heading}. ${words.hint}"
        @keydown=${this.onKey} @blur=${this.leave} @pointerdown=${this.onDown} @pointermove=${this.onMove} @pointerup=${this.onUp} @pointercancel=${this.leave}>
        ${canvas}${this.renderBrush()}</div>
      <span class="hidden-text" role="status">${this.spoken()}</span>`;
  }

  private renderLine(x: number | undefined, kind: string, text: string): TemplateResult | typeof nothing {
    const { plot } = this;
    if (x === undefined || plot === undefined || x < plot.from || x > plot.to || plot.to <= plot.from) return nothing;
    const left = plot.left + ((x - plot.from) / (plot.to - plot.from)) * (plot.right - plot.left);
    return html`<div class="line ${kind}" title=${text} ${place({ left: `${left}px` })}></div>`;
  }

  private readonly onSeek = (event: MouseEvent): void => {
    const { plot } = this;
    if (plot === undefined || !(event.currentTarget instanceof HTMLElement)) return;
    const left = event.currentTarget.getBoundingClientRect().left + plot.left;
    const share = (event.clientX - left) / (plot.right - plot.left);
    if (share >= 0 && share <= 1) emit(this, 'chart-seek', { at: plot.from + share * (plot.to - plot.from) });
  };

  private notePlot({ chartArea, scales }: Chart): void {
    const { x } = scales;
    // Told while it is made, before there is anything to measure.
    if (x === undefined || chartArea === undefined) return;
    const plot = { left: chartArea.left, right: chartArea.right, from: x.min, to: x.max };
    if (JSON.stringify(plot) !== JSON.stringify(this.plot)) this.plot = plot;
  }

  private renderBrush(): TemplateResult | typeof nothing {
    const ends = this.drag ?? this.walkedPixels();
    if (ends === undefined || !this.brush) return nothing;
    const left = Math.min(ends.from, ends.to);
    return html`<div class="brush" ${place({ left: `${left}px`, width: `${Math.abs(ends.to - ends.from)}px` })}></div>`;
  }

  private readonly turn = (): void => {
    this.isTable = !this.isTable;
    this.place = undefined;
    if (this.isTable) this.destroyChart();
  };

  private readonly leave = (): void => {
    this.place = undefined;
    this.drag = undefined;
  };

  private pick(pick: PointPick): void {
    const y = this.series[pick.series]?.points[pick.index]?.y;
    // Nothing is counted there, so there is nothing to show.
    if (this.picks && y !== undefined && y !== 0) emit<PointPick>(this, 'point-pick', pick);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const lengths = this.series.map(({ points }) => points.length);
    const next = nextPlace(this.place, event.key, event.shiftKey && this.brush, lengths);
    if (next !== undefined) this.place = next;
    else if (event.key === 'Enter' && this.place !== undefined) this.enter(this.place);
    else if (event.key === 'Escape' && this.place !== undefined) this.place = undefined;
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private enter(place: ChartPlace): void {
    const range = this.walkedRange(place);
    if (range === undefined) this.pick(place);
    else emit<RangePick>(this, 'range-pick', range);
    this.place = undefined;
  }

  private readonly onDown = (event: PointerEvent): void => {
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return;
    const from = event.clientX - event.currentTarget.getBoundingClientRect().left;
    this.drag = { from, to: from };
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  private readonly onMove = (event: PointerEvent): void => {
    if (this.drag === undefined || !(event.currentTarget instanceof HTMLElement)) return;
    this.drag = { from: this.drag.from, to: event.clientX - event.currentTarget.getBoundingClientRect().left };
  };

  private readonly onUp = (event: PointerEvent): void => {
    const { drag, chart } = this;
    this.drag = undefined;
    if (drag === undefined || chart === undefined) return;
    if (!this.brush || Math.abs(drag.to - drag.from) < CLICK_PIXELS) {
      const [hit] = chart.getElementsAtEventForMode(event, 'nearest', { intersect: true }, false);
      if (hit !== undefined) this.pick({ series: hit.datasetIndex, index: hit.index });
      return;
    }
    const axis = chart.scales['x'];
    const [from, to] = [drag.from, drag.to]
      .map(pixel => axis?.getValueForPixel(Math.min(axis.right, Math.max(axis.left, pixel))) ?? 0)
      .sort((a, b) => a - b);
    if (from !== undefined && to !== undefined && to > from) emit<RangePick>(this, 'range-pick', { from, to });
  };

  /** The x axis from the first to the last point that was walked with Shift, bars whole. */
  private walkedRange({ series, index, anchor }: ChartPlace): RangePick | undefined {
    if (anchor === undefined) return undefined;
    const points = this.series[series]?.points ?? [];
    const [low, high] = [points[Math.min(anchor, index)], points[Math.max(anchor, index)]];
    if (low === undefined || high === undefined) return undefined;
    const half = points.length < 2 ? 0.5 : ((points[1]?.x ?? 0) - (points[0]?.x ?? 0)) / 2;
    return { from: low.x - half, to: high.x + half };
  }

  private walkedPixels(): { readonly from: number; readonly to: number } | undefined {
    const range = this.place && this.walkedRange(this.place);
    const axis = this.chart?.scales['x'];
    if (range === undefined || axis === undefined) return undefined;
    return { from: axis.getPixelForValue(range.from), to: axis.getPixelForValue(range.to) };
  }

  private spoken(): string {
    const { place, words, model } = this;
    const series = place && this.series[place.series];
    const point = place && series?.points[place.index];
    if (words === undefined || place === undefined || series === undefined || point === undefined) return '';
    const range = this.walkedRange(place);
    if (range !== undefined) return words.range(model.namePoint(range.from), model.namePoint(range.to));
    const name = this.series.length > 1 ? `${model.namePoint(point.x)}, ${series.label}` : model.namePoint(point.x);
    return words.point(name, point.y === undefined ? '–' : model.formatY(point.y));
  }

  private showPlace(): void {
    const { chart, place } = this;
    if (chart === undefined) return;
    const active = place === undefined ? [] : [{ datasetIndex: place.series, index: place.index }];
    chart.setActiveElements(active);
    chart.tooltip?.setActiveElements(active, { x: 0, y: 0 });
    chart.update('none');
  }

  private draw(): void {
    void this.drawNow();
  }

  private async drawNow(): Promise<void> {
    let library: typeof import('chart.js');
    try {
      library = await import('chart.js');
    } catch {
      // The server was replaced meanwhile and has other files: the words say to load the page anew.
      this.isFailed = true;
      return;
    }
    if (this.canvas === null || this.canvas === undefined || !this.isConnected) return;
    const { Chart, LineController, BarController, LineElement, BarElement, PointElement } = library;
    Chart.register(LineController, BarController, LineElement, BarElement, PointElement);
    Chart.register(library.LinearScale, library.Tooltip, library.Legend);
    const style = getComputedStyle(this);
    const color = (token: string): string => style.getPropertyValue(token).trim();
    const drawn = chartConfiguration(this.model, { color, family: style.fontFamily });
    const configuration = { ...drawn, options: { ...drawn.options, onResize: (chart: Chart) => this.notePlot(chart) } };
    if (this.chart !== undefined && this.chart.canvas === this.canvas) {
      // Fast path: new numbers in the chart that is there.
      this.chart.data = configuration.data;
      this.chart.options = configuration.options;
      this.chart.update('none');
    } else {
      this.destroyChart();
      this.chart = new Chart(this.canvas, configuration);
    }
    this.notePlot(this.chart);
  }

  private destroyChart(): void {
    this.chart?.destroy();
    this.chart = undefined;
  }
}
