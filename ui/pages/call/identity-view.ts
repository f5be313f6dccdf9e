// Who is calling by whose word, and which way the call was sent (PAI, Diversion, History-Info, charging, STIR …). A view function.

import { html, nothing, type TemplateResult } from 'lit';
import type { LegIdentity } from '../../../server/wire/types.ts';
import { indexOf } from '../../base/numbers.ts';
import { shortLine } from '../../base/visible-text.ts';
import type { Asked } from '../../state/app-state.ts';
import { texts } from '../../texts.ts';

const words = texts.identity;
const VALUE_LIMIT = 300;

interface Row {
  readonly title: string;
  readonly value: string;
  readonly message?: number;
}

export function identityView(
  asked: Asked<LegIdentity> | undefined,
  onMessage: (index: number) => void,
): TemplateResult | typeof nothing {
  if (asked === undefined) return nothing;
  if (asked.problem !== undefined) return html`<p class="traffic">${asked.problem.message} ${asked.problem.hint}</p>`;
  if (asked.value === undefined) return html`<p class="quiet" role="status">${words.loading}</p>`;
  const rows = rowsOf(asked.value);
  return html`<h3>${words.title}</h3><div class="wide"><table class="links"><tbody>${rows.map(
    row => html`<tr><td>${row.title}</td><td class="traffic">${shortLine(row.value, VALUE_LIMIT)}</td>
      <td>${row.message === undefined ? nothing : html`<button class="message-link mono" @click=${() => onMessage(row.message ?? 0)}>#${indexOf(row.message)}</button>`}</td></tr>`,
  )}</tbody></table></div>`;
}

function rowsOf(identity: LegIdentity): readonly Row[] {
  const { charging, sessionId } = identity;
  const rows: Row[] = [
    { title: 'Request-URI', value: identity.requestUri },
    ...identity.asserted.map(({ header, by, displayName, uri, message }) => ({
      title: `${header}, ${words.by[by]}`,
      value: displayName === '' ? uri : `${displayName} <${uri}>`,
      message,
    })),
    { title: 'Privacy', value: identity.privacy.join(', ') },
    ...identity.diversions.map(({ header, uri, reason, index, message }) => ({
      title: index === '' ? header : `${header} ${index}`,
      value: reason === '' ? uri : `${uri} (${reason})`,
      message,
    })),
    ...identity.attestations.map(({ attest, orig, dest, ppt, info, message }) => ({
      title: `STIR ${ppt}`,
      value: `${words.attest(attest)}: ${orig} → ${dest}, ${info}`,
      message,
    })),
    ...(sessionId === undefined
      ? []
      : [{ title: 'Session-ID', value: `${sessionId.local} ⇄ ${sessionId.remote}`, message: sessionId.message }]),
    ...(charging === undefined
      ? []
      : [
          {
            title: 'P-Charging-Vector',
            value: [charging.icid, charging.generatedAt, charging.origIoi, charging.termIoi]
              .filter(Boolean)
              .join(' · '),
            message: charging.message,
          },
        ]),
    { title: 'Route', value: identity.route.join(', ') },
    { title: 'Record-Route', value: identity.recordRoute.join(', ') },
    ...identity.others.map(({ header, by, value, message }) => ({
      title: `${header}, ${words.by[by]}`,
      value,
      message,
    })),
  ];
  return rows.filter(row => row.value !== '');
}
