// HOT. RTP streams of the trace (RFC 3550). SDP announces where media is expected; every packet from or to such an endpoint that looks
// like RTP belongs to a stream (SSRC, source, destination), and stays with it after the call ended. RTP that nobody announced is kept
// aside when it proves to be RTP, and comes to its call when the SDP does.
//
// Takes    lent datagrams that are no SIP, and the SDP of messages.
// Promises one look-up a packet of a known stream, whatever the number of streams; no object, no string for it.
// Bench    npm run bench -- --rtp

import { hashBytes } from '../bytes/ascii.ts';
import type { Datagram } from '../model/packet.ts';
import { Announcements, type Endpoints } from './announcements.ts';
import { DtmfLog } from './dtmf-log.ts';
import { formatOf, PayloadFormatSets, Role } from './payload-formats.ts';
import { type EndpointAddresses, RtcpTies } from './rtcp-ties.ts';
import { SdpScan } from './sdp-scan.ts';
import { type PayloadRun, type Stream, type StreamLookup, switchTo, TiedBy } from './stream.ts';
import { StreamIndex } from './stream-index.ts';
import { SeriesBudget } from './stream-series.ts';
import { StreamStatistics } from './stream-statistics.ts';
import { type SdpSource, StreamTies } from './stream-ties.ts';
import { type EarlyPacket, Suspects } from './suspects.ts';

/** What a datagram turned out to be. */
export const Media = { None: 0, Rtp: 1, Rtcp: 2 } as const;

const RTP_HEADER_BYTES = 12;
/** Bytes of a header extension before its words (RFC 3550 §5.3.1). */
const EXTENSION_BYTES = 4;
/** Bit X of the first byte, bit P, count of CSRC. */
const HAS_EXTENSION = 0x10;
const HAS_PADDING = 0x20;
const CSRC_COUNT = 0x0f;

/** Streams that are kept, and how many of them nobody may have announced. */
export interface StreamLimits {
  readonly streams: number;
  readonly withoutSignalling: number;
}

const LIMITS: StreamLimits = { streams: 200_000, withoutSignalling: 20_000 };

export class RtpStreams implements StreamLookup {
  /** RTP packets of streams, those without signalling included. */
  packets = 0;
  /** Streams that the limit refused; their packets still count as media. */
  refused = 0;
  /** Streams without signalling that their limit refused. */
  refusedWithoutSignalling = 0;
  /** Packets that came before they were known to be RTP, and belong to a stream now; whoever counts them sets it to 0. */
  recovered = 0;
  readonly rtcp: RtcpTies;
  readonly sets = new PayloadFormatSets();
  readonly suspects = new Suspects();
  readonly budget = new SeriesBudget();
  /** All of them, by `Stream.index`. */
  readonly all: Stream[] = [];
  readonly ties: StreamTies;
  /**
   * A payload that looks like media was seen, so SDP is looked into as it comes. Before that only its rows are noted: a trace of
   * nothing but signalling never pays for it, which is a tenth of the price of a message.
   */
  isAwake = false;
  private readonly endpoints: Endpoints & EndpointAddresses;
  private readonly limits: StreamLimits;
  private readonly source: SdpSource;
  private readonly announcements: Announcements;
  private readonly index = new StreamIndex();
  private unread: number[] = [];
  private readonly sdp = new SdpScan();
  // The key of the packet in hand, see StreamIndex.
  private from = 0;
  private to = 0;
  private ports = 0;
  private ssrc = 0;

  constructor(endpoints: Endpoints & EndpointAddresses, source: SdpSource, limits: Partial<StreamLimits> = {}) {
    this.endpoints = endpoints;
    this.source = source;
    this.limits = { ...LIMITS, ...limits };
    this.announcements = new Announcements(endpoints, this.sets);
    this.ties = new StreamTies(this.announcements, this.sets, source, stream => this.index.remove(stream.index));
    this.rtcp = new RtcpTies(endpoints);
  }

  /** Streams that SDP announced, in the order in which they were tied to it. */
  get streams(): readonly Stream[] {
    return this.ties.tied;
  }

  at(index: number): Stream | undefined {
    return this.all[index];
  }

  ofLeg(leg: number): readonly Stream[] {
    return this.ties.ofLeg(leg);
  }

  withoutSignalling(): Iterable<Stream> {
    return this.ties.orphans;
  }

  /** The SDP of message `row` announces media; it is read when the first payload that looks like media comes. */
  announceLater(row: number): void {
    this.unread.push(row);
  }

  /** The SDP of message `row` announces where media will come. A later announcement of the same endpoint replaces it. */
  announce(sdp: SdpScan, row: number): void {
    this.ties.announce(sdp, row);
  }

  /** One UDP payload that is no SIP. */
  see(d: Datagram): number {
    const bytes = d.bytes;
    const start = d.start;
    const length = d.end - start;
    // Version 2 (RFC 3550 §5.1) in the two top bits; STUN, DTLS, ZRTP and TURN share the port and have others (RFC 7983).
    if (length < 8 || bytes[start] >> 6 !== 2) return Media.None;
    if (!this.isAwake) this.wake();
    const packetType = bytes[start + 1];
    // RFC 5761 §4: RTCP packet types 192–223 and RTP payload types 64–95 never share a session.
    if (packetType >= 192 && packetType <= 223) return this.seeRtcp(d);
    if (length < RTP_HEADER_BYTES || length + d.missing < RTP_HEADER_BYTES + (bytes[start] & CSRC_COUNT) * 4) {
      return Media.None;
    }
    this.readKey(d);
    const known = this.index.find(this.from, this.to, this.ports, this.ssrc);
    if (known < 0) return this.seeUnknown(d);
    this.packets++;
    this.take(this.all[known], d);
    return Media.Rtp;
  }

  /** Reads what was announced so far, in order. */
  private wake(): void {
    this.isAwake = true;
    for (const row of this.unread) if (this.source.read(row, this.sdp)) this.announce(this.sdp, row);
    this.unread = [];
  }

  private readKey(d: Datagram): void {
    const { bytes, start } = d;
    this.ssrc = (bytes[start + 8] << 24) | (bytes[start + 9] << 16) | (bytes[start + 10] << 8) | bytes[start + 11];
    if (d.addressLength === 4) {
      const a = d.addresses;
      const from = d.sourceAddress;
      const to = d.destinationAddress;
      this.from = (a[from] << 24) | (a[from + 1] << 16) | (a[from + 2] << 8) | a[from + 3];
      this.to = (a[to] << 24) | (a[to + 1] << 16) | (a[to + 2] << 8) | a[to + 3];
      this.ports = (d.sourcePort << 16) | d.destinationPort;
    } else {
      this.from = this.endpoints.find(d.addresses, d.sourceAddress, 16, d.sourcePort);
      this.to = this.endpoints.find(d.addresses, d.destinationAddress, 16, d.destinationPort);
      this.ports = 0;
    }
  }

  private take(stream: Stream, d: Datagram): void {
    const { bytes, start } = d;
    const payloadType = bytes[start + 1] & 0x7f;
    if (stream.current.payloadType !== payloadType) switchTo(stream, payloadType);
    const run = stream.current;
    run.packets++;
    stream.lastSegment = d.segment;
    stream.lastFrameOffset = d.frameOffset;
    const arrival = d.timeMicros + d.nanos * 0.001;
    const sequence = (bytes[start + 2] << 8) | bytes[start + 3];
    const timestamp = (bytes[start + 4] << 24) | (bytes[start + 5] << 16) | (bytes[start + 6] << 8) | bytes[start + 7];
    const marker = bytes[start + 1] >> 7;
    const length = payloadBytes(d);
    const isEvent = run.format.role === Role.Event;
    stream.statistics.see(arrival, sequence, timestamp, length, marker, isEvent ? 0 : 1);
    if (isEvent && !stream.encrypted) this.takeEvent(stream, d, length, arrival, timestamp, marker);
  }

  private takeEvent(
    stream: Stream,
    d: Datagram,
    length: number,
    arrival: number,
    timestamp: number,
    marker: number,
  ): void {
    stream.events ??= new DtmfLog();
    const at = d.start + headerBytes(d);
    const end = Math.min(d.end, at + length);
    stream.events.see(d.bytes, at, end, arrival, timestamp, marker, stream.current.format.clockHz);
  }

  /** A packet of no stream that is known. */
  private seeUnknown(d: Datagram): number {
    const source = this.endpoints.find(d.addresses, d.sourceAddress, d.addressLength, d.sourcePort);
    const destination = this.endpoints.find(d.addresses, d.destinationAddress, d.addressLength, d.destinationPort);
    const { announcements } = this;
    const isAnnounced = announcements.rowAt(destination) !== 0 || announcements.rowAt(source) !== 0;
    if (!isAnnounced && !this.isProof(d)) return Media.None;
    this.packets++;
    const early = this.takeEarly(d);
    const stream = this.begin(d, isAnnounced, early[0]);
    if (stream === undefined) return isAnnounced ? Media.Rtp : this.refuse();
    for (const packet of early) this.replay(stream, packet);
    this.recovered += early.length;
    this.packets += early.length;
    this.take(stream, d);
    return Media.Rtp;
  }

  private refuse(): number {
    this.packets--;
    return Media.None;
  }

  private isProof(d: Datagram): boolean {
    const [from, to] = this.flowOf(d);
    return this.suspects.see(d, from, to, this.portsOf(d), this.ssrc, payloadBytes(d));
  }

  private takeEarly(d: Datagram): EarlyPacket[] {
    const [from, to] = this.flowOf(d);
    return this.suspects.take(d, from, to, this.portsOf(d), this.ssrc);
  }

  /** Addresses of IPv6 have no ids before anybody needs them. */
  private flowOf(d: Datagram): readonly [number, number] {
    if (d.addressLength === 4) return [this.from, this.to];
    const bytes = Buffer.from(d.addresses.buffer, d.addresses.byteOffset, d.addresses.byteLength);
    const { sourceAddress, destinationAddress } = d;
    return [
      hashBytes(bytes, sourceAddress, sourceAddress + 16) | 0,
      hashBytes(bytes, destinationAddress, destinationAddress + 16) | 0,
    ];
  }

  private portsOf(d: Datagram): number {
    return (d.sourcePort << 16) | d.destinationPort;
  }

  private begin(d: Datagram, isAnnounced: boolean, first: EarlyPacket | undefined): Stream | undefined {
    if (this.all.length >= this.limits.streams) {
      this.refused++;
      return undefined;
    }
    if (!isAnnounced && this.ties.orphans.size >= this.limits.withoutSignalling) {
      this.refusedWithoutSignalling++;
      return undefined;
    }
    const source = this.endpoints.intern(d.addresses, d.sourceAddress, d.addressLength, d.sourcePort);
    const destination = this.endpoints.intern(d.addresses, d.destinationAddress, d.addressLength, d.destinationPort);
    const payloadType = d.bytes[d.start + 1] & 0x7f;
    const current: PayloadRun = { payloadType, format: formatOf(new Map(), payloadType), packets: 0 };
    const stream: Stream = {
      index: this.all.length,
      ssrc: this.ssrc >>> 0,
      source,
      destination,
      announcedBy: -1,
      tiedBy: TiedBy.None,
      legs: [],
      encrypted: false,
      formats: new Map(),
      payloadTypes: [current],
      current,
      firstSegment: first?.segment ?? d.segment,
      firstFrameOffset: first?.frameOffset ?? d.frameOffset,
      lastSegment: d.segment,
      lastFrameOffset: d.frameOffset,
      statistics: new StreamStatistics(current.format.clockHz, this.budget),
      events: undefined,
      rtcp: undefined,
    };
    if (d.addressLength === 4) this.index.add(this.from, this.to, this.ports, this.ssrc);
    else this.index.add(source, destination, 0, this.ssrc);
    this.all.push(stream);
    this.rtcp.add(stream);
    this.ties.begin(stream);
    return stream;
  }

  private replay(stream: Stream, packet: EarlyPacket): void {
    const { arrival, sequence, timestamp, payloadBytes: length, marker } = packet;
    stream.current.packets++;
    const isMedia = Number(stream.current.format.role !== Role.Event);
    stream.statistics.see(arrival, sequence, timestamp, length, marker, isMedia);
  }

  /** RTCP runs on the announced port with rtcp-mux (RFC 5761), on that of a=rtcp, else on the next one (RFC 3550 §11). */
  private seeRtcp(d: Datagram): number {
    const endpoint =
      this.rtpOfRtcp(d, d.destinationAddress, d.destinationPort) ?? this.rtpOfRtcp(d, d.sourceAddress, d.sourcePort);
    if (endpoint === undefined) return Media.None;
    this.rtcp.see(d, endpoint >= 0 && this.announcements.isSecureAt(endpoint));
    return Media.Rtcp;
  }

  /** The endpoint whose RTCP it is; -1 when a=rtcp named it alone; undefined when it is none. */
  private rtpOfRtcp(d: Datagram, address: number, port: number): number | undefined {
    const own = this.endpoints.find(d.addresses, address, d.addressLength, port);
    if (this.ties.hasMedia(own)) return own;
    const before = port === 0 ? -1 : this.endpoints.find(d.addresses, address, d.addressLength, port - 1);
    if (this.ties.hasMedia(before)) return before;
    const named = this.announcements.rtcpRowAt(own);
    return named === 0 ? undefined : -1;
  }
}

/** Of the header with contributing sources and extension. */
function headerBytes(d: Datagram): number {
  const bytes = d.bytes;
  const first = bytes[d.start];
  const at = RTP_HEADER_BYTES + (first & CSRC_COUNT) * 4;
  if ((first & HAS_EXTENSION) === 0 || d.start + at + EXTENSION_BYTES > d.end) return at;
  return at + EXTENSION_BYTES + ((bytes[d.start + at + 2] << 8) | bytes[d.start + at + 3]) * 4;
}

/** On the wire, without header and padding; what the snap length cut counts, padding in it cannot. */
function payloadBytes(d: Datagram): number {
  const first = d.bytes[d.start];
  const whole = d.end - d.start + d.missing;
  // Fast path: version 2 and nothing else.
  if (first === 0x80) return whole - RTP_HEADER_BYTES;
  const padding = first & HAS_PADDING && d.missing === 0 ? d.bytes[d.end - 1] : 0;
  return Math.max(0, whole - headerBytes(d) - padding);
}
