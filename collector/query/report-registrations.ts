// Registrations and subscriptions as `report --json` lists them (INTERFACES): one row a leg of that kind, read from its messages.

import { LEG_KINDS, LEG_STATES } from '../model/leg.ts';
import { Method } from '../model/sip.ts';
import { MICROS_PER_SECOND, type Micros } from '../model/time.ts';
import { splitOutside, trimBlanks } from '../sip/lexical.ts';
import { readMessage, type SipMessage } from '../sip/message.ts';
import { type NameAddr, readNameAddr } from '../sip/name-addr.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { rowsOf } from './leg-rows.ts';
import { callIdText } from './summary.ts';

/** States of SEMANTICS §6, and `pending`, `timeout` while or when nobody answered. */
export type RegistrationState = 'pending' | 'active' | 'challenged' | 'rejected' | 'expired' | 'removed' | 'timeout';

export interface RegistrationRow {
  /** Address of record: the URI of To (RFC 3261 §10.2). */
  readonly aor: string;
  /** URI of the first Contact of the request, `*` when all are removed, empty when it only asks. */
  readonly contact: string;
  readonly state: RegistrationState;
  /** Of the last final response; 0 while there is none. */
  readonly statusCode: number;
  /** Seconds: granted, else asked for; absent when neither says. */
  readonly expires?: number;
  readonly source: string;
  readonly userAgent: string;
}

export interface SubscriptionRow {
  readonly callId: string;
  /** Event package with its parameters as written; empty when the messages seen name none. */
  readonly event: string;
  readonly state: string;
}

const REGISTRATION = LEG_KINDS.indexOf('registration');
const SUBSCRIPTION = LEG_KINDS.indexOf('subscription');

export function isRegistration(leg: Leg): boolean {
  return leg.kind === REGISTRATION;
}

export function isSubscription(leg: Leg): boolean {
  return leg.kind === SUBSCRIPTION;
}

/** `clock` is the capture's: what has run out by it has expired. */
export function registrationRow(store: CallStore, bytes: MessageBytes, leg: Leg, clock: Micros): RegistrationRow {
  const requestRow = lastRegister(store, leg);
  const request = requestRow < 0 ? undefined : readMessage(bytes.read(requestRow));
  const response = leg.ending < 0 ? undefined : readMessage(bytes.read(leg.ending));
  const contact = contactsOf(request)[0];
  const expires = granted(response, contact) ?? asked(request, contact);
  const isAll = request?.header('Contact') === '*';
  return {
    aor: readNameAddr(store.to(leg))?.uri ?? '',
    contact: isAll ? '*' : (contact?.uri ?? ''),
    state: stateOf(store, leg, expires, isAll, clock),
    statusCode: leg.statusCode,
    ...(expires === undefined ? {} : { expires }),
    source: store.endpoints.text(leg.source),
    userAgent: request?.header('User-Agent') ?? '',
  };
}

export function subscriptionRow(store: CallStore, bytes: MessageBytes, leg: Leg): SubscriptionRow {
  return { callId: callIdText(store, leg), event: eventOf(store, bytes, leg), state: LEG_STATES[leg.state] };
}

/** Row of the request that the state is about, -1 when only responses were seen. */
function lastRegister(store: CallStore, leg: Leg): number {
  if (leg.ending >= 0) {
    const answered = store.transactions.request[store.messages.transaction[leg.ending]];
    if (answered >= 0) return answered;
  }
  let last = -1;
  for (const row of rowsOf(store, leg)) {
    const isNew = store.messages.repeated(row) < 0;
    if (isNew && store.messages.isRequest(row) && store.messages.code[row] === Method.Register) last = row;
  }
  return last;
}

function stateOf(
  store: CallStore,
  leg: Leg,
  expires: number | undefined,
  isAll: boolean,
  clock: Micros,
): RegistrationState {
  const state = LEG_STATES[leg.state];
  if (state === 'failed') return 'rejected';
  if (state === 'challenged' || state === 'timeout') return state;
  if (state !== 'succeeded') return 'pending';
  if (isAll || expires === 0) return 'removed';
  const end =
    leg.ending < 0 || expires === undefined ? Infinity : store.messages.time[leg.ending] + expires * MICROS_PER_SECOND;
  return clock > end ? 'expired' : 'active';
}

function contactsOf(message: SipMessage | undefined): NameAddr[] {
  const values = message?.headerAll('Contact').flatMap(value => splitOutside(value, ',')) ?? [];
  return values.flatMap(value => readNameAddr(trimBlanks(value)) ?? []);
}

/** RFC 3261 §10.3 step 8: the 200 lists every binding; ours is the one with our URI. */
function granted(response: SipMessage | undefined, contact: NameAddr | undefined): number | undefined {
  if (response?.response === undefined || response.response.statusCode >= 300) return undefined;
  const ours = contactsOf(response).find(one => one.uri === contact?.uri);
  return seconds(ours?.params.get('expires')) ?? seconds(response.header('Expires'));
}

/** RFC 3261 §10.2.1.1: the parameter of the Contact, else the Expires header. */
function asked(request: SipMessage | undefined, contact: NameAddr | undefined): number | undefined {
  return seconds(contact?.params.get('expires')) ?? seconds(request?.header('Expires'));
}

function seconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

function eventOf(store: CallStore, bytes: MessageBytes, leg: Leg): string {
  for (const row of rowsOf(store, leg)) {
    const event = readMessage(bytes.read(row)).header('Event');
    if (event !== undefined) return event;
  }
  return '';
}
