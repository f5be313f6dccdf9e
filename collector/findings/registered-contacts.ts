// What a REGISTER asks for and what its 2xx grants (RFC 3261 §10.2, §10.3).

import { splitOutside, trimBlanks } from '../sip/lexical.ts';
import type { SipMessage } from '../sip/message.ts';
import { type NameAddr, readNameAddr } from '../sip/name-addr.ts';

export function contactsOf(message: SipMessage): NameAddr[] {
  return message
    .headerAll('Contact')
    .flatMap(value => splitOutside(value, ','))
    .flatMap(value => readNameAddr(trimBlanks(value)) ?? []);
}

/** Seconds that the registrar granted to the first contact of the request; undefined when neither message says. */
export function grantedSeconds(request: SipMessage | undefined, response: SipMessage): number | undefined {
  const asked = request === undefined ? undefined : contactsOf(request)[0];
  const bindings = contactsOf(response);
  // The 2xx lists every binding of the address of record; ours is the one with our URI.
  const ours = bindings.find(one => one.uri === asked?.uri) ?? (bindings.length === 1 ? bindings[0] : undefined);
  return (
    seconds(ours?.params.get('expires')) ?? seconds(response.header('Expires')) ?? (request && askedSeconds(request))
  );
}

/** Seconds that a REGISTER was granted; 0 when it removed bindings, asked for them, or nothing says for how long. */
export function boundSeconds(request: SipMessage | undefined, response: SipMessage): number {
  return request !== undefined && isRemovalOrQuery(request) ? 0 : (grantedSeconds(request, response) ?? 0);
}

/** RFC 3261 §10.2.1.1: the parameter of the Contact, else the Expires header. */
export function askedSeconds(request: SipMessage): number | undefined {
  return seconds(contactsOf(request)[0]?.params.get('expires')) ?? seconds(request.header('Expires'));
}

/** It removes bindings, or only asks which there are (RFC 3261 §10.2.2, §10.2.3). */
export function isRemovalOrQuery(request: SipMessage): boolean {
  return request.header('Contact') === undefined || request.header('Contact') === '*' || askedSeconds(request) === 0;
}

function seconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
