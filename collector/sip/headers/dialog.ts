// Headers of the extensions that deal with dialogs, sessions and subscriptions.

import { excerpt, isDigits, isQuoted, unquote } from '../lexical.ts';
import { paramValue } from '../params.ts';
import { q850Meaning } from '../q850.ts';
import { callIdProblems } from './core.ts';
import {
  type HeaderReader,
  listOf,
  MAX_SECONDS,
  numberProblems,
  numericParam,
  present,
  valueWithParams,
} from './reading.ts';

/** Replaces, Join = callid *(SEMI param) with to-tag and from-tag  (RFC 3891 §6.1, RFC 3911 §7.1) */
export function dialogReference(rule: string): HeaderReader {
  return valueWithParams({ name: 'Call-ID', check: callIdProblems, required: ['to-tag', 'from-tag'], rule });
}

/** Target-Dialog = callid *(SEMI td-param) ; td-param = remote-param / local-param  (RFC 4538 §7) */
export const targetDialog: HeaderReader = valueWithParams({
  name: 'Call-ID',
  check: callIdProblems,
  required: ['local-tag', 'remote-tag'],
  rule: 'RFC 4538 §7',
});

/** Session-Expires = delta-seconds *(SEMI se-params) ; se-params = refresher-param / generic-param  (RFC 4028 §4) */
export const sessionExpires: HeaderReader = valueWithParams({
  name: 'seconds',
  check: value => numberProblems(value, 0, MAX_SECONDS, 'RFC 4028 §4'),
  checkParams: params => {
    const refresher = paramValue(params, 'refresher');
    return refresher === undefined || /^ua[cs]$/i.test(refresher)
      ? []
      : [`refresher=${excerpt(refresher)} is neither uac nor uas (RFC 4028 §4)`];
  },
});

/** Min-SE = delta-seconds *(SEMI generic-param)  (RFC 4028 §5) */
export const minSe: HeaderReader = valueWithParams({
  name: 'seconds',
  check: value => numberProblems(value, 0, MAX_SECONDS, 'RFC 4028 §5'),
});

/** Event = event-type *( SEMI event-param )  (RFC 6665 §8.2.1) */
export const event: HeaderReader = valueWithParams({ name: 'package' });

/** Subscription-State = substate-value *( SEMI subexp-params )  (RFC 6665 §8.2.3) */
export const subscriptionState: HeaderReader = valueWithParams({
  name: 'state',
  checkParams: params => [
    ...numericParam(params, 'expires', 'RFC 6665 §8.2.3'),
    ...numericParam(params, 'retry-after', 'RFC 6665 §8.2.3'),
  ],
});

/** Reason = reason-value *(COMMA reason-value) ; reason-value = protocol *(SEMI reason-params)  (RFC 3326 §2) */
export const reason: HeaderReader = listOf(value => {
  const read = reasonValue(value);
  const [protocol] = read.parts;
  const cause = read.parts.find(part => part.name.toLowerCase() === 'cause')?.value ?? '';
  const meaning = protocol?.value.toUpperCase() === 'Q.850' && isDigits(cause) ? q850Meaning(Number(cause)) : '';
  return { ...read, parts: [...read.parts, ...present({ name: 'cause means', value: meaning })] };
});

const reasonValue = valueWithParams({
  name: 'protocol',
  checkParams: params => numericParam(params, 'cause', 'RFC 3326 §2'),
});

/** Session-ID = sess-uuid *( SEMI generic-param ) ; sess-uuid = 32(DIGIT / %x61-66)  (RFC 7989 §5) */
export const sessionId: HeaderReader = valueWithParams({
  name: 'uuid',
  check: value => (isUuid(value) ? [] : [`"${excerpt(value)}" is not 32 hex digits (RFC 7989 §5)`]),
  checkParams: params => {
    const remote = paramValue(params, 'remote');
    return remote === undefined || isUuid(remote)
      ? []
      : [`remote=${excerpt(remote)} is not 32 hex digits (RFC 7989 §5)`];
  },
});

function isUuid(value: string): boolean {
  return /^[0-9a-fA-F]{32}$/.test(value);
}

/** User-to-User = uui-value *( COMMA uui-value ) ; uui-value = uui-data *( SEMI uui-param )  (RFC 7433 §4.1) */
export const userToUser: HeaderReader = listOf(
  valueWithParams({
    name: 'data',
    check: value => (isQuoted(value) || unquote(value) === value ? [] : ['an unclosed quote (RFC 7433 §4.1)']),
  }),
);

/** Info-Package, Answer-Mode, Refer-Sub, Priority and others: one word with parameters. */
export function word(name: string): HeaderReader {
  return valueWithParams({ name });
}
