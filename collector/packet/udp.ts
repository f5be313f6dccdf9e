// UDP (RFC 768), outside the fast path of decode.ts. The checksum is not verified: capturing hosts leave it to the card.
//
//   │ source port 2 │ destination port 2 │ length 2 │ checksum 2 │ payload … │

import { be16 } from '../bytes/read.ts';
import { Reason } from '../model/health.ts';
import type { Datagram } from '../model/packet.ts';
import { Transport } from '../model/packet.ts';
import type { Step } from './outcome.ts';
import { GO } from './outcome.ts';
import type { Packet } from './packet.ts';

const HEADER_BYTES = 8;
const DESTINATION_PORT = 2;
const LENGTH = 4;
const CHECKSUM = 6;

/** Reads the header at `p` and lends the payload to `d`. GO when `d` is filled. A payload that is cut has `d.missing` set. */
export function readUdp(p: Packet, d: Datagram): Step {
  const bytes = p.bytes;
  const at = p.at;
  if (p.captured < HEADER_BYTES) return p.short();
  const length = be16(bytes, at + LENGTH);
  // A length of 0 stands for what IP says (jumbograms, RFC 2675 §4; segmentation offload).
  if (length !== 0) {
    if (length < HEADER_BYTES) return Reason.MalformedPacket;
    p.limit(length);
  }
  const total = p.captured + p.missing;
  const checksum = be16(bytes, at + CHECKSUM);
  p.at = at + HEADER_BYTES;
  p.lend(d);
  d.transport = Transport.Udp;
  d.sourcePort = be16(bytes, at);
  d.destinationPort = be16(bytes, at + DESTINATION_PORT);
  d.fingerprint = fingerprintOf(p.identification, p.headerChecksum, checksum, total, p.hopLimit);
  return GO;
}

/** What a second capture of the same datagram repeats: IP identification, checksums, UDP length and TTL. 32 bits, unsigned. */
export function fingerprintOf(
  identification: number,
  headerChecksum: number,
  checksum: number,
  length: number,
  hopLimit: number,
): number {
  const first = Math.imul((identification << 16) ^ identification ^ (checksum << 3), 0x9e3779b1);
  const second = Math.imul((headerChecksum << 16) ^ length ^ (hopLimit << 8), 0x85ebca6b);
  const mixed = first ^ (first >>> 15) ^ second ^ (second >>> 13);
  return mixed >>> 0;
}
