// HOT. RTP streams of the trace (RFC 3550). SDP announces where media is expected; every packet from or to such an endpoint that looks
// like RTP belongs to a stream (SSRC, source, destination), and stays with it after the call ended. RTP that nobody announced is kept
// aside when it proves to be RTP, and comes to its call when the SDP does.
//
// Takes    lent datagrams that are no SIP, and the SDP of messages.
// Promises one look-up a packet of a known stream, whatever the number of streams; no object, no string for it.
// Bench    npm run bench -- --rtp

import type { Datagram } from '../model/packet.ts';
import { Announcements, type Endpoints } from './announcements.ts';
import { countPacket } from './count-packet.ts';
import { DtmfLog } from './dtmf-log.ts';
import { PayloadFormatSets, Role } from './payload-formats.ts';
import { type EndpointAddresses, RtcpTies } from './rtcp-ties.ts';
import { headerBytes, holdsSources, payloadBytes, RTP_HEADER_BYTES } from './rtp-datagram.ts';
import { SdpScan } from './sdp-scan.ts';
import { Stream, type StreamLookup } from './stream.ts';
import { StreamIndex } from './stream-index.ts';
import { StreamKey } from './stream-key.ts';
import { FRAME_OFFSET, PacketInHand, PLAIN_TYPE, ROW_NUMBERS, ROW_WORDS, SEGMENT, StreamRows } from './stream-rows.ts';
import { SeriesBudget } from './stream-series.ts';
import { type SdpSource, StreamTies } from './stream-ties.ts';
import { type EarlyPacket, Suspects } from './suspects.ts';

/** What a datagram turned out to be. */
export const Media = { None: 0, Rtp: 1, Rtcp: 2 } as const;

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
  /** Telephone events that the limit of their stream refused. */
  refusedEvents = 0;
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
  private readonly rows = new StreamRows();
  private readonly key: StreamKey;
  private readonly packet = new PacketInHand();
  private unread: number[] = [];
  private readonly sdp = new SdpScan();

  constructor(endpoints: Endpoints & EndpointAddresses, source: SdpSource, limits: Partial<StreamLimits> = {}) {
    this.endpoints = endpoints;
    this.key = new StreamKey(endpoints);
    this.source = source;
    this.limits = { ...LIMITS, ...limits };
    this.announcements = new Announcements(endpoints, this.sets);
    this.ties = new StreamTies(this.all, this.announcements, this.sets, source, stream =>
      this.index.remove(stream.index),
    );
    this.rtcp = new RtcpTies(this.all, endpoints);
  }

  /** Streams that SDP announced, in the order in which they were tied to it. */
  get streams(): readonly Stream[] {
    return this.ties.tied;
  }

  /** What limits shed, by name. */
  get shed(): Record<string, number> {
    const { ties, rtcp } = this;
    return {
      'RTP streams': this.refused,
      'RTP streams without signalling': this.refusedWithoutSignalling,
      'flows that may have been RTP': this.suspects.shed,
      'sets of payload formats': this.sets.refused,
      'detail of RTP streams over time': this.budget.refused,
      'RTP streams of one endpoint beyond 64': ties.shedStreams,
      'calls that share an RTP endpoint beyond 8': ties.shedLegs,
      'SDP with more than 32 media or 256 candidates': ties.cutSdp,
      'RTP streams of one SSRC beyond 64': rtcp.shedStreams,
      'RTCP reference times': rtcp.shedReferences,
      'telephone events': this.refusedEvents,
    };
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
    if (length < RTP_HEADER_BYTES || !holdsSources(d, length)) return Media.None;
    const { key } = this;
    key.read(d);
    const known = this.index.find(key.from, key.to, key.ports, key.ssrc);
    if (known < 0) return this.seeUnknown(d);
    this.packets++;
    this.take(known, d);
    return Media.Rtp;
  }

  /** Reads what was announced so far, in order. */
  private wake(): void {
    this.isAwake = true;
    for (const row of this.unread) if (this.source.read(row, this.sdp)) this.announce(this.sdp, row);
    this.unread = [];
  }

  /** One packet of the stream in row `row`. */
  private take(row: number, d: Datagram): void {
    const { rows, packet } = this;
    const { bytes, start } = d;
    packet.arrival = d.timeMicros + d.nanos * 0.001;
    packet.sequence = (bytes[start + 2] << 8) | bytes[start + 3];
    packet.timestamp = (bytes[start + 4] << 24) | (bytes[start + 5] << 16) | (bytes[start + 6] << 8) | bytes[start + 7];
    packet.payloadBytes = payloadBytes(d);
    packet.marker = bytes[start + 1] >> 7;
    packet.isMedia = 1;
    rows.words[row * ROW_WORDS + SEGMENT] = d.segment;
    rows.numbers[row * ROW_NUMBERS + FRAME_OFFSET] = d.frameOffset;
    const payloadType = bytes[start + 1] & 0x7f;
    if (rows.words[row * ROW_WORDS + PLAIN_TYPE] !== payloadType) this.takeOther(this.all[row], payloadType, d);
    countPacket(rows, row, packet, this.budget);
  }

  /** The payload type is another than before, or that of events. */
  private takeOther(stream: Stream, payloadType: number, d: Datagram): void {
    const { packet } = this;
    if (stream.current.payloadType !== payloadType) stream.switchTo(payloadType);
    const { role, clockHz } = stream.format;
    if (role !== Role.Event) return;
    packet.isMedia = 0;
    if (stream.encrypted) return;
    stream.events ??= new DtmfLog();
    const at = d.start + headerBytes(d);
    const end = Math.min(d.end, at + packet.payloadBytes);
    const refused = stream.events.refused;
    stream.events.see(d.bytes, at, end, packet.arrival, packet.timestamp, packet.marker, clockHz);
    this.refusedEvents += stream.events.refused - refused;
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
    const stream = this.begin(d, source, destination, isAnnounced, early[0]);
    if (stream === undefined) return isAnnounced ? Media.Rtp : this.refuse();
    for (const packet of early) this.replay(stream, packet);
    this.recovered += early.length;
    this.packets += early.length;
    this.take(stream.index, d);
    return Media.Rtp;
  }

  private refuse(): number {
    this.packets--;
    return Media.None;
  }

  private isProof(d: Datagram): boolean {
    const { key } = this;
    key.readFlow(d);
    return this.suspects.see(d, key.from, key.to, key.ports, key.ssrc, payloadBytes(d));
  }

  private takeEarly(d: Datagram): EarlyPacket[] {
    const { key } = this;
    key.readFlow(d);
    return this.suspects.take(d, key.from, key.to, key.ports, key.ssrc);
  }

  /** `from` and `to`: ids of its endpoints, -1 for one that is not known yet. */
  private begin(
    d: Datagram,
    from: number,
    to: number,
    isAnnounced: boolean,
    first: EarlyPacket | undefined,
  ): Stream | undefined {
    if (this.all.length >= this.limits.streams) {
      this.refused++;
      return undefined;
    }
    if (!isAnnounced && this.ties.orphans.size >= this.limits.withoutSignalling) {
      this.refusedWithoutSignalling++;
      return undefined;
    }
    const { endpoints } = this;
    const source = from >= 0 ? from : endpoints.intern(d.addresses, d.sourceAddress, d.addressLength, d.sourcePort);
    const destination =
      to >= 0 ? to : endpoints.intern(d.addresses, d.destinationAddress, d.addressLength, d.destinationPort);
    const { key } = this;
    key.read(d);
    if (d.addressLength === 4) this.index.add(key.from, key.to, key.ports, key.ssrc);
    else this.index.add(source, destination, 0, key.ssrc);
    const stream = new Stream(
      {
        ssrc: key.ssrc >>> 0,
        source,
        destination,
        payloadType: d.bytes[d.start + 1] & 0x7f,
        firstSegment: first?.segment ?? d.segment,
        firstFrameOffset: first?.frameOffset ?? d.frameOffset,
      },
      this.rows,
      this.budget,
    );
    this.all.push(stream);
    this.ties.begin(stream);
    return stream;
  }

  private replay(stream: Stream, early: EarlyPacket): void {
    const { packet } = this;
    packet.arrival = early.arrival;
    packet.sequence = early.sequence;
    packet.timestamp = early.timestamp;
    packet.payloadBytes = early.payloadBytes;
    packet.marker = early.marker;
    packet.isMedia = Number(stream.format.role !== Role.Event);
    countPacket(this.rows, stream.index, packet, this.budget);
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
