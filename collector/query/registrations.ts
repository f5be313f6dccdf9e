// Registrations as they are told: rows from the bindings of `registration-book.ts`, by the capture clock of the question.

import { TRANSPORT_NAMES, Transport } from '../model/packet.ts';
import type {
  RegistrationDetail,
  RegistrationEvent,
  RegistrationState,
  RegistrationSummary,
  RegistrationTimeline,
} from '../model/registration.ts';
import type { RowAnswer, RowQuery } from '../model/rows.ts';
import { type Micros, type Millis, millis } from '../model/time.ts';
import { isAddress, readHostPort } from '../sip/host.ts';
import type { CallStore } from '../store/call-store.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { dropUndefined } from './absent.ts';
import type { Attempt, Binding, BindingEvent } from './binding.ts';
import type { SortKey } from './key-order.ts';
import type { RegistrationBook } from './registration-book.ts';
import { answerRows, textKey } from './row-answer.ts';
import { callIdText } from './summary.ts';

export interface RegistrationSources {
  readonly captureId: string;
  readonly store: CallStore;
  readonly book: RegistrationBook;
  readonly clock: Micros;
  /** Messages whose bytes are gone. */
  readonly unreadable: number;
}

export function listRegistrations(sources: RegistrationSources, query: RowQuery): RowAnswer<RegistrationSummary> {
  const { book, unreadable } = sources;
  return answerRows(
    {
      items: inRange(sources, query),
      stateOf: binding => stateOf(sources, binding),
      textOf: binding => textOf(sources, binding),
      keyOf: (binding, key) => keyOf(sources, binding, key),
      rowOf: binding => registrationRow(sources, binding),
      omitted: book.omitted,
      unreadable,
    },
    query,
  );
}

/** Bindings of which a REGISTER that is kept, or the one that waits, came in the range. */
function inRange({ store, book }: RegistrationSources, { from, to }: RowQuery): readonly Binding[] {
  if (from === undefined && to === undefined) return book.bindings;
  const { time } = store.messages;
  const isInside = (row: number): boolean =>
    row >= 0 && (from === undefined || time[row] >= from) && (to === undefined || time[row] < to);
  return book.bindings.filter(
    binding =>
      binding.history.some(event => isInside(event.first)) ||
      (binding.open !== undefined && isInside(binding.open.first)),
  );
}

export function describeRegistration(sources: RegistrationSources, number: number): RegistrationDetail | undefined {
  const { store, book } = sources;
  const binding = book.bindings[store.indexOf(number, book.bindings.length)];
  if (binding === undefined) return undefined;
  const open = openOf(store, binding);
  const kind = binding.outcome === 'granted' ? 'refresh' : 'register';
  const waiting: readonly BindingEvent[] =
    open === undefined
      ? []
      : [
          {
            kind,
            transaction: open.root,
            first: open.first,
            challenged: open.challenged,
            requested: open.request?.expires,
            granted: undefined,
          },
        ];
  return {
    registration: registrationRow(sources, binding),
    history: [...binding.history, ...waiting].map(event => reportEvent(store, event)),
    historyOmitted: binding.historyOmitted,
  };
}

/** Bindings of one address of record that are told with their history; only an attack makes more. */
const MAX_TIMELINE = 50;

export function registrationTimeline(sources: RegistrationSources, number: number): RegistrationTimeline | undefined {
  const { store, book } = sources;
  const binding = book.bindings[store.indexOf(number, book.bindings.length)];
  if (binding === undefined) return undefined;
  const all = book.bindings.flatMap((other, index) => (other.aor === binding.aor ? [store.numberOf(index)] : []));
  // The one that is asked about is never left out.
  const shown =
    all.length <= MAX_TIMELINE ? all : [...all.filter(each => each !== number).slice(1 - MAX_TIMELINE), number];
  return {
    aor: binding.aor,
    bindings: shown.flatMap(each => describeRegistration(sources, each) ?? []),
    omitted: all.length - shown.length,
  };
}

function stateOf({ store, book, clock }: RegistrationSources, binding: Binding): RegistrationState {
  const open = openOf(store, binding);
  if (open === undefined) return binding.state(clock);
  const code = book.challengeOf(open);
  const challengedAt = code === 0 ? undefined : store.messages.time[store.transactions.final[open.root]];
  return binding.stateWhileOpen(clock, challengedAt, book.isExpired(open), code);
}

/** Of the attempt that the row is about: the open one, else the last. */
function transactionOf(store: CallStore, binding: Binding): number {
  return openOf(store, binding)?.root ?? binding.transaction;
}

/** The attempt that waits, unless one of another leg was decided since. */
function openOf({ messages, transactions }: CallStore, { open, transaction }: Binding): Attempt | undefined {
  if (open === undefined || transaction < 0) return open;
  const decided = messages.time[transactions.lastMessage[transaction]];
  return messages.time[transactions.lastMessage[open.root]] >= decided ? open : undefined;
}

/** The message that says who talks to whom: the request, else the response turned round. */
function endpointsOf(
  { store }: RegistrationSources,
  binding: Binding,
): { source: string; destination: string; row: number } {
  const { request, final } = store.transactions;
  const transaction = transactionOf(store, binding);
  const m = store.messages;
  const row = request[transaction] >= 0 ? request[transaction] : final[transaction];
  if (row === undefined || row < 0) return { source: '', destination: '', row: -1 };
  const [source, destination] = m.isRequest(row)
    ? [m.source[row], m.destination[row]]
    : [m.destination[row], m.source[row]];
  return { source: store.endpoints.text(source), destination: store.endpoints.text(destination), row };
}

function textOf(sources: RegistrationSources, binding: Binding): string {
  const { source } = endpointsOf(sources, binding);
  return [binding.aor, binding.contact.uri, source, binding.request?.userAgent ?? ''].join('\n');
}

function keyOf(sources: RegistrationSources, binding: Binding, key: string): SortKey {
  switch (key) {
    case 'aor':
      return textKey(binding.aor);
    case 'contact':
      return textKey(binding.contact.uri);
    case 'userAgent':
      return textKey(binding.request?.userAgent ?? '');
    case 'source':
      return textKey(endpointsOf(sources, binding).source);
    case 'state':
      return stateOf(sources, binding);
    case 'expires':
      return binding.expires;
    case 'expiresAt':
      return expiresAt(binding);
    case 'registeredAt':
      return binding.registeredAt;
    case 'refreshedAt':
      return binding.refreshedAt;
    case 'granted':
      return binding.granted;
    case 'refused':
      return binding.refused;
    case 'unanswered':
      return binding.unanswered;
    case 'lapses':
      return binding.lapses;
    case 'statusCode':
      return sources.store.transactions.finalCode[transactionOf(sources.store, binding)];
    case 'responseTime':
      return responseTime(
        sources.store,
        transactionOf(sources.store, binding),
        openOf(sources.store, binding)?.first ?? binding.first,
      );
    case 'lastTime':
      return lastTime(sources.store, binding);
    default:
      return undefined;
  }
}

function expiresAt(binding: Binding): Micros | undefined {
  const isKnown =
    binding.refreshedAt !== undefined && binding.outcome !== 'removed' && Number.isFinite(binding.expiresAt);
  return isKnown ? binding.expiresAt : undefined;
}

function lastTime(store: CallStore, binding: Binding): Micros {
  const transaction = transactionOf(store, binding);
  return transaction < 0 ? 0 : store.messages.time[store.transactions.lastMessage[transaction]];
}

function responseTime(store: CallStore, transaction: number, first: number): Millis | undefined {
  const final = transaction < 0 ? -1 : store.transactions.final[transaction];
  if (final < 0 || first < 0 || !store.messages.isRequest(first)) return undefined;
  const apart = store.messages.time[final] - store.messages.time[first];
  return apart < 0 ? undefined : millis(apart);
}

export function registrationRow(sources: RegistrationSources, binding: Binding): RegistrationSummary {
  const { store, captureId } = sources;
  const { contact, request, answer } = binding;
  const { source, destination, row } = endpointsOf(sources, binding);
  const transaction = transactionOf(store, binding);
  const index = store.numberOf(binding.index);
  return dropUndefined({
    id: `${captureId}:${index}`,
    index,
    aor: binding.aor,
    contact: contact.uri,
    state: stateOf(sources, binding),
    statusCode: transaction < 0 ? 0 : store.transactions.finalCode[transaction],
    source,
    destination,
    transport: row < 0 ? '' : TRANSPORT_NAMES[store.messages.transport[row]],
    userAgent: request?.userAgent ?? '',
    lastTime: lastTime(store, binding),
    granted: binding.granted,
    refused: binding.refused,
    unanswered: binding.unanswered,
    lapses: binding.lapses,
    path: answer?.path.length ? answer.path : (request?.path ?? []),
    serviceRoutes: answer?.serviceRoutes ?? [],
    associatedUris: answer?.associatedUris ?? [],
    otherContacts: (answer?.contacts ?? []).map(one => one.uri).filter(uri => uri !== contact.uri),
    legs: binding.legs.map(leg => store.numberOf(leg)),
    callIds: binding.legs.map(leg => callIdText(store, store.legs[leg])),
    legsOmitted: binding.legsOmitted,
    expires: binding.expires ?? request?.contacts.find(one => one.key === contact.key)?.expires ?? request?.expires,
    registeredAt: binding.registeredAt,
    refreshedAt: binding.refreshedAt,
    expiresAt: expiresAt(binding),
    refreshInterval: refreshInterval(store, binding),
    responseTime: responseTime(store, transaction, openOf(store, binding)?.first ?? binding.first),
    received: receivedOf(binding, source, row < 0 || store.messages.transport[row] === Transport.Udp),
    instance: contact.instance,
    regId: contact.regId,
    publicGruu: contact.publicGruu,
    temporaryGruu: contact.temporaryGruu,
    thirdParty: request?.thirdParty,
  });
}

/** The address that the first hop saw, when the phone wrote another one into its Via: NAT, or a phone that does not know itself. */
function receivedOf({ request, answer }: Binding, source: string, isUdp: boolean): string | undefined {
  const written = request?.sentBy ?? '';
  const seen = answer?.received || request?.received || (request?.hops === 1 ? source : '');
  if (written === '' || seen === '' || !isAddress(hostOf(written))) return undefined;
  // A connection comes from a port of its own; the Via names the one that listens (RFC 3261 §18.1.1).
  const isSame = isUdp ? withPort(seen) === withPort(written) : hostOf(seen) === hostOf(written);
  return isSame ? undefined : seen;
}

function hostOf(address: string): string {
  return readHostPort(address).host;
}

/** 5060 is what no port means (RFC 3261 §18.1.1). */
function withPort(address: string): string {
  const { host, port = 5060 } = readHostPort(address);
  return `${host}:${port}`;
}

function refreshInterval(store: CallStore, binding: Binding): Millis | undefined {
  const { final } = store.transactions;
  const times = binding.history
    .filter(event => event.granted !== undefined && event.granted > 0)
    .map(event => store.messages.time[final[event.transaction]]);
  const gaps = times.slice(1).map((time, i) => time - times[i]);
  const sorted = gaps.sort((a, b) => a - b);
  const middle = sorted[sorted.length >> 1];
  return middle === undefined ? undefined : millis(middle);
}

function reportEvent(store: CallStore, event: BindingEvent): RegistrationEvent {
  const { transaction, requested, granted, kind } = event;
  const m = store.messages;
  const t = store.transactions;
  const request = t.request[transaction];
  const final = t.final[transaction];
  const row = request >= 0 ? request : t.lastMessage[transaction];
  const leg = store.legs[m.leg[row]];
  return dropUndefined({
    kind,
    time: m.time[kind === 'removed by another' && final >= 0 ? final : row],
    message: request < 0 ? -1 : store.numberOf(request),
    answer: final < 0 ? -1 : store.numberOf(final),
    leg: store.numberOf(leg.index),
    callId: callIdText(store, leg),
    source: store.endpoints.text(m.isRequest(row) ? m.source[row] : m.destination[row]),
    statusCode: t.finalCode[transaction],
    challenged: event.challenged,
    timerExpired: (t.flags[transaction] & TransactionFlag.Expired) !== 0,
    requested,
    granted,
    responseTime: responseTime(store, transaction, event.first),
  });
}
