// Ethernet II, 802.3 with LLC/SNAP, 802.1Q and 802.1ad tags (MPLS in mpls.ts), and what any link layer does once it knows an EtherType.
//
//   │ destination 6 │ source 6 │ type 2 │ payload …                            Ethernet II
//   │ destination 6 │ source 6 │ 0x8100 │ TCI 2 │ type 2 │ payload …           802.1Q; repeated for QinQ
//   │ destination 6 │ source 6 │ length │ AA AA 03 │ OUI 3 │ type 2 │ …        802.3 with LLC and SNAP

import { be16, be32 } from '../bytes/read.ts';
import { Reason } from '../model/health.ts';
import { EtherType } from './ether-type.ts';
import { peelMpls } from './mpls.ts';
import type { Step } from './outcome.ts';
import { GO } from './outcome.ts';
import type { Packet } from './packet.ts';
import { peelPppoe } from './ppp.ts';

const HEADER_BYTES = 14;
const TYPE = 12;
const TAG_BYTES = 4;
const MAX_TAGS = 8;
/** A type field up to this is a length: 802.3. */
const MAX_LENGTH = 1500;
const SNAP_BYTES = 8;
const LLC_SNAP = 0xaaaa03;

/** An Ethernet frame. Leaves `p` at an IP header. */
export function peelEthernet(p: Packet): Step {
  if (p.captured < HEADER_BYTES) return p.short();
  const type = be16(p.bytes, p.at + TYPE);
  p.at += HEADER_BYTES;
  return peelEtherType(p, type);
}

/** What follows an EtherType (or an 802.3 length): tags, PPPoE and SNAP are peeled until IP lies open. */
export function peelEtherType(p: Packet, firstType: number): Step {
  let type = firstType;
  for (let tags = 0; isTag(type); tags++) {
    if (tags === MAX_TAGS) return Reason.MalformedPacket;
    if (p.captured < TAG_BYTES) return p.short();
    type = be16(p.bytes, p.at + 2);
    p.at += TAG_BYTES;
  }
  if (type === EtherType.PppoeSession) return peelPppoe(p);
  if (type === EtherType.MplsUnicast || type === EtherType.MplsMulticast) {
    const step = peelMpls(p);
    return step === GO && p.etherType === EtherType.TransparentEthernet ? peelEthernet(p) : step;
  }
  if (type <= MAX_LENGTH) {
    p.limit(type);
    return peelLlc(p);
  }
  if (type !== EtherType.Ipv4 && type !== EtherType.Ipv6) return Reason.NotIp;
  p.etherType = type;
  return GO;
}

/** LLC (IEEE 802.2): only SNAP with an EtherType can carry IP here; spanning tree and its like are not IP. */
export function peelLlc(p: Packet): Step {
  if (p.captured < SNAP_BYTES) return Reason.NotIp;
  const isSnap = be32(p.bytes, p.at) >>> 8 === LLC_SNAP;
  if (!isSnap) return Reason.NotIp;
  const type = be16(p.bytes, p.at + SNAP_BYTES - 2);
  p.at += SNAP_BYTES;
  if (type !== EtherType.Ipv4 && type !== EtherType.Ipv6) return Reason.NotIp;
  p.etherType = type;
  return GO;
}

function isTag(type: number): boolean {
  return (
    type === EtherType.Vlan || type === EtherType.QinQ || type === EtherType.QinQOld || type === EtherType.QinQOlder
  );
}
