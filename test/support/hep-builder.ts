// HEP frames as real senders build them, with what is odd about each: order of chunks, chunks left out, wrong protocol numbers, lengths
// that count too much. Written after their sources; every function gives a fresh Buffer.

import { deflateSync, gzipSync } from 'node:zlib';
import { Datagram, Transport } from '../../collector/model/packet.ts';
import { bytes, ipv4Address, u8, u16, u32 } from './packet-builder.ts';

export interface HepContent {
  readonly payload: Buffer | string;
  readonly source: string;
  readonly destination: string;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly seconds: number;
  readonly micros: number;
  /** IP protocol number that the sender says. */
  readonly protocol: number;
  readonly type: number;
  readonly agentId: number;
  readonly agentName?: string;
  readonly key?: string;
  readonly correlation?: string;
}

export const INVITE = [
  'INVITE sip:bob@example.com SIP/2.0',
  'Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKhep1',
  'From: <sip:alice@example.com>;tag=a',
  'To: <sip:bob@example.com>',
  'Call-ID: hep-call@192.0.2.1',
  'CSeq: 1 INVITE',
  'Content-Length: 0',
  '',
  '',
].join('\r\n');

/** 2026-01-01T00:00:00Z, as TEST_TIME. */
export const HEP_SECONDS = 1_767_225_600;

export function content(more: Partial<HepContent> = {}): HepContent {
  return {
    payload: INVITE,
    source: '192.0.2.1',
    destination: '198.51.100.2',
    sourcePort: 5060,
    destinationPort: 5062,
    seconds: HEP_SECONDS,
    micros: 123_456,
    protocol: 17,
    type: 1,
    agentId: 2001,
    ...more,
  };
}

export function chunk(type: number, value: Buffer | string, vendor = 0): Buffer {
  const body = bytes(value);
  return bytes(u16(vendor, type, 6 + body.length), body);
}

/** Magic, a right length unless stated otherwise, and the chunks. */
export function frame(chunks: readonly Buffer[], o: { magic?: string; length?: number } = {}): Buffer {
  const body = bytes(...chunks);
  return bytes(o.magic ?? 'HEP3', u16(o.length ?? 6 + body.length), body);
}

export function addressBytes(text: string): Buffer {
  if (!text.includes(':')) return ipv4Address(text);
  const [head = '', tail] = text.split('::');
  const groups = (part: string | undefined): number[] =>
    part === undefined || part === '' ? [] : part.split(':').map(group => Number.parseInt(group, 16));
  const before = groups(head);
  const after = groups(tail);
  return u16(...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after);
}

const isIpv6 = (c: HepContent): boolean => c.source.includes(':');
const family = (c: HepContent): Buffer => chunk(1, u8(isIpv6(c) ? 10 : 2));
const protocol = (c: HepContent): Buffer => chunk(2, u8(c.protocol));
const addresses = (c: HepContent): Buffer =>
  bytes(chunk(isIpv6(c) ? 5 : 3, addressBytes(c.source)), chunk(isIpv6(c) ? 6 : 4, addressBytes(c.destination)));
const ports = (c: HepContent): Buffer => bytes(chunk(7, u16(c.sourcePort)), chunk(8, u16(c.destinationPort)));
const time = (c: HepContent): Buffer => bytes(chunk(9, u32(c.seconds)), chunk(10, u32(c.micros)));
const type = (c: HepContent): Buffer => chunk(11, u8(c.type));
const agent = (c: HepContent): Buffer => chunk(12, u32(c.agentId));
const optional = (of: number, text: string | undefined): Buffer => (text === undefined ? u8() : chunk(of, text));
const payload = (c: HepContent): Buffer => chunk(15, bytes(c.payload));
/** The struct with which captagent, FreeSWITCH, OpenSIPS, Asterisk and rtpengine begin: all but the addresses. */
const generic = (c: HepContent): Buffer => bytes(family(c), protocol(c), ports(c), time(c), type(c), agent(c));

/** siptrace: TLS, WS and WSS are all protocol 22; the correlation id stands before the key. */
export function kamailio(c: HepContent): Buffer {
  return frame([
    family(c),
    protocol(c),
    addresses(c),
    ports(c),
    time(c),
    type(c),
    agent(c),
    optional(0x11, c.correlation),
    optional(0x0e, c.key),
    payload(c),
  ]);
}

/** sofia capture-server: no correlation, key or name; of an IPv6 address only its flow label; the payload ends at 16,000 bytes. */
export function freeswitch(c: HepContent, flowLabel = 0): Buffer {
  const lost = bytes(u32(flowLabel), Buffer.alloc(12));
  const where = isIpv6(c) ? bytes(chunk(5, lost), chunk(6, lost)) : addresses(c);
  const whole = frame([generic(c), where, payload(c)]);
  return whole.subarray(0, 16_000);
}

/** res_hep: always a correlation id; TCP, TLS and WS are all 6; the name came with 18.16. */
export function asterisk(c: HepContent): Buffer {
  return frame([
    generic(c),
    addresses(c),
    optional(0x0e, c.key),
    chunk(0x11, c.correlation ?? ''),
    optional(0x13, c.agentName),
    payload(c),
  ]);
}

export interface OpensipsOptions {
  /** homer5_on=0: correlation ids as a JSON object, chunk 0x65. */
  readonly json?: Readonly<Record<string, string>>;
  readonly compressed?: 'zlib' | 'gzip';
}

/** proto_hep: whatever belongs to no field of its struct stands behind the payload. */
export function opensips(c: HepContent, o: OpensipsOptions = {}): Buffer {
  const plain = bytes(c.payload);
  const packed = o.compressed === 'gzip' ? gzipSync(plain) : deflateSync(plain);
  return frame([
    generic(c),
    addresses(c),
    o.compressed === undefined ? payload(c) : chunk(0x10, packed),
    o.json === undefined ? u8() : chunk(0x65, JSON.stringify(o.json, undefined, '\t')),
    optional(0x11, c.correlation),
    optional(0x0e, c.key),
  ]);
}

/** homer.c: RTCP as JSON, protocol always UDP. */
export function rtpengine(c: HepContent): Buffer {
  return frame([generic({ ...c, protocol: 17 }), addresses(c), chunk(0x11, c.correlation ?? ''), payload(c)]);
}

/** heplify: the VLAN always, an empty key when there is none, the payload last. */
export function heplify(c: HepContent): Buffer {
  return frame([
    family(c),
    protocol(c),
    addresses(c),
    ports(c),
    time(c),
    type(c),
    agent(c),
    chunk(0x0e, c.key ?? ''),
    optional(0x11, c.correlation),
    chunk(0x12, u16(0)),
    optional(0x13, c.agentName),
    chunk(0x17, u8(0)),
    chunk(0x18, u8(0)),
    payload(c),
  ]);
}

/** captagent: the agent's number in the upper half of its field; MOS and R-factor; the payload zlib when asked for. */
export function captagent(c: HepContent, isCompressed = false): Buffer {
  return frame([
    family(c),
    protocol(c),
    ports(c),
    time(c),
    type(c),
    chunk(12, u16(c.agentId, 0)),
    addresses(c),
    optional(0x0e, c.key),
    optional(0x11, c.correlation),
    chunk(0x20, u16(441)),
    chunk(0x21, u16(93)),
    isCompressed ? chunk(0x10, deflateSync(bytes(c.payload))) : payload(c),
  ]);
}

export interface LegacyOptions {
  /** FreeSWITCH counts the time header, the others do not. */
  readonly countsTime?: boolean;
  /** Bytes of the time header: its struct is padded to 12. */
  readonly timeBytes?: 10 | 12;
  readonly isBigEndian?: boolean;
  readonly family?: number;
}

/** Version 1 or 2, as Kamailio, OpenSIPS and captagent build them unless stated otherwise. */
export function legacy(version: 1 | 2, c: HepContent, o: LegacyOptions = {}): Buffer {
  const hosts = bytes(addressBytes(c.source), addressBytes(c.destination));
  const stamp = Buffer.alloc(o.timeBytes ?? 12);
  if (o.isBigEndian === true) {
    stamp.writeUInt32BE(c.seconds, 0);
    stamp.writeUInt32BE(c.micros, 4);
    stamp.writeUInt16BE(c.agentId, 8);
  } else {
    stamp.writeUInt32LE(c.seconds, 0);
    stamp.writeUInt32LE(c.micros, 4);
    stamp.writeUInt16LE(c.agentId, 8);
  }
  const tail = version === 2 ? stamp : u8();
  const length = 8 + hosts.length + (o.countsTime === true ? tail.length : 0);
  return bytes(
    u8(version, length, o.family ?? (isIpv6(c) ? 10 : 2), c.protocol),
    u16(c.sourcePort, c.destinationPort),
    hosts,
    tail,
    bytes(c.payload),
  );
}

/** The datagram in which a frame comes from an agent at 10.0.0.9:40312, at TEST_TIME, with bytes around it that belong to others. */
export function carried(payloadBytes: Buffer, timeMicros = HEP_SECONDS * 1e6): Datagram {
  const d = new Datagram();
  d.bytes = bytes(Buffer.alloc(7, 0xee), payloadBytes, Buffer.alloc(5, 0xee));
  d.start = 7;
  d.end = 7 + payloadBytes.length;
  d.transport = Transport.Udp;
  d.addresses = bytes(ipv4Address('10.0.0.9'), ipv4Address('10.0.0.1'));
  d.addressLength = 4;
  d.sourceAddress = 0;
  d.destinationAddress = 4;
  d.sourcePort = 40_312;
  d.destinationPort = 9060;
  d.timeMicros = timeMicros;
  d.nanos = 789;
  d.segment = 3;
  d.frameNumber = 17;
  d.offset = 5000;
  d.fingerprint = 42;
  d.point = 1;
  return d;
}
