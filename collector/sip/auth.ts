// Challenges and credentials (RFC 3261 §22, RFC 7616): the four headers that carry a scheme and its parameters.
// Takes one whole header value: these four are no comma lists, their commas separate parameters (RFC 3261 §7.3.1).

import { excerpt, isToken, splitOutside, trimBlanks } from './lexical.ts';
import { type Param, paramValue, readParamPieces } from './params.ts';

export interface Auth {
  /** As written: `Digest`, `Bearer` … */
  readonly scheme: string;
  readonly params: readonly Param[];
  readonly problems: readonly string[];
}

const REQUIRED = {
  challenge: ['realm', 'nonce'],
  credentials: ['username', 'realm', 'nonce', 'uri', 'response'],
} as const;

/**
 * challenge   = "Digest" LWS digest-cln *(COMMA digest-cln) / other-challenge
 * credentials = "Digest" LWS dig-resp *(COMMA dig-resp) / other-response
 * other-…     = auth-scheme LWS auth-param *(COMMA auth-param)  (RFC 3261 §25.1)
 */
export function readAuth(value: string, kind: 'challenge' | 'credentials'): Auth {
  const text = trimBlanks(value);
  const blank = text.search(/[ \t\r\n]/);
  const scheme = blank === -1 ? text : text.slice(0, blank);
  const behind = blank === -1 ? '' : trimBlanks(text.slice(blank));
  const problems: string[] = [];
  if (!isToken(scheme)) problems.push(`"${excerpt(scheme)}" is no authentication scheme (RFC 3261 §25.1)`);
  if (behind === '') problems.push('no parameters behind the scheme (RFC 3261 §25.1)');
  if (scheme.toLowerCase() === 'basic') problems.push('Basic authentication is not allowed in SIP (RFC 3261 §22)');
  // A bearer or negotiation token is one word, not name=value (RFC 7235 §2.1 token68).
  if (isToken68(behind)) return { scheme, params: [{ name: 'token', value: behind }], problems };
  const params = readAuthParams(behind);
  problems.push(...params.problems);
  if (scheme.toLowerCase() === 'digest') problems.push(...digestProblems(params.list, kind));
  return { scheme, params: params.list, problems };
}

/** auth-param *(COMMA auth-param), as Authentication-Info carries it without a scheme. */
export function readAuthParams(text: string): { list: readonly Param[]; problems: readonly string[] } {
  if (trimBlanks(text) === '') return { list: [], problems: [] };
  return readParamPieces(splitOutside(text, ','), 'loose');
}

/** token68 = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="  (RFC 7235 §2.1) */
function isToken68(text: string): boolean {
  return /^[A-Za-z0-9\-._~+/]+={0,2}$/.test(text);
}

function digestProblems(params: readonly Param[], kind: 'challenge' | 'credentials'): string[] {
  const missing = REQUIRED[kind].filter(name => paramValue(params, name) === undefined);
  const problems = missing.map(name => `Digest ${kind} without ${name} (RFC 7616 §3.${kind === 'challenge' ? 3 : 4})`);
  const nonceCount = paramValue(params, 'nc');
  if (nonceCount !== undefined && !/^[0-9A-Fa-f]{8}$/.test(nonceCount)) {
    problems.push(`nc=${excerpt(nonceCount)} is not eight hex digits (RFC 7616 §3.4)`);
  }
  if (
    kind === 'credentials' &&
    paramValue(params, 'qop') !== undefined &&
    (nonceCount === undefined || paramValue(params, 'cnonce') === undefined)
  ) {
    problems.push('qop is given without both nc and cnonce (RFC 7616 §3.4)');
  }
  return problems;
}
