// Received HEP frames as packets, so that they can lie in a capture (link type RAW): IP and UDP from the agent to the listener, whatever
// the real transport was. Checksums: that of IPv4 is right, that of UDP is 0, "none" (RFC 768).
//
//   │ IPv4 20 or IPv6 40 │ UDP 8 │ HEP frame │          a length that does not fit into its field is 0: as long as the packet is

import { isIPv4, isIPv6 } from 'node:net';

const IPV4_BYTES = 20;
const IPV6_BYTES = 40;
const UDP_BYTES = 8;
const MAX_LENGTH = 0xffff;
const PROTOCOL_UDP = 17;
const HOPS = 64;
/** Addresses whose bytes are remembered; beyond that the memory starts anew. */
const MAX_ADDRESSES = 4096;

const UNSPECIFIED_IPV4 = Buffer.alloc(4);
const UNSPECIFIED_IPV6 = Buffer.alloc(16);

export class UdpHeaders {
  private readonly bytes = Buffer.alloc(IPV6_BYTES + UDP_BYTES);
  private readonly ipv4 = this.bytes.subarray(0, IPV4_BYTES + UDP_BYTES);
  private readonly ipv6 = this.bytes;
  private readonly addresses = new Map<string, Buffer>();
  private identification = 0;

  /** What stands before a payload of `length` bytes. Lent: overwritten by the next call. */
  before(length: number, remoteAddress: string, remotePort: number, localAddress: string, localPort: number): Buffer {
    const source = this.addressBytes(remoteAddress);
    const destination = sameFamily(this.addressBytes(localAddress), source.length);
    const udpAt =
      source.length === 4 ? this.fillIpv4(length, source, destination) : this.fillIpv6(length, source, destination);
    const out = this.bytes;
    out.writeUInt16BE(remotePort, udpAt);
    out.writeUInt16BE(localPort, udpAt + 2);
    out.writeUInt16BE(orZero(length + UDP_BYTES), udpAt + 4);
    out.writeUInt16BE(0, udpAt + 6);
    return source.length === 4 ? this.ipv4 : this.ipv6;
  }

  /** RFC 791 §3.1. */
  private fillIpv4(length: number, source: Buffer, destination: Buffer): number {
    const out = this.bytes;
    out.fill(0, 0, IPV4_BYTES);
    out[0] = 0x45;
    out.writeUInt16BE(orZero(length + UDP_BYTES + IPV4_BYTES), 2);
    // Tells a frame that an agent sent again from a second copy of the first.
    this.identification = (this.identification + 1) & MAX_LENGTH;
    out.writeUInt16BE(this.identification, 4);
    out[8] = HOPS;
    out[9] = PROTOCOL_UDP;
    source.copy(out, 12);
    destination.copy(out, 16);
    out.writeUInt16BE(checksum(out, IPV4_BYTES), 10);
    return IPV4_BYTES;
  }

  /** RFC 8200 §3. */
  private fillIpv6(length: number, source: Buffer, destination: Buffer): number {
    const out = this.bytes;
    out.writeUInt32BE(0x6000_0000, 0);
    out.writeUInt16BE(orZero(length + UDP_BYTES), 4);
    out[6] = PROTOCOL_UDP;
    out[7] = HOPS;
    source.copy(out, 8);
    destination.copy(out, 24);
    return IPV6_BYTES;
  }

  private addressBytes(text: string): Buffer {
    const known = this.addresses.get(text);
    if (known !== undefined) return known;
    if (this.addresses.size >= MAX_ADDRESSES) this.addresses.clear();
    const bytes = readAddress(text);
    this.addresses.set(text, bytes);
    return bytes;
  }
}

/** The frame as a packet of its own. */
export function wrapInUdp(
  bytes: Buffer,
  remoteAddress: string,
  remotePort: number,
  localAddress: string,
  localPort: number,
): Buffer {
  const headers = new UdpHeaders().before(bytes.length, remoteAddress, remotePort, localAddress, localPort);
  return Buffer.concat([headers, bytes]);
}

/** 4 bytes for IPv4 and IPv4-mapped addresses, else 16; zeros for what is no address. */
export function readAddress(text: string): Buffer {
  if (isIPv4(text)) return Buffer.from(text.split('.').map(Number));
  const zone = text.indexOf('%');
  const bare = zone === -1 ? text : text.slice(0, zone);
  if (!isIPv6(bare)) return UNSPECIFIED_IPV4;
  const bytes = readIpv6(bare);
  const isMapped = bytes.readUInt32BE(8) === 0xffff && bytes.readUInt32BE(0) === 0 && bytes.readUInt32BE(4) === 0;
  return isMapped ? bytes.subarray(12) : bytes;
}

/** RFC 4291 §2.2: groups of 16 bits, `::` for zeros, the last 32 bits perhaps dotted. `text` is known to be right. */
function readIpv6(text: string): Buffer {
  const dotted = /^(?<head>.*:)(?<ipv4>\d+\.\d+\.\d+\.\d+)$/.exec(text)?.groups;
  if (dotted !== undefined) {
    const [a = 0, b = 0, c = 0, d = 0] = (dotted['ipv4'] ?? '').split('.').map(Number);
    return readIpv6(`${dotted['head']}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`);
  }
  const [head = '', tail] = text.split('::');
  const groupsOf = (part: string): number[] =>
    part === '' ? [] : part.split(':').map(group => Number.parseInt(group, 16));
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  const bytes = Buffer.alloc(16);
  before.forEach((group, i) => {
    bytes.writeUInt16BE(group, 2 * i);
  });
  after.forEach((group, i) => {
    bytes.writeUInt16BE(group, 2 * (8 - after.length + i));
  });
  return bytes;
}

/** A listener on all addresses does not know which one was meant; a socket for both families says `::` to IPv4 peers too. */
function sameFamily(address: Buffer, length: number): Buffer {
  if (address.length === length) return address;
  return length === 4 ? UNSPECIFIED_IPV4 : UNSPECIFIED_IPV6;
}

function orZero(length: number): number {
  return length > MAX_LENGTH ? 0 : length;
}

/** RFC 1071. */
function checksum(bytes: Buffer, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i += 2) sum += bytes.readUInt16BE(i);
  while (sum > MAX_LENGTH) sum = (sum & MAX_LENGTH) + (sum >>> 16);
  return ~sum & MAX_LENGTH;
}
