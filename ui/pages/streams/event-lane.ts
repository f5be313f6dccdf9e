// Keys and changes of a call as lanes on its time axis, right below the waveform. Takes marks and the axis.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { place } from '../../base/place.ts';
import { shortLine } from '../../base/visible-text.ts';
import { playTime } from '../../base/wave-layout.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { type CourseAxis, type CourseMark, groupMarks, shareOf } from './course-marks.ts';

const words = texts.media.lanes;
/** Marks of one lane that are drawn; nobody presses more keys by hand. */
const LIMIT = 300;
/** Room that a key needs, in px. */
const KEY_WIDTH = 13;

export interface Lane {
  readonly title: string;
  readonly marks: readonly CourseMark[];
}

@customElement('event-lane')
export class EventLane extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      ol {
        position: relative;
        height: 22px;
        margin: 3px 0 0;
        padding: 0;
        list-style: none;
        border-radius: 4px;
        background: var(--surface-0);
        overflow: hidden;
      }
      .title {
        position: absolute;
        right: 4px;
        font-size: 10px;
        line-height: 22px;
        color: var(--ink-3);
      }
      li {
        position: absolute;
        top: 2px;
        height: 18px;
        padding: 0 3px;
        border-left: 2px solid var(--state-moved);
        font: 600 11px / 18px var(--mono);
        color: var(--ink-1);
        white-space: nowrap;
      }
      li.offer {
        border-left-color: var(--state-warn);
        font: 11px / 18px var(--font);
      }
      li.at-end {
        border-left: 0;
        border-right: 2px solid var(--state-moved);
        transform: translateX(-100%);
      }
      li.offer.at-end {
        border-right-color: var(--state-warn);
      }
      p {
        margin: 2px 0 0;
        font-size: 11px;
        color: var(--ink-3);
      }
    `,
  ];

  @property({ attribute: false }) lanes: readonly Lane[] = [];
  @property({ attribute: false }) axis: CourseAxis | undefined;

  @state() private width = 0;
  private readonly sizes = new ResizeObserver(([entry]) => {
    this.width = entry?.contentRect.width ?? 0;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  override render(): TemplateResult | typeof nothing {
    const { axis } = this;
    const filled = this.lanes.filter(lane => lane.marks.length > 0);
    if (axis === undefined || filled.length === 0) return nothing;
    return html`<div role="group" aria-label=${words.label}>${filled.map(lane => renderLane(lane, axis, this.width === 0 ? 0 : KEY_WIDTH / this.width))}</div>`;
  }
}

function renderLane({ title, marks: all }: Lane, axis: CourseAxis, least: number): TemplateResult {
  const marks = groupMarks(all, axis, least);
  const more = marks.length - LIMIT;
  return html`<ol aria-label=${title}>${marks.slice(0, LIMIT).map(mark => renderMark(mark, axis))}<span class="title" aria-hidden="true">${title}</span></ol>
    ${more > 0 ? html`<p>${words.more(more)}</p>` : nothing}`;
}

function renderMark(mark: CourseMark, axis: CourseAxis): TemplateResult | typeof nothing {
  const share = shareOf(mark.time, axis);
  if (share === undefined) return nothing;
  const at = playTime((mark.time - axis.from) / 1000);
  const text = shortLine(mark.text, 40);
  const said = mark.way === 'offer' ? words.change(text, at) : words.key(text, at, texts.streams.ways[mark.way]);
  return html`<li class="${mark.way === 'offer' ? 'offer' : ''} ${share > 0.9 ? 'at-end' : ''}" title=${said} ${place({ left: `${share * 100}%` })}><span aria-hidden="true">${text}</span><span class="hidden-text">${said}</span></li>`;
}
