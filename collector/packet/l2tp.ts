// L2TP: version 2 over UDP (RFC 2661 §3.1), version 3 over UDP (RFC 3931 §4.1.2) and over IP (§4.1.1). Inside: PPP or Ethernet.
//
//   v2      │ T L x x S x O P x x x x version 4 │ length 2 when L │ tunnel 2 │ session 2 │ Ns 2, Nr 2 when S │ offset 2 + pad when O │ PPP
//   v3 UDP  │ T … version 4 │ 0 2 │ session 4 │ cookie 0, 4 or 8 │ sublayer 0 or 4 │ Ethernet, PPP
//   v3 IP   │ session 4 (0: control) │ cookie … as above

import { be16, be32 } from '../bytes/read.ts';
import { Reason } from '../model/health.ts';
import { peelEthernet } from './ethernet.ts';
import { isEthernet } from './mpls.ts';
import type { Step } from './outcome.ts';
import type { Packet } from './packet.ts';
import { peelPpp } from './ppp.ts';

const TYPE_CONTROL = 0x8000;
const LENGTH_PRESENT = 0x4000;
const SEQUENCE_PRESENT = 0x0800;
const OFFSET_PRESENT = 0x0200;
const VERSION = 0x000f;
/** Bits that version 2 leaves 0. */
const RESERVED_V2 = 0x34f0;
const V2_BYTES = 6;
const V3_UDP_BYTES = 8;
const SESSION_BYTES = 4;
const HDLC_PPP = 0xff03;
/** Cookie and sublayer are agreed in the control connection, which the capture may not hold: they are found by what follows. */
const V3_SKIPS: readonly number[] = [0, 4, 8, 12];

/** Not L2TP at all: an ordinary UDP payload. */
export const NOT_L2TP = -4;

/** L2TP over UDP, at the L2TP header. NOT_L2TP leaves `p` alone. */
export function peelL2tpOverUdp(p: Packet): Step | typeof NOT_L2TP {
  if (p.captured < V2_BYTES) return NOT_L2TP;
  const flags = be16(p.bytes, p.at);
  const version = flags & VERSION;
  if (version === 3 && be16(p.bytes, p.at + 2) === 0) {
    if ((flags & TYPE_CONTROL) !== 0) return Reason.NotIp;
    if (p.captured < V3_UDP_BYTES) return p.short();
    p.at += V3_UDP_BYTES;
    return peelV3(p);
  }
  if (version !== 2 || (flags & RESERVED_V2) !== 0) return NOT_L2TP;
  if ((flags & TYPE_CONTROL) !== 0) return Reason.NotIp;
  return peelV2(p, flags);
}

/** L2TP straight over IP (protocol 115). */
export function peelL2tpOverIp(p: Packet): Step {
  if (p.captured < SESSION_BYTES) return p.short();
  if (be32(p.bytes, p.at) === 0) return Reason.NotIp;
  p.at += SESSION_BYTES;
  return peelV3(p);
}

function peelV2(p: Packet, flags: number): Step {
  let headerBytes = V2_BYTES;
  if ((flags & LENGTH_PRESENT) !== 0) headerBytes += 2;
  if ((flags & SEQUENCE_PRESENT) !== 0) headerBytes += 4;
  if ((flags & OFFSET_PRESENT) !== 0) headerBytes += 2;
  if (p.captured < headerBytes) return p.short();
  if ((flags & LENGTH_PRESENT) !== 0) {
    const length = be16(p.bytes, p.at + 2);
    if (length < headerBytes) return Reason.MalformedPacket;
    p.limit(length);
  }
  const padding = (flags & OFFSET_PRESENT) !== 0 ? be16(p.bytes, p.at + headerBytes - 2) : 0;
  if (p.captured < headerBytes + padding) return p.short();
  p.at += headerBytes + padding;
  return peelPpp(p);
}

function peelV3(p: Packet): Step {
  for (const skip of V3_SKIPS) {
    const isPpp = p.captured >= skip + 2 && be16(p.bytes, p.at + skip) === HDLC_PPP;
    if (!isPpp && !isEthernet(p, skip)) continue;
    p.at += skip;
    return isPpp ? peelPpp(p) : peelEthernet(p);
  }
  return p.missing > 0 ? Reason.Truncated : Reason.NotIp;
}
