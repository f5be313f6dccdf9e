// The columns of the registrations page, as data.

import { html } from 'lit';
import type { RegistrationState, RegistrationSummary } from '../../../server/wire/types.ts';
import { count, dateTime, duration } from '../../base/format.ts';
import { codeInk } from '../../base/response-class.ts';
import { shortLine } from '../../base/visible-text.ts';
import { texts } from '../../texts.ts';
import type { Column } from '../../widgets/columns.ts';
import { inked, quiet } from '../../widgets/inked.ts';
import { holds, hostOf, is } from '../terms.ts';
import { timeCells } from '../time-columns.ts';

const { columns: title, hints, states } = texts.registrations;
const CELL_LIMIT = 120;

/** What a state means to who looks after the phone. */
export const REGISTRATION_MEANING: Readonly<Record<RegistrationState, 'good' | 'open' | 'warn' | 'bad' | 'done'>> = {
  active: 'good',
  pending: 'open',
  challenged: 'warn',
  rejected: 'bad',
  expired: 'bad',
  removed: 'done',
  timeout: 'bad',
};

export function registrationEdge(row: RegistrationSummary): string {
  return `var(--state-${REGISTRATION_MEANING[row.state]})`;
}

export const REGISTRATION_COLUMNS: readonly Column<RegistrationSummary>[] = [
  {
    id: 'state',
    title: title.state,
    width: 96,
    share: 0,
    align: 'start',
    from: 0,
    cell: row => inked(states[row.state], `ink-${REGISTRATION_MEANING[row.state]}`),
  },
  {
    id: 'aor',
    title: title.aor,
    hint: hints.aor,
    width: 150,
    share: 4,
    align: 'start',
    from: 0,
    cell: row => shortLine(row.aor || '–', CELL_LIMIT),
    full: row => shortLine(row.aor, 1000),
    // RFC 3261 §10.2: To has the address of record.
    filter: row => (row.aor === '' ? undefined : holds('to', row.aor)),
  },
  {
    id: 'contact',
    title: title.contact,
    width: 150,
    share: 4,
    align: 'start',
    isMono: true,
    from: 700,
    cell: row => shortLine(row.contact || '–', CELL_LIMIT),
    full: row => shortLine(row.contact, 1000),
    filter: row => (row.contact === '' ? undefined : holds('header["Contact"]', row.contact)),
  },
  {
    id: 'source',
    title: title.source,
    width: 150,
    share: 2,
    align: 'start',
    isMono: true,
    from: 520,
    cell: row =>
      row.received === undefined
        ? row.source
        : html`${row.source} <small title=${texts.registrations.natHint(shortLine(row.received, 100))}>NAT</small>`,
    filter: row => is('source', hostOf(row.source)),
  },
  {
    id: 'userAgent',
    title: title.userAgent,
    width: 120,
    share: 2,
    align: 'start',
    from: 1100,
    cell: row => shortLine(row.userAgent, CELL_LIMIT),
    full: row => shortLine(row.userAgent, 1000),
    filter: row => (row.userAgent === '' ? undefined : is('ua', row.userAgent)),
  },
  {
    id: 'refreshedAt',
    title: title.refreshed,
    from: 900,
    ...timeCells(row => row.refreshedAt),
  },
  {
    id: 'expires',
    title: title.expires,
    hint: hints.expires,
    width: 76,
    share: 0,
    align: 'end',
    from: 620,
    cell: row => (row.expires === undefined ? quiet('–') : `${count(row.expires)} s`),
    full: row => (row.expiresAt === undefined ? '' : texts.registrations.until(dateTime(row.expiresAt))),
  },
  {
    id: 'responseTime',
    title: title.delay,
    hint: hints.delay,
    width: 76,
    share: 0,
    align: 'end',
    from: 1000,
    cell: row => (row.responseTime === undefined ? quiet('–') : duration(row.responseTime)),
  },
  {
    id: 'refused',
    title: title.refused,
    hint: hints.refused,
    width: 70,
    share: 0,
    align: 'end',
    from: 820,
    cell: row => {
      const refused = row.refused + row.unanswered;
      return refused === 0 ? quiet('0') : inked(count(refused), 'ink-warn');
    },
  },
  {
    id: 'statusCode',
    title: title.code,
    width: 56,
    share: 0,
    align: 'end',
    from: 0,
    cell: row => (row.statusCode === 0 ? quiet('–') : inked(String(row.statusCode), codeInk(row.statusCode))),
    filter: row => (row.statusCode === 0 ? undefined : is('code', row.statusCode)),
  },
];

/** What the page searches for to show only registrations with the state of this one, or those that hold its text. */
export function narrowRegistrations(row: RegistrationSummary, column: string): string | undefined {
  if (column === 'state') return `state:${row.state}`;
  const text = column === 'aor' ? row.aor : column === 'contact' ? row.contact : '';
  return text === '' ? undefined : text;
}
