// Which peel function a link type needs. One line a link layer.

import { LinkType } from '../model/frame.ts';
import { Reason } from '../model/health.ts';
import { peelEthernet } from './ethernet.ts';
import { peelSll, peelSll2 } from './linux-sll.ts';
import { peelNullLoopback, peelRawIp } from './null-loopback.ts';
import type { Step } from './outcome.ts';
import type { Packet } from './packet.ts';
import { peelPpp, peelPppoe } from './ppp.ts';

/** Leaves `p` at an IP header, or says why there is none. */
export function peelLinkLayer(p: Packet, linkType: number): Step {
  switch (linkType) {
    case LinkType.Ethernet:
      return peelEthernet(p);
    case LinkType.LinuxSll:
      return peelSll(p);
    case LinkType.LinuxSll2:
      return peelSll2(p);
    case LinkType.Null:
    case LinkType.Loop:
      return peelNullLoopback(p);
    case LinkType.RawBsd:
    case LinkType.RawOpenBsd:
    case LinkType.Raw:
    case LinkType.Ipv4:
    case LinkType.Ipv6:
      return peelRawIp(p);
    case LinkType.Ppp:
    case LinkType.PppHdlc:
      return peelPpp(p);
    case LinkType.PppEther:
      return peelPppoe(p);
    default:
      return Reason.UnsupportedLinkType;
  }
}
