// GRE (RFC 2784, with key and sequence number of RFC 2890; version 1 of RFC 2637 carries PPP): what a tunnel holds inside.
//
//   │ flags 2 │ EtherType 2 │ checksum 4 when C │ key 4 when K │ sequence 4 when S │ acknowledgement 4 when A (v1) │ inside …

import { be16 } from '../bytes/read.ts';
import { Reason } from '../model/health.ts';
import { peelErspan, peelErspanIII } from './erspan.ts';
import { EtherType } from './ether-type.ts';
import { peelEthernet, peelEtherType } from './ethernet.ts';
import type { Step } from './outcome.ts';
import type { Packet } from './packet.ts';
import { peelPpp } from './ppp.ts';

const HEADER_BYTES = 4;
const CHECKSUM_PRESENT = 0x8000;
const ROUTING_PRESENT = 0x4000;
const KEY_PRESENT = 0x2000;
const SEQUENCE_PRESENT = 0x1000;
const ACKNOWLEDGEMENT_PRESENT = 0x0080;
const VERSION = 0x0007;
const PPP = 0x880b;

/** Leaves `p` at the IP header inside the tunnel. */
export function peelGre(p: Packet): Step {
  if (p.captured < HEADER_BYTES) return p.short();
  const flags = be16(p.bytes, p.at);
  const type = be16(p.bytes, p.at + 2);
  const version = flags & VERSION;
  // Source routes (RFC 1701) were never used; an unknown version cannot be read.
  if (version > 1 || (flags & ROUTING_PRESENT) !== 0) return Reason.UnsupportedIpProtocol;
  let headerBytes = HEADER_BYTES;
  if ((flags & CHECKSUM_PRESENT) !== 0) headerBytes += 4;
  if ((flags & KEY_PRESENT) !== 0) headerBytes += 4;
  if ((flags & SEQUENCE_PRESENT) !== 0) headerBytes += 4;
  if (version === 1 && (flags & ACKNOWLEDGEMENT_PRESENT) !== 0) headerBytes += 4;
  if (p.captured < headerBytes) return p.short();
  p.at += headerBytes;
  if (type === PPP) return peelPpp(p);
  if (type === EtherType.TransparentEthernet) return peelEthernet(p);
  if (type === EtherType.Erspan) return peelErspan(p, (flags & SEQUENCE_PRESENT) !== 0);
  if (type === EtherType.ErspanIII) return peelErspanIII(p);
  return peelEtherType(p, type);
}
