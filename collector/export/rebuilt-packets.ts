// Packets around payloads that lie in no packet of their own: what came through TLS, WebSocket, TCP, SCTP, HEP or in fragments. Link type
// RAW, between the hosts and ports that had it.
//
//   │ IPv4 20 or IPv6 40 │ UDP 8 or TCP 20 │ payload │
//
// What TCP carried stands in TCP, numbered from 1 on for each direction; all else in UDP where it fits, for a reader takes what is plain
// on a port of TLS for broken TLS.

import type { EndpointTable } from '../store/endpoint-table.ts';

const IPV4_BYTES = 20;
const IPV6_BYTES = 40;
const UDP_BYTES = 8;
const TCP_BYTES = 20;
const PROTOCOL_TCP = 6;
const PROTOCOL_UDP = 17;
const HOPS = 64;
/** PSH and ACK (RFC 9293 §3.1). */
const TCP_FLAGS = 0x18;
const TCP_WINDOW = 0xffff;
/** Of one packet: its IP length has 16 bits. */
const MAX_PAYLOAD = 0xffff - IPV6_BYTES - TCP_BYTES;

/** Where a payload goes: endpoints by their ids. */
export interface Way {
  readonly source: number;
  readonly destination: number;
  readonly isTcp: boolean;
}

export class RebuiltPackets {
  private readonly endpoints: EndpointTable;
  private identification = 0;
  /** Next sequence number, by `source>destination`. */
  private readonly nextBySide = new Map<string, number>();

  constructor(endpoints: EndpointTable) {
    this.endpoints = endpoints;
  }

  /** One packet, or several of TCP when it is too long for one. */
  around(payload: Uint8Array, way: Way): Buffer[] {
    if (!way.isTcp && payload.length <= MAX_PAYLOAD) return [this.inUdp(payload, way)];
    const packets: Buffer[] = [];
    for (let at = 0; at < payload.length; at += MAX_PAYLOAD)
      packets.push(this.inTcp(payload.subarray(at, at + MAX_PAYLOAD), way));
    return packets;
  }

  private inUdp(payload: Uint8Array, way: Way): Buffer {
    const { packet, at } = this.ipPacket(way, PROTOCOL_UDP, UDP_BYTES + payload.length);
    this.writePorts(packet, at, way);
    packet.writeUInt16BE(UDP_BYTES + payload.length, at + 4);
    packet.set(payload, at + UDP_BYTES);
    // RFC 768: a sum of 0 is sent as all ones, for 0 says that there is none.
    packet.writeUInt16BE(transportSum(packet, at, PROTOCOL_UDP) || 0xffff, at + 6);
    return packet;
  }

  private inTcp(payload: Uint8Array, way: Way): Buffer {
    const { source, destination } = way;
    const side = `${source}>${destination}`;
    const sequence = this.nextBySide.get(side) ?? 1;
    this.nextBySide.set(side, (sequence + payload.length) >>> 0);
    const { packet, at } = this.ipPacket(way, PROTOCOL_TCP, TCP_BYTES + payload.length);
    this.writePorts(packet, at, way);
    packet.writeUInt32BE(sequence, at + 4);
    packet.writeUInt32BE(this.nextBySide.get(`${destination}>${source}`) ?? 1, at + 8);
    packet[at + 12] = (TCP_BYTES / 4) << 4;
    packet[at + 13] = TCP_FLAGS;
    packet.writeUInt16BE(TCP_WINDOW, at + 14);
    packet.set(payload, at + TCP_BYTES);
    packet.writeUInt16BE(transportSum(packet, at, PROTOCOL_TCP), at + 16);
    return packet;
  }

  /** Zeros behind an IP header; `at` is where they begin. */
  private ipPacket({ source, destination }: Way, protocol: number, length: number): { packet: Buffer; at: number } {
    const isIpv6 = this.endpoints.isIpv6(source);
    const at = isIpv6 ? IPV6_BYTES : IPV4_BYTES;
    const packet = Buffer.alloc(at + length);
    if (isIpv6) {
      // RFC 8200 §3
      packet.writeUInt32BE(0x6000_0000, 0);
      packet.writeUInt16BE(length, 4);
      packet[6] = protocol;
      packet[7] = HOPS;
      this.endpoints.writeAddress(source, packet, 8);
      this.endpoints.writeAddress(destination, packet, 24);
      return { packet, at };
    }
    // RFC 791 §3.1
    packet[0] = 0x45;
    packet.writeUInt16BE(at + length, 2);
    this.identification = (this.identification + 1) & 0xffff;
    packet.writeUInt16BE(this.identification, 4);
    packet[8] = HOPS;
    packet[9] = protocol;
    this.endpoints.writeAddress(source, packet, 12);
    this.endpoints.writeAddress(destination, packet, 16);
    packet.writeUInt16BE(folded(sumOf(packet, 0, IPV4_BYTES)), 10);
    return { packet, at };
  }

  private writePorts(packet: Buffer, at: number, { source, destination }: Way): void {
    packet.writeUInt16BE(this.endpoints.port(source), at);
    packet.writeUInt16BE(this.endpoints.port(destination), at + 2);
  }
}

/** Over the pseudo header too: addresses, protocol and length (RFC 9293 §3.1, RFC 8200 §8.1). */
function transportSum(packet: Buffer, at: number, protocol: number): number {
  const addresses = at === IPV6_BYTES ? 8 : 12;
  return folded(sumOf(packet, addresses, at) + sumOf(packet, at, packet.length) + protocol + packet.length - at);
}

/** RFC 1071 */
function sumOf(bytes: Buffer, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at + 1 < end; at += 2) sum += bytes.readUInt16BE(at);
  return (end - start) % 2 === 1 ? sum + (bytes[end - 1] << 8) : sum;
}

function folded(sum: number): number {
  let rest = sum;
  while (rest > 0xffff) rest = (rest & 0xffff) + Math.floor(rest / 0x10000);
  return ~rest & 0xffff;
}
