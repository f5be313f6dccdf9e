// Whether a text may stand in bytes, before a string is made of them: of a million legs nearly all are told apart by a walk over the
// bytes that lie in the store. Says "maybe" where only the text itself can tell; never "no" for a text that holds the words.

import type { ByteSearch } from '../store/text-index.ts';
import { Verdict } from './verdicts.ts';

const FIRST_NOT_ASCII = 0x80;
const PERCENT = 0x25;

/** Says "no" of bytes whose text may be read otherwise than as they stand: see `hasUnreadable`. */
export const PLAIN: ByteSearch = { mayBeIn: (bytes, start, end) => !hasUnreadable(bytes, start, end) };

export class ByteNeedle implements ByteSearch {
  private readonly lower: Uint8Array;
  /** Only ASCII is folded here; other words are left to the text. */
  readonly isPlain: boolean;
  /** The same search over bytes that are known to be PLAIN: it need not look whether they are. */
  readonly inPlain: ByteSearch;

  constructor(words: string) {
    this.isPlain = words !== '' && /^[\x00-\x7f]*$/.test(words);
    this.inPlain = { mayBeIn: (bytes, start, end) => !this.isPlain || this.isIn(bytes, start, end) };
    this.lower = Buffer.from(this.isPlain ? words.toLowerCase() : '', 'latin1');
  }

  /**
   * False when no text cut out of bytes[start..end), UTF-8 or one char a byte, holds the words in any case, even when `%41` in it
   * is an A.
   */
  mayBeIn(bytes: Uint8Array, start: number, end: number): boolean {
    return !this.isPlain || this.isIn(bytes, start, end) || hasUnreadable(bytes, start, end);
  }

  /** Of a text that is these bytes, which are PLAIN: whether it holds the words in any case. */
  isInPlain(bytes: Uint8Array, start: number, end: number): Verdict {
    if (!this.isPlain) return Verdict.Unknown;
    return this.isIn(bytes, start, end) ? Verdict.Yes : Verdict.No;
  }

  /** Looks for the last byte of the words, in either case, and compares backwards from there: names are too short for leaps to pay. */
  private isIn(bytes: Uint8Array, start: number, end: number): boolean {
    const { lower } = this;
    const last = lower.length - 1;
    const small = lower[last];
    const large = upperOf(small);
    for (let at = start + last; at < end; at++) {
      if (bytes[at] !== small && bytes[at] !== large) continue;
      let back = 1;
      while (back <= last && lowerOf(bytes[at - back]) === lower[last - back]) back++;
      if (back > last) return true;
    }
    return false;
  }
}

/** Characters beyond ASCII may fold to ASCII (the Kelvin sign is a k), and an escape may be any. */
function hasUnreadable(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] >= FIRST_NOT_ASCII || bytes[at] === PERCENT) return true;
  return false;
}

function lowerOf(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}

function upperOf(byte: number): number {
  return byte >= 0x61 && byte <= 0x7a ? byte & ~0x20 : byte;
}
