// Options and name records of pcapng blocks: code 2 | length 2 | value, padded to 4 bytes (draft-ietf-opsawg-pcapng §3.5, §4.5).
// A length that leaves the block ends the list; what came before it holds.

import { addressText } from '../bytes/address.ts';
import { be16, beInt64, le16, leInt64 } from '../bytes/read.ts';
import { DEFAULT_RESOLUTION } from './pcapng-clock.ts';

const OPTION_HEADER_BYTES = 4;
const OPT_COMMENT = 1;
const SHB_USERAPPL = 4;
const IF_NAME = 2;
const IF_DESCRIPTION = 3;
const IF_TSRESOL = 9;
const IF_TSOFFSET = 14;
const ISB_IFDROP = 5;
const ISB_OSDROP = 7;
/** No text that is read here is longer; what is longer is cut. */
const MAX_TEXT_BYTES = 4096;

const NRB_IPV4 = 1;
const NRB_IPV6 = 2;
/** RFC 1035 §2.3.4 allows 255 bytes for a name. */
const MAX_NAME_BYTES = 255;

/** What an Interface Description Block says. Texts are empty when there are none. */
export interface InterfaceOptions {
  readonly resolution: number;
  /** Seconds to add. */
  readonly offset: bigint;
  readonly name: string;
  readonly description: string;
}

export function readInterfaceOptions(bytes: Buffer, start: number, end: number, bigEndian: boolean): InterfaceOptions {
  let resolution = DEFAULT_RESOLUTION;
  let offset = 0n;
  let name = '';
  let description = '';
  eachItem(bytes, start, end, bigEndian, (code, at, length) => {
    if (code === IF_TSRESOL && length === 1) resolution = bytes[at];
    if (code === IF_TSOFFSET && length === 8) offset = bigEndian ? beInt64(bytes, at) : leInt64(bytes, at);
    if (code === IF_NAME) name = readText(bytes, at, length);
    if (code === IF_DESCRIPTION) description = readText(bytes, at, length);
  });
  return { resolution, offset, name, description };
}

/** What a Section Header Block says; empty when it says nothing. */
export interface SectionOptions {
  /** The program that wrote it. */
  readonly application: string;
  readonly comment: string;
}

export function readSectionOptions(bytes: Buffer, start: number, end: number, bigEndian: boolean): SectionOptions {
  let application = '';
  let comment = '';
  eachItem(bytes, start, end, bigEndian, (code, at, length) => {
    if (code === SHB_USERAPPL) application = readText(bytes, at, length);
    if (code === OPT_COMMENT) comment = readText(bytes, at, length);
  });
  return { application, comment };
}

/** What an Interface Statistics Block says (§4.6). Counters are undefined where it does not count. */
export interface StatisticsOptions {
  readonly interfaceDrops: number | undefined;
  readonly kernelDrops: number | undefined;
  readonly comment: string;
}

export function readStatisticsOptions(
  bytes: Buffer,
  start: number,
  end: number,
  bigEndian: boolean,
): StatisticsOptions {
  let interfaceDrops: number | undefined;
  let kernelDrops: number | undefined;
  let comment = '';
  eachItem(bytes, start, end, bigEndian, (code, at, length) => {
    if (code === ISB_IFDROP && length === 8) interfaceDrops = readCounter(bytes, at, bigEndian);
    if (code === ISB_OSDROP && length === 8) kernelDrops = readCounter(bytes, at, bigEndian);
    if (code === OPT_COMMENT) comment = readText(bytes, at, length);
  });
  return { interfaceDrops, kernelDrops, comment };
}

/** All ones mean "unknown" to some writers, and nobody counts beyond 2⁵³. */
function readCounter(bytes: Buffer, at: number, bigEndian: boolean): number | undefined {
  const count = Number(bigEndian ? beInt64(bytes, at) : leInt64(bytes, at));
  return count >= 0 && count <= Number.MAX_SAFE_INTEGER ? count : undefined;
}

/** Some writers count a closing zero byte. */
function readText(bytes: Buffer, at: number, length: number): string {
  const text = bytes.subarray(at, at + Math.min(length, MAX_TEXT_BYTES));
  const zero = text.indexOf(0);
  return text.toString('utf8', 0, zero < 0 ? text.length : zero);
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
