// Whether a text may stand in bytes, before a string is made of them: of a million legs nearly all are told apart by a walk over the
// bytes that lie in the store. Says "maybe" where only the text itself can tell; never "no" for a text that holds the words.

/** The walk goes backwards from where the words would end, and leaps by what it finds there (Horspool 1980). */
const SIZE = 256;
const FIRST_NOT_ASCII = 0x80;
const PERCENT = 0x25;

export class ByteNeedle {
  private readonly lower: Uint8Array;
  private readonly leaps = new Uint32Array(SIZE);
  /** Only ASCII is folded here; other words are left to the text. */
  private readonly isPlain: boolean;

  constructor(words: string) {
    this.isPlain = words !== '' && /^[\x00-\x7f]*$/.test(words);
    this.lower = Buffer.from(this.isPlain ? words.toLowerCase() : '', 'latin1');
    const last = this.lower.length - 1;
    this.leaps.fill(this.lower.length);
    for (let at = 0; at < last; at++) {
      this.leaps[this.lower[at]] = last - at;
      this.leaps[upperOf(this.lower[at])] = last - at;
    }
  }

  /**
   * False when no text cut out of bytes[start..end), UTF-8 or one char a byte, holds the words in any case, even when `%41` in it
   * is an A.
   */
  mayBeIn(bytes: Uint8Array, start: number, end: number): boolean {
    if (!this.isPlain) return true;
    const { lower, leaps } = this;
    const last = lower.length - 1;
    for (let at = start + last; at < end; at += leaps[bytes[at]]) {
      let back = 0;
      while (back <= last && lowerOf(bytes[at - back]) === lower[last - back]) back++;
      if (back > last) return true;
    }
    return hasUnreadable(bytes, start, end);
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
