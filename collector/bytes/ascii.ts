// Bytes as SIP sees them: names for the ones that matter, character classes as tables, comparisons and a hash.
// Takes lent buffers and offsets, gives numbers, allocates nothing. Used by the hot scan (bench: `test/bench/scan.mjs`).
//
// For hot files: V8 reads an imported or exported `const` from its module cell at every use, and folds a private one into
// the code (the scan became 1.5 × faster by that alone). So the functions below use literals, and a hot file takes
// private copies of the names once, at its top: `const { CR, LF } = ascii`.

export const NUL = 0x00;
export const HT = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SP = 0x20;
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const DOT = 0x2e;
export const SLASH = 0x2f;
export const ZERO = 0x30;
export const COLON = 0x3a;
export const SEMICOLON = 0x3b;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const BACKSLASH = 0x5c;

const TOKEN_MARKS = "-.!%*_+`'~";

function makeTokenTable(): Uint8Array {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const char = String.fromCharCode(byte);
    if (/[0-9A-Za-z]/.test(char) || TOKEN_MARKS.includes(char)) table[byte] = 1;
  }
  return table;
}

/** token = 1*(alphanum / "-" / "." / "!" / "%" / "*" / "_" / "+" / "`" / "'" / "~")  (RFC 3261 §25.1): 1 for such a byte. */
const token: Uint8Array = makeTokenTable();
export const TOKEN: Uint8Array = token;

function makeLowerTable(): Uint8Array {
  const table = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  for (let letter = 0x41; letter <= 0x5a; letter++) table[letter] = letter + 0x20;
  return table;
}

const toLower: Uint8Array = makeLowerTable();
/** Every byte as it is, but A to Z as a to z. */
export const LOWER: Uint8Array = toLower;

/** LWS = [*WSP CRLF] 1*WSP (RFC 3261 §25.1): is this one of its bytes? Inside a folded header value CR and LF are blanks too. */
export function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0d || byte === 0x0a || byte === 0x09;
}

/** SP or HT: the blanks that may stand inside a line. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09;
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** The first position in `[at, end)` that is no blank, or `end`. */
export function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && isBlank(bytes[at])) at++;
  return at;
}

/** One past the last byte of `[start, at)` that is no blank, or `start`. */
export function trimBlanks(bytes: Uint8Array, start: number, at: number): number {
  while (at > start && isBlank(bytes[at - 1])) at--;
  return at;
}

/** The first position in `[at, end)` that holds no token byte, or `end`. */
export function skipToken(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && token[bytes[at]] === 1) at++;
  return at;
}

/** Whether `bytes[at …]` begins with `lower`, a word in lower case: letters match in both cases. */
export function startsWithWord(bytes: Uint8Array, at: number, end: number, lower: Uint8Array): boolean {
  if (end - at < lower.length) return false;
  for (let i = 0; i < lower.length; i++) if (toLower[bytes[at + i]] !== lower[i]) return false;
  return true;
}

/**
 * The first LF in `[at, end)`, or -1. `Buffer.indexOf` has no upper bound and is only used when it cannot run past `end`,
 * so that a short datagram in a large chunk of a capture never costs the whole chunk.
 */
export function findLineFeed(bytes: Buffer, at: number, end: number): number {
  if (at >= end) return -1;
  if (bytes[end - 1] === 0x0a) return bytes.indexOf(0x0a, at);
  for (; at < end; at++) if (bytes[at] === 0x0a) return at;
  return -1;
}

/**
 * One past the string that opens at `at` with a quote: quoted-string = DQUOTE *(qdtext / quoted-pair) DQUOTE (RFC 3261 §25.1).
 * -1 when it never closes. Then no quote of `(at, end)` opens a string that closes either: callers stop looking for
 * strings, which keeps hostile rows of quotes linear.
 */
export function skipQuoted(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at + 1; i < end; i++) {
    const byte = bytes[i];
    if (byte === 0x22) return i + 1;
    if (byte === 0x5c) i++;
  }
  return -1;
}

/** The largest number the readers give: one more bit would leave V8's small integers. */
export const NUMBER_LIMIT = 0x7fffffff;
/** What `readDigits` says of a number over NUMBER_LIMIT. */
export const TOO_LARGE = -2;

/** The value of the digits `[at, end)`: -1 when empty or when any byte is no digit, TOO_LARGE over NUMBER_LIMIT. */
export function readDigits(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return -1;
  let value = 0;
  for (; at < end; at++) {
    const digit = bytes[at] - 0x30;
    if (digit < 0 || digit > 9) return -1;
    if (value > 214748364 || (value === 214748364 && digit > 7)) return skipDigits(bytes, at, end) === end ? -2 : -1;
    value = value * 10 + digit;
  }
  return value;
}

/** The first position in `[at, end)` that holds no digit, or `end`. */
export function skipDigits(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && isDigit(bytes[at])) at++;
  return at;
}

/** The first position in `[at, end)` that holds neither SP nor HT, or `end`. */
export function skipSpaces(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && isSpace(bytes[at])) at++;
  return at;
}

/** Whether two ranges of the same bytes are equal. */
export function equalBytes(bytes: Uint8Array, a: number, aEnd: number, b: number, bEnd: number): boolean {
  if (aEnd - a !== bEnd - b) return false;
  while (a < aEnd) if (bytes[a++] !== bytes[b++]) return false;
  return true;
}

/**
 * A hash of `bytes[start, end)`: signed 32 bits, a small integer to V8. For tables over branches and tags, never for trust.
 *
 * Four bytes a step: the word is multiplied, turned, multiplied, xored in, turned, times 5 plus a constant; at the end
 * the rest, the length, and three shift-multiply rounds that let every input bit reach every output bit.
 * These are the steps and constants of MurmurHash3 (x86, 32 bits, seed 0), so known values can test it.
 */
export function hashBytes(bytes: Buffer, start: number, end: number): number {
  let hash = 0;
  let at = start;
  for (const whole = end - 3; at < whole; at += 4) {
    const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    hash ^= mixWord(word);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  let rest = 0;
  for (let shift = 0; at < end; at++, shift += 8) rest |= bytes[at] << shift;
  hash ^= mixWord(rest) ^ (end - start);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function mixWord(word: number): number {
  const mixed = Math.imul(word, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}
