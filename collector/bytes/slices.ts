// Strings out of bytes, by the shortest way Node has.
// `Buffer.prototype.latin1Slice` is what `toString('latin1', …)` calls after it has looked the encoding up; one string a message
// is made this way, and without the look-up it costs a third less. Should a future Node lack it, `toString` does the same.

declare global {
  interface Buffer {
    latin1Slice?(start: number, end: number): string;
    utf8Slice?(start: number, end: number): string;
  }
}

/** One char a byte, 0x00–0xff. */
export function latin1(bytes: Buffer, start: number, end: number): string {
  return bytes.latin1Slice?.(start, end) ?? bytes.toString('latin1', start, end);
}

/** UTF-8, with U+FFFD where bytes are none. */
export function utf8(bytes: Buffer, start: number, end: number): string {
  return bytes.utf8Slice?.(start, end) ?? bytes.toString('utf8', start, end);
}
