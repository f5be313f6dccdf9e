// MPLS (RFC 3032 §2.1): a stack of labels, and no field that says what lies under it.
//
//   │ label 20 │ class 3 │ S 1 │ TTL 8 │ … the last has S set │ IP, or a pseudowire: │ 0000 control word 4 │ Ethernet …

import { be16 } from '../bytes/read.ts';
import { Reason } from '../model/health.ts';
import { EtherType } from './ether-type.ts';
import type { Step } from './outcome.ts';
import { GO } from './outcome.ts';
import type { Packet } from './packet.ts';

const LABEL_BYTES = 4;
const BOTTOM_OF_STACK = 1;
/** Far deeper than routers push. */
const MAX_LABELS = 16;
const CONTROL_WORD_BYTES = 4;
const ETHERNET_TYPE = 12;
const ETHERNET_BYTES = 14;

/** Leaves `p` at what lies under the labels; `p.etherType` says what: IP, or TransparentEthernet for a pseudowire. */
export function peelMpls(p: Packet): Step {
  if (!p.enterTunnel()) return Reason.NestedTooDeep;
  for (let labels = 0; ; labels++) {
    if (labels === MAX_LABELS) return Reason.NestedTooDeep;
    if (p.captured < LABEL_BYTES) return p.short();
    const isLast = (p.bytes[p.at + 2] & BOTTOM_OF_STACK) !== 0;
    p.at += LABEL_BYTES;
    if (isLast) break;
  }
  if (p.captured < 1) return p.short();
  // RFC 4928 §3: routers look at the first nibble too; a pseudowire that wants to be told apart begins with 0.
  const nibble = p.bytes[p.at] >> 4;
  if (nibble === 4) p.etherType = EtherType.Ipv4;
  else if (nibble === 6) p.etherType = EtherType.Ipv6;
  else return openPseudowire(p, nibble === 0);
  return GO;
}

/** Ethernet over MPLS (RFC 4448 §4.6), with its control word or without. */
function openPseudowire(p: Packet, mayHaveControlWord: boolean): Step {
  if (mayHaveControlWord && isEthernet(p, CONTROL_WORD_BYTES)) p.at += CONTROL_WORD_BYTES;
  else if (!isEthernet(p, 0)) return Reason.NotIp;
  p.etherType = EtherType.TransparentEthernet;
  return GO;
}

/** Does an Ethernet frame `skip` bytes further on carry something that leads to IP? */
export function isEthernet(p: Packet, skip: number): boolean {
  if (p.captured < skip + ETHERNET_BYTES) return false;
  const type = be16(p.bytes, p.at + skip + ETHERNET_TYPE);
  const version = p.bytes[p.at + skip + ETHERNET_BYTES] >> 4;
  switch (type) {
    case EtherType.Ipv4:
      return version === 4;
    case EtherType.Ipv6:
      return version === 6;
    case EtherType.Vlan:
    case EtherType.QinQ:
    case EtherType.MplsUnicast:
    case EtherType.PppoeSession:
      return true;
    default:
      return false;
  }
}
