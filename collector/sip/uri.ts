// URIs as SIP carries them: sip and sips in all their parts, tel, and any other scheme as it is.
// Takes one URI without angle brackets, gives its pieces and what is wrong with it; never throws.

import { isUtf8 } from 'node:buffer';
import { readHostPort } from './host.ts';
import { excerpt } from './lexical.ts';
import type { Param } from './params.ts';

export interface SipUri {
  /** The URI as written. */
  readonly text: string;
  /** In lower case; '' when there is none. */
  readonly scheme: string;
  /** User part as written, escapes and all; the number of a tel URI; '' when there is none. */
  readonly user: string;
  readonly password: string | undefined;
  /** As written, an IPv6 reference with its brackets; '' for schemes without host. */
  readonly host: string;
  readonly port: number | undefined;
  /** Values as written, escapes and all. */
  readonly params: readonly Param[];
  /** Behind the question mark: header fields for the request made of this URI, still escaped. */
  readonly headers: readonly Param[];
  readonly problems: readonly string[];
}

const SCHEME = /^[A-Za-z][A-Za-z0-9+\-.]*$/;
// user = 1*( unreserved / escaped / user-unreserved )
const USER = /^[A-Za-z0-9\-_.!~*'()%&=+$,;?/]+$/;
// password = *( unreserved / escaped / "&" / "=" / "+" / "$" / "," )
const PASSWORD = /^[A-Za-z0-9\-_.!~*'()%&=+$,]*$/;
// paramchar = param-unreserved / unreserved / escaped
const PARAM = /^[A-Za-z0-9\-_.!~*'()%[\]/:&+$]+$/;
// hname, hvalue = hnv-unreserved / unreserved / escaped
const HEADER = /^[A-Za-z0-9\-_.!~*'()%[\]/?:+$]*$/;
const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
const MAX_PIECES = 1000;

/**
 * addr-spec = SIP-URI / SIPS-URI / absoluteURI  (RFC 3261 §25.1)
 */
export function readUri(text: string): SipUri {
  const problems: string[] = [];
  const colon = text.indexOf(':');
  const scheme = colon === -1 ? '' : text.slice(0, colon);
  if (/[ \t]/.test(text)) problems.push('blanks inside the URI (RFC 3261 §25.1)');
  if (!SCHEME.test(scheme)) {
    problems.push(`"${excerpt(text)}" is no URI: it has no scheme (RFC 3261 §25.1)`);
    return { ...EMPTY, text, problems };
  }
  if (BAD_ESCAPE.test(text)) problems.push('a % without two hex digits behind it (RFC 3261 §25.1)');
  const rest = text.slice(colon + 1);
  switch (scheme.toLowerCase()) {
    case 'sip':
    case 'sips':
      return readSipUri(text, scheme.toLowerCase(), rest, problems);
    case 'tel':
      return readTelUri(text, rest, problems);
    default:
      if (rest === '') problems.push('nothing behind the scheme (RFC 3986 §3)');
      return { ...EMPTY, text, scheme: scheme.toLowerCase(), problems };
  }
}

const EMPTY: SipUri = {
  text: '',
  scheme: '',
  user: '',
  password: undefined,
  host: '',
  port: undefined,
  params: [],
  headers: [],
  problems: [],
};

/** SIP-URI = "sip:" [ userinfo ] hostport uri-parameters [ headers ] ; userinfo = user [ ":" password ] "@" */
function readSipUri(text: string, scheme: string, rest: string, problems: string[]): SipUri {
  const at = userinfoEnd(rest);
  const userinfo = at === -1 ? '' : rest.slice(0, at);
  const behind = rest.slice(at + 1);
  const colon = userinfo.indexOf(':');
  const user = colon === -1 ? userinfo : userinfo.slice(0, colon);
  const password = colon === -1 ? undefined : userinfo.slice(colon + 1);
  if (at !== -1 && !USER.test(user)) {
    problems.push(
      user === ''
        ? 'an @ without a user (RFC 3261 §25.1)'
        : `the user "${excerpt(user)}" has characters that must be escaped (RFC 3261 §25.1)`,
    );
  }
  if (password !== undefined && !PASSWORD.test(password)) {
    problems.push('the password has characters that must be escaped (RFC 3261 §25.1)');
  }
  const question = behind.indexOf('?');
  const beforeHeaders = question === -1 ? behind : behind.slice(0, question);
  const semicolon = beforeHeaders.indexOf(';');
  const hostPort = readHostPort(semicolon === -1 ? beforeHeaders : beforeHeaders.slice(0, semicolon));
  problems.push(...hostPort.problems);
  const params =
    semicolon === -1 ? [] : readPieces(beforeHeaders.slice(semicolon + 1), ';', PARAM, 'parameter', problems);
  const headers = question === -1 ? [] : readPieces(behind.slice(question + 1), '&', HEADER, 'header', problems);
  return { text, scheme, user, password, host: hostPort.host, port: hostPort.port, params, headers, problems };
}

/**
 * The @ that ends the userinfo. A user may hold `;` and `?` (RFC 4475 §3.1.1.9), so the first @ counts; of several
 * before the parameters the last one does, for that is how careless software writes `sip:alice@home@proxy`.
 */
function userinfoEnd(rest: string): number {
  const first = rest.indexOf('@');
  if (first === -1) return -1;
  const params = rest.slice(first).search(/[;?]/);
  return rest.lastIndexOf('@', params === -1 ? rest.length : first + params);
}

/** telephone-uri = "tel:" telephone-subscriber ; telephone-subscriber = (global / local) *( ";" par )  (RFC 3966 §3) */
function readTelUri(text: string, rest: string, problems: string[]): SipUri {
  const semicolon = rest.indexOf(';');
  const user = semicolon === -1 ? rest : rest.slice(0, semicolon);
  const params = semicolon === -1 ? [] : readPieces(rest.slice(semicolon + 1), ';', PARAM, 'parameter', problems);
  if (!/^\+?[0-9A-Fa-f*#\-.()]+$/.test(user)) problems.push(`"${excerpt(user)}" is no telephone number (RFC 3966 §3)`);
  else if (!user.startsWith('+') && !params.some(param => param.name.toLowerCase() === 'phone-context')) {
    problems.push('a local number without phone-context (RFC 3966 §5.1.5)');
  }
  return { ...EMPTY, text, scheme: 'tel', user, params, problems };
}

function readPieces(text: string, separator: string, allowed: RegExp, what: string, problems: string[]): Param[] {
  const pieces = text.split(separator, MAX_PIECES);
  const wrong = pieces.find(piece => piece === '' || !allowed.test(piece.replace('=', '')));
  if (wrong === '') problems.push(`an empty URI ${what} (RFC 3261 §25.1)`);
  else if (wrong !== undefined)
    problems.push(`the URI ${what} "${excerpt(wrong)}" has characters that must be escaped (RFC 3261 §25.1)`);
  return pieces
    .filter(piece => piece !== '')
    .map(piece => {
      const equal = piece.indexOf('=');
      return equal === -1
        ? { name: piece, value: undefined }
        : { name: piece.slice(0, equal), value: piece.slice(equal + 1) };
    });
}

/**
 * Resolves `%41` to `A`. What would not be readable stays escaped: control characters, and text that is no UTF-8.
 */
export function unescapeUri(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, run => {
    const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
    if (!isUtf8(bytes) || bytes.some(byte => byte < 0x20 || byte === 0x7f)) return unescapePrintable(run);
    return bytes.toString('utf8');
  });
}

/** Only the plain ASCII of a run that as a whole is not readable: `%00%41` is `%00A`. */
function unescapePrintable(run: string): string {
  return run.replace(/%([2-7][0-9A-Fa-f])/g, (escaped, hex: string) =>
    hex.toLowerCase() === '7f' ? escaped : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
