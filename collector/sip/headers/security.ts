// Headers about trust: challenges, credentials, Identity, Security-Client and its kin.

import { readAuth, readAuthParams } from '../auth.ts';
import { excerpt, splitOutside } from '../lexical.ts';
import { paramValue, readParams } from '../params.ts';
import { type HeaderReader, listOf, type Part, paramParts, present, valueWithParams } from './reading.ts';

/** WWW-Authenticate, Proxy-Authenticate (challenge); Authorization, Proxy-Authorization (credentials)  (RFC 3261 §25.1) */
export function auth(kind: 'challenge' | 'credentials'): HeaderReader {
  return value => {
    const read = readAuth(value, kind);
    return {
      parts: [...present({ name: 'scheme', value: read.scheme }), ...paramParts(read.params)],
      problems: read.problems,
    };
  };
}

/** Authentication-Info = ainfo *(COMMA ainfo) ; ainfo = nextnonce / message-qop / response-auth / cnonce / nonce-count */
export const authenticationInfo: HeaderReader = value => {
  const read = readAuthParams(value);
  return { parts: paramParts(read.list), problems: read.problems };
};

/** Security-Client, -Server, -Verify = sec-mechanism *(COMMA sec-mechanism) ; sec-mechanism = mechanism-name *(SEMI mech-parameters)  (RFC 3329 §2.2) */
export const securityMechanisms: HeaderReader = listOf(valueWithParams({ name: 'mechanism' }));

/**
 * Identity = signed-identity-digest SEMI ident-info *( SEMI ident-info-params )  (RFC 8224 §4)
 * The digest is a JWT (PASSporT, RFC 8225), shown decoded; nothing here verifies its signature.
 * RFC 4474, which RFC 8224 replaces, had one base64 string alone.
 */
export const identity: HeaderReader = listOf(value => {
  const pieces = splitOutside(value, ';');
  const digest = pieces[0] ?? '';
  const params = readParams(pieces.slice(1).join(';'), 'loose');
  const jwt = digest.split('.', 4);
  if (jwt.length === 1) {
    return { parts: [{ name: 'signature', value: digest }, ...paramParts(params.list)], problems: params.problems };
  }
  const problems = [...params.problems];
  const parts = readPassport(jwt, problems);
  if (paramValue(params.list, 'info') === undefined) problems.push('no info parameter (RFC 8224 §4)');
  return { parts: [...parts, ...paramParts(params.list)], problems };
});

/** base64url(header) "." base64url(payload) "." base64url(signature); the compact form leaves the first two empty (RFC 8225 §7) */
function readPassport(jwt: readonly string[], problems: string[]): Part[] {
  const [header = '', payload = '', signature = ''] = jwt;
  if (jwt.length !== 3 || signature === '') problems.push('the PASSporT is not header.payload.signature (RFC 8225 §4)');
  if (header === '' && payload === '')
    return [
      { name: 'form', value: 'compact' },
      { name: 'signature', value: `${signature} (not verified)` },
    ];
  return [
    ...decodedParts('header', header, problems),
    ...decodedParts('payload', payload, problems),
    { name: 'signature', value: `${signature} (not verified)` },
  ];
}

function decodedParts(name: string, encoded: string, problems: string[]): Part[] {
  const json = Buffer.from(encoded, 'base64url').toString('utf8');
  const object = parseObject(json);
  if (object === undefined) {
    problems.push(`the ${name} "${excerpt(encoded)}" of the PASSporT is no base64url of a JSON object (RFC 8225 §4)`);
    return [];
  }
  return Object.entries(object).map(([key, value]) => ({
    name: `${name} ${key}`,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}

function parseObject(json: string): Record<string, unknown> | undefined {
  // JSON.parse recurses: a hostile depth is turned away before it.
  if (json.length > 16_384) return undefined;
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}
