// Tunnels that run over UDP, told by their port: VXLAN, Geneve, GTP-U, L2TP, TZSP, MPLS, GRE. (ESP and SCTP over UDP are opened in
// decode.ts, which owns what follows them.) A port proves nothing, so each header is checked; what does not fit is plain UDP.

import { be16 } from '../bytes/read.ts';
import { Reason } from '../model/health.ts';
import { EtherType } from './ether-type.ts';
import { peelEthernet, peelEtherType } from './ethernet.ts';
import { peelGre } from './gre.ts';
import { NOT_L2TP, peelL2tpOverUdp } from './l2tp.ts';
import { peelRawIp } from './null-loopback.ts';
import type { Step } from './outcome.ts';
import { GO } from './outcome.ts';
import type { Packet } from './packet.ts';

/** Kinds of tunnels; None is 0. */
export const UdpTunnel = {
  None: 0,
  Vxlan: 1,
  VxlanGpe: 2,
  Geneve: 3,
  GtpU: 4,
  L2tp: 5,
  Tzsp: 6,
  Mpls: 7,
  Gre: 8,
  Esp: 9,
  Sctp: 10,
} as const;
export type UdpTunnel = (typeof UdpTunnel)[keyof typeof UdpTunnel];

/** Well-known ports: IANA's, and 8472, which Linux used for VXLAN before there was one. */
const PORTS: readonly (readonly [port: number, tunnel: UdpTunnel])[] = [
  [4789, UdpTunnel.Vxlan],
  [8472, UdpTunnel.Vxlan],
  [4790, UdpTunnel.VxlanGpe],
  [6081, UdpTunnel.Geneve],
  [2152, UdpTunnel.GtpU],
  [1701, UdpTunnel.L2tp],
  [37008, UdpTunnel.Tzsp],
  [6635, UdpTunnel.Mpls],
  [4754, UdpTunnel.Gre],
  [4500, UdpTunnel.Esp],
  [9899, UdpTunnel.Sctp],
];

/** By port: one byte each, so that the fast path asks with one load. */
export const TUNNEL_OF_PORT: Uint8Array = new Uint8Array(65_536);
for (const [port, tunnel] of PORTS) TUNNEL_OF_PORT[port] = tunnel;

/** What `peelUdpTunnel` returns for a payload that is no tunnel; `p` is no longer where it was. */
export const NOT_A_TUNNEL = NOT_L2TP;

const IPV4_BYTES = 20;
const IPV6_BYTES = 40;
/** First byte: version 4, header of 5 to 15 words. */
const SHORTEST_IPV4 = 0x45;
const LONGEST_IPV4 = 0x4f;

const VXLAN_BYTES = 8;
/** RFC 7348 §5: the I flag; the bits around it are 0, but for the one that group policies use. */
const VXLAN_FLAGS_MASK = 0x7f;
const VXLAN_FLAGS = 0x08;
const GPE_NEXT_PROTOCOL_PRESENT = 0x04;
const GPE_IPV4 = 1;
const GPE_IPV6 = 2;
const GPE_ETHERNET = 3;

const GENEVE_BYTES = 8;
const GENEVE_OPTION_WORDS = 0x3f;
const GENEVE_RESERVED = 0x3f;

const GTP_BYTES = 8;
/** Version 1, protocol type GTP (3GPP TS 29.281 §5.1). */
const GTP_VERSION_MASK = 0xf0;
const GTP_VERSION = 0x30;
const GTP_OPTIONAL = 0x07;
const GTP_EXTENSION = 0x04;
const GTP_OPTIONAL_BYTES = 4;
const GTP_G_PDU = 0xff;
const GTP_MAX_EXTENSIONS = 16;

const TZSP_BYTES = 4;
const TZSP_VERSION = 1;
const TZSP_MAX_TYPE = 5;
const TZSP_WITH_PACKET = 1;
const TZSP_ETHERNET = 1;
const TZSP_PADDING = 0;
const TZSP_END = 1;

/** `p` is at the UDP payload. Leaves it at an IP header, or says why there is none; NOT_A_TUNNEL for ordinary payloads. */
export function peelUdpTunnel(p: Packet, tunnel: number): Step | typeof NOT_A_TUNNEL {
  switch (tunnel) {
    case UdpTunnel.Vxlan:
      return peelVxlan(p);
    case UdpTunnel.VxlanGpe:
      return peelVxlanGpe(p);
    case UdpTunnel.Geneve:
      return peelGeneve(p);
    case UdpTunnel.GtpU:
      return peelGtpU(p);
    case UdpTunnel.L2tp:
      return peelL2tpOverUdp(p);
    case UdpTunnel.Tzsp:
      return peelTzsp(p);
    case UdpTunnel.Mpls:
      return orPlain(p, peelEtherType(p, EtherType.MplsUnicast));
    case UdpTunnel.Gre:
      return orPlain(p, peelGre(p));
    default:
      return NOT_A_TUNNEL;
  }
}

/** These headers have nothing to recognise them by but what they lead to. */
function orPlain(p: Packet, step: Step): Step | typeof NOT_A_TUNNEL {
  return step === GO && isIpHeader(p) ? GO : NOT_A_TUNNEL;
}

/** Text may well begin with the version of IP (letters are 0x41 to 0x5a); it does not go on with lengths that fit. */
function isIpHeader(p: Packet): boolean {
  const { bytes, at } = p;
  const length = p.captured + p.missing;
  if (p.etherType === EtherType.Ipv6) return length >= IPV6_BYTES && be16(bytes, at + 4) <= length - IPV6_BYTES;
  const totalLength = be16(bytes, at + 2);
  return bytes[at] >= SHORTEST_IPV4 && bytes[at] <= LONGEST_IPV4 && totalLength >= IPV4_BYTES && totalLength <= length;
}

/** │ flags 1 │ policy 3 │ network 3 │ 0 │ Ethernet …   (RFC 7348 §5) */
function peelVxlan(p: Packet): Step | typeof NOT_A_TUNNEL {
  if (p.captured < VXLAN_BYTES) return NOT_A_TUNNEL;
  const { bytes, at } = p;
  if ((bytes[at] & VXLAN_FLAGS_MASK) !== VXLAN_FLAGS || bytes[at + 7] !== 0) return NOT_A_TUNNEL;
  p.at += VXLAN_BYTES;
  return peelEthernet(p);
}

/** │ flags 1 │ 0 2 │ next protocol 1 │ network 3 │ 0 │ …   (draft-ietf-nvo3-vxlan-gpe §3) */
function peelVxlanGpe(p: Packet): Step | typeof NOT_A_TUNNEL {
  if (p.captured < VXLAN_BYTES) return NOT_A_TUNNEL;
  const { bytes, at } = p;
  const flags = bytes[at];
  if ((flags & VXLAN_FLAGS) === 0 || (flags & 0xc0) !== 0 || bytes[at + 7] !== 0) return NOT_A_TUNNEL;
  const next = (flags & GPE_NEXT_PROTOCOL_PRESENT) !== 0 ? bytes[at + 3] : GPE_ETHERNET;
  p.at += VXLAN_BYTES;
  if (next === GPE_ETHERNET) return peelEthernet(p);
  return next === GPE_IPV4 || next === GPE_IPV6 ? peelRawIp(p) : Reason.NotIp;
}

/** │ version 2, option words 6 │ O, C, 0 6 │ EtherType 2 │ network 3 │ 0 │ options … │ …   (RFC 8926 §3.4) */
function peelGeneve(p: Packet): Step | typeof NOT_A_TUNNEL {
  if (p.captured < GENEVE_BYTES) return NOT_A_TUNNEL;
  const { bytes, at } = p;
  if (bytes[at] >> 6 !== 0 || (bytes[at + 1] & GENEVE_RESERVED) !== 0 || bytes[at + 7] !== 0) return NOT_A_TUNNEL;
  const headerBytes = GENEVE_BYTES + ((bytes[at] & GENEVE_OPTION_WORDS) << 2);
  const type = be16(bytes, at + 2);
  if (p.captured < headerBytes) return p.short();
  p.at += headerBytes;
  return type === EtherType.TransparentEthernet ? peelEthernet(p) : peelEtherType(p, type);
}

/** │ 001 1 0 E S PN │ message 1 │ length 2 │ tunnel 4 │ sequence 2, N-PDU 1, next extension 1 when E, S or PN │ extensions … │ IP */
function peelGtpU(p: Packet): Step | typeof NOT_A_TUNNEL {
  if (p.captured < GTP_BYTES) return NOT_A_TUNNEL;
  const flags = p.bytes[p.at];
  const length = be16(p.bytes, p.at + 2);
  if ((flags & GTP_VERSION_MASK) !== GTP_VERSION || length > p.captured + p.missing - GTP_BYTES) return NOT_A_TUNNEL;
  if (p.bytes[p.at + 1] !== GTP_G_PDU) return Reason.NotIp;
  p.limit(GTP_BYTES + length);
  p.at += GTP_BYTES;
  if ((flags & GTP_OPTIONAL) === 0) return peelRawIp(p);
  if (p.captured < GTP_OPTIONAL_BYTES) return p.short();
  p.at += GTP_OPTIONAL_BYTES;
  let next = (flags & GTP_EXTENSION) !== 0 ? p.bytes[p.at - 1] : 0;
  // §5.2.1: the length counts words of 4 bytes, the type of the next extension stands in the last byte.
  for (let extensions = 0; next !== 0; extensions++) {
    if (extensions === GTP_MAX_EXTENSIONS) return Reason.MalformedPacket;
    if (p.captured < 1) return p.short();
    const extensionBytes = p.bytes[p.at] << 2;
    if (extensionBytes === 0) return Reason.MalformedPacket;
    if (p.captured < extensionBytes) return p.short();
    p.at += extensionBytes;
    next = p.bytes[p.at - 1];
  }
  return peelRawIp(p);
}

/** │ version 1 = 1 │ type 1 │ protocol 2 │ tags: type 1, length 1, … │ end tag │ Ethernet …   (TaZmen Sniffer Protocol) */
function peelTzsp(p: Packet): Step | typeof NOT_A_TUNNEL {
  if (p.captured < TZSP_BYTES) return NOT_A_TUNNEL;
  const { bytes } = p;
  const type = bytes[p.at + 1];
  if (bytes[p.at] !== TZSP_VERSION || type > TZSP_MAX_TYPE) return NOT_A_TUNNEL;
  const protocol = be16(bytes, p.at + 2);
  // Only types 0 and 1 carry a packet; the others keep the connection alive or set it up.
  if (type > TZSP_WITH_PACKET) return Reason.NotIp;
  let at = p.at + TZSP_BYTES;
  for (;;) {
    if (at >= p.end) return p.short();
    const tag = bytes[at++];
    if (tag === TZSP_END) break;
    if (tag === TZSP_PADDING) continue;
    if (at >= p.end) return p.short();
    at += 1 + bytes[at];
  }
  p.at = at;
  return protocol === TZSP_ETHERNET ? peelEthernet(p) : Reason.NotIp;
}
