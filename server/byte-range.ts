// Which bytes of a file a request wants: the Range header (RFC 9110 §14.1.2), one range of bytes.

export interface ByteRange {
  /** From the first byte on, up to but not including the one at `end`. */
  readonly start: number;
  readonly end: number;
}

/** Undefined: all of it (no header, several ranges, another unit). `unsatisfiable`: it begins behind the end. */
export function readByteRange(header: string | undefined, size: number): ByteRange | undefined | 'unsatisfiable' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (match === null) return undefined;
  const [, first, last] = match;
  if (first === '' && last === '') return undefined;
  if (first === '') {
    // The last so many bytes.
    const start = Math.max(0, size - Number(last));
    return start < size ? { start, end: size } : 'unsatisfiable';
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  if (start >= size) return 'unsatisfiable';
  return { start, end: last === '' ? size : Math.min(size, Number(last) + 1) };
}
