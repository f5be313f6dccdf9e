// IPv6 (RFC 8200 §3): addresses and length. What stands between this header and the payload is ip-extensions.ts.
//
//   │ 6, class, flow label 4 │ payload length 2 │ next header 1 │ hop limit 1 │ source 16 │ destination 16 │

import { be16 } from '../bytes/read.ts';
import { Reason } from '../model/health.ts';
import type { Step } from './outcome.ts';
import { GO } from './outcome.ts';
import type { Packet } from './packet.ts';

const HEADER_BYTES = 40;
const PAYLOAD_LENGTH = 4;
const NEXT_HEADER = 6;
const HOP_LIMIT = 7;
const SOURCE = 8;
const DESTINATION = 24;

/** Leaves `p` behind the fixed header, with `protocol` (the next header) and addresses set. */
export function peelIpv6(p: Packet): Step {
  const bytes = p.bytes;
  const at = p.at;
  if (p.captured < HEADER_BYTES) return p.short();
  if (bytes[at] >> 4 !== 6) return Reason.MalformedPacket;

  // 0 means a jumbogram (RFC 2675) or segmentation offload: as long as the frame says.
  const payloadLength = be16(bytes, at + PAYLOAD_LENGTH);
  if (payloadLength !== 0) p.limit(HEADER_BYTES + payloadLength);

  p.isFragment = false;
  p.identification = 0;
  p.headerChecksum = 0;
  p.hopLimit = bytes[at + HOP_LIMIT];
  p.protocol = bytes[at + NEXT_HEADER];
  p.addresses = bytes;
  p.addressLength = 16;
  p.sourceAddress = at + SOURCE;
  p.destinationAddress = at + DESTINATION;
  p.at = at + HEADER_BYTES;
  return GO;
}
