// Headers that are lists of words: options, methods, media types, languages, preferences.

import { excerpt, isToken } from '../lexical.ts';
import { readMediaType } from '../media-type.ts';
import { qProblems } from './address.ts';
import { type HeaderReader, listOf, paramParts, token, valueWithParams } from './reading.ts';

/** 1#token: Require, Proxy-Require, Unsupported, Content-Encoding, Allow-Events. */
export function tokens(name: string): HeaderReader {
  return listOf(token(name));
}

/** #token: Supported, Allow, Recv-Info – an empty value means none. */
export function optionalTokens(name: string): HeaderReader {
  return listOf(token(name), 'may be empty');
}

/** Content-Type = media-type ; media-type = m-type SLASH m-subtype *(SEMI m-parameter) */
export const mediaType: HeaderReader = value => {
  const read = readMediaType(value);
  return { parts: [{ name: 'type', value: read.name }, ...paramParts(read.params)], problems: read.problems };
};

/** Accept = [ accept-range *(COMMA accept-range) ] ; accept-range = media-range *(SEMI accept-param) */
export const accept: HeaderReader = listOf(value => {
  const read = readMediaType(value);
  return {
    parts: [{ name: 'type', value: read.name }, ...paramParts(read.params)],
    problems: [...read.problems, ...qProblems(read.params)],
  };
}, 'may be empty');

/** Accept-Encoding, Accept-Language = [ token *(SEMI accept-param) *(COMMA …) ] */
export const weightedTokens: HeaderReader = listOf(
  valueWithParams({ name: 'value', checkParams: qProblems }),
  'may be empty',
);

/** Content-Disposition = disp-type *( SEMI disp-param ) */
export const disposition: HeaderReader = valueWithParams({ name: 'disposition' });

/** Content-ID = LAQUOT addr-spec-of-RFC-2822 RAQUOT  (RFC 2392) */
export const contentId: HeaderReader = value => ({
  parts: [],
  problems:
    value.startsWith('<') && value.endsWith('>') && value.length > 2
      ? []
      : [`"${excerpt(value)}" is no <id> (RFC 2392 §2)`],
});

/** Accept-Contact, Reject-Contact = ac-value *(COMMA ac-value) ; ac-value = "*" *(SEMI ac-params)  (RFC 3841 §10) */
export const contactPreferences: HeaderReader = listOf(
  valueWithParams({
    name: 'contact',
    check: value => (value === '*' ? [] : [`"${excerpt(value)}" is not * (RFC 3841 §10)`]),
  }),
);

/** Request-Disposition = directive *(COMMA directive)  (RFC 3841 §10) */
export const requestDisposition: HeaderReader = tokens('directive');

/** Resource-Priority = r-value *(COMMA r-value) ; r-value = namespace "." r-priority  (RFC 4412 §3.1) */
export const resourcePriority: HeaderReader = listOf(
  value => ({
    parts: [{ name: 'priority', value }],
    problems:
      isToken(value) && value.includes('.') ? [] : [`"${excerpt(value)}" is no namespace.priority (RFC 4412 §3.1)`],
  }),
  'may be empty',
);

/** Privacy-hdr = "Privacy" HCOLON priv-value *(";" priv-value)  (RFC 3323 §4.2); commas are seen as well. */
export const privacy: HeaderReader = value => {
  const words = value.split(/[;,]/, 64).map(word => word.trim());
  const wrong = words.find(word => !isToken(word));
  return {
    parts: words.map(word => ({ name: 'privacy', value: word })),
    problems: wrong === undefined ? [] : [`"${excerpt(wrong)}" is no token (RFC 3323 §4.2)`],
  };
};
