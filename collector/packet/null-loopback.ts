// Links that carry bare IP: BSD null/loopback with an address family of 4 bytes in front, and raw IP with nothing in front.

import { be32 } from '../bytes/read.ts';
import { Reason } from '../model/health.ts';
import { EtherType } from './ether-type.ts';
import type { Step } from './outcome.ts';
import { GO } from './outcome.ts';
import type { Packet } from './packet.ts';

const FAMILY_BYTES = 4;
const AF_INET = 2;
/** AF_INET6 differs between systems: Linux 10, NetBSD and OpenBSD 24, FreeBSD 28, Darwin 30. */
const AF_INET6: readonly number[] = [10, 24, 28, 30];

/** LINKTYPE_NULL (byte order of the capturing host) and LINKTYPE_LOOP (network byte order): families are small, so both are told apart. */
export function peelNullLoopback(p: Packet): Step {
  if (p.captured < FAMILY_BYTES) return p.short();
  const field = be32(p.bytes, p.at);
  const family = field >= 0 && field <= 0xffff ? field : swap(field);
  p.at += FAMILY_BYTES;
  if (family === AF_INET) p.etherType = EtherType.Ipv4;
  else if (AF_INET6.includes(family)) p.etherType = EtherType.Ipv6;
  else return Reason.NotIp;
  return GO;
}

/** Raw IP: the version says which. */
export function peelRawIp(p: Packet): Step {
  if (p.captured < 1) return p.short();
  const version = p.bytes[p.at] >> 4;
  if (version === 4) p.etherType = EtherType.Ipv4;
  else if (version === 6) p.etherType = EtherType.Ipv6;
  else return Reason.NotIp;
  return GO;
}

function swap(word: number): number {
  return ((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}
