// One registration: what the binding is, and every REGISTER that made, kept or ended it, as a line of time.
// Takes a RegistrationDetail as asked; gives panel-close and message-open.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type {
  RegistrationDetail,
  RegistrationEvent,
  RegistrationSummary,
  RegistrationTimeline,
} from '../../../server/wire/types.ts';
import { emit } from '../../base/emit.ts';
import { clock, count, dateTime, day, duration } from '../../base/format.ts';
import { codeInk } from '../../base/response-class.ts';
import { shortLine } from '../../base/visible-text.ts';
import type { Asked } from '../../state/app-state.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { problemStyles } from '../problem.styles.ts';
import { problemView } from '../problem.ts';
import { streamPanelStyles } from '../streams/stream-panel.styles.ts';
import { REGISTRATION_MEANING } from './columns.ts';
import type { MessageOpen } from './message-open.ts';
import { registrationPanelStyles } from './registration-panel.styles.ts';
import './registration-timeline.ts';

const words = texts.registrations;
const EVENTS_SHOWN = 500;

@customElement('registration-panel')
export class RegistrationPanel extends LitElement {
  static override styles = [shared, streamPanelStyles, registrationPanelStyles, problemStyles];

  @property({ attribute: false }) asked: Asked<RegistrationDetail> | undefined;

  /** All contacts of its address of record. */
  @property({ attribute: false }) timeline: Asked<RegistrationTimeline> | undefined;

  override render(): TemplateResult {
    const detail = this.asked?.value;
    return html`<header>
        <h2 class="traffic">${detail === undefined ? words.registration : shortLine(detail.registration.aor, 100)}</h2>
        <button class="icon-button" title=${texts.close} aria-label=${texts.close} @click=${() => emit(this, 'panel-close', undefined)}>${icon('close')}</button>
      </header>
      ${detail === undefined ? this.renderWaiting() : html`<div class="body">${renderBinding(detail.registration)}<registration-timeline .asked=${this.timeline} .shown=${detail.registration.index}></registration-timeline>${this.renderHistory(detail)}</div>`}`;
  }

  private renderWaiting(): TemplateResult {
    const problem = this.asked?.problem;
    return problem === undefined
      ? html`<p class="waiting" role="status">${words.loading}</p>`
      : problemView(words.refusedTitle, problem);
  }

  private renderHistory({ history, historyOmitted }: RegistrationDetail): TemplateResult {
    const shown = history.slice(-EVENTS_SHOWN).reverse();
    const omitted = historyOmitted + Math.max(0, history.length - EVENTS_SHOWN);
    return html`<h3>${words.history}</h3>
      <ol class="history">${shown.map((event, at) => this.renderEvent(event, shown[at - 1]))}</ol>
      ${omitted === 0 ? nothing : html`<p class="quiet">${words.omitted(omitted)}</p>`}`;
  }

  private renderEvent(event: RegistrationEvent, later: RegistrationEvent | undefined): TemplateResult {
    const isNewDay = later === undefined || day(later.time) !== day(event.time);
    const meaning = event.timerExpired
      ? 'bad'
      : event.statusCode >= 300
        ? 'warn'
        : event.statusCode >= 200
          ? 'good'
          : 'open';
    const open = (message: number): void => emit<MessageOpen>(this, 'message-open', { leg: event.leg, message });
    return html`${isNewDay ? html`<li class="day">${day(event.time)}</li>` : nothing}<li class="event ink-${meaning}">
      <span class="mono time">${clock(event.time)}</span>
      <span class="what"><b>${words.kinds[event.kind]}</b> ${event.challenged ? html`<small>${words.challenged}</small> ` : nothing}${grantWords(event)}</span>
      <span class="code ${event.statusCode === 0 ? '' : codeInk(event.statusCode)}">${event.timerExpired ? words.noAnswer : event.statusCode === 0 ? '–' : event.statusCode}${event.responseTime === undefined ? '' : ` · ${duration(event.responseTime)}`}</span>
      <span class="links">${event.message < 0 ? nothing : html`<button class="message-link" @click=${() => open(event.message)}>REGISTER</button>`}
      ${event.answer < 0 ? nothing : html`<button class="message-link" @click=${() => open(event.answer)}>${words.answer}</button>`}</span>
    </li>`;
  }
}

function grantWords(event: RegistrationEvent): string {
  if (event.granted !== undefined) return words.granted(event.granted);
  return event.requested === undefined ? '' : words.requested(event.requested);
}

function renderBinding(row: RegistrationSummary): TemplateResult {
  const f = words.fields;
  return html`<p class="about"><b class="ink-${REGISTRATION_MEANING[row.state]}">${words.states[row.state]}</b>${row.statusCode === 0 ? nothing : html` <b class=${codeInk(row.statusCode)}>${row.statusCode}</b>`}
      ${row.expiresAt === undefined ? nothing : html`<span>${words.until(dateTime(row.expiresAt))}</span>`}</p>
    <dl>
      ${figure(f.contact, row.contact)}
      ${figure(f.source, `${row.source} → ${row.destination} ${row.transport}`)}
      ${row.received === undefined ? nothing : figure(f.received, row.received)}
      ${figure(f.userAgent, row.userAgent)}
      ${row.refreshInterval === undefined ? nothing : figure(f.interval, duration(row.refreshInterval))}
      ${figure(f.counts, words.countsOf(row.granted, row.refused, row.unanswered))}
      ${row.lapses === 0 ? nothing : figure(f.lapses, count(row.lapses))}
      ${list(f.otherContacts, row.otherContacts)}${list('Path', row.path)}${list('Service-Route', row.serviceRoutes)}${list('P-Associated-URI', row.associatedUris)}
      ${row.instance === undefined ? nothing : figure('+sip.instance', `${row.instance}${row.regId === undefined ? '' : ` · reg-id ${row.regId}`}`)}
      ${row.publicGruu === undefined ? nothing : figure('GRUU', row.publicGruu)}
      ${row.thirdParty === undefined ? nothing : figure(f.thirdParty, row.thirdParty)}
      ${list('Call-ID', row.callIds)}
    </dl>`;
}

function list(title: string, values: readonly string[]): TemplateResult | typeof nothing {
  return values.length === 0 ? nothing : figure(title, values.join(', '));
}

function figure(title: string, value: string): TemplateResult | typeof nothing {
  return value === '' ? nothing : html`<div><dt>${title}</dt><dd class="traffic">${shortLine(value, 600)}</dd></div>`;
}
