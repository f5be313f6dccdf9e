// Compressed HEP: a payload in chunk 0x0010 (zlib from captagent and OpenSIPS, gzip or raw deflate from others), and heplify's
// frames that are gzip as a whole. Output is bounded by size and by ratio; what would grow further is a bomb and is not opened.

import { constants, gunzipSync, inflateRawSync, inflateSync, type ZlibOptions } from 'node:zlib';
import { FREE_INFLATED_BYTES, MAX_INFLATE_RATIO, MAX_INFLATED_BYTES } from './limits.ts';

/** Why nothing came out. */
export type InflateFailure = 'damaged' | 'bomb';

/** RFC 1952 §2.3.1: two magic bytes, the method (8 is deflate), flags of which the top three bits are reserved. */
const GZIP_HEADER_BYTES = 10;
/** So many compressed bytes always give the first bytes of what is inside: the code tables of deflate take less than 300. */
const HEAD_BYTES = 512;
const MAGIC_BYTES = 4;

/** The bytes that `bytes[start, end)` stand for. */
export function inflateHep(bytes: Buffer, start: number, end: number): Buffer | InflateFailure {
  const packed = bytes.subarray(start, end);
  const limit = Math.min(MAX_INFLATED_BYTES, Math.max(FREE_INFLATED_BYTES, packed.length * MAX_INFLATE_RATIO));
  const options: ZlibOptions = { maxOutputLength: limit };
  if (isGzip(bytes, start, end)) return attempt(() => gunzipSync(packed, options));
  if (!isZlib(bytes, start, end)) return attempt(() => inflateRawSync(packed, options));
  const inflated = attempt(() => inflateSync(packed, options));
  // The header of zlib has 11 bits of its own, so raw deflate can look like one.
  return inflated === 'damaged' ? attempt(() => inflateRawSync(packed, options)) : inflated;
}

export function isGzip(bytes: Uint8Array, start: number, end: number): boolean {
  return (
    end - start > GZIP_HEADER_BYTES &&
    bytes[start] === 0x1f &&
    bytes[start + 1] === 0x8b &&
    bytes[start + 2] === 8 &&
    bytes[start + 3] < 0x20
  );
}

/** RFC 1950 §2.2: method 8, window up to 32 KiB, the two bytes a multiple of 31. */
function isZlib(bytes: Uint8Array, start: number, end: number): boolean {
  const header = (bytes[start] << 8) | bytes[start + 1];
  return end - start > 2 && (bytes[start] & 0x0f) === 8 && bytes[start] >> 4 <= 7 && header % 31 === 0;
}

/** Whether the first bytes inside a gzip are the magic of HEP 3. Opens no more than its head. */
export function inflatesToHep(bytes: Buffer, start: number, end: number): boolean {
  if (!isGzip(bytes, start, end)) return false;
  const head = attempt(() =>
    gunzipSync(bytes.subarray(start, Math.min(end, start + HEAD_BYTES)), {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: HEAD_BYTES * MAX_INFLATE_RATIO,
    }),
  );
  if (typeof head === 'string' || head.length < MAGIC_BYTES) return false;
  const magic = head.latin1Slice?.(0, MAGIC_BYTES) ?? head.toString('latin1', 0, MAGIC_BYTES);
  return magic === 'HEP3' || magic === 'EEP3';
}

/** zlib answers damage by an exception, and a result over the limit by one with this code. */
function attempt(inflate: () => Buffer): Buffer | InflateFailure {
  try {
    return inflate();
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : 'damaged';
  }
}
