// Writes a classic pcap file of UDP over IPv4 over Ethernet, through one buffer, packet by packet.
//
//   record 16: seconds, µs, captured, original │ Ethernet 14 │ IPv4 20 │ UDP 8 │ payload

import { closeSync, openSync, writeSync } from 'node:fs';

const BUFFER_BYTES = 8 * 1024 * 1024;
const RECORD = 16;
const ETHERNET = 14;
const IPV4 = 20;
const UDP = 8;
const HEADERS = ETHERNET + IPV4 + UDP;
const LARGEST_PAYLOAD = 65_535 - IPV4 - UDP;
const DONT_FRAGMENT = 0x4000;

/** An IPv4 address and a UDP port. */
export function endpoint(address, port) {
  const [a, b, c, d] = address.split('.').map(Number);
  return { address, port, number: ((a << 24) | (b << 16) | (c << 8) | d) >>> 0 };
}

export class PcapWriter {
  frames = 0;
  bytes = 0;
  #file;
  #buffer = Buffer.alloc(BUFFER_BYTES);
  #at = 0;

  constructor(path) {
    this.#file = openSync(path, 'w');
    const header = Buffer.alloc(24);
    header.writeUInt32LE(0xa1b2c3d4, 0);
    header.writeUInt16LE(2, 4);
    header.writeUInt16LE(4, 6);
    header.writeUInt32LE(262_144, 16);
    // LINKTYPE_ETHERNET
    header.writeUInt32LE(1, 20);
    header.copy(this.#buffer);
    this.#at = header.length;
  }

  /** One datagram at `time` (seconds since the epoch). `payload` is Latin-1 text or a Buffer. */
  write(time, from, to, payload) {
    const length = payload.length;
    if (length > LARGEST_PAYLOAD) throw new RangeError(`${length} bytes are too many for a datagram`);
    if (this.#at + RECORD + HEADERS + length > BUFFER_BYTES) this.#flush();
    const micros = Math.round(time * 1e6);
    const b = this.#buffer;
    let at = this.#at;
    at = b.writeUInt32LE(Math.floor(micros / 1e6), at);
    at = b.writeUInt32LE(micros % 1e6, at);
    at = b.writeUInt32LE(HEADERS + length, at);
    at = b.writeUInt32LE(HEADERS + length, at);
    // Locally administered addresses made of the IPv4 ones.
    at = b.writeUInt16BE(0x0200, at);
    at = b.writeUInt32BE(to.number, at);
    at = b.writeUInt16BE(0x0200, at);
    at = b.writeUInt32BE(from.number, at);
    at = b.writeUInt16BE(0x0800, at);
    at = this.#writeIpv4(at, from, to, IPV4 + UDP + length);
    at = b.writeUInt16BE(from.port, at);
    at = b.writeUInt16BE(to.port, at);
    at = b.writeUInt16BE(UDP + length, at);
    // No checksum (RFC 768): none of the readers compared looks at it.
    at = b.writeUInt16BE(0, at);
    if (typeof payload === 'string') b.latin1Write(payload, at, length);
    else payload.copy(b, at);
    this.#at = at + length;
    this.frames++;
  }

  close() {
    this.#flush();
    closeSync(this.#file);
  }

  #writeIpv4(start, from, to, totalLength) {
    const b = this.#buffer;
    b.writeUInt16BE(0x4500, start);
    b.writeUInt16BE(totalLength, start + 2);
    b.writeUInt16BE(this.frames & 0xffff, start + 4);
    b.writeUInt16BE(DONT_FRAGMENT, start + 6);
    b[start + 8] = 64;
    b[start + 9] = 17;
    b.writeUInt16BE(0, start + 10);
    b.writeUInt32BE(from.number, start + 12);
    b.writeUInt32BE(to.number, start + 16);
    let sum = 0;
    for (let at = start; at < start + IPV4; at += 2) sum += b.readUInt16BE(at);
    while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
    b.writeUInt16BE(~sum & 0xffff, start + 10);
    return start + IPV4;
  }

  #flush() {
    for (let at = 0; at < this.#at; ) at += writeSync(this.#file, this.#buffer, at, this.#at - at);
    this.bytes += this.#at;
    this.#at = 0;
  }
}
