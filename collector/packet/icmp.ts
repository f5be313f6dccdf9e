// ICMP errors that quote a UDP or TCP packet (RFC 792, RFC 4443 §3): who says it, of which packet, and what of it is quoted.
// The quotation may end anywhere: RFC 792 promises 8 bytes behind the IP header, most hosts send more.
//
//   │ type 1 │ code 1 │ checksum 2 │ 4 bytes by type │ IP header of the packet │ ports 2+2 │ … as much of it as the host sent back

import { be16 } from '../bytes/read.ts';
import type { Datagram } from '../model/packet.ts';
import { Transport } from '../model/packet.ts';
import { IpProtocol } from './ip-protocol.ts';
import type { Packet } from './packet.ts';

const HEADER_BYTES = 8;
const IPV4_BYTES = 20;
const IPV4_PROTOCOL = 9;
const IPV4_FLAGS_AND_OFFSET = 6;
const IPV4_OFFSET_MASK = 0x1fff;
const IPV4_SOURCE = 12;
const IPV6_BYTES = 40;
const IPV6_NEXT_HEADER = 6;
const IPV6_SOURCE = 8;
const PORTS_BYTES = 4;
const UDP_BYTES = 8;
const TCP_OFFSET = 12;

/** Destination unreachable, source quench, time exceeded, parameter problem (RFC 792). */
const ERRORS_OF_IPV4: readonly number[] = [3, 4, 11, 12];
/** Destination unreachable, packet too big, time exceeded, parameter problem (RFC 4443 §2.1: below 128 are errors). */
const ERRORS_OF_IPV6: readonly number[] = [1, 2, 3, 4];

/** What the error says. Reused and lent, as the datagram that it quotes. */
export class IcmpError {
  isIpv6 = false;
  type = 0;
  code = 0;
  /** Who reports it: `addresses[reporterAddress ..+reporterLength)`. */
  addresses: Uint8Array = new Uint8Array(0);
  reporterAddress = 0;
  reporterLength: 4 | 16 = 4;
}

/**
 * `p` is at an ICMP header. True when it is an error that quotes UDP or TCP: then `error` and `quoted` are filled, `quoted` with what
 * there is of the payload, its addresses and ports being those of the packet that could not be delivered. `p` stays as it is.
 */
export function readIcmpError(p: Packet, error: IcmpError, quoted: Datagram): boolean {
  const { bytes, at, end } = p;
  if (end - at < HEADER_BYTES) return false;
  const isIpv6 = p.protocol === IpProtocol.IcmpV6;
  if (!(isIpv6 ? ERRORS_OF_IPV6 : ERRORS_OF_IPV4).includes(bytes[at])) return false;
  const ip = at + HEADER_BYTES;
  const payload = isIpv6 ? readIpv6(bytes, ip, end, quoted) : readIpv4(bytes, ip, end, quoted);
  if (payload < 0 || end - payload < PORTS_BYTES) return false;

  error.isIpv6 = isIpv6;
  error.type = bytes[at];
  error.code = bytes[at + 1];
  error.addresses = p.addresses;
  error.reporterAddress = p.sourceAddress;
  error.reporterLength = p.addressLength;
  const isTcp = quoted.transport === Transport.Tcp;
  quoted.bytes = bytes;
  quoted.sourcePort = be16(bytes, payload);
  quoted.destinationPort = be16(bytes, payload + 2);
  quoted.start = Math.min(end, payload + (isTcp ? tcpHeaderBytes(bytes, payload, end) : UDP_BYTES));
  quoted.end = end;
  quoted.missing = 0;
  quoted.timeMicros = p.timeMicros;
  quoted.nanos = p.nanos;
  quoted.segment = p.segment;
  quoted.frameNumber = p.frameNumber;
  quoted.point = p.point;
  quoted.offset = -1;
  return true;
}

/** Where what IP carries begins; -1 when that is not the start of a UDP or TCP packet. */
function readIpv4(bytes: Buffer, at: number, end: number, quoted: Datagram): number {
  if (end - at < IPV4_BYTES || bytes[at] >> 4 !== 4) return -1;
  // Later fragments have no ports.
  if ((be16(bytes, at + IPV4_FLAGS_AND_OFFSET) & IPV4_OFFSET_MASK) !== 0) return -1;
  const headerBytes = (bytes[at] & 0x0f) << 2;
  if (headerBytes < IPV4_BYTES || !setTransport(bytes[at + IPV4_PROTOCOL], quoted)) return -1;
  setAddresses(quoted, bytes, at + IPV4_SOURCE, 4);
  return at + headerBytes;
}

function readIpv6(bytes: Buffer, at: number, end: number, quoted: Datagram): number {
  if (end - at < IPV6_BYTES || bytes[at] >> 4 !== 6) return -1;
  // SIP hosts send no extension headers; a quotation with some is not taken apart.
  if (!setTransport(bytes[at + IPV6_NEXT_HEADER], quoted)) return -1;
  setAddresses(quoted, bytes, at + IPV6_SOURCE, 16);
  return at + IPV6_BYTES;
}

function setTransport(protocol: number, quoted: Datagram): boolean {
  quoted.transport = protocol === IpProtocol.Tcp ? Transport.Tcp : Transport.Udp;
  return protocol === IpProtocol.Tcp || protocol === IpProtocol.Udp;
}

function setAddresses(quoted: Datagram, bytes: Buffer, at: number, length: 4 | 16): void {
  quoted.addresses = bytes;
  quoted.addressLength = length;
  quoted.sourceAddress = at;
  quoted.destinationAddress = at + length;
}

/** All that is quoted when it is cut before the length. */
function tcpHeaderBytes(bytes: Buffer, at: number, end: number): number {
  return at + TCP_OFFSET < end ? (bytes[at + TCP_OFFSET] >> 4) << 2 : end - at;
}
