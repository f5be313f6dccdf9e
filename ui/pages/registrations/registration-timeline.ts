// What all contacts of an address of record did over time: a bar while one is registered, a mark for each event. Takes a
// RegistrationTimeline as asked and which binding is open; says message-open. The history beside it says the same in words.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Micros, RegistrationTimeline } from '../../../server/wire/types.ts';
import { emit } from '../../base/emit.ts';
import { clock, day } from '../../base/format.ts';
import { place } from '../../base/place.ts';
import { shortLine } from '../../base/visible-text.ts';
import type { Asked } from '../../state/app-state.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { problemStyles } from '../problem.styles.ts';
import { problemView } from '../problem.ts';
import type { MessageOpen } from './message-open.ts';
import {
  type TimelineAxis,
  type TimelineRow,
  type TimelineTick,
  timelineAxis,
  timelineRow,
} from './timeline-layout.ts';

const words = texts.media.timeline;

@customElement('registration-timeline')
export class RegistrationTimelineView extends LitElement {
  static override styles = [
    shared,
    problemStyles,
    css`
      :host {
        display: block;
      }
      h3 {
        margin: 14px 0 4px;
        font-size: var(--text-s);
        font-weight: 600;
      }
      ul,
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .row {
        padding: 3px 0;
      }
      .contact {
        font-size: 11px;
        color: var(--ink-2);
      }
      .is-shown > .contact {
        font-weight: 600;
        color: var(--ink-1);
      }
      .lane {
        position: relative;
        height: 22px;
        border-radius: 4px;
        background: var(--surface-2);
        overflow: hidden;
      }
      /* A sign at the very beginning or end is seen whole. */
      .inner {
        position: absolute;
        inset: 0 6px;
      }
      .bar {
        position: absolute;
        top: 4px;
        height: 14px;
        min-width: 2px;
        border-radius: 3px;
        background: color-mix(in srgb, var(--state-good) 38%, transparent);
        border: 1px solid var(--state-good);
        forced-color-adjust: none;
      }
      .bar.open {
        border-right-style: dashed;
        border-top-right-radius: 0;
        border-bottom-right-radius: 0;
      }
      .tick {
        position: absolute;
        top: 1px;
        width: 12px;
        height: 20px;
        margin-left: -6px;
        font: 600 11px / 20px var(--mono);
        text-align: center;
        color: var(--ink-2);
      }
      .register,
      .refresh {
        color: var(--state-good);
      }
      .refused,
      .unanswered,
      .expired {
        color: var(--state-bad);
      }
      button.tick:hover {
        background: var(--surface-0);
        border-radius: 3px;
      }
      .axis {
        display: flex;
        justify-content: space-between;
        font-size: 11px;
        color: var(--ink-3);
        font-variant-numeric: tabular-nums;
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 0 14px;
        margin: 4px 0 0;
        font-size: 11px;
        color: var(--ink-2);
      }
      .legend .tick {
        position: static;
        display: inline-block;
        margin: 0;
        height: auto;
        line-height: 16px;
      }
      p {
        margin: 2px 0;
        font-size: 11px;
        color: var(--ink-3);
      }
    `,
  ];

  @property({ attribute: false }) asked: Asked<RegistrationTimeline> | undefined;
  /** Number of the binding whose history is shown. */
  @property({ attribute: false }) shown: number | undefined;

  override render(): TemplateResult | typeof nothing {
    const { asked } = this;
    if (asked === undefined) return nothing;
    if (asked.value === undefined)
      return asked.problem === undefined
        ? html`<p role="status">${words.loading}</p>`
        : problemView(words.refused, asked.problem);
    const { bindings, omitted } = asked.value;
    if (bindings.length === 0) return nothing;
    const axis = timelineAxis(bindings);
    return html`<h3>${words.title}</h3>
      <ul>${bindings.map(detail => this.renderRow(timelineRow(detail, axis), axis))}</ul>
      <div class="axis">${axisTimes(axis).map(time => html`<span>${time}</span>`)}</div>
      ${renderLegend()}
      ${omitted > 0 ? html`<p>${words.bindingsOmitted(omitted)}</p>` : nothing}`;
  }

  private renderRow(row: TimelineRow, axis: TimelineAxis): TemplateResult {
    const contact = row.contact === '' ? words.noContact : shortLine(row.contact, 160);
    const count = (...kinds: readonly string[]): number => row.ticks.filter(tick => kinds.includes(tick.kind)).length;
    const said = words.summary(contact, count('register', 'refresh'), count('refused', 'unanswered'), count('expired'));
    return html`<li class="row ${row.index === this.shown ? 'is-shown' : ''}">
      <span class="contact mono traffic" aria-hidden="true">${contact}</span><span class="hidden-text">${said}</span>
      <div class="lane"><div class="inner">${row.bars.map(
        bar =>
          html`<div class="bar ${bar.isOpen ? 'open' : ''}" ${place({ left: percent(bar.from, axis), width: `calc(${percent(bar.to, axis)} - ${percent(bar.from, axis)})` })}></div>`,
      )}${row.ticks.map(tick => this.renderTick(tick, axis))}</div></div>
      ${row.omitted > 0 ? html`<p>${words.ticksOmitted(row.omitted)}</p>` : nothing}
    </li>`;
  }

  /** The keys need not stop at each: the history below has every event with its links. */
  private renderTick({ time, kind, event }: TimelineTick, axis: TimelineAxis): TemplateResult {
    const where = place({ left: percent(time, axis) });
    if (event === undefined)
      return html`<span class="tick ${kind}" title=${words.expiredAt(clock(time))} aria-hidden="true" ${where}>${SIGNS[kind]}</span>`;
    const message = event.answer >= 0 ? event.answer : event.message;
    const open = (): void => emit<MessageOpen>(this, 'message-open', { leg: event.leg, message });
    return html`<button class="tick ${kind}" tabindex="-1" aria-hidden="true" ?disabled=${message < 0} title=${tickTitle(event, time)} @click=${open} ${where}>${SIGNS[kind]}</button>`;
  }
}

/** Never colour alone. */
const SIGNS: Readonly<Record<TimelineTick['kind'], string>> = {
  register: '●',
  refresh: '|',
  removed: '■',
  refused: '✕',
  unanswered: '?',
  expired: '□',
  open: '…',
};

function tickTitle({ kind, statusCode, granted }: NonNullable<TimelineTick['event']>, time: Micros): string {
  const grant = granted === undefined ? '' : texts.registrations.granted(granted);
  return [clock(time), texts.registrations.kinds[kind], statusCode === 0 ? '' : String(statusCode), grant]
    .filter(text => text !== '')
    .join(' ');
}

function renderLegend(): TemplateResult {
  const { legend } = words;
  const entries = [
    ['register', legend.valid],
    ['refresh', legend.refreshed],
    ['expired', legend.expired],
    ['refused', legend.refused],
    ['unanswered', legend.unanswered],
    ['removed', legend.removed],
  ] as const;
  return html`<ul class="legend" aria-hidden="true">${entries.map(([kind, text]) => html`<li><span class="tick ${kind}">${SIGNS[kind]}</span> ${text}</li>`)}</ul>`;
}

/** Start, middle, end; with the day where they are of different ones. */
function axisTimes({ from, to }: TimelineAxis): readonly string[] {
  const times = [from, (from + to) / 2, to].map(Math.round);
  const isOneDay = day(from) === day(to);
  return times.map(time => (isOneDay ? clock(time) : `${day(time)} ${clock(time)}`));
}

function percent(time: Micros, { from, to }: TimelineAxis): string {
  return `${to > from ? Math.min(1, Math.max(0, (time - from) / (to - from))) * 100 : 0}%`;
}
