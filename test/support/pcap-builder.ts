// Builds capture files and the packets in them, byte by byte, for tests: classic pcap in every magic, pcapng with any block,
// and Ethernet/IP/UDP/TCP frames with right checksums. Everything returned is a fresh Buffer.

import { LinkType } from '../../collector/model/frame.ts';

/** One packet to write into a capture file. */
export interface PacketRecord {
  readonly bytes: Uint8Array;
  /** µs since the epoch; default 1,700,000,000 s. */
  readonly timeMicros?: number;
  /** Below the µs, 0..999; default 0. Only formats with ns keep it. */
  readonly nanos?: number;
  /** Length on the wire; default that of `bytes`. */
  readonly originalLength?: number;
}

/** The time of a record that states none. */
export const DEFAULT_TIME_MICROS = 1_700_000_000_000_000;

// ───────────────────────────── classic pcap ─────────────────────────────

export interface PcapOptions {
  readonly bigEndian?: boolean;
  /** Magic 0xa1b23c4d: the fraction counts ns. */
  readonly nanos?: boolean;
  /** Magic 0xa1b2cd34: records carry 8 more bytes (Kuznetzov's patch of libpcap). */
  readonly modified?: boolean;
  readonly linkType?: number;
  readonly snapLength?: number;
  /** Upper 16 bits of the link type field (FCS length and reserved bits). */
  readonly linkTypeFlags?: number;
}

/** A classic pcap file: the 24-byte header and the records. */
export function pcap(records: readonly PacketRecord[], options: PcapOptions = {}): Buffer {
  return Buffer.concat([pcapHeader(options), ...records.map(record => pcapRecord(record, options))]);
}

export function pcapHeader(options: PcapOptions = {}): Buffer {
  const put = writer(options.bigEndian);
  const magic = options.modified ? 0xa1b2cd34 : options.nanos ? 0xa1b23c4d : 0xa1b2c3d4;
  const linkType = (((options.linkTypeFlags ?? 0) << 16) | (options.linkType ?? LinkType.Ethernet)) >>> 0;
  return Buffer.concat([
    put.u32(magic),
    put.u16(2),
    put.u16(4),
    put.u32(0),
    put.u32(0),
    put.u32(options.snapLength ?? 262_144),
    put.u32(linkType),
  ]);
}

export function pcapRecord(record: PacketRecord, options: PcapOptions = {}): Buffer {
  const put = writer(options.bigEndian);
  const time = record.timeMicros ?? DEFAULT_TIME_MICROS;
  const seconds = Math.floor(time / 1e6);
  const micros = time - seconds * 1e6;
  return Buffer.concat([
    put.u32(seconds),
    put.u32(options.nanos ? micros * 1000 + (record.nanos ?? 0) : micros),
    put.u32(record.bytes.length),
    put.u32(record.originalLength ?? record.bytes.length),
    // ifindex (4), protocol (2), packet type (1), padding (1)
    options.modified ? Buffer.from([2, 0, 0, 0, 8, 0, 4, 0]) : Buffer.alloc(0),
    record.bytes,
  ]);
}

// ───────────────────────────── pcapng ─────────────────────────────

export interface PcapngInterface {
  readonly linkType?: number;
  readonly snapLength?: number;
  /** The raw octet of if_tsresol: 6 = µs (default when absent), 9 = ns, 0x80 | n = 2**-n s. */
  readonly resolution?: number;
  /** if_tsoffset: seconds added to every time. */
  readonly offsetSeconds?: bigint;
  readonly options?: readonly PcapngOption[];
}

export interface PcapngOption {
  readonly code: number;
  readonly value: Uint8Array;
}

export interface PcapngPacket {
  readonly interface?: number;
  /** The raw 64-bit time in units of the interface's resolution; wins over `timeMicros`. */
  readonly ticks?: bigint;
  /** Taken as ticks of 1 µs. */
  readonly timeMicros?: number;
  readonly originalLength?: number;
  /** Overrides the captured length field: a lie. */
  readonly capturedLength?: number;
  readonly options?: readonly PcapngOption[];
}

export interface PcapngStatistics {
  readonly ticks?: bigint;
  readonly timeMicros?: number;
  readonly received?: number;
  readonly interfaceDrops?: number;
  readonly kernelDrops?: number;
  readonly comment?: string;
  readonly options?: readonly PcapngOption[];
}

export const PcapngBlock = {
  Section: 0x0a0d0d0a,
  Interface: 1,
  ObsoletePacket: 2,
  SimplePacket: 3,
  NameResolution: 4,
  InterfaceStatistics: 5,
  EnhancedPacket: 6,
  DecryptionSecrets: 10,
} as const;

/** Starts a pcapng file: `pcapng().section().interface().packet(frame).bytes()`. */
export function pcapng(): PcapngBuilder {
  return new PcapngBuilder();
}

/** Blocks are written in the byte order of the section they follow. */
export class PcapngBuilder {
  private readonly blocks: Buffer[] = [];
  private put = writer(false);

  section(
    options: {
      readonly bigEndian?: boolean;
      readonly length?: bigint;
      readonly options?: readonly PcapngOption[];
    } = {},
  ): this {
    this.put = writer(options.bigEndian);
    const { u16, u32, i64 } = this.put;
    return this.block(
      PcapngBlock.Section,
      Buffer.concat([u32(0x1a2b3c4d), u16(1), u16(0), i64(options.length ?? -1n), this.optionList(options.options)]),
    );
  }

  interface(options: PcapngInterface = {}): this {
    const { u16, u32, i64 } = this.put;
    const list: PcapngOption[] = [...(options.options ?? [])];
    if (options.resolution !== undefined) list.push({ code: 9, value: Buffer.from([options.resolution]) });
    if (options.offsetSeconds !== undefined) list.push({ code: 14, value: i64(options.offsetSeconds) });
    return this.block(
      PcapngBlock.Interface,
      Buffer.concat([
        u16(options.linkType ?? LinkType.Ethernet),
        u16(0),
        u32(options.snapLength ?? 0),
        this.optionList(list),
      ]),
    );
  }

  /** Enhanced Packet Block. */
  packet(bytes: Uint8Array, options: PcapngPacket = {}): this {
    const { u32 } = this.put;
    return this.block(
      PcapngBlock.EnhancedPacket,
      Buffer.concat([
        u32(options.interface ?? 0),
        this.time(options),
        u32(options.capturedLength ?? bytes.length),
        u32(options.originalLength ?? bytes.length),
        padded(bytes),
        this.optionList(options.options),
      ]),
    );
  }

  /** Simple Packet Block: no time, interface 0. */
  simplePacket(bytes: Uint8Array, originalLength: number = bytes.length): this {
    return this.block(PcapngBlock.SimplePacket, Buffer.concat([this.put.u32(originalLength), padded(bytes)]));
  }

  /** The obsolete Packet Block. */
  obsoletePacket(bytes: Uint8Array, options: PcapngPacket = {}): this {
    const { u16, u32 } = this.put;
    return this.block(
      PcapngBlock.ObsoletePacket,
      Buffer.concat([
        u16(options.interface ?? 0),
        u16(0),
        this.time(options),
        u32(options.capturedLength ?? bytes.length),
        u32(options.originalLength ?? bytes.length),
        padded(bytes),
        this.optionList(options.options),
      ]),
    );
  }

  /** Name Resolution Block: pairs of address (dotted IPv4 or 16 raw bytes) and name. */
  names(records: readonly { readonly address: string | Uint8Array; readonly name: string }[]): this {
    const { u16 } = this.put;
    const parts = records.map(({ address, name }) => {
      const raw = typeof address === 'string' ? ipv4Address(address) : address;
      const value = Buffer.concat([raw, Buffer.from(`${name}\0`)]);
      return Buffer.concat([u16(raw.length === 4 ? 1 : 2), u16(value.length), padded(value)]);
    });
    return this.block(PcapngBlock.NameResolution, Buffer.concat([...parts, u16(0), u16(0)]));
  }

  /** Decryption Secrets Block; 0x544c534b is a TLS key log. */
  secrets(type: number, bytes: Uint8Array): this {
    const { u32 } = this.put;
    return this.block(PcapngBlock.DecryptionSecrets, Buffer.concat([u32(type), u32(bytes.length), padded(bytes)]));
  }

  /** Interface Statistics Block; counters are left out unless they are given. */
  statistics(interfaceId = 0, counters: PcapngStatistics = {}): this {
    const { u32, i64 } = this.put;
    const { comment, received, interfaceDrops, kernelDrops } = counters;
    const list: PcapngOption[] = [...(counters.options ?? [])];
    if (comment !== undefined) list.push({ code: 1, value: Buffer.from(comment) });
    if (received !== undefined) list.push({ code: 4, value: i64(BigInt(received)) });
    if (interfaceDrops !== undefined) list.push({ code: 5, value: i64(BigInt(interfaceDrops)) });
    if (kernelDrops !== undefined) list.push({ code: 7, value: i64(BigInt(kernelDrops)) });
    const time = this.time({ timeMicros: 0, ...counters });
    return this.block(PcapngBlock.InterfaceStatistics, Buffer.concat([u32(interfaceId), time, this.optionList(list)]));
  }

  /** Any block: the body is padded to 4 bytes; `lengths` overrides the two length fields. */
  block(type: number, body: Uint8Array, lengths: { readonly leading?: number; readonly trailing?: number } = {}): this {
    const { u32 } = this.put;
    const inside = padded(body);
    const length = inside.length + 12;
    this.blocks.push(
      Buffer.concat([u32(type), u32(lengths.leading ?? length), inside, u32(lengths.trailing ?? length)]),
    );
    return this;
  }

  /** Bytes as they are. */
  raw(bytes: Uint8Array): this {
    this.blocks.push(Buffer.from(bytes));
    return this;
  }

  bytes(): Buffer {
    return Buffer.concat(this.blocks);
  }

  private time(options: PcapngPacket): Buffer {
    const ticks = options.ticks ?? BigInt(options.timeMicros ?? DEFAULT_TIME_MICROS);
    return Buffer.concat([
      this.put.u32(Number((ticks >> 32n) & 0xffffffffn)),
      this.put.u32(Number(ticks & 0xffffffffn)),
    ]);
  }

  private optionList(options: readonly PcapngOption[] = []): Buffer {
    if (options.length === 0) return Buffer.alloc(0);
    const { u16 } = this.put;
    const parts = options.map(({ code, value }) => Buffer.concat([u16(code), u16(value.length), padded(value)]));
    return Buffer.concat([...parts, u16(0), u16(0)]);
  }
}

// ───────────────────────────── packets ─────────────────────────────

export interface EthernetOptions {
  readonly etherType?: number;
  /** VLAN ids, outermost first. */
  readonly vlans?: readonly number[];
}

/** An Ethernet II frame without FCS. */
export function ethernet(payload: Uint8Array, options: EthernetOptions = {}): Buffer {
  const put = writer(true);
  const tags = (options.vlans ?? []).map(vlan => Buffer.concat([put.u16(0x8100), put.u16(vlan)]));
  const etherType = put.u16(options.etherType ?? ((payload[0] ?? 0) >> 4 === 6 ? 0x86dd : 0x0800));
  return Buffer.concat([Buffer.from('020000000002020000000001', 'hex'), ...tags, etherType, payload]);
}

export interface Ipv4Options {
  readonly source?: string;
  readonly destination?: string;
  /** Default 17, UDP. */
  readonly protocol?: number;
  readonly id?: number;
  readonly ttl?: number;
  readonly moreFragments?: boolean;
  /** In bytes, a multiple of 8. */
  readonly fragmentOffset?: number;
  /** Raw IP options, a multiple of 4 bytes. */
  readonly options?: Uint8Array;
}

/** An IPv4 packet with a right header checksum. */
export function ipv4(payload: Uint8Array, options: Ipv4Options = {}): Buffer {
  const put = writer(true);
  const extra = options.options ?? Buffer.alloc(0);
  const headerLength = 20 + extra.length;
  const flags = (options.moreFragments ? 0x2000 : 0) | ((options.fragmentOffset ?? 0) >> 3);
  const header = Buffer.concat([
    Buffer.from([0x40 | (headerLength >> 2), 0]),
    put.u16(headerLength + payload.length),
    put.u16(options.id ?? 1),
    put.u16(flags),
    Buffer.from([options.ttl ?? 64, options.protocol ?? 17, 0, 0]),
    ipv4Address(options.source ?? '10.0.0.1'),
    ipv4Address(options.destination ?? '10.0.0.2'),
    extra,
  ]);
  header.writeUInt16BE(internetChecksum(header), 10);
  return Buffer.concat([header, payload]);
}

export interface Ipv6Options {
  /** 16 raw bytes; default fd00::1 and fd00::2. */
  readonly source?: Uint8Array;
  readonly destination?: Uint8Array;
  readonly nextHeader?: number;
  readonly hopLimit?: number;
}

export function ipv6(payload: Uint8Array, options: Ipv6Options = {}): Buffer {
  const put = writer(true);
  return Buffer.concat([
    Buffer.from([0x60, 0, 0, 0]),
    put.u16(payload.length),
    Buffer.from([options.nextHeader ?? 17, options.hopLimit ?? 64]),
    options.source ?? ipv6Default(1),
    options.destination ?? ipv6Default(2),
    payload,
  ]);
}

export interface PortOptions {
  readonly sourcePort?: number;
  readonly destinationPort?: number;
}

/** A UDP datagram; its checksum is 0 (none) unless given. */
export function udp(
  payload: Uint8Array,
  options: PortOptions & { readonly length?: number; readonly checksum?: number } = {},
): Buffer {
  const put = writer(true);
  return Buffer.concat([
    put.u16(options.sourcePort ?? 5060),
    put.u16(options.destinationPort ?? 5060),
    put.u16(options.length ?? payload.length + 8),
    put.u16(options.checksum ?? 0),
    payload,
  ]);
}

export interface TcpOptions extends PortOptions {
  readonly sequence?: number;
  readonly acknowledgement?: number;
  /** Flag bits: FIN 1, SYN 2, RST 4, PSH 8, ACK 16. Default ACK. */
  readonly flags?: number;
  readonly window?: number;
  /** Raw TCP options, a multiple of 4 bytes. */
  readonly options?: Uint8Array;
}

/** A TCP segment; its checksum is left 0. */
export function tcp(payload: Uint8Array, options: TcpOptions = {}): Buffer {
  const put = writer(true);
  const extra = options.options ?? Buffer.alloc(0);
  return Buffer.concat([
    put.u16(options.sourcePort ?? 5060),
    put.u16(options.destinationPort ?? 5060),
    put.u32((options.sequence ?? 1) >>> 0),
    put.u32((options.acknowledgement ?? 1) >>> 0),
    Buffer.from([(5 + extra.length / 4) << 4, options.flags ?? 16]),
    put.u16(options.window ?? 65_535),
    put.u32(0),
    extra,
    payload,
  ]);
}

export interface UdpFrameOptions {
  /** `address:port`, IPv4; default `10.0.0.1:5060`. */
  readonly from?: string;
  /** Default `10.0.0.2:5060`. */
  readonly to?: string;
  readonly id?: number;
  readonly ttl?: number;
  readonly vlans?: readonly number[];
}

/** The usual frame in one call: Ethernet / IPv4 / UDP with right checksums around a text or bytes. */
export function udpFrame(payload: string | Uint8Array, options: UdpFrameOptions = {}): Buffer {
  const from = hostPort(options.from ?? '10.0.0.1:5060');
  const to = hostPort(options.to ?? '10.0.0.2:5060');
  const ports = { sourcePort: from.port, destinationPort: to.port };
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
  const bare = udp(bytes, ports);
  const pseudo = Buffer.concat([
    ipv4Address(from.host),
    ipv4Address(to.host),
    Buffer.from([0, 17]),
    writer(true).u16(bare.length),
    bare,
  ]);
  // RFC 768: a computed checksum of 0 is sent as all ones.
  const datagram = udp(bytes, { ...ports, checksum: internetChecksum(pseudo) || 0xffff });
  const { id, ttl, vlans } = options;
  return ethernet(
    ipv4(datagram, {
      source: from.host,
      destination: to.host,
      ...(id === undefined ? {} : { id }),
      ...(ttl === undefined ? {} : { ttl }),
    }),
    vlans === undefined ? {} : { vlans },
  );
}

// ───────────────────────────── small parts ─────────────────────────────

/** Four bytes of a dotted IPv4 address. */
export function ipv4Address(text: string): Buffer {
  return Buffer.from(text.split('.').map(Number));
}

/** RFC 1071. */
export function internetChecksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

function ipv6Default(last: number): Buffer {
  const address = Buffer.alloc(16);
  address[0] = 0xfd;
  address[15] = last;
  return address;
}

function hostPort(text: string): { host: string; port: number } {
  const colon = text.lastIndexOf(':');
  return { host: text.slice(0, colon), port: Number(text.slice(colon + 1)) };
}

function padded(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
}

interface Writer {
  u16(value: number): Buffer;
  u32(value: number): Buffer;
  i64(value: bigint): Buffer;
}

function writer(bigEndian = false): Writer {
  const make = (length: number, write: (buffer: Buffer) => void): Buffer => {
    const buffer = Buffer.alloc(length);
    write(buffer);
    return buffer;
  };
  return {
    u16: value => make(2, b => (bigEndian ? b.writeUInt16BE(value) : b.writeUInt16LE(value))),
    u32: value => make(4, b => (bigEndian ? b.writeUInt32BE(value) : b.writeUInt32LE(value))),
    i64: value => make(8, b => (bigEndian ? b.writeBigInt64BE(value) : b.writeBigInt64LE(value))),
  };
}
