// Gives every address:port a small number, so that rows, flows and streams compare and store numbers.
// Takes raw addresses (lent), keeps its own copy in typed columns; an entry is never removed, ids count from 0.
//
// HOT: `intern` and `find` run twice a message and twice an RTP packet. Open addressing, load at most one half:
//
//   slots: Int32Array  [ -1 | 4 | -1 | 0 | … ]      slot = hash(words, port) & mask, then the next free one
//   words: Uint32Array [ w0 w1 w2 w3 | w0 w1 … ]    IPv4 lies in w0, the others 0
//   ports: Uint32Array [ port | family << 16 | … ]
//
// Bench: test/bench (report --json --summary on the 100,000-call capture).

import { addressText } from '../bytes/address.ts';
import { be32 } from '../bytes/read.ts';

const IPV6_BIT = 1 << 16;
/** Few: a table that has grown before V8 compiles what asks it is compiled once. */
const FIRST_ENDPOINTS = 64;

export class EndpointTable {
  private slots = new Int32Array(FIRST_ENDPOINTS * 2).fill(-1);
  private words = new Uint32Array(FIRST_ENDPOINTS * 4);
  private ports = new Uint32Array(FIRST_ENDPOINTS);
  private count = 0;
  private readonly texts: string[] = [];
  private readonly addressTexts: string[] = [];

  /** How many endpoints there are: ids are 0 … size - 1. */
  get size(): number {
    return this.count;
  }

  /** The id of an endpoint, made when it is new. `length` is 4 or 16 bytes. */
  intern(addresses: Uint8Array, at: number, length: 4 | 16, port: number): number {
    const slot = this.slotOf(addresses, at, length, port);
    const known = this.slots[slot];
    return known >= 0 ? known : this.add(slot, addresses, at, length, port);
  }

  /** The id of an endpoint, or -1 when it was never interned. */
  find(addresses: Uint8Array, at: number, length: 4 | 16, port: number): number {
    return this.slots[this.slotOf(addresses, at, length, port)];
  }

  /** Whether endpoint `id` is this address and port. */
  equals(id: number, addresses: Uint8Array, at: number, length: 4 | 16, port: number): boolean {
    const base = id * 4;
    const words = this.words;
    if (id >= this.count || words[base] !== be32(addresses, at)) return false;
    if (length === 4) return this.ports[id] === port;
    return (
      this.ports[id] === (port | IPV6_BIT) &&
      words[base + 3] === be32(addresses, at + 12) &&
      words[base + 1] === be32(addresses, at + 4) &&
      words[base + 2] === be32(addresses, at + 8)
    );
  }

  /** Whether two endpoints are the same host, whatever their ports. */
  isSameAddress(a: number, b: number): boolean {
    const words = this.words;
    return (
      words[a * 4] === words[b * 4] &&
      words[a * 4 + 1] === words[b * 4 + 1] &&
      words[a * 4 + 2] === words[b * 4 + 2] &&
      words[a * 4 + 3] === words[b * 4 + 3] &&
      this.isIpv6(a) === this.isIpv6(b)
    );
  }

  /** Equal for the same host, whatever the port: for tables, whose users ask `isSameAddress` too. */
  addressHash(id: number): number {
    const words = this.words;
    return hashWords(words[id * 4], words[id * 4 + 1], words[id * 4 + 2], words[id * 4 + 3], 0);
  }

  port(id: number): number {
    return this.ports[id] & 0xffff;
  }

  isIpv6(id: number): boolean {
    return (this.ports[id] & IPV6_BIT) !== 0;
  }

  /** Writes the address as it stands in an IP header, 4 or 16 bytes from `at` on. */
  writeAddress(id: number, out: Uint8Array, at: number): void {
    const view = new DataView(out.buffer, out.byteOffset, out.byteLength);
    const words = this.isIpv6(id) ? 4 : 1;
    for (let i = 0; i < words; i++) view.setUint32(at + i * 4, this.words[id * 4 + i]);
  }

  /** An IPv4 address as a number; -1 for IPv6. */
  ipv4(id: number): number {
    return this.isIpv6(id) ? -1 : this.words[id * 4];
  }

  /** Orders endpoints as they count: IPv4 by number, then port; IPv6 are texts of one length, address first. */
  orderKey(id: number): number | string {
    if (!this.isIpv6(id)) return this.words[id * 4] * 65_536 + this.port(id);
    const words = this.words.subarray(id * 4, id * 4 + 4);
    const hex = (n: number): string => n.toString(16).padStart(8, '0');
    return Array.from(words, hex).join('') + hex(this.port(id));
  }

  /** The IP address as text, IPv6 in RFC 5952 form without brackets. */
  address(id: number): string {
    const known = this.addressTexts[id];
    if (known !== undefined) return known;
    const text = this.isIpv6(id) ? this.ipv6Text(id) : ipv4Text(this.words[id * 4]);
    this.addressTexts[id] = text;
    return text;
  }

  /** `ip:port`, IPv6 in brackets (INTERFACES). */
  text(id: number): string {
    const known = this.texts[id];
    if (known !== undefined) return known;
    const address = this.address(id);
    const text = this.isIpv6(id) ? `[${address}]:${this.port(id)}` : `${address}:${this.port(id)}`;
    this.texts[id] = text;
    return text;
  }

  private ipv6Text(id: number): string {
    const bytes = new Uint8Array(16);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < 4; i++) view.setUint32(i * 4, this.words[id * 4 + i]);
    return addressText(bytes, 0, 16);
  }

  private slotOf(addresses: Uint8Array, at: number, length: 4 | 16, port: number): number {
    const w0 = be32(addresses, at);
    if (length === 16) {
      const w3 = be32(addresses, at + 12);
      return this.slotOfIpv6(w0, be32(addresses, at + 4), be32(addresses, at + 8), w3, port | IPV6_BIT);
    }
    const slots = this.slots;
    const words = this.words;
    const ports = this.ports;
    const mask = slots.length - 1;
    for (let slot = hashWords(w0, 0, 0, 0, port) & mask; ; slot = (slot + 1) & mask) {
      const id = slots[slot];
      if (id < 0 || (words[id * 4] === w0 && ports[id] === port)) return slot;
    }
  }

  private slotOfIpv6(w0: number, w1: number, w2: number, w3: number, port: number): number {
    const slots = this.slots;
    const words = this.words;
    const ports = this.ports;
    const mask = slots.length - 1;
    for (let slot = hashWords(w0, w1, w2, w3, port) & mask; ; slot = (slot + 1) & mask) {
      const id = slots[slot];
      if (id < 0) return slot;
      const base = id * 4;
      if (words[base] !== w0 || words[base + 1] !== w1 || ports[id] !== port) continue;
      if (words[base + 2] === w2 && words[base + 3] === w3) return slot;
    }
  }

  private add(slot: number, addresses: Uint8Array, at: number, length: 4 | 16, port: number): number {
    const id = this.count;
    if (id === this.ports.length) this.growColumns();
    const base = id * 4;
    this.words[base] = be32(addresses, at);
    if (length === 16) {
      this.words[base + 1] = be32(addresses, at + 4);
      this.words[base + 2] = be32(addresses, at + 8);
      this.words[base + 3] = be32(addresses, at + 12);
    }
    this.ports[id] = length === 16 ? port | IPV6_BIT : port;
    this.slots[slot] = id;
    this.count = id + 1;
    if (this.count * 2 > this.slots.length) this.growSlots();
    return id;
  }

  private growColumns(): void {
    const words = new Uint32Array(this.words.length * 2);
    words.set(this.words);
    this.words = words;
    const ports = new Uint32Array(this.ports.length * 2);
    ports.set(this.ports);
    this.ports = ports;
  }

  private growSlots(): void {
    const slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let id = 0; id < this.count; id++) {
      const base = id * 4;
      const w = this.words;
      let slot = hashWords(w[base], w[base + 1], w[base + 2], w[base + 3], this.ports[id]) & mask;
      while (slots[slot] >= 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.slots = slots;
  }
}

function ipv4Text(word: number): string {
  return `${word >>> 24}.${(word >>> 16) & 0xff}.${(word >>> 8) & 0xff}.${word & 0xff}`;
}

function hashWords(w0: number, w1: number, w2: number, w3: number, tail: number): number {
  let h = Math.imul(w0 ^ Math.imul(tail, 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  if ((w1 | w2 | w3) !== 0) h = Math.imul(h ^ w1 ^ Math.imul(w2, 0x27d4eb2f) ^ Math.imul(w3, 0x165667b1), 0x9e3779b1);
  return h ^ (h >>> 16);
}
