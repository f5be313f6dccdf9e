// Addresses: `"Alice" <sip:alice@a.example>;tag=9` as From, To, Contact, Route and many others carry them.
// Takes one value (no comma list), gives its pieces; never throws.

import { excerpt, indexOutsideQuotes, isToken, quotedEnd, splitBlanks, trimBlanks, unquote } from './lexical.ts';
import { type Param, paramsByName, readParams } from './params.ts';
import { readUri, unescapeUri } from './uri.ts';

export interface NameAddr {
  /** Without quotes; '' when there is none. */
  readonly displayName: string;
  /** As written, without angle brackets. */
  readonly uri: string;
  /** Header parameters by lower-case name; a flag has the empty string. */
  readonly params: Map<string, string>;
  /** The same in the order and case they were written. */
  readonly paramList: readonly Param[];
  /** True for the form with angle brackets. */
  readonly bracketed: boolean;
  /** What is wrong with the form; what is wrong with the URI itself is readUri's to say. */
  readonly problems: readonly string[];
}

/**
 * ( name-addr / addr-spec ) *( SEMI generic-param )
 * name-addr = [ display-name ] LAQUOT addr-spec RAQUOT ; display-name = *(token LWS) / quoted-string
 * (RFC 3261 §25.1). Undefined when no address can be made out.
 */
export function readNameAddr(value: string): NameAddr | undefined {
  const text = trimBlanks(value);
  const open = openBracket(text);
  return open === -1 ? readAddrSpec(text) : readBracketed(text, open);
}

/** The `<` of the URI; when a quote never closes, the last one, for the display name may hold anything. */
function openBracket(text: string): number {
  return hasUnclosedQuote(text) ? text.lastIndexOf('<') : indexOutsideQuotes(text, '<');
}

function hasUnclosedQuote(text: string): boolean {
  return text.startsWith('"') && quotedEnd(text, 0) === -1;
}

function readBracketed(text: string, open: number): NameAddr | undefined {
  const problems: string[] = [];
  const displayName = readDisplayName(trimBlanks(text.slice(0, open)), problems);
  const close = text.indexOf('>', open);
  const inner = text.slice(open + 1, close === -1 ? text.length : close);
  const uri = trimBlanks(inner);
  if (close === -1) problems.push('the angle bracket of the URI is never closed (RFC 3261 §25.1)');
  if (uri !== inner) problems.push('blanks between the angle brackets and the URI (RFC 3261 §25.1)');
  if (uri === '') return undefined;
  const rest = close === -1 ? '' : trimBlanks(text.slice(close + 1));
  if (rest !== '' && !rest.startsWith(';')) {
    problems.push(`unexpected text "${excerpt(rest)}" behind the address (RFC 3261 §25.1)`);
    return { displayName, uri, params: new Map(), paramList: [], bracketed: true, problems };
  }
  const params = readParams(rest);
  return {
    displayName,
    uri,
    params: paramsByName(params.list),
    paramList: params.list,
    bracketed: true,
    problems: [...problems, ...params.problems],
  };
}

function readDisplayName(written: string, problems: string[]): string {
  if (!written.startsWith('"')) {
    const wrong = splitBlanks(written).find(word => !isToken(word));
    if (wrong !== undefined)
      problems.push(`the display name needs quotes because of "${excerpt(wrong)}" (RFC 3261 §25.1)`);
    return written;
  }
  const end = quotedEnd(written, 0);
  if (end === -1) problems.push('the quote that opens the display name is never closed (RFC 3261 §25.1)');
  else if (end !== written.length) problems.push('text between the quoted display name and the URI (RFC 3261 §25.1)');
  return unquote(written);
}

/** addr-spec: everything behind a semicolon belongs to the header, not to the URI (RFC 3261 §20). */
function readAddrSpec(text: string): NameAddr | undefined {
  const problems: string[] = [];
  if (hasUnclosedQuote(text)) problems.push('a quote is never closed (RFC 3261 §25.1)');
  const semicolon = text.indexOf(';');
  const uri = trimBlanks(semicolon === -1 ? text : text.slice(0, semicolon));
  if (!uri.includes(':')) return undefined;
  if (/[?,]/.test(uri)) problems.push('a URI with a comma or question mark needs angle brackets (RFC 3261 §20.10)');
  const params = readParams(semicolon === -1 ? '' : text.slice(semicolon));
  return {
    displayName: '',
    uri,
    params: paramsByName(params.list),
    paramList: params.list,
    bracketed: false,
    problems: [...problems, ...params.problems],
  };
}

/** A From or To as written, without its tag and other header parameters: `"Alice" <sip:alice@a.example>`. */
export function displayOf(value: string): string {
  const text = trimBlanks(value);
  const open = openBracket(text);
  const close = open === -1 ? -1 : text.indexOf('>', open);
  if (close !== -1) return text.slice(0, close + 1);
  const semicolon = open === -1 ? text.indexOf(';') : -1;
  return semicolon === -1 ? text : trimBlanks(text.slice(0, semicolon));
}

/** The user part, unescaped, or the number of a tel URI as written; '' when there is none. */
export function userOf(value: string): string {
  const address = readNameAddr(value);
  return address === undefined ? '' : unescapeUri(readUri(address.uri).user);
}
