// Where the user of a From or To lies in its bytes, when it is written as nearly all are; no string is made.
//
//   "Alice" <sip:+4930123@a.example:5060>;tag=9
//                ↑start  ↑end

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LESS = 0x3c;
const GREATER = 0x3e;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const COMMA = 0x2c;
const AT = 0x40;
const SPACE = 0x20;
/** `<sip:a@b>` */
const SHORTEST = 9;

function tableOf(pattern: RegExp): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (byte < 128 && pattern.test(String.fromCharCode(byte)) ? 1 : 0));
}

const IN_USER = tableOf(/[\w.+-]/);
const IN_HOST = tableOf(/[\w.-]/);
const DIGIT = tableOf(/\d/);

/** One object for all addresses, so that a million legs make none. */
export class PlainUser {
  start = 0;
  end = 0;
  /** One past the `>` of the address, where what is shown of it ends; 0 when the text must be read for that. */
  shownEnd = 0;

  /**
   * [ *(token LWS) / quoted-string without escapes ] "<" ("sip:" / "sips:") user "@" host [ ":" port ] (">" / ";") …
   * with a user of letters, digits and `._+-`. False when bytes[start..end) are written otherwise: then the text must be read.
   */
  find(bytes: Uint8Array, start: number, end: number): boolean {
    let at = behindName(bytes, start, end);
    if (at < 0 || end - at < SHORTEST || bytes[at] !== LESS) return false;
    // "sip" in small letters, as nearly all write it.
    if (bytes[at + 1] !== 0x73 || bytes[at + 2] !== 0x69 || bytes[at + 3] !== 0x70) return false;
    at += bytes[at + 4] === 0x73 ? 5 : 4;
    if (bytes[at] !== COLON) return false;
    const user = ++at;
    while (at < end && IN_USER[bytes[at]] === 1) at++;
    if (at === user || at >= end || bytes[at] !== AT) return false;
    this.start = user;
    this.end = at;
    if (!endsPlain(bytes, at + 1, end)) return false;
    while (at < end && bytes[at] !== GREATER) at++;
    // What is shown has no blanks before it.
    this.shownEnd = at < end && bytes[start] > SPACE ? at + 1 : 0;
    return true;
  }
}

/** Where the `<` must be; -1 when the name is not plain. */
function behindName(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  if (at < end && bytes[at] === QUOTE) {
    at++;
    while (at < end && bytes[at] !== QUOTE && bytes[at] !== BACKSLASH) at++;
    if (at >= end || bytes[at] !== QUOTE) return -1;
    at++;
    return at < end && bytes[at] === SPACE ? at + 1 : at;
  }
  while (at < end && !endsName(bytes[at])) at++;
  return at < end ? at : -1;
}

function endsName(byte: number): boolean {
  return byte === LESS || byte === QUOTE || byte === GREATER || byte === SEMICOLON || byte === COLON || byte === COMMA;
}

/** host [ ":" 1*5DIGIT ] (">" / ";") */
function endsPlain(bytes: Uint8Array, host: number, end: number): boolean {
  let at = host;
  while (at < end && IN_HOST[bytes[at]] === 1) at++;
  if (at === host || at >= end) return false;
  if (bytes[at] === COLON) {
    const port = ++at;
    while (at < end && at < port + 5 && DIGIT[bytes[at]] === 1) at++;
    if (at === port || at >= end) return false;
  }
  return bytes[at] === GREATER || bytes[at] === SEMICOLON;
}
