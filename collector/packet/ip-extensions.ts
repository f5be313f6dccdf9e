// What may stand between an IP header and its payload: IPv6 extension headers (RFC 8200 §4) and AH (RFC 4302), for both versions.
// Stops at a fragment header, for what follows it makes sense only when the datagram is whole again.
//
//   options, routing:  │ next header 1 │ length in 8 bytes, without the first 8 │ …
//   fragment:          │ next header 1 │ 0 │ offset 13 bits, 0 2 bits, M 1 bit │ identification 4 │
//   AH:                │ next header 1 │ length in 4 bytes, minus 2 │ …

import { be16, be32 } from '../bytes/read.ts';
import { Reason } from '../model/health.ts';
import { IpProtocol } from './ip-protocol.ts';
import type { Step } from './outcome.ts';
import { GO } from './outcome.ts';
import type { Packet } from './packet.ts';

const SHORTEST_BYTES = 8;
const FRAGMENT_BYTES = 8;
/** Far more than any stack sends; a chain that goes on is an attack on readers. */
const MAX_HEADERS = 16;

/** Leaves `p` at the first header that is no extension, or behind a fragment header with the fragment fields set. */
export function skipExtensions(p: Packet): Step {
  for (let headers = 0; isExtension(p); headers++) {
    if (headers === MAX_HEADERS) return Reason.MalformedPacket;
    if (p.captured < SHORTEST_BYTES) return p.short();
    if (p.protocol === IpProtocol.Fragment) {
      peelFragmentHeader(p);
      if (p.isFragment) return GO;
      continue;
    }
    const length = p.bytes[p.at + 1];
    const headerBytes = p.protocol === IpProtocol.Ah ? (length + 2) << 2 : (length + 1) << 3;
    if (p.captured < headerBytes) return p.short();
    p.protocol = p.bytes[p.at];
    p.at += headerBytes;
  }
  return GO;
}

function isExtension(p: Packet): boolean {
  switch (p.protocol) {
    case IpProtocol.Ah:
      return true;
    case IpProtocol.HopByHop:
    case IpProtocol.Routing:
    case IpProtocol.Fragment:
    case IpProtocol.DestinationOptions:
    case IpProtocol.Mobility:
      return p.addressLength === 16;
    default:
      return false;
  }
}

/** A fragment header with offset 0 and no more to come is a whole packet (RFC 6946): it is only skipped. */
function peelFragmentHeader(p: Packet): void {
  const field = be16(p.bytes, p.at + 2);
  p.moreFragments = (field & 1) !== 0;
  p.fragmentOffset = field & 0xfff8;
  p.isFragment = p.moreFragments || p.fragmentOffset !== 0;
  p.identification = be32(p.bytes, p.at + 4);
  p.protocol = p.bytes[p.at];
  p.at += FRAGMENT_BYTES;
}
