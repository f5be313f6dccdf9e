// The "any" device of Linux: cooked captures, versions 1 and 2 (LINKTYPE_LINUX_SLL, LINKTYPE_LINUX_SLL2).
//
//   SLL   │ direction 2 │ ARPHRD 2 │ address length 2 │ address 8 │ protocol 2 │ payload …
//   SLL2  │ protocol 2 │ 0 2 │ interface 4 │ ARPHRD 2 │ direction 1 │ address length 1 │ address 8 │ payload …

import { be16 } from '../bytes/read.ts';
import { Reason } from '../model/health.ts';
import { peelEtherType, peelLlc } from './ethernet.ts';
import type { Step } from './outcome.ts';
import type { Packet } from './packet.ts';

const SLL_BYTES = 16;
const SLL_HARDWARE = 2;
const SLL_PROTOCOL = 14;
const SLL2_BYTES = 20;
const SLL2_PROTOCOL = 0;
const SLL2_HARDWARE = 8;

/** The protocol field holds an EtherType, but for a few small numbers that Linux made up. */
const PROTOCOL_LLC = 4;
const LARGEST_MADE_UP_PROTOCOL = 1535;
/** Here the protocol field is a netlink family, not an EtherType. */
const ARPHRD_NETLINK = 824;

export function peelSll(p: Packet): Step {
  if (p.captured < SLL_BYTES) return p.short();
  const at = p.at;
  p.at += SLL_BYTES;
  return peelCooked(p, be16(p.bytes, at + SLL_PROTOCOL), be16(p.bytes, at + SLL_HARDWARE));
}

export function peelSll2(p: Packet): Step {
  if (p.captured < SLL2_BYTES) return p.short();
  const at = p.at;
  p.at += SLL2_BYTES;
  return peelCooked(p, be16(p.bytes, at + SLL2_PROTOCOL), be16(p.bytes, at + SLL2_HARDWARE));
}

function peelCooked(p: Packet, protocol: number, hardware: number): Step {
  if (hardware === ARPHRD_NETLINK) return Reason.NotIp;
  if (protocol === PROTOCOL_LLC) return peelLlc(p);
  if (protocol <= LARGEST_MADE_UP_PROTOCOL) return Reason.NotIp;
  return peelEtherType(p, protocol);
}
