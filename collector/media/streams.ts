// RTP streams of the calls in the trace (RFC 3550). SDP announces where media is expected; every packet from or to such an
// endpoint that looks like RTP belongs to a stream (SSRC, source, destination), and stays with it after the call ended.
// Takes lent datagrams, keeps a few numbers a stream. O(1) a packet: two endpoint look-ups, one stream look-up.

import type { Datagram } from '../model/packet.ts';
import { SdpScan } from './sdp-scan.ts';
import { StreamStatistics } from './stream-statistics.ts';

/** What the table of endpoints does for us (store/endpoint-table.ts). */
export interface Endpoints {
  intern(addresses: Uint8Array, at: number, length: 4 | 16, port: number): number;
  find(addresses: Uint8Array, at: number, length: 4 | 16, port: number): number;
}

/** What a datagram turned out to be. */
export const Media = { None: 0, Rtp: 1, Rtcp: 2 } as const;

/** Packets of one payload type in a stream. */
export interface PayloadRun {
  readonly payloadType: number;
  packets: number;
}

/** A stream names the frames it begins and ends with, so that its packets can be read again from the segment. */
export interface Stream {
  /** Position among the streams. */
  readonly index: number;
  readonly ssrc: number;
  /** Endpoint ids. */
  readonly source: number;
  readonly destination: number;
  /** Row of the message whose SDP announced it. */
  readonly announcedBy: number;
  /** Which of its ends was announced when it began: 1 the destination, 2 the source, 3 both. */
  readonly tiedBy: number;
  /** In order of appearance; `current` is that of the last packet. */
  readonly payloadTypes: PayloadRun[];
  current: PayloadRun;
  /** Segment and offset (`Frame.offset`: of the first captured byte) of the frames with its first and its last packet. */
  readonly firstSegment: number;
  readonly firstFrameOffset: number;
  lastSegment: number;
  lastFrameOffset: number;
  readonly statistics: StreamStatistics;
}

/** What the streams must ask about a stored message. */
export interface SdpSource {
  /** Reads the SDP of message `row` again; false when there is none to read. */
  read(row: number, into: SdpScan): boolean;
  /** Hz of the RTP clock of a payload type, as the SDP of that message has it; 0 when unknown. */
  clockOf(row: number, payloadType: number): number;
}

const RTP_HEADER_BYTES = 12;
/** Bytes of a header extension before its words (RFC 3550 §5.3.1). */
const EXTENSION_BYTES = 4;
/** Bit X of the first byte, bit P, count of CSRC. */
const HAS_EXTENSION = 0x10;
const HAS_PADDING = 0x20;
const CSRC_COUNT = 0x0f;

export class RtpStreams {
  readonly streams: Stream[] = [];
  packets = 0;
  /** Streams that the limit refused; their packets still count as media. */
  refused = 0;
  private readonly endpoints: Endpoints;
  private readonly limit: number;
  private readonly source: SdpSource;
  /**
   * A payload that looks like media was seen, so SDP is looked into as it comes. Before that only its rows are noted: a trace of
   * nothing but signalling never pays for it, which is a tenth of the price of a message.
   */
  isAwake = false;
  private unread: number[] = [];
  private readonly sdp = new SdpScan();
  /** By endpoint id: 1 + row of the SDP that announced it; 0 when none did. */
  private announced = new Uint32Array(1024);
  private readonly byKey = new Map<string, Stream>();
  private last: Stream | undefined = undefined;

  constructor(endpoints: Endpoints, source: SdpSource, limit = 200_000) {
    this.endpoints = endpoints;
    this.source = source;
    this.limit = limit;
  }

  /** The SDP of message `row` announces media; it is read when the first payload that looks like media comes. */
  announceLater(row: number): void {
    this.unread.push(row);
  }

  /** The SDP of message `row` announces where media will come. A later announcement of the same endpoint replaces it. */
  announce(sdp: SdpScan, row: number): void {
    for (let i = 0; i < sdp.count; i++) {
      const length = sdp.addressLengths[i];
      if (sdp.ports[i] === 0 || (length !== 4 && length !== 16)) continue;
      if (!sdp.isRtp[i]) {
        // The endpoint now carries something else (T.38 by re-INVITE): what comes there is no RTP any more.
        const known = this.endpoints.find(sdp.addresses, i * 16, length, sdp.ports[i]);
        if (known >= 0 && known < this.announced.length) this.announced[known] = 0;
        continue;
      }
      const id = this.endpoints.intern(sdp.addresses, i * 16, length, sdp.ports[i]);
      if (id >= this.announced.length) this.grow(id);
      this.announced[id] = row + 1;
    }
  }

  /** One UDP payload that is no SIP. */
  see(d: Datagram): number {
    const bytes = d.bytes;
    const start = d.start;
    const length = d.end - start;
    // Version 2 (RFC 3550 §5.1) in the two top bits; STUN, DTLS, ZRTP and TURN share the port and have others (RFC 7983).
    if (length < 8 || bytes[start] >> 6 !== 2) return Media.None;
    if (!this.isAwake) this.wake();
    const destination = this.endpoints.find(d.addresses, d.destinationAddress, d.addressLength, d.destinationPort);
    const source = this.endpoints.find(d.addresses, d.sourceAddress, d.addressLength, d.sourcePort);
    const packetType = bytes[start + 1];
    // RFC 5761 §4: RTCP packet types 192–223 and RTP payload types 64–95 never share a session.
    if (packetType >= 192 && packetType <= 223) return this.isRtcp(d, source, destination) ? Media.Rtcp : Media.None;
    const row = this.announcedAt(destination) || this.announcedAt(source);
    if (row === 0 || length + d.missing < RTP_HEADER_BYTES + (bytes[start] & CSRC_COUNT) * 4) return Media.None;
    if (length < RTP_HEADER_BYTES) return Media.None;
    this.packets++;
    this.take(d, source, destination, row - 1);
    return Media.Rtp;
  }

  /** Reads what was announced so far, in order. */
  private wake(): void {
    this.isAwake = true;
    for (const row of this.unread) if (this.source.read(row, this.sdp)) this.announce(this.sdp, row);
    this.unread = [];
  }

  private take(d: Datagram, source: number, destination: number, row: number): void {
    const bytes = d.bytes;
    const start = d.start;
    const ssrc =
      ((bytes[start + 8] << 24) | (bytes[start + 9] << 16) | (bytes[start + 10] << 8) | bytes[start + 11]) >>> 0;
    let stream = this.last;
    if (
      stream === undefined ||
      stream.ssrc !== ssrc ||
      stream.source !== source ||
      stream.destination !== destination
    ) {
      stream = this.streamOf(d, ssrc, source, destination, row);
      if (stream === undefined) return;
      this.last = stream;
    }
    const payloadType = bytes[start + 1] & 0x7f;
    if (stream.current.payloadType !== payloadType) stream.current = runOf(stream.payloadTypes, payloadType);
    stream.current.packets++;
    stream.lastSegment = d.segment;
    stream.lastFrameOffset = d.frameOffset;
    const sequence = (bytes[start + 2] << 8) | bytes[start + 3];
    const timestamp = (bytes[start + 4] << 24) | (bytes[start + 5] << 16) | (bytes[start + 6] << 8) | bytes[start + 7];
    const marker = bytes[start + 1] >> 7;
    stream.statistics.see(d.timeMicros + d.nanos / 1000, sequence, timestamp, payloadBytes(d), marker);
  }

  private streamOf(d: Datagram, ssrc: number, source: number, destination: number, row: number): Stream | undefined {
    const from =
      source >= 0 ? source : this.endpoints.intern(d.addresses, d.sourceAddress, d.addressLength, d.sourcePort);
    const to =
      destination >= 0
        ? destination
        : this.endpoints.intern(d.addresses, d.destinationAddress, d.addressLength, d.destinationPort);
    const key = `${ssrc} ${from} ${to}`;
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    if (this.streams.length >= this.limit) {
      this.refused++;
      return undefined;
    }
    const payloadType = d.bytes[d.start + 1] & 0x7f;
    const current: PayloadRun = { payloadType, packets: 0 };
    const stream: Stream = {
      index: this.streams.length,
      ssrc,
      source: from,
      destination: to,
      announcedBy: row,
      tiedBy: Number(this.announcedAt(to) !== 0) + 2 * Number(this.announcedAt(from) !== 0),
      payloadTypes: [current],
      current,
      firstSegment: d.segment,
      firstFrameOffset: d.frameOffset,
      lastSegment: d.segment,
      lastFrameOffset: d.frameOffset,
      statistics: new StreamStatistics(this.source.clockOf(row, payloadType)),
    };
    this.byKey.set(key, stream);
    this.streams.push(stream);
    return stream;
  }

  /** RTCP runs on the announced port with rtcp-mux (RFC 5761), else on the next one (RFC 3550 §11). */
  private isRtcp(d: Datagram, source: number, destination: number): boolean {
    if (this.announcedAt(destination) !== 0 || this.announcedAt(source) !== 0) return true;
    const to = this.endpoints.find(d.addresses, d.destinationAddress, d.addressLength, d.destinationPort - 1);
    if (this.announcedAt(to) !== 0) return true;
    const from = this.endpoints.find(d.addresses, d.sourceAddress, d.addressLength, d.sourcePort - 1);
    return this.announcedAt(from) !== 0;
  }

  private announcedAt(endpoint: number): number {
    return endpoint >= 0 && endpoint < this.announced.length ? this.announced[endpoint] : 0;
  }

  private grow(id: number): void {
    const grown = new Uint32Array(Math.max(this.announced.length * 2, id + 1));
    grown.set(this.announced);
    this.announced = grown;
  }
}

function runOf(runs: PayloadRun[], payloadType: number): PayloadRun {
  for (const run of runs) if (run.payloadType === payloadType) return run;
  const run = { payloadType, packets: 0 };
  runs.push(run);
  return run;
}

/** On the wire, without header, extension and padding; what the snap length cut counts, padding in it cannot. */
function payloadBytes(d: Datagram): number {
  const { bytes, start, end, missing } = d;
  let length = end - start + missing - RTP_HEADER_BYTES - (bytes[start] & CSRC_COUNT) * 4;
  if (bytes[start] & HAS_EXTENSION) {
    const at = start + RTP_HEADER_BYTES + (bytes[start] & CSRC_COUNT) * 4;
    if (at + EXTENSION_BYTES <= end) length -= EXTENSION_BYTES + ((bytes[at + 2] << 8) | bytes[at + 3]) * 4;
  }
  if (bytes[start] & HAS_PADDING && missing === 0) length -= bytes[end - 1];
  return length < 0 ? 0 : length;
}
