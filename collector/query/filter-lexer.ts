// Cuts a filter expression into tokens. Takes any text, gives tokens with their exact positions, or the place of the fault.
//
//   expression = *( word / string / symbol / blank )
//   string     = DQUOTE *( char / "\" escape ) DQUOTE, or the same in single quotes
//   escape     = DQUOTE / "'" / "\" / "n" / "r" / "t" / "x" 2HEX / "u" 4HEX; any other "\c" stays as it is: `"\d+"` needs no doubling
//   symbol     = one of SYMBOLS
//   word       = everything else up to a blank or a symbol; also an IPv6 address in brackets with its port

import type { FilterError } from '../model/report.ts';

/** Position and length count UTF-16 code units from 0, as a text field does. */
export interface FilterToken {
  readonly type: 'word' | 'string' | 'symbol' | 'end';
  /** A string without its quotes, escapes resolved; a symbol in its one spelling; empty at the end. */
  readonly text: string;
  readonly position: number;
  readonly length: number;
}

export type FilterTokens =
  | { readonly ok: true; readonly tokens: readonly FilterToken[] }
  | { readonly ok: false; readonly error: FilterError };

// Longest first.
const SYMBOLS = [
  '==',
  '!=',
  '!~',
  '<=',
  '>=',
  '&&',
  '||',
  '..',
  '=',
  '~',
  '<',
  '>',
  '!',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
];
const BLANK = /\s/;
const BRACKETED_IPV6 = /\[[0-9A-Fa-f:.%]*:[0-9A-Za-z:.%]*\](?::\d+|\/\d+)?/y;
const ESCAPE = /\\(?:(["'\\nrt])|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4}))/y;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Reads the whole expression; the last token is always `end`. */
export function readTokens(expression: string): FilterTokens {
  const tokens: FilterToken[] = [];
  let at = 0;
  while (at < expression.length) {
    const character = expression.charAt(at);
    if (BLANK.test(character)) {
      at++;
      continue;
    }
    const token =
      character === '"' || character === "'"
        ? readString(expression, at)
        : (readBracketed(expression, at) ?? readSymbol(expression, at) ?? readWord(expression, at));
    if (token === undefined) return unclosed(expression, at);
    tokens.push(token);
    at = token.position + token.length;
  }
  tokens.push({ type: 'end', text: '', position: expression.length, length: 0 });
  return { ok: true, tokens };
}

function unclosed(expression: string, position: number): FilterTokens {
  const quote = expression.charAt(position);
  const length = expression.length - position;
  return { ok: false, error: { message: 'This text has no closing quote.', position, length, expected: [quote] } };
}

/** Undefined when the closing quote is missing. */
function readString(expression: string, start: number): FilterToken | undefined {
  const quote = expression.charAt(start);
  let text = '';
  let at = start + 1;
  while (at < expression.length) {
    const character = expression.charAt(at);
    if (character === quote) return { type: 'string', text, position: start, length: at + 1 - start };
    ESCAPE.lastIndex = at;
    const match = ESCAPE.exec(expression);
    if (match === null) {
      text += character;
      at++;
    } else {
      text += characterOf(match);
      at += match[0].length;
    }
  }
  return undefined;
}

function characterOf(match: RegExpExecArray): string {
  const code = match[2] ?? match[3];
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  const character = match[1] ?? '';
  return ESCAPED[character] ?? character;
}

/** `[2001:db8::1]`, `[::1]:5060`; the bracket of `header["Via"]` is none, it follows a word at once and holds no colon. */
function readBracketed(expression: string, start: number): FilterToken | undefined {
  BRACKETED_IPV6.lastIndex = start;
  const match = BRACKETED_IPV6.exec(expression);
  if (match === null) return undefined;
  return { type: 'word', text: match[0], position: start, length: match[0].length };
}

function readSymbol(expression: string, start: number): FilterToken | undefined {
  const symbol = symbolAt(expression, start);
  if (symbol === undefined) return undefined;
  return { type: 'symbol', text: symbol === '==' ? '=' : symbol, position: start, length: symbol.length };
}

function symbolAt(expression: string, at: number): string | undefined {
  return SYMBOLS.find(symbol => expression.startsWith(symbol, at));
}

function readWord(expression: string, start: number): FilterToken {
  let at = start;
  while (at < expression.length && !endsWord(expression, at)) at++;
  return { type: 'word', text: expression.slice(start, at), position: start, length: at - start };
}

function endsWord(expression: string, at: number): boolean {
  const character = expression.charAt(at);
  return BLANK.test(character) || character === '"' || symbolAt(expression, at) !== undefined;
}
