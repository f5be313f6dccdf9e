// PPP (RFC 1661), PPP in HDLC-like framing (RFC 1662), Cisco HDLC and PPPoE sessions (RFC 2516 §4).
//
//   │ FF 03 (HDLC address, control; may be left out) │ protocol 2, or 1 when its low bit is set │ payload …
//   │ version, type 1 │ code 1 │ session 2 │ length 2 │ protocol │ payload …                    PPPoE

import { be16 } from '../bytes/read.ts';
import { Reason } from '../model/health.ts';
import { EtherType } from './ether-type.ts';
import { peelMpls } from './mpls.ts';
import type { Step } from './outcome.ts';
import { GO } from './outcome.ts';
import type { Packet } from './packet.ts';

const HDLC_PPP = 0xff03;
/** Cisco HDLC: unicast or multicast address, control 0, then an EtherType. */
const CISCO_UNICAST = 0x0f00;
const CISCO_MULTICAST = 0x8f00;
const PPP_IPV4 = 0x21;
const PPP_IPV6 = 0x57;
/** RFC 3032 §4.3 */
const PPP_MPLS_UNICAST = 0x0281;
const PPP_MPLS_MULTICAST = 0x0283;

const PPPOE_BYTES = 6;
const PPPOE_VERSION_AND_TYPE = 0x11;
const PPPOE_SESSION_CODE = 0;

/** A PPP frame with or without its HDLC address and control bytes (LINKTYPE_PPP, LINKTYPE_PPP_HDLC). */
export function peelPpp(p: Packet): Step {
  if (p.captured < 2) return p.short();
  const first = be16(p.bytes, p.at);
  if (first === CISCO_UNICAST || first === CISCO_MULTICAST) return peelCiscoHdlc(p);
  if (first === HDLC_PPP) p.at += 2;
  return peelPppProtocol(p);
}

/** A PPPoE session packet, from its version byte. */
export function peelPppoe(p: Packet): Step {
  if (p.captured < PPPOE_BYTES) return p.short();
  if (p.bytes[p.at] !== PPPOE_VERSION_AND_TYPE) return Reason.MalformedPacket;
  if (p.bytes[p.at + 1] !== PPPOE_SESSION_CODE) return Reason.NotIp;
  const length = be16(p.bytes, p.at + 4);
  p.at += PPPOE_BYTES;
  p.limit(length);
  return peelPppProtocol(p);
}

function peelPppProtocol(p: Packet): Step {
  if (p.captured < 2) return p.short();
  // RFC 1661 §6.5: a compressed protocol field is one byte, and odd; a whole one begins with an even byte.
  const isCompressed = (p.bytes[p.at] & 1) === 1;
  const protocol = isCompressed ? p.bytes[p.at] : be16(p.bytes, p.at);
  p.at += isCompressed ? 1 : 2;
  if (protocol === PPP_MPLS_UNICAST || protocol === PPP_MPLS_MULTICAST) {
    const step = peelMpls(p);
    return step === GO && p.etherType === EtherType.TransparentEthernet ? Reason.NotIp : step;
  }
  return openIp(p, protocol === PPP_IPV4, protocol === PPP_IPV6);
}

function peelCiscoHdlc(p: Packet): Step {
  if (p.captured < 4) return p.short();
  const type = be16(p.bytes, p.at + 2);
  p.at += 4;
  return openIp(p, type === EtherType.Ipv4, type === EtherType.Ipv6);
}

function openIp(p: Packet, isIpv4: boolean, isIpv6: boolean): Step {
  if (!isIpv4 && !isIpv6) return Reason.NotIp;
  p.etherType = isIpv4 ? EtherType.Ipv4 : EtherType.Ipv6;
  return GO;
}
