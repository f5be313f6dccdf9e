// Options and name records of pcapng blocks: code 2 | length 2 | value, padded to 4 bytes (draft-ietf-opsawg-pcapng §3.5, §4.5).
// A length that leaves the block ends the list; what came before it holds.

import { addressText } from '../bytes/address.ts';
import { be16, beInt64, le16, leInt64 } from '../bytes/read.ts';
import { DEFAULT_RESOLUTION } from './pcapng-clock.ts';

const OPTION_HEADER_BYTES = 4;
const IF_TSRESOL = 9;
const IF_TSOFFSET = 14;

const NRB_IPV4 = 1;
const NRB_IPV6 = 2;
/** RFC 1035 §2.3.4 allows 255 bytes for a name. */
const MAX_NAME_BYTES = 255;

/** What an Interface Description Block says about its times. */
export interface TimeOptions {
  readonly resolution: number;
  /** Seconds to add. */
  readonly offset: bigint;
}

export function readTimeOptions(bytes: Buffer, start: number, end: number, bigEndian: boolean): TimeOptions {
  let resolution = DEFAULT_RESOLUTION;
  let offset = 0n;
  eachItem(bytes, start, end, bigEndian, (code, at, length) => {
    if (code === IF_TSRESOL && length === 1) resolution = bytes[at];
    if (code === IF_TSOFFSET && length === 8) offset = bigEndian ? beInt64(bytes, at) : leInt64(bytes, at);
  });
  return { resolution, offset };
}

/** Hands on the address and the first name of every record of a Name Resolution Block. */
export function readNames(
  bytes: Buffer,
  start: number,
  end: number,
  bigEndian: boolean,
  onName: (address: string, name: string) => void,
): void {
  eachItem(bytes, start, end, bigEndian, (type, at, length) => {
    const addressLength = type === NRB_IPV4 ? 4 : type === NRB_IPV6 ? 16 : undefined;
    if (addressLength === undefined || length <= addressLength) return;
    const from = at + addressLength;
    const zero = bytes.indexOf(0, from);
    const to = zero < 0 || zero > at + length ? at + length : zero;
    const name = bytes.toString('utf8', from, Math.min(to, from + MAX_NAME_BYTES));
    if (name !== '') onName(addressText(bytes, at, addressLength), name);
  });
}

function eachItem(
  bytes: Buffer,
  start: number,
  end: number,
  bigEndian: boolean,
  onItem: (code: number, at: number, length: number) => void,
): void {
  const u16 = bigEndian ? be16 : le16;
  let at = start;
  while (at + OPTION_HEADER_BYTES <= end) {
    const code = u16(bytes, at);
    const length = u16(bytes, at + 2);
    at += OPTION_HEADER_BYTES;
    if (code === 0 || at + length > end) return;
    onItem(code, at, length);
    at += (length + 3) & ~3;
  }
}
