// ERSPAN: a switch mirrors whole Ethernet frames inside GRE (draft-foschiano-erspan-03).
//
//   type I    GRE without sequence number │ Ethernet …
//   type II   │ version 4 bits = 1, VLAN 12 │ … 2 │ index 4 │ Ethernet …
//   type III  │ version 4 bits = 2, VLAN 12 │ … 2 │ timestamp 4 │ group 2 │ P, frame type 5 bits, …, O │ 8 more when O │ frame …

import { be16 } from '../bytes/read.ts';
import { Reason } from '../model/health.ts';
import { peelEthernet } from './ethernet.ts';
import { peelRawIp } from './null-loopback.ts';
import type { Step } from './outcome.ts';
import type { Packet } from './packet.ts';

const TYPE_II_BYTES = 8;
const TYPE_II_VERSION = 1;
const TYPE_III_BYTES = 12;
const TYPE_III_VERSION = 2;
const TYPE_III_FLAGS = 10;
const PLATFORM_BYTES = 8;
const PLATFORM_PRESENT = 1;
const FRAME_TYPE_SHIFT = 10;
const FRAME_TYPE_MASK = 0x1f;
const FRAME_ETHERNET = 0;
const FRAME_IP = 2;

/** Types I and II have one GRE protocol; only type II numbers its packets (section 4.1: "the sequence number is not present"). */
export function peelErspan(p: Packet, hasSequence: boolean): Step {
  if (!hasSequence) return peelEthernet(p);
  if (p.captured < TYPE_II_BYTES) return p.short();
  if (p.bytes[p.at] >> 4 !== TYPE_II_VERSION) return Reason.MalformedPacket;
  p.at += TYPE_II_BYTES;
  return peelEthernet(p);
}

export function peelErspanIII(p: Packet): Step {
  if (p.captured < TYPE_III_BYTES) return p.short();
  if (p.bytes[p.at] >> 4 !== TYPE_III_VERSION) return Reason.MalformedPacket;
  const flags = be16(p.bytes, p.at + TYPE_III_FLAGS);
  const headerBytes = TYPE_III_BYTES + ((flags & PLATFORM_PRESENT) !== 0 ? PLATFORM_BYTES : 0);
  if (p.captured < headerBytes) return p.short();
  p.at += headerBytes;
  const type = (flags >> FRAME_TYPE_SHIFT) & FRAME_TYPE_MASK;
  if (type === FRAME_ETHERNET) return peelEthernet(p);
  if (type !== FRAME_IP) return Reason.NotIp;
  return peelRawIp(p);
}
