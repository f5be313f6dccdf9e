// Media over time: the player with its lane of keys and changes, and charts of both directions on the same axis, with a cursor where
// it plays. Takes the sound as asked, one stream or two with their course, and offers that changed something.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { MediaSession, StreamDetail, StreamSlice, Waveform } from '../../../server/wire/types.ts';
import { count, duration } from '../../base/format.ts';
import { playTime } from '../../base/wave-layout.ts';
import type { Asked } from '../../state/app-state.ts';
import { soundUrl } from '../../state/parts.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import type { AudioPlayer } from '../../widgets/audio-player.ts';
import type { ChartMark, ChartSeries } from '../../widgets/chart-view.ts';
import { problemStyles } from '../problem.styles.ts';
import { problemView } from '../problem.ts';
import { lossText } from './columns.ts';
import { type CourseAxis, courseAxis, keyMarks, offerMarks } from './course-marks.ts';
import { courseRows } from './course-table.ts';
import { playTick, playTicks } from './play-ticks.ts';
import { rtcpTable } from './rtcp-table.ts';
import '../../widgets/audio-player.ts';
import '../../widgets/chart-view.ts';
import './event-lane.ts';

const words = texts.media.course;
const COLOURS = ['--accent', '--state-warn'] as const;

@customElement('media-course')
export class MediaCourse extends LitElement {
  static override styles = [
    shared,
    problemStyles,
    css`
      :host {
        display: block;
      }
      /* As high as a window at least, while its parts come one after the other: what is below does not move in sight. */
      :host([waiting]) {
        min-height: 100vh;
      }
      audio-player {
        display: block;
        margin-bottom: 8px;
      }
      h3 {
        margin: 12px 0 4px;
        font-size: var(--text-s);
        font-weight: 600;
      }
      .charts {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 360px), 1fr));
        gap: 10px 20px;
      }
      summary {
        margin-top: 8px;
        font-size: var(--text-s);
        color: var(--ink-2);
        cursor: pointer;
      }
      .wide {
        max-height: 320px;
        overflow: auto;
      }
      table {
        border-collapse: collapse;
        font-size: var(--text-s);
        font-variant-numeric: tabular-nums;
      }
      th {
        font-weight: 600;
        text-align: left;
        color: var(--ink-3);
      }
      th,
      td {
        padding: 2px 14px 2px 0;
        border-bottom: 1px solid var(--line);
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) sound: Asked<Waveform> | undefined;
  /** One direction, and the one that answers it. */
  @property({ attribute: false }) forward: Asked<StreamDetail> | undefined;
  @property({ attribute: false }) reverse: Asked<StreamDetail> | undefined;
  /** Offers and answers of the call, where they are known. */
  @property({ attribute: false }) sessions: readonly MediaSession[] = [];
  /** A table of what RTCP told, where nothing else shows it. */
  @property({ type: Boolean }) reports = false;
  /** ms from the start of the sound. */
  @state() private at: number | undefined;
  @state() private isTableOpen = false;
  @query('audio-player') private player?: AudioPlayer | null;

  protected override willUpdate(): void {
    const isOnItsWay = (asked: Asked<unknown> | undefined): boolean =>
      asked !== undefined && asked.value === undefined && asked.problem === undefined;
    this.toggleAttribute('waiting', [this.sound, this.forward, this.reverse].some(isOnItsWay));
  }

  override render(): TemplateResult {
    const { sound } = this;
    const streams = [this.forward?.value, this.reverse?.value].filter(stream => stream !== undefined);
    const axis = courseAxis(streams, sound?.value);
    return html`${
      sound === undefined
        ? this.renderLane(streams, axis)
        : html`<audio-player .url=${sound.value === undefined ? '' : soundUrl(sound.id)} .sound=${sound.value} .problem=${sound.problem}
            @audio-time=${(event: CustomEvent<{ readonly at: number }>) => {
              this.at = event.detail.at;
            }}>${this.renderLane(streams, axis, 'lane')}</audio-player>`
    }
    ${this.renderState()}${axis === undefined || streams.length === 0 ? nothing : this.renderCharts(streams, axis)}`;
  }

  private renderLane(streams: readonly StreamDetail[], axis: CourseAxis | undefined, slot = ''): TemplateResult {
    const { lanes } = texts.media;
    const [there, back] = streams;
    const changes = offerMarks(this.sessions, lanes.reinvite);
    return html`<event-lane slot=${slot === '' ? nothing : slot} .axis=${axis} .lanes=${[
      { title: lanes.forward, marks: keyMarks(there?.dtmfEvents ?? []) },
      { title: lanes.backward, marks: keyMarks(back?.dtmfEvents ?? []) },
      { title: lanes.changes, marks: changes },
    ]}></event-lane>`;
  }

  private renderState(): TemplateResult | typeof nothing {
    const problem = this.forward?.problem ?? this.reverse?.problem;
    if (problem !== undefined) return problemView(words.refused, problem);
    const isWaiting = this.forward !== undefined && this.forward.value === undefined;
    return isWaiting ? html`<p class="quiet" role="status">${words.loading}</p>` : nothing;
  }

  private renderCharts(streams: readonly StreamDetail[], axis: CourseAxis): TemplateResult | typeof nothing {
    if (streams.every(stream => stream.series.length === 0)) return nothing;
    const { charts } = texts.streams;
    const hasMos = streams.some(stream => stream.series.some(slice => slice.mos !== undefined));
    return html`<h3>${streams.length > 1 ? words.title : words.alone}</h3>
      <section class="charts" @chart-seek=${(event: CustomEvent<{ readonly at: number }>) => this.player?.seek(event.detail.at)}>
        ${this.renderChart(
          streams,
          axis,
          words.jitter,
          'ms',
          'line',
          slice => slice.jitterMean,
          stream => texts.streams.jitterOf(stream.jitterMean, stream.jitterMax),
        )}
        ${this.renderChart(streams, axis, words.lost, charts.packets, 'bar', slice => slice.lost, lossText)}
        ${this.renderChart(
          streams,
          axis,
          words.delta,
          'ms',
          'line',
          slice => slice.deltaMax,
          stream => duration(stream.deltaMax),
        )}
        ${
          hasMos
            ? this.renderChart(
                streams,
                axis,
                words.mos,
                '',
                'line',
                slice => slice.mos,
                stream => stream.mos?.toFixed(2) ?? '–',
              )
            : nothing
        }
      </section>
      ${this.renderTable(streams, axis)}
      ${this.reports ? rtcpTable(streams) : nothing}`;
  }

  private renderChart(
    streams: readonly StreamDetail[],
    axis: CourseAxis,
    heading: string,
    unit: string,
    shape: ChartSeries['shape'],
    pick: (slice: StreamSlice) => number | undefined,
    say: (stream: StreamDetail) => string,
  ): TemplateResult {
    const [there, back] = streams;
    const length = (axis.to - axis.from) / 1000;
    const series = streams.map(
      (stream, at): ChartSeries => ({
        label: at === 0 ? words.forward : words.backward,
        color: COLOURS[at] ?? '--accent',
        shape,
        points: stream.series.map(slice => ({ x: (slice.time - axis.from) / 1000, y: pick(slice) })),
      }),
    );
    const marks = offerMarks(this.sessions, texts.media.lanes.reinvite).map(
      ({ time, text }): ChartMark => ({ x: (time - axis.from) / 1000, text }),
    );
    return html`<chart-view .heading=${heading} .unit=${unit} .formatX=${playTick} .failed=${texts.chartFailed} .atLeast=${heading === words.mos ? 4.5 : 1}
      .range=${{ from: 0, to: length }} .ticks=${playTicks(length)} .series=${series} .marks=${marks} .cursor=${this.at}
      .summary=${words.summary(heading, there === undefined ? '' : say(there), back === undefined ? '' : say(back))}></chart-view>`;
  }

  /** The figures of the charts, for who cannot see them; made when it is opened. */
  private renderTable(streams: readonly StreamDetail[], axis: CourseAxis): TemplateResult {
    const ways = streams.map((_, at) => (at === 0 ? words.forward : words.backward));
    const titles = [words.jitter, words.lost, words.delta, words.mos];
    return html`<details @toggle=${(event: Event) => {
      this.isTableOpen = event.target instanceof HTMLDetailsElement && event.target.open;
    }}><summary>${words.table}</summary>${
      this.isTableOpen
        ? html`<div class="wide" tabindex="0"><table><thead><tr><th scope="col">${words.time}</th>${titles.flatMap(title => ways.map(way => html`<th scope="col">${title} ${way}</th>`))}</tr></thead>
          <tbody>${courseRows(streams).map(
            row => html`<tr><th scope="row">${playTime((row.time - axis.from) / 1000)}</th>
              ${row.slices.map(slice => html`<td>${slice === undefined ? '' : duration(slice.jitterMean)}</td>`)}
              ${row.slices.map(slice => html`<td>${slice === undefined ? '' : count(slice.lost)}</td>`)}
              ${row.slices.map(slice => html`<td>${slice === undefined ? '' : duration(slice.deltaMax)}</td>`)}
              ${row.slices.map(slice => html`<td>${slice?.mos?.toFixed(2) ?? ''}</td>`)}</tr>`,
          )}</tbody></table></div>`
        : nothing
    }</details>`;
  }
}
