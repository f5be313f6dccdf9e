// IPv4 (RFC 791 §3.1): addresses, length, fragment fields. Options are skipped, the header checksum is not verified.
//
//   │ 4,IHL │ TOS │ total length │ identification │ flags,offset │ TTL │ protocol │ checksum │ source 4 │ destination 4 │ options │

import { be16 } from '../bytes/read.ts';
import { Reason } from '../model/health.ts';
import type { Step } from './outcome.ts';
import { GO } from './outcome.ts';
import type { Packet } from './packet.ts';

const HEADER_BYTES = 20;
const TOTAL_LENGTH = 2;
const IDENTIFICATION = 4;
const FLAGS_AND_OFFSET = 6;
const TTL = 8;
const PROTOCOL = 9;
const CHECKSUM = 10;
const SOURCE = 12;
const DESTINATION = 16;
const MORE_FRAGMENTS = 0x2000;
const OFFSET_MASK = 0x1fff;

/** Leaves `p` at the payload, with `protocol`, addresses and the fragment fields set. */
export function peelIpv4(p: Packet): Step {
  const bytes = p.bytes;
  const at = p.at;
  if (p.captured < HEADER_BYTES) return p.short();
  if (bytes[at] >> 4 !== 4) return Reason.MalformedPacket;
  const headerBytes = (bytes[at] & 0x0f) << 2;
  if (headerBytes < HEADER_BYTES) return Reason.MalformedPacket;

  // A total length of 0 is what segmentation offload leaves behind: the packet is as long as the frame says.
  const totalLength = be16(bytes, at + TOTAL_LENGTH) || p.captured + p.missing;
  if (totalLength < headerBytes) return Reason.MalformedPacket;
  p.limit(totalLength);
  if (p.captured < headerBytes) return p.short();

  const fragment = be16(bytes, at + FLAGS_AND_OFFSET);
  p.moreFragments = (fragment & MORE_FRAGMENTS) !== 0;
  p.fragmentOffset = (fragment & OFFSET_MASK) << 3;
  p.isFragment = p.moreFragments || p.fragmentOffset !== 0;
  p.identification = be16(bytes, at + IDENTIFICATION);
  p.hopLimit = bytes[at + TTL];
  p.protocol = bytes[at + PROTOCOL];
  p.headerChecksum = be16(bytes, at + CHECKSUM);
  p.addresses = bytes;
  p.addressLength = 4;
  p.sourceAddress = at + SOURCE;
  p.destinationAddress = at + DESTINATION;
  p.at = at + headerBytes;
  return GO;
}
