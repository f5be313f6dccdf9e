// A SIP message as a HEP3 frame. Takes what was captured, writes into a buffer of its own, lends what it wrote.
//
//   │ magic, length │ family │ protocol │ addresses │ ports │ seconds │ µs │ type │ agent id │ [key] │ [correlation] │ [name] │ payload │
//
// Vendor 0 throughout, chunks in the order that senders use. A message that does not fit into 64 KiB goes compressed (zlib, chunk 0x10).

import { deflateSync } from 'node:zlib';
import { type Datagram, Transport } from '../model/packet.ts';
import { MICROS_PER_SECOND } from '../model/time.ts';
import { HepIpProtocol, HepPayload } from './hep-frame.ts';
import { MAX_AGENT_NAME_BYTES, MAX_CORRELATION_BYTES, MAX_FRAME_BYTES, MAX_INFLATED_BYTES } from './limits.ts';
import { Chunk } from './scan.ts';

/** Who sends. */
export interface HepIdentity {
  readonly agentId: number;
  /** Chunk 0x13; empty is left out. Cut at MAX_AGENT_NAME_BYTES. */
  readonly agentName: string;
  /** Shared secret, chunk 0x0e. */
  readonly key?: string;
}

const LENGTH_AT = 4;
const HEADER_BYTES = 6;
const CHUNK_HEADER_BYTES = 6;
const FAMILY_IPV4 = 2;
/** AF_INET6 of Linux. */
const FAMILY_IPV6 = 10;

/** Encodes for one sender: what is the same in every frame is made once. */
export class HepEncoder {
  /** The last frame is `out[0, length)`. Lent: the next one overwrites it. */
  readonly out: Buffer = Buffer.allocUnsafeSlow(MAX_FRAME_BYTES);
  private readonly agentId: number;
  private readonly key: Buffer;
  private readonly name: Buffer;
  private at = 0;

  constructor({ agentId, agentName, key }: HepIdentity) {
    this.agentId = agentId >>> 0;
    this.key = Buffer.from(key ?? '', 'utf8');
    this.name = Buffer.from(agentName, 'utf8').subarray(0, MAX_AGENT_NAME_BYTES);
    this.out.write('HEP3', 0, 'latin1');
  }

  /**
   * The message `bytes[start, end)` that `origin` brought (its addresses, transport and time; not its payload), with
   * `bytes[correlationStart, correlationEnd)` as correlation id. Gives the frame's length, or 0 when no frame can hold it.
   */
  encode(
    origin: Datagram,
    bytes: Buffer,
    start: number,
    end: number,
    correlationStart: number,
    correlationEnd: number,
  ): number {
    this.at = HEADER_BYTES;
    this.putOrigin(origin);
    if (this.key.length > 0) this.putBytes(Chunk.Key, this.key, 0, this.key.length);
    if (correlationEnd > correlationStart) {
      const cut = Math.min(correlationEnd, correlationStart + MAX_CORRELATION_BYTES);
      this.putBytes(Chunk.Correlation, bytes, correlationStart, cut);
    }
    if (this.name.length > 0) this.putBytes(Chunk.AgentName, this.name, 0, this.name.length);
    if (!this.putPayload(bytes, start, end)) return 0;
    this.out.writeUInt16BE(this.at, LENGTH_AT);
    return this.at;
  }

  private putOrigin(origin: Datagram): void {
    const isIpv4 = origin.addressLength === 4;
    this.putByte(Chunk.Family, isIpv4 ? FAMILY_IPV4 : FAMILY_IPV6);
    this.putByte(Chunk.IpProtocol, ipProtocolOf(origin.transport));
    this.putAddress(isIpv4 ? Chunk.SourceIpv4 : Chunk.SourceIpv6, origin, origin.sourceAddress);
    this.putAddress(isIpv4 ? Chunk.DestinationIpv4 : Chunk.DestinationIpv6, origin, origin.destinationAddress);
    this.putShort(Chunk.SourcePort, origin.sourcePort);
    this.putShort(Chunk.DestinationPort, origin.destinationPort);
    const seconds = Math.floor(origin.timeMicros / MICROS_PER_SECOND);
    this.putLong(Chunk.Seconds, seconds);
    this.putLong(Chunk.Micros, origin.timeMicros - seconds * MICROS_PER_SECOND);
    this.putByte(Chunk.PayloadType, HepPayload.Sip);
    this.putLong(Chunk.AgentId, this.agentId);
  }

  private putPayload(bytes: Buffer, start: number, end: number): boolean {
    const room = MAX_FRAME_BYTES - this.at - CHUNK_HEADER_BYTES;
    if (end - start <= room) {
      this.putBytes(Chunk.Payload, bytes, start, end);
      return true;
    }
    // Nobody would inflate more than this again.
    if (end - start > MAX_INFLATED_BYTES) return false;
    const packed = deflateSync(bytes.subarray(start, end));
    if (packed.length > room) return false;
    this.putBytes(Chunk.CompressedPayload, packed, 0, packed.length);
    return true;
  }

  private putHeader(type: number, valueBytes: number): void {
    const { out, at } = this;
    out[at] = 0;
    out[at + 1] = 0;
    out[at + 2] = type >> 8;
    out[at + 3] = type & 0xff;
    const length = valueBytes + CHUNK_HEADER_BYTES;
    out[at + 4] = length >> 8;
    out[at + 5] = length & 0xff;
    this.at = at + CHUNK_HEADER_BYTES;
  }

  private putByte(type: number, value: number): void {
    this.putHeader(type, 1);
    this.out[this.at++] = value;
  }

  private putShort(type: number, value: number): void {
    this.putHeader(type, 2);
    this.out[this.at++] = value >> 8;
    this.out[this.at++] = value & 0xff;
  }

  private putLong(type: number, value: number): void {
    this.putHeader(type, 4);
    // A time before 1970 or after 2106 has no place in the field; `>>>` keeps it 32 bits.
    this.out.writeUInt32BE(value >>> 0, this.at);
    this.at += 4;
  }

  private putAddress(type: number, origin: Datagram, from: number): void {
    this.putHeader(type, origin.addressLength);
    for (let i = 0; i < origin.addressLength; i++) this.out[this.at++] = origin.addresses[from + i];
  }

  private putBytes(type: number, bytes: Buffer, start: number, end: number): void {
    this.putHeader(type, end - start);
    bytes.copy(this.out, this.at, start, end);
    this.at += end - start;
  }
}

/** HEP has no number for WebSockets: they are told as what carries them, as FreeSWITCH (TCP) and Kamailio (22 for TLS) do. */
function ipProtocolOf(transport: Transport): number {
  switch (transport) {
    case Transport.Udp:
      return HepIpProtocol.Udp;
    case Transport.Tcp:
    case Transport.Ws:
      return HepIpProtocol.Tcp;
    case Transport.Tls:
    case Transport.Wss:
      return HepIpProtocol.Tls;
    case Transport.Sctp:
      return HepIpProtocol.Sctp;
  }
}
