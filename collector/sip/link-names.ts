// HOT. The names of headers that tie the legs of one call together: a message that has one of them is worth reading again.
// Takes a lent header line, gives whether it is one; allocates nothing. Part of the scan's path (bench: test/bench/scan.mjs): asked of
// lines only whose name the scan does not know, so ordinary messages hardly pay for it.

import * as ascii from '../bytes/ascii.ts';

/** In lower case. Replaces (RFC 3891) is not among them: the scan looks into it anyway. */
export const LINK_NAMES = [
  'session-id', // RFC 7989
  'refer-to', // RFC 3515
  'r',
  'target-dialog', // RFC 4538
  'join', // RFC 3911
  'p-charging-vector', // RFC 7315
  'x-call-id',
  'x-cid',
] as const;

// Private copies, see bytes/ascii.ts.
const { COLON, HT, LOWER, SP } = ascii;
const NAMES = LINK_NAMES.map(name => Buffer.from(name, 'latin1'));

/** First byte of a line, in either case → one more than the first name that begins with it; 0 where none does. */
const NAME_BY_LETTER = new Uint8Array(256);
/** The next name that begins with the same letter, in the same way. */
const NEXT_NAME = new Uint8Array(NAMES.length + 1);

for (let number = NAMES.length; number > 0; number--) {
  const letter = NAMES[number - 1][0];
  NEXT_NAME[number] = NAME_BY_LETTER[letter];
  NAME_BY_LETTER[letter] = number;
  NAME_BY_LETTER[letter - 0x20] = number;
}

/** header-name *( SP / HTAB ) ":"  (RFC 3261 §25.1, HCOLON). `lf` is the line's end: the line is not empty, `bytes[lf]` is readable. */
export function isLinkHeader(bytes: Uint8Array, at: number, lf: number): boolean {
  for (let number = NAME_BY_LETTER[bytes[at]]; number !== 0; number = NEXT_NAME[number]) {
    const name = NAMES[number - 1];
    const length = name.length;
    if (at + length >= lf) continue;
    let colon = at + length;
    while (bytes[colon] === SP || bytes[colon] === HT) colon++;
    if (bytes[colon] !== COLON) continue;
    let same = 1;
    while (same < length && LOWER[bytes[at + same]] === name[same]) same++;
    if (same === length) return true;
  }
  return false;
}
