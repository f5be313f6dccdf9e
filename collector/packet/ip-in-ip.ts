// IP inside IP: IPIP (RFC 2003), 6in4 (RFC 4213) and IPv6 tunnels (RFC 2473). No header in between; the protocol says which.

import { EtherType } from './ether-type.ts';
import { IpProtocol } from './ip-protocol.ts';
import type { Step } from './outcome.ts';
import { GO } from './outcome.ts';
import type { Packet } from './packet.ts';

/** Leaves `p` where it is, at the inner IP header. */
export function peelIpInIp(p: Packet): Step {
  p.etherType = p.protocol === IpProtocol.Ipv6InIp ? EtherType.Ipv6 : EtherType.Ipv4;
  return GO;
}
