// What rules read out of headers: tags, branches, contacts, credentials, and the words in which a server gives its reasons.

import { readAuth } from '../sip/auth.ts';
import { excerpt, splitOutside, unquote } from '../sip/lexical.ts';
import type { SipMessage } from '../sip/message.ts';
import { readNameAddr } from '../sip/name-addr.ts';
import { paramValue } from '../sip/params.ts';
import { readVia } from '../sip/via.ts';

/** A parameter of an address header (`tag` of To); empty when there is none. */
export function parameterOf(value: string | undefined, name: string): string {
  return value === undefined ? '' : (readNameAddr(value)?.params.get(name) ?? '');
}

/** The URI of the first Contact; undefined when there is none. */
export function contactUri(message: SipMessage): string | undefined {
  const value = message.header('Contact');
  return value === undefined ? undefined : readNameAddr(splitOutside(value, ',')[0])?.uri;
}

/** The branch of the top Via; empty when there is none. */
export function topBranch(message: SipMessage): string {
  const value = message.header('Via');
  return value === undefined ? '' : (paramValue(readVia(splitOutside(value, ',')[0]).params, 'branch') ?? '');
}

/** A challenge or credentials, as far as they decide: texts are empty where nothing is said. */
export interface AuthFacts {
  readonly realm: string;
  readonly nonce: string;
  readonly username: string;
  readonly algorithm: string;
  readonly stale: boolean;
}

export function challengesOf(message: SipMessage): AuthFacts[] {
  return authFacts(message, ['WWW-Authenticate', 'Proxy-Authenticate'], 'challenge');
}

export function credentialsOf(message: SipMessage): AuthFacts[] {
  return authFacts(message, ['Authorization', 'Proxy-Authorization'], 'credentials');
}

function authFacts(message: SipMessage, headers: readonly string[], kind: 'challenge' | 'credentials'): AuthFacts[] {
  return headers
    .flatMap(header => message.headerAll(header))
    .map(value => {
      const { params } = readAuth(value, kind);
      const text = (name: string): string => unquote(paramValue(params, name) ?? '');
      return {
        realm: text('realm'),
        nonce: text('nonce'),
        username: text('username'),
        algorithm: text('algorithm').toUpperCase() || 'MD5',
        stale: text('stale').toLowerCase() === 'true',
      };
    });
}

/** How the sender explains itself (Warning, Reason, Retry-After, its reason phrase), behind a blank; empty when it does not. */
export function explanationOf(message: SipMessage): string {
  const phrase = message.response?.reasonPhrase ?? '';
  const words = [
    ...message.headerAll('Reason').map(value => `Reason: ${excerpt(value)}`),
    ...message.headerAll('Warning').map(value => `Warning: ${excerpt(value)}`),
    ...message.headerAll('Retry-After').map(value => `Retry-After: ${excerpt(value)}`),
  ];
  const said = phrase === '' ? words : [`"${excerpt(phrase)}"`, ...words];
  return said.length === 0 ? '' : ` It says ${said.join('; ')}.`;
}
