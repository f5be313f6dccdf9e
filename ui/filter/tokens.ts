// Cuts a filter expression into tokens, as the collector does (a test compares the two), but goes on where the collector gives up:
// a text whose closing quote is not typed yet is a token too. Pure; takes any text.
//
//   string = DQUOTE *( char / "\" escape ) DQUOTE, or the same in single quotes
//   escape = DQUOTE / "'" / "\" / "n" / "r" / "t" / "x" 2HEX / "u" 4HEX; any other "\c" stays as it is
//   symbol = one of SYMBOLS
//   word   = everything else up to a blank or a symbol; also an IPv6 address in brackets, with its port or prefix

export interface FilterToken {
  readonly type: 'word' | 'string' | 'symbol';
  /** A string without its quotes, escapes resolved; a symbol in its one spelling. */
  readonly text: string;
  /** UTF-16 code units from 0, as a text field counts. */
  readonly position: number;
  readonly length: number;
  /** A string without its closing quote. */
  readonly isOpen?: true;
}

// Longest first.
const SYMBOLS = '== != !~ <= >= && || .. = ~ < > ! ( ) [ ] { } ,'.split(' ');
const BLANKS = /\s+/y;
const IPV6_IN_BRACKETS = /\[[\da-f:.%]*:[\da-z:.%]*\](?::\d+|\/\d+)?/iy;
const ESCAPE = /\\(?:(["'\\nrt])|x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4}))/y;
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** All tokens of `expression`; nothing but blanks lies between them. */
export function readTokens(expression: string): readonly FilterToken[] {
  const tokens: FilterToken[] = [];
  let at = 0;
  while (at < expression.length) {
    at += matchAt(BLANKS, expression, at)?.[0].length ?? 0;
    if (at === expression.length) break;
    const token = tokenAt(expression, at);
    tokens.push(token);
    at += token.length;
  }
  return tokens;
}

function tokenAt(expression: string, at: number): FilterToken {
  const first = expression.charAt(at);
  if (first === '"' || first === "'") return stringAt(expression, at, first);
  const address = matchAt(IPV6_IN_BRACKETS, expression, at)?.[0];
  if (address !== undefined) return { type: 'word', text: address, position: at, length: address.length };
  const symbol = symbolAt(expression, at);
  if (symbol !== undefined)
    return { type: 'symbol', text: symbol === '==' ? '=' : symbol, position: at, length: symbol.length };
  let end = at + 1;
  while (end < expression.length && !endsWord(expression, end)) end += 1;
  return { type: 'word', text: expression.slice(at, end), position: at, length: end - at };
}

function stringAt(expression: string, position: number, quote: string): FilterToken {
  let text = '';
  let at = position + 1;
  while (at < expression.length && expression.charAt(at) !== quote) {
    const match = matchAt(ESCAPE, expression, at);
    text += match === null ? expression.charAt(at) : resolved(match);
    at += match === null ? 1 : match[0].length;
  }
  const isClosed = at < expression.length;
  const token = { type: 'string', text, position, length: at - position + (isClosed ? 1 : 0) } as const;
  return isClosed ? token : { ...token, isOpen: true };
}

function resolved([, sign, hex, unicode]: RegExpExecArray): string {
  const code = hex ?? unicode;
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  return CONTROLS[sign ?? ''] ?? sign ?? '';
}

function symbolAt(expression: string, at: number): string | undefined {
  return SYMBOLS.find(symbol => expression.startsWith(symbol, at));
}

function endsWord(expression: string, at: number): boolean {
  const character = expression.charAt(at);
  // A single quote inside a word is part of it: o'brien.
  return character === '"' || matchAt(BLANKS, expression, at) !== null || symbolAt(expression, at) !== undefined;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
