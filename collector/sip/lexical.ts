// The lexical ground of RFC 3261 §25.1 for the readers: tokens, quoted strings, lists.
// Takes decoded header text, gives pieces of it. Every function looks at each character a fixed number of times,
// so a hostile 64 KiB value costs no more than an honest one. No regular expression here can backtrack.

const TOKEN = /^[A-Za-z0-9\-.!%*_+`'~]+$/;
const DIGITS = /^[0-9]+$/;

/** token = 1*(alphanum / "-" / "." / "!" / "%" / "*" / "_" / "+" / "`" / "'" / "~")  (RFC 3261 §25.1) */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** 1*DIGIT */
export function isDigits(text: string): boolean {
  return DIGITS.test(text);
}

export function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n';
}

/** The text without the blanks (SP, HTAB, CR, LF) around it. `trim()` would take other spaces of Unicode as well. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  return text.slice(start, end);
}

/**
 * Where the quoted string that opens at `start` ends: one past its closing quote, or -1 when it never closes.
 *
 * quoted-string = SWS DQUOTE *(qdtext / quoted-pair ) DQUOTE ; quoted-pair = "\" (%x00-09 / %x0B-0C / %x0E-7F)
 */
export function quotedEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return -1;
}

/** The content of a quoted string, its quoted pairs resolved; any other text as it is. */
export function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  const end = quotedEnd(text, 0);
  const content = text.slice(1, end === -1 ? text.length : end - 1);
  return content.includes('\\') ? content.replace(/\\([\s\S])/g, '$1') : content;
}

/** True for one whole quoted string and nothing after it. */
export function isQuoted(text: string): boolean {
  return text.startsWith('"') && quotedEnd(text, 0) === text.length;
}

/**
 * Cuts at every `separator` that stands outside quotes and outside angle brackets. The pieces are trimmed; empty ones stay.
 * A quote or bracket that never closes is taken as an ordinary character, so what follows it can still be told apart.
 */
export function splitOutside(text: string, separator: string): string[] {
  const pieces: string[] = [];
  const lastClosing = text.lastIndexOf('>');
  let from = 0;
  let quotesLost = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"' && !quotesLost) {
      const end = quotedEnd(text, at);
      if (end === -1) quotesLost = true;
      else at = end - 1;
    } else if (character === '<' && at < lastClosing) {
      at = text.indexOf('>', at);
    } else if (character === separator) {
      pieces.push(trimBlanks(text.slice(from, at)));
      from = at + 1;
    }
  }
  pieces.push(trimBlanks(text.slice(from)));
  return pieces;
}

/** Where `character` first stands outside quotes, from `start`; -1 when nowhere. */
export function indexOutsideQuotes(text: string, character: string, start = 0): number {
  let quotesLost = false;
  for (let at = start; at < text.length; at++) {
    if (text[at] === character) return at;
    if (text[at] !== '"' || quotesLost) continue;
    const end = quotedEnd(text, at);
    if (end === -1) quotesLost = true;
    else at = end - 1;
  }
  return -1;
}

/** The words between blanks. */
export function splitBlanks(text: string): string[] {
  return text.split(/[ \t\r\n]/).filter(word => word !== '');
}

/** A value short enough to be quoted in a sentence. */
export function excerpt(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
