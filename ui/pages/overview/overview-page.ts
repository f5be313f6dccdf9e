// The overview: key figures as tiles, charts below; a brushed range and a clicked slice become range and filter, everywhere.
// Reads the store; gives navigate.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { KpiReport } from '../../../server/wire/types.ts';
import type { Command } from '../../commands.ts';
import { StoreController } from '../../controllers/store-controller.ts';
import { isKpiStale } from '../../state/overview.ts';
import type { Store } from '../../state/store.ts';
import { ALL_TIME, rangeText, type TimeRange } from '../../state/time-range.ts';
import { openCapture } from '../../state/watch.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import type { ChartWords, PointPick, RangePick } from '../../widgets/chart-view.ts';
import { go, type Page } from '../page.ts';
import { problemStyles } from '../problem.styles.ts';
import { problemView } from '../problem.ts';
import { type ChartSpec, chartsOf, type Looked } from './charts.ts';
import { boundsAsked, brushedRange, narrowedBy } from './drill.ts';
import { type HostSide, hostsView } from './hosts-view.ts';
import { overviewStyles } from './overview-page.styles.ts';
import { tilesOf } from './tiles.ts';
import '../../widgets/chart-view.ts';
import '../../widgets/kpi-tile.ts';

const words = texts.overview;
/** As many as there will be. */
const BLANK_TILES = 12;
const BLANK_CARDS = 8;

@customElement('overview-page')
export class OverviewPage extends LitElement implements Page {
  static override styles = [shared, overviewStyles, problemStyles];

  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) private side: HostSide = 'source';
  /** Ranges that were brushed out of, the latest last. */
  private zooms: readonly TimeRange[] = [];
  /** The range that the last zoom led to: another one was chosen otherwise. */
  private zoomed = '';
  /** Specs are made once a report, so that a chart is drawn anew for new numbers only. */
  private made:
    | { readonly report: KpiReport; readonly filter: string; readonly specs: readonly ChartSpec[] }
    | undefined;

  constructor() {
    super();
    new StoreController(this, () => this.store);
    this.tabIndex = -1;
  }

  override render(): TemplateResult {
    const { overview, route } = this.store.state;
    const { report, problem } = overview;
    const capture = openCapture(this.store.state);
    const isOfCapture = overview.shown?.view === overview.asked?.view || this.isSameCapture();
    return html`<header>
        <h1>${words.title}</h1>
        <span class="total" role="status">${this.status(report)}</span>
        ${route.range.kind === 'all' ? nothing : html`<button class="button" @click=${() => this.zoomOut()}>${words.zoomOut}</button>`}
      </header>
      ${problem === undefined ? nothing : problemView(texts.refused, problem)}
      ${report === undefined || capture === undefined || !isOfCapture ? this.renderBlank() : this.renderReport(report, capture.progress.start)}`;
  }

  run(command: Command): boolean {
    return command === 'back' && this.store.state.route.range.kind !== 'all' ? this.zoomOut() : false;
  }

  /** Where figures and charts will stand, while they are counted. */
  private renderBlank(): TemplateResult | typeof nothing {
    const { overview, captures } = this.store.state;
    if (overview.problem !== undefined || captures?.length === 0) return nothing;
    const boxes = (count: number, name: string): readonly TemplateResult[] =>
      Array.from({ length: count }, () => html`<div class=${name}></div>`);
    return html`<div aria-hidden="true"><div class="tiles">${boxes(BLANK_TILES, 'blank tile')}</div>
      <div class="charts">${boxes(1, 'blank card broad')}${boxes(BLANK_CARDS, 'blank card')}</div></div>`;
  }

  private renderReport(report: KpiReport, start: number | undefined): TemplateResult {
    if (report.from === undefined) return this.renderEmpty(words.noneAtAll);
    const { charts } = report;
    const looked = this.looked();
    return html`<div class=${isKpiStale(this.store.state.overview) ? 'stale' : ''}>
      <section class="tiles" aria-label=${words.tiles}>${repeat(
        tilesOf(report, start),
        ({ id }) => id,
        tile => html`<kpi-tile .tile=${tile}></kpi-tile>`,
      )}</section>
      ${
        charts?.calls === 0 && report.registrations.attempts + report.registrations.inProgress === 0
          ? this.renderEmpty(words.none)
          : html`<section class="charts" aria-label=${words.charts}>
        ${repeat(
          this.specs(report, looked),
          ({ id }) => id,
          spec => this.renderChart(spec),
        )}
        ${
          charts === undefined
            ? nothing
            : html`<div class="card"><h3>${words.chart.hosts}</h3>${hostsView(
                charts,
                this.side,
                side => {
                  this.side = side;
                },
                host =>
                  go(this, {
                    page: 'calls',
                    row: undefined,
                    filter: narrowedBy(looked.filter, [charts.filter, host.filter]),
                  }),
              )}</div>`
        }
      </section>`
      }</div>`;
  }

  private renderChart(spec: ChartSpec): TemplateResult {
    const card = `card ${spec.id === 'outcomes' ? 'broad' : ''}`;
    if (spec.none !== '')
      return html`<div class=${card}><h3>${spec.heading}</h3><p class="none">${spec.none}</p></div>`;
    return html`<div class=${card}>
      <chart-view .heading=${spec.heading} .unit=${spec.unit} .series=${spec.series} .formatX=${spec.formatX} .namePoint=${spec.namePoint} .formatY=${countText}
        .range=${spec.range} .ticks=${spec.ticks} .summary=${spec.summary} .failed=${words.failed} .words=${spec.isTime ? TIME_WORDS : BAR_WORDS}
        ?stacked=${spec.isStacked} wide picks ?brush=${spec.isTime}
        @point-pick=${(event: CustomEvent<PointPick>) => this.onPoint(spec, event.detail)}
        @range-pick=${(event: CustomEvent<RangePick>) => this.zoomTo(event.detail)}></chart-view>
      ${spec.note === '' ? nothing : html`<p class="note">${spec.note}</p>`}
    </div>`;
  }

  private renderEmpty(text: string): TemplateResult {
    const { filter, range } = this.store.state.route;
    return html`<div class="empty" role="status"><h2>${words.noneTitle}</h2><p>${text}</p>
      ${range.kind === 'all' ? nothing : html`<button class="button" @click=${() => go(this, { range: ALL_TIME, row: undefined })}>${words.showAll}</button>`}
      ${filter === '' ? nothing : html`<button class="button" @click=${() => go(this, { filter: '', row: undefined })}>${words.clearFilter}</button>`}</div>`;
  }

  private status(report: KpiReport | undefined): string {
    const { overview, route } = this.store.state;
    if (report === undefined) return overview.problem === undefined ? words.loading : '';
    if (isKpiStale(overview) && overview.problem === undefined) return words.stale;
    return words.of(report.charts?.calls ?? 0, route.filter !== '');
  }

  /** What the report is about: a slice is added to that filter, in those times. */
  private looked(): Looked {
    const { shown } = this.store.state.overview;
    const filter = new URLSearchParams(shown?.query ?? '').get('filter') ?? '';
    return { filter, bounds: boundsAsked(shown) };
  }

  private isSameCapture(): boolean {
    const { asked, shown } = this.store.state.overview;
    const captureOf = (query: string | undefined): string | null => new URLSearchParams(query ?? '').get('capture');
    return captureOf(asked?.query) === captureOf(shown?.query);
  }

  private specs(report: KpiReport, looked: Looked): readonly ChartSpec[] {
    if (this.made?.report !== report) this.made = { report, filter: looked.filter, specs: chartsOf(report, looked) };
    return this.made.specs;
  }

  private onPoint(spec: ChartSpec, { series, index }: PointPick): void {
    const to = spec.to(series, index);
    if (to === undefined) return;
    if (to.page === undefined && to.range !== undefined) this.rememberZoom(to.range);
    go(this, to);
  }

  private zoomTo({ from, to }: RangePick): void {
    const range = brushedRange(from, to, this.looked().bounds);
    this.rememberZoom(range);
    go(this, { range, row: undefined });
  }

  private rememberZoom(range: TimeRange): void {
    const here = this.store.state.route.range;
    this.zooms = rangeText(here) === this.zoomed ? [...this.zooms, here] : [here];
    this.zoomed = rangeText(range);
  }

  /** To the range before the last zoom; to all time where there was none. */
  private zoomOut(): boolean {
    const isZoomed = rangeText(this.store.state.route.range) === this.zoomed;
    const range = (isZoomed ? this.zooms.at(-1) : undefined) ?? ALL_TIME;
    this.zooms = isZoomed ? this.zooms.slice(0, -1) : [];
    this.zoomed = rangeText(range);
    go(this, { range, row: undefined });
    return true;
  }
}

const countText = (value: number): string => (Number.isInteger(value) ? value.toLocaleString('en-US') : '');

const BAR_WORDS: ChartWords = {
  asTable: words.view.asTable,
  asChart: words.view.asChart,
  corner: '',
  hint: words.view.barHint,
  point: words.view.point,
  range: words.view.range,
};
const TIME_WORDS: ChartWords = { ...BAR_WORDS, corner: words.view.time, hint: words.view.hint };
