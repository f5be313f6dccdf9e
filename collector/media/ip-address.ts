// IP addresses as text into raw bytes. Takes bytes of a lent buffer, writes network order, allocates only for IPv6.

import { isIPv6 } from 'node:net';
import { latin1 } from '../bytes/slices.ts';

/** Writes the address in bytes[start..end) to into[to…]; returns its length, 4 or 16, or 0 when it is no IP address. */
export function readIpAddress(bytes: Buffer, start: number, end: number, into: Uint8Array, to: number): number {
  if (start >= end) return 0;
  if (readIpv4(bytes, start, end, into, to)) return 4;
  const text = latin1(bytes, start, Math.min(end, start + 64));
  if (!isIPv6(text) || text.includes('%')) return 0;
  writeIpv6(text, into, to);
  return 16;
}

function readIpv4(bytes: Buffer, start: number, end: number, into: Uint8Array, to: number): boolean {
  let part = 0;
  let value = -1;
  for (let at = start; at <= end; at++) {
    const byte = at < end ? bytes[at] : 0x2e;
    if (byte >= 0x30 && byte <= 0x39) {
      value = (value < 0 ? 0 : value * 10) + byte - 0x30;
      if (value > 255) return false;
    } else {
      if (byte !== 0x2e || value < 0 || part === 4) return false;
      into[to + part++] = value;
      value = -1;
    }
  }
  return part === 4;
}

/** `text` is a valid IPv6 address (RFC 4291 §2.2), perhaps with `::`, perhaps ending in dotted IPv4. */
function writeIpv6(text: string, into: Uint8Array, to: number): void {
  const [head, tail] = text.split('::');
  const front = groupsOf(head);
  const back = tail === undefined ? [] : groupsOf(tail);
  const groups = [...front, ...new Array<number>(8 - front.length - back.length).fill(0), ...back];
  groups.forEach((group, i) => {
    into[to + 2 * i] = group >> 8;
    into[to + 2 * i + 1] = group & 0xff;
  });
}

function groupsOf(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap(group => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a, b, c, d] = group.split('.').map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}
