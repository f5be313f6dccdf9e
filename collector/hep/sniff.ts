// Is this payload a HEP frame? Asked for every UDP payload and every new TCP stream, so most are turned away by their first byte.
// Takes lent bytes, never throws; only a gzip header costs more than a few reads.
//
//   version 3   │ "HEP3" or "EEP3" │ total length 2 │ chunk: vendor 2 │ type 2 │ length 2 │ …
//   version 1   │ 1 │ header length │ family │ protocol │ source port 2 │ destination port 2 │ addresses 2 × 4 or 16 │ SIP …
//   version 2   │ 2 │ … the same … │ seconds 4 │ µs 4 │ agent id 2 │ (padding 2) │ SIP …

import { be16 } from '../bytes/read.ts';
import { inflatesToHep } from './inflate.ts';
import { legacyPayloadAt } from './legacy.ts';

/** What a payload looks like. */
export const HepSniff = { No: 0, V1: 1, V2: 2, V3: 3, Gzip: 4 } as const;
export type HepSniff = (typeof HepSniff)[keyof typeof HepSniff];

/** Magic and length. */
export const HEP3_HEADER_BYTES = 6;
const LENGTH = 4;

/** What `bytes[start, end)` is. The names of version 3 stand for themselves; 1 and 2 must be right in everything to be taken for HEP. */
export function sniffHep(bytes: Buffer, start: number, end: number): HepSniff {
  const first = bytes[start];
  if (end - start < HEP3_HEADER_BYTES) return HepSniff.No;
  if (first === 0x48 || first === 0x45) return isHep3(bytes, start) ? HepSniff.V3 : HepSniff.No;
  if (first === 1 || first === 2) return legacyPayloadAt(bytes, start, end) >= 0 ? first : HepSniff.No;
  if (first === 0x1f) return inflatesToHep(bytes, start, end) ? HepSniff.Gzip : HepSniff.No;
  return HepSniff.No;
}

/** `HEP3` or `EEP3` at `at`, and a length that could be one. Reads 6 bytes, which the caller has looked for. */
export function isHep3(bytes: Uint8Array, at: number): boolean {
  return isHep3Magic(bytes, at) && be16(bytes, at + LENGTH) >= HEP3_HEADER_BYTES;
}

/** `HEP3` or `EEP3` at `at`. */
export function isHep3Magic(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at];
  return (
    (first === 0x48 || first === 0x45) && bytes[at + 1] === 0x45 && bytes[at + 2] === 0x50 && bytes[at + 3] === 0x33
  );
}
