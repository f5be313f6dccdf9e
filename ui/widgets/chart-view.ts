// The one door to chart.js: lines over time, drawn on a canvas in the page's own colours. Takes series and titles; knows no SIP.
// Says chart-seek ({ at }) with the place on the x axis that was clicked.
// chart.js is loaded when the first chart is drawn, so that the list of calls does not wait for it.

import type { Chart, ChartConfiguration } from 'chart.js';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { emit } from '../base/emit.ts';
import { place } from '../base/place.ts';
import { shared } from '../styles/shared.ts';

const Y_AXIS_WIDTH = 44;

export interface ChartPoint {
  /** In the unit of the x axis; `formatX` words it. */
  readonly x: number;
  /** Undefined leaves a hole in the line. */
  readonly y: number | undefined;
}

export interface ChartSeries {
  readonly label: string;
  /** Name of a token: `--state-bad`. */
  readonly color: string;
  readonly points: readonly ChartPoint[];
  readonly shape: 'line' | 'bar';
}

/** A moment on the x axis, with a word about it. */
export interface ChartMark {
  readonly x: number;
  readonly text: string;
}

@customElement('chart-view')
export class ChartView extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      h4 {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 12px;
        margin: 0 0 2px;
        font-size: var(--text-s);
        font-weight: 600;
        color: var(--ink-2);
      }
      .key {
        font-weight: 400;
        color: var(--ink-3);
      }
      .frame {
        position: relative;
        height: 132px;
      }
      .line {
        position: absolute;
        top: 0;
        bottom: 22px;
        width: 0;
        border-left: 1px dashed var(--line-strong);
        pointer-events: none;
      }
      .cursor {
        border-left: 2px solid var(--accent);
      }
      p {
        margin: 0;
        color: var(--ink-3);
        font-size: var(--text-s);
      }
    `,
  ];

  @property() heading = '';
  /** Of the values: `ms`, `%`. */
  @property() unit = '';
  @property({ attribute: false }) series: readonly ChartSeries[] = [];
  @property({ attribute: false }) formatX: (x: number) => string = String;
  /** The y axis ends here at least. */
  @property({ type: Number }) atLeast = 1;
  /** Ends of the x axis; without them it is as long as the series. */
  @property({ attribute: false }) range: { readonly from: number; readonly to: number } | undefined;
  /** Lines across the chart. */
  @property({ attribute: false }) marks: readonly ChartMark[] = [];
  /** Where something plays, on the x axis. */
  @property({ attribute: false }) cursor: number | undefined;
  /** What a screen reader hears instead of the drawing. */
  @property() summary = '';
  @property() failed = '';
  @state() private isFailed = false;
  /** Left and right edge of what is drawn, in px, and what stands there on the x axis. */
  @state() private plot: { left: number; right: number; from: number; to: number } | undefined;
  @query('canvas') private canvas?: HTMLCanvasElement | null;
  private chart: Chart | undefined;
  private readonly scheme = matchMedia('(prefers-color-scheme: dark)');
  private readonly redraw = (): void => this.draw();

  override connectedCallback(): void {
    super.connectedCallback();
    this.scheme.addEventListener('change', this.redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.scheme.removeEventListener('change', this.redraw);
    this.chart?.destroy();
    this.chart = undefined;
  }

  override render(): TemplateResult {
    return html`<h4>${this.heading}${this.unit === '' ? '' : html`<span class="key">${this.unit}</span>`}</h4>
      ${
        this.isFailed
          ? html`<p role="alert">${this.failed}</p>`
          : html`<div class="frame" @click=${this.onClick}><canvas role="img" aria-label=${this.summary}></canvas>
          ${this.marks.map(mark => this.renderLine(mark.x, '', mark.text))}${this.renderLine(this.cursor, 'cursor', '')}</div>`
      }`;
  }

  private renderLine(x: number | undefined, kind: string, text: string): TemplateResult | typeof nothing {
    const { plot } = this;
    if (x === undefined || plot === undefined || x < plot.from || x > plot.to || plot.to <= plot.from) return nothing;
    const left = plot.left + ((x - plot.from) / (plot.to - plot.from)) * (plot.right - plot.left);
    return html`<div class="line ${kind}" title=${text} ${place({ left: `${left}px` })}></div>`;
  }

  private onClick(event: MouseEvent): void {
    const { plot } = this;
    if (plot === undefined || !(event.currentTarget instanceof HTMLElement)) return;
    const share =
      (event.clientX - event.currentTarget.getBoundingClientRect().left - plot.left) / (plot.right - plot.left);
    if (share >= 0 && share <= 1) emit(this, 'chart-seek', { at: plot.from + share * (plot.to - plot.from) });
  }

  protected override updated(changed: PropertyValues): void {
    // A cursor that moves, and the lines that follow the drawing, need no new drawing.
    const isDrawn = [...changed.keys()].some(name => name !== 'cursor' && name !== 'plot' && name !== 'marks');
    if (isDrawn) this.draw();
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
    library.Chart.register(
      library.LineController,
      library.BarController,
      library.LineElement,
      library.BarElement,
      library.PointElement,
      library.LinearScale,
      library.Tooltip,
      library.Legend,
    );
    this.chart?.destroy();
    this.chart = new library.Chart(this.canvas, this.configuration());
    this.notePlot(this.chart);
  }

  private notePlot({ chartArea, scales }: Chart): void {
    const { x } = scales;
    if (x === undefined) return;
    const plot = { left: chartArea.left, right: chartArea.right, from: x.min, to: x.max };
    if (JSON.stringify(plot) !== JSON.stringify(this.plot)) this.plot = plot;
  }

  private configuration(): ChartConfiguration<'line' | 'bar', { x: number; y: number | null }[]> {
    const style = getComputedStyle(this);
    const color = (token: string): string => style.getPropertyValue(token).trim();
    const [ink, line] = [color('--ink-3'), color('--line')];
    const font = { size: 11, family: style.fontFamily };
    return {
      type: 'line',
      data: {
        datasets: this.series.map(series => ({
          type: series.shape,
          label: series.label,
          data: series.points.map(({ x, y }) => ({ x, y: y ?? null })),
          borderColor: color(series.color),
          backgroundColor: color(series.color),
          borderWidth: series.shape === 'bar' ? 0 : 1.5,
          barThickness: 3,
          pointRadius: series.points.length === 1 ? 2 : 0,
          pointHitRadius: 8,
        })),
      },
      options: {
        animation: false,
        onResize: chart => this.notePlot(chart),
        maintainAspectRatio: false,
        interaction: { mode: 'nearest', axis: 'x', intersect: false },
        scales: {
          x: {
            type: 'linear',
            ...(this.range === undefined ? {} : { min: this.range.from, max: this.range.to }),
            grid: { display: false },
            border: { color: line },
            ticks: {
              color: ink,
              font,
              maxTicksLimit: 6,
              maxRotation: 0,
              callback: value => this.formatX(Number(value)),
            },
          },
          y: {
            beginAtZero: true,
            suggestedMax: this.atLeast,
            grid: { color: line },
            border: { display: false },
            // As wide in each chart of a column, so that they share one time axis.
            afterFit: scale => {
              scale.width = Y_AXIS_WIDTH;
            },
            ticks: { color: ink, font, maxTicksLimit: 4 },
          },
        },
        plugins: {
          legend: { display: this.series.length > 1, labels: { color: ink, font, boxWidth: 10, boxHeight: 2 } },
          tooltip: {
            callbacks: { title: items => (items[0] === undefined ? '' : this.formatX(items[0].parsed.x ?? 0)) },
          },
        },
      },
    };
  }
}
