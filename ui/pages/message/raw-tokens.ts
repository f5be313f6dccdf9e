// A SIP message as coloured words. Works on any text: what is no SIP comes out as plain lines. Pure, linear, bounded.

export type TokenKind = 'start' | 'name' | 'value' | 'id' | 'body' | 'plain';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}
export type TokenLine = readonly Token[];

/** Lines that get colours; what follows is one plain token, so that a message of newlines costs no more than another. */
export const COLOURED_LINES = 1200;
const TOKENS_A_LINE = 60;

// ;branch=z9hG4bK7  ;tag=9  – what ties messages together (RFC 3261 §8.1.1.7, §19.3).
const IDENTIFIER = /([;?&]\s*(?:branch|tag|from-tag|to-tag)\s*=\s*)([^;,\s>?&]+)/gi;
const HEADER = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+)([ \t]*:)(.*)$/s;
const WHOLE_IDS = new Set(['call-id', 'i', 'session-id']);

/** Each line of `raw` as tokens; joined with line feeds they give the text again, carriage returns at line ends aside. */
export function tokenise(raw: string): readonly TokenLine[] {
  const lines = raw.split(/\r?\n/, COLOURED_LINES + 1);
  const coloured = lines.slice(0, COLOURED_LINES);
  const tokens: TokenLine[] = [];
  let isBody = false;
  for (const [index, line] of coloured.entries()) {
    if (isBody) tokens.push([{ kind: 'body', text: line }]);
    else if (index === 0) tokens.push([{ kind: 'start', text: line }]);
    else if (line === '') {
      isBody = true;
      tokens.push([]);
    } else tokens.push(headerTokens(line));
  }
  if (lines.length > COLOURED_LINES) tokens.push([{ kind: 'plain', text: restOf(raw) }]);
  return tokens;
}

function headerTokens(line: string): TokenLine {
  const header = HEADER.exec(line);
  // A folded line continues the value above it (RFC 3261 §7.3.1).
  if (header === null) return /^[ \t]/.test(line) ? valueTokens(line) : [{ kind: 'plain', text: line }];
  const [, name = '', colon = '', value = ''] = header;
  const head: Token = { kind: 'name', text: name + colon };
  if (WHOLE_IDS.has(name.toLowerCase())) return [head, { kind: 'id', text: value }];
  return [head, ...valueTokens(value)];
}

function valueTokens(value: string): TokenLine {
  const tokens: Token[] = [];
  let at = 0;
  for (const found of value.matchAll(IDENTIFIER)) {
    if (tokens.length >= TOKENS_A_LINE) break;
    const start = found.index + (found[1]?.length ?? 0);
    tokens.push({ kind: 'value', text: value.slice(at, start) }, { kind: 'id', text: found[2] ?? '' });
    at = start + (found[2]?.length ?? 0);
  }
  if (at < value.length) tokens.push({ kind: 'value', text: value.slice(at) });
  return tokens;
}

function restOf(raw: string): string {
  let at = 0;
  for (let line = 0; line < COLOURED_LINES; line += 1) at = raw.indexOf('\n', at) + 1;
  return raw.slice(at);
}
