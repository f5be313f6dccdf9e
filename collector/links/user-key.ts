// The user of a From or To as legs keep it, as something to look up and compare: the digits of a telephone number, else the text.
// Takes bytes, makes no string: asked of every leg of a capture.
//
//   "Alice" <sip:+49(30)123-45678@a.example>;tag=9      digits 493012345678, of which the last 8 count: +49 30…, 030… and 30… are one
//           ↑  ↑user                ↑

import { isDigit } from '../bytes/ascii.ts';

const LESS = 0x3c;
const GREATER = 0x3e;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const AT = 0x40;
/** Digits of a number that count, from behind: what stands before them is area, country and prefixes, which B2BUAs rewrite. */
export const LAST_DIGITS = 8;

export class UserKey {
  /** 0 when there is no user. */
  hash = 0;
  /** It is a telephone number with all of the digits that count: hardly shared by chance. */
  isLongNumber = false;

  read(bytes: Buffer, start: number, end: number): this {
    this.hash = 0;
    this.isLongNumber = false;
    let at = afterBracket(bytes, start, end);
    while (at < end && bytes[at] !== COLON && bytes[at] !== AT) at++;
    if (at >= end || bytes[at] !== COLON) return this;
    const user = at + 1;
    let userEnd = user;
    while (userEnd < end && !endsUser(bytes[userEnd])) userEnd++;
    // `sip:host` has no user; `tel:+49…` has nothing else.
    const isTel = bytes[userEnd] !== AT || userEnd >= end;
    if (isTel && !isNumber(bytes, user, userEnd)) return this;
    if (isTel && (bytes[at - 1] | 0x20) !== LOWER_L) return this;
    if (isNumber(bytes, user, userEnd)) this.readNumber(bytes, user, userEnd);
    else this.hash = textHash(bytes, user, userEnd);
    return this;
  }

  private readNumber(bytes: Buffer, start: number, end: number): void {
    let digits = 0;
    let hash = 7;
    for (let at = end - 1; at >= start && digits < LAST_DIGITS; at--) {
      if (!isDigit(bytes[at])) continue;
      hash = Math.imul(hash, 31) + bytes[at];
      digits++;
    }
    this.isLongNumber = digits === LAST_DIGITS;
    this.hash = (Math.imul(hash, 31) + digits) | 1;
  }
}

const LOWER_L = 0x6c;

/** Behind the `<` of the address, which no quoted name hides; the start when there is none. */
function afterBracket(bytes: Buffer, start: number, end: number): number {
  let at = end - 1;
  while (at >= start && bytes[at] !== LESS) at--;
  return at < start ? start : at + 1;
}

function endsUser(byte: number): boolean {
  return byte === AT || byte === GREATER || byte === SEMICOLON || byte === COLON;
}

/** Digits, a `+` in front, and what people write between digits (RFC 3966 §5.1.1). */
function isNumber(bytes: Buffer, start: number, end: number): boolean {
  let digits = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (isDigit(byte)) digits++;
    else if (!(byte === 0x2b && at === start) && byte !== 0x2d && byte !== 0x2e && byte !== 0x28 && byte !== 0x29)
      return false;
  }
  return digits > 0;
}

function textHash(bytes: Buffer, start: number, end: number): number {
  let hash = 17;
  // Users are compared with their case (RFC 3261 §19.1.4).
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + bytes[at]) | 0;
  return end > start ? hash | 1 : 0;
}
