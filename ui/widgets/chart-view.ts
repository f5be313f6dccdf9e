// The one door to chart.js: lines over time, drawn on a canvas in the page's own colours. Takes series and titles; knows no SIP.
// chart.js is loaded when the first chart is drawn, so that the list of calls does not wait for it.

import type { Chart, ChartConfiguration } from 'chart.js';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { shared } from '../styles/shared.ts';

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
  /** What a screen reader hears instead of the drawing. */
  @property() summary = '';
  @property() failed = '';
  @state() private isFailed = false;
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
      ${this.isFailed ? html`<p role="alert">${this.failed}</p>` : html`<div class="frame"><canvas role="img" aria-label=${this.summary}></canvas></div>`}`;
  }

  protected override updated(_changed: PropertyValues): void {
    this.draw();
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
        maintainAspectRatio: false,
        interaction: { mode: 'nearest', axis: 'x', intersect: false },
        scales: {
          x: {
            type: 'linear',
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
