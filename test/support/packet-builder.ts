// Builds packets layer by layer for tests of the packet floor, and a sink that writes down what the floor says.
// Each layer takes what matters and the layers inside it as `payload`; lengths are right unless a test states a lie.

import { Frame, LinkType } from '../../collector/model/frame.ts';
import type { SampleFrame } from '../../collector/model/health.ts';
import type { Datagram } from '../../collector/model/packet.ts';
import { PacketDecoder } from '../../collector/packet/decode.ts';
import type { IcmpError } from '../../collector/packet/icmp.ts';
import type { PacketLimits } from '../../collector/packet/limits.ts';
import { Outcome } from '../../collector/packet/outcome.ts';
import type { PacketSink } from '../../collector/packet/sink.ts';
import type { TcpStream } from '../../collector/packet/tcp-stream.ts';

/** 2026-01-01, in µs: the time of frames that state none. */
export const TEST_TIME = 1_767_225_600_000_000;
export const SECOND = 1_000_000;

export const u8 = (...values: number[]): Buffer => Buffer.from(values);
export const u16 = (...values: number[]): Buffer => Buffer.concat(values.map(v => u8((v >> 8) & 0xff, v & 0xff)));
export const u32 = (...values: number[]): Buffer =>
  Buffer.concat(values.map(v => u8((v >>> 24) & 0xff, (v >>> 16) & 0xff, (v >>> 8) & 0xff, v & 0xff)));
export const bytes = (...parts: (Buffer | string)[]): Buffer =>
  Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));

// ───────────────────────────── links ─────────────────────────────

const MACS = bytes(u8(2, 0, 0, 0, 0, 1), u8(2, 0, 0, 0, 0, 2));

export function ethernet(payload: Buffer, type = etherTypeOf(payload)): Buffer {
  return bytes(MACS, u16(type), payload);
}

/** One tag a number of `tags`, outermost first: 0x8100, 0x88a8 … */
export function vlan(tags: readonly number[], payload: Buffer, type = etherTypeOf(payload)): Buffer {
  const [outermost, ...inner] = tags;
  const tagged = inner.map(tag => u16(100, tag));
  return bytes(MACS, u16(outermost), ...tagged, u16(100, type), payload);
}

/** 802.3 with LLC and SNAP. */
export function snap(payload: Buffer, type = etherTypeOf(payload)): Buffer {
  const llc = bytes(u8(0xaa, 0xaa, 3, 0, 0, 0), u16(type), payload);
  return bytes(MACS, u16(llc.length), llc);
}

export function sll(payload: Buffer, protocol = etherTypeOf(payload), hardware = 1): Buffer {
  return bytes(u16(0, hardware, 6), u8(2, 0, 0, 0, 0, 1, 0, 0), u16(protocol), payload);
}

export function sll2(payload: Buffer, protocol = etherTypeOf(payload), hardware = 1): Buffer {
  return bytes(u16(protocol, 0), u32(3), u16(hardware), u8(0, 6, 2, 0, 0, 0, 0, 1, 0, 0), payload);
}

/** PPPoE session from its version byte, with a PPP protocol of 2 bytes. */
export function pppoe(payload: Buffer, lie: { length?: number; code?: number; version?: number } = {}): Buffer {
  const ppp = bytes(u16(etherTypeOf(payload) === 0x0800 ? 0x21 : 0x57), payload);
  return bytes(u8(lie.version ?? 0x11, lie.code ?? 0), u16(7, lie.length ?? ppp.length), ppp);
}

function etherTypeOf(ip: Buffer): number {
  return ip[0] >> 4 === 6 ? 0x86dd : 0x0800;
}

// ───────────────────────────── IP ─────────────────────────────

export interface Ipv4Options {
  readonly source?: string;
  readonly destination?: string;
  readonly protocol?: number;
  readonly identification?: number;
  readonly ttl?: number;
  readonly totalLength?: number;
  /** In 4-byte words; a lie when it does not fit `options`. */
  readonly headerWords?: number;
  readonly version?: number;
  readonly options?: Buffer;
  /** In bytes, a multiple of 8. */
  readonly fragmentOffset?: number;
  readonly moreFragments?: boolean;
}

export function ipv4(payload: Buffer, o: Ipv4Options = {}): Buffer {
  const options = o.options ?? u8();
  const header = bytes(
    u8(((o.version ?? 4) << 4) | (o.headerWords ?? 5 + options.length / 4), 0),
    u16(o.totalLength ?? 20 + options.length + payload.length, o.identification ?? 1),
    u16((o.moreFragments ? 0x2000 : 0) | ((o.fragmentOffset ?? 0) >> 3)),
    u8(o.ttl ?? 64, o.protocol ?? 17, 0, 0),
    ipv4Address(o.source ?? '10.0.0.1'),
    ipv4Address(o.destination ?? '10.0.0.2'),
    options,
  );
  header.writeUInt16BE(onesComplement(header), 10);
  return bytes(header, payload);
}

export function ipv4Address(text: string): Buffer {
  return Buffer.from(text.split('.').map(Number));
}

function onesComplement(data: Buffer): number {
  let sum = 0;
  for (let i = 0; i + 1 < data.length; i += 2) sum += data.readUInt16BE(i);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

export interface Ipv6Options {
  /** The last byte of 2001:db8::n. */
  readonly source?: number;
  readonly destination?: number;
  readonly nextHeader?: number;
  readonly payloadLength?: number;
  readonly version?: number;
}

export function ipv6(payload: Buffer, o: Ipv6Options = {}): Buffer {
  const prefix = bytes(u16(0x2001, 0xdb8), Buffer.alloc(11));
  return bytes(
    u32(((o.version ?? 6) << 28) >>> 0),
    u16(o.payloadLength ?? payload.length),
    u8(o.nextHeader ?? 17, 64),
    prefix,
    u8(o.source ?? 1),
    prefix,
    u8(o.destination ?? 2),
    payload,
  );
}

/** An IPv6 fragment header with what it carries. */
export function fragmentHeader(payload: Buffer, offset: number, more: boolean, id = 7, nextHeader = 17): Buffer {
  return bytes(u8(nextHeader, 0), u16(offset | (more ? 1 : 0)), u32(id), payload);
}

// ───────────────────────────── transport ─────────────────────────────

export interface UdpOptions {
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly length?: number;
  readonly checksum?: number;
}

export function udp(payload: Buffer | string, o: UdpOptions = {}): Buffer {
  const body = bytes(payload);
  const length = o.length ?? 8 + body.length;
  return bytes(u16(o.sourcePort ?? 5060, o.destinationPort ?? 5062, length, o.checksum ?? 0x1234), body);
}

export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const ACK = 16;

export interface TcpOptions {
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly sequence?: number;
  readonly acknowledgement?: number;
  readonly flags?: number;
  readonly options?: Buffer;
  readonly headerWords?: number;
  readonly checksum?: number;
}

export function tcp(payload: Buffer | string, o: TcpOptions = {}): Buffer {
  const options = o.options ?? u8();
  return bytes(
    u16(o.sourcePort ?? 40000, o.destinationPort ?? 5060),
    u32(o.sequence ?? 1000, o.acknowledgement ?? 0),
    u8((o.headerWords ?? 5 + options.length / 4) << 4, o.flags ?? ACK),
    u16(8192, o.checksum ?? 0x4321, 0),
    options,
    payload,
  );
}

// ───────────────────────────── frames and sink ─────────────────────────────

export interface FrameOptions {
  readonly linkType?: number;
  readonly timeMicros?: number;
  readonly number?: number;
  readonly segment?: number;
  /** Where the frame lies in its segment. */
  readonly offset?: number;
  /** Bytes that were captured; the rest is cut as a snap length would. */
  readonly snap?: number;
}

/** A frame in the middle of a reader's buffer, so that nothing may start at 0 or read behind its end unnoticed. */
export function frameOf(packet: Buffer, o: FrameOptions = {}): Frame {
  const kept = packet.subarray(0, o.snap ?? packet.length);
  const frame = new Frame();
  frame.bytes = bytes(Buffer.alloc(5, 0xee), kept, Buffer.alloc(3, 0xee));
  frame.start = 5;
  frame.end = 5 + kept.length;
  frame.originalLength = packet.length;
  frame.linkType = o.linkType ?? LinkType.Ethernet;
  frame.timeMicros = o.timeMicros ?? TEST_TIME;
  frame.number = o.number ?? 1;
  frame.segment = o.segment ?? 0;
  frame.offset = o.offset ?? 1000;
  return frame;
}

/** What the sink saw, copied out of what was lent. */
export interface SeenDatagram {
  readonly payload: string;
  readonly source: string;
  readonly destination: string;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly missing: number;
  readonly offset: number;
  readonly frameNumber: number;
  readonly timeMicros: number;
  readonly fingerprint: number;
  readonly transport: number;
}

export type StreamEvent =
  | { readonly kind: 'bytes'; readonly stream: TcpStream; readonly seen: SeenDatagram }
  | { readonly kind: 'gap'; readonly stream: TcpStream; readonly missing: number }
  | { readonly kind: 'end'; readonly stream: TcpStream };

export interface GivenUp {
  readonly reason: number;
  readonly frames: number;
  readonly frameNumber: number;
}

export interface SeenError {
  readonly type: number;
  readonly code: number;
  readonly reporter: string;
  readonly quoted: SeenDatagram;
}

/** A sink that remembers, and a decoder before it that counts what became of the frames. */
export class Bench implements PacketSink {
  readonly decoder: PacketDecoder;
  readonly datagrams: SeenDatagram[] = [];
  readonly events: StreamEvent[] = [];
  readonly givenUp: GivenUp[] = [];
  /** ICMP errors: who says what of which packet. */
  readonly errors: SeenError[] = [];
  readonly outcomes: number[] = [];

  constructor(limits: Partial<PacketLimits> = {}) {
    this.decoder = new PacketDecoder(this, limits);
  }

  /** Decodes one frame, numbered by its turn unless stated, and clears its buffer afterwards: what is lent dies. */
  take(packet: Buffer, o: FrameOptions = {}): number {
    const frame = frameOf(packet, { number: this.outcomes.length + 1, ...o });
    const outcome = this.decoder.decode(frame);
    frame.bytes.fill(0xdd);
    this.outcomes.push(outcome);
    return outcome;
  }

  onDatagram(d: Datagram): void {
    this.datagrams.push(see(d));
  }
  onStream(stream: TcpStream, d: Datagram): void {
    this.events.push({ kind: 'bytes', stream, seen: see(d) });
  }
  onStreamGap(stream: TcpStream, missing: number): void {
    this.events.push({ kind: 'gap', stream, missing });
  }
  onStreamEnd(stream: TcpStream): void {
    this.events.push({ kind: 'end', stream });
  }
  onIcmpError({ type, code, addresses, reporterAddress, reporterLength }: IcmpError, quoted: Datagram): void {
    const reporter = addressText(addresses, reporterAddress, reporterLength);
    this.errors.push({ type, code, reporter, quoted: see(quoted) });
  }
  onGivenUp(reason: number, frames: number, first: SampleFrame): void {
    this.givenUp.push({ reason, frames, frameNumber: first.frameNumber });
  }

  /** The events as text, one line a stream: `hello[-3]world$` is bytes, a gap of 3, bytes, the end. `~` marks a late join. */
  streams(): string[] {
    const lines = new Map<TcpStream, string>();
    for (const event of this.events) {
      const line = lines.get(event.stream) ?? (event.stream.joinedMidStream ? '~' : '');
      lines.set(event.stream, line + textOf(event));
    }
    return [...lines.values()];
  }

  /** Frames that were held and are neither given up nor still waiting were used: this is how many were given up. */
  get givenUpFrames(): number {
    return this.givenUp.reduce((sum, one) => sum + one.frames, 0);
  }
  get heldFrames(): number {
    return this.outcomes.filter(outcome => outcome === Outcome.Held).length;
  }
}

function textOf(event: StreamEvent): string {
  switch (event.kind) {
    case 'bytes':
      return event.seen.payload;
    case 'gap':
      return `[-${event.missing}]`;
    case 'end':
      return '$';
  }
}

function see(d: Datagram): SeenDatagram {
  return {
    payload: d.bytes.toString('latin1', d.start, d.end),
    source: addressText(d.addresses, d.sourceAddress, d.addressLength),
    destination: addressText(d.addresses, d.destinationAddress, d.addressLength),
    sourcePort: d.sourcePort,
    destinationPort: d.destinationPort,
    missing: d.missing,
    offset: d.offset,
    frameNumber: d.frameNumber,
    timeMicros: d.timeMicros,
    fingerprint: d.fingerprint,
    transport: d.transport,
  };
}

/** Dotted for IPv4, 32 hex digits for IPv6. */
export function addressText(data: Uint8Array, at: number, length: number): string {
  const address = Buffer.from(data.subarray(at, at + length));
  return length === 4 ? address.join('.') : address.toString('hex');
}

// ───────────────────────────── SCTP ─────────────────────────────

export interface SctpOptions {
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly tag?: number;
}

/** An SCTP packet of chunks. */
export function sctp(chunks: readonly Buffer[], o: SctpOptions = {}): Buffer {
  return bytes(u16(o.sourcePort ?? 5060, o.destinationPort ?? 5062), u32(o.tag ?? 0xcafe, 0), ...chunks);
}

export interface DataOptions {
  readonly tsn?: number;
  /** `B`egin, `E`nd, `U`nordered; `BE` is a whole message. */
  readonly flags?: string;
  readonly length?: number;
}

/** A DATA chunk, padded. */
export function sctpData(payload: string, o: DataOptions = {}): Buffer {
  const flags = o.flags ?? 'BE';
  const bits = (flags.includes('U') ? 4 : 0) | (flags.includes('B') ? 2 : 0) | (flags.includes('E') ? 1 : 0);
  const chunk = bytes(u8(0, bits), u16(o.length ?? 16 + payload.length), u32(o.tsn ?? 1), u16(0, 0), u32(0), payload);
  return bytes(chunk, Buffer.alloc((4 - (chunk.length % 4)) % 4));
}
