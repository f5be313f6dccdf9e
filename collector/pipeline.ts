// The whole road on one screen: frame → datagram → SIP message → rows, or media, or a counted reason.
// Takes frames in time order, one at a time, all bytes lent; synchronous; never throws on traffic.
//
//   Frame ─decode─▶ UDP, SCTP payload ────────scan ─▶ tracker ─▶ rows
//                   TCP bytes ─▶ stream/ ─────scan ─▶ tracker           whatever lies between: TLS, WebSocket, HEP
//                   UDP that begins as RTP ─▶ RtpStreams
//                   UDP that is DTLS ─▶ DtlsHandshakes, for the keys of SRTP
//                   UDP, no SIP: HEP ─▶ what an agent saw ─▶ scan …
//                   nothing of these ─▶ CaptureCounters, by reason

import { addressText } from './bytes/address.ts';
import { CaptureCounters } from './capture-counters.ts';
import { DtlsHandshakes } from './dtls/handshakes.ts';
import { isDtls } from './dtls/record.ts';
import { HepPayload } from './hep/hep-frame.ts';
import { HepSniff, isHep3Magic, sniffHep } from './hep/sniff.ts';
import { HepUnpacker, Unpacked } from './hep/unpack.ts';
import { SdpScan, scanSdp } from './media/sdp-scan.ts';
import type { SdpSource } from './media/stream-ties.ts';
import { Media, RtpStreams } from './media/streams.ts';
import type { Frame } from './model/frame.ts';
import { Reason, type SampleFrame } from './model/health.ts';
import type { Datagram } from './model/packet.ts';
import { CapturePoints } from './model/points.ts';
import type { CaptureHealth } from './model/report.ts';
import { Fault, Feature, Method, SipScan } from './model/sip.ts';
import { PacketDecoder } from './packet/decode.ts';
import type { IcmpError } from './packet/icmp.ts';
import { Outcome } from './packet/outcome.ts';
import type { PacketSink } from './packet/sink.ts';
import type { TcpStream } from './packet/tcp-stream.ts';
import { scanSip } from './sip/scan.ts';
import { Sniff, sniffSip } from './sip/sniff.ts';
import type { CallStore } from './store/call-store.ts';
import type { ConnectionSink } from './stream/connection.ts';
import { combine, Ended } from './stream/outcome.ts';
import { Streams } from './stream/streams.ts';
import { TlsContext } from './tls/context.ts';
import type { TlsKeys } from './tls/keys.ts';
import { icmpWords } from './track/icmp-words.ts';
import { HoldHint, Tracker, type TrackerLimits } from './track/tracker.ts';

/** A SIP message as it came: bytes[start, end) lent, its Call-ID in them; `origin` says from where, when and through what. */
export type OnSipMessage = (
  bytes: Buffer,
  start: number,
  end: number,
  origin: Datagram,
  callIdStart: number,
  callIdEnd: number,
) => void;

export interface PipelineOptions {
  /** Those of the capture: HEP agents are added. */
  readonly points: CapturePoints;
  /** Secrets of TLS connections; more may come while it runs. */
  readonly keys?: TlsKeys;
  /** HEP frames that do not carry this key are refused. */
  readonly hepKey?: string;
  /** Told of every SIP message. */
  readonly onMessage?: OnSipMessage;
}

/** Of so few bytes nobody can tell whether a start line begins with them. */
const CUT_START_LINE_BYTES = 32;
/** RFC 3550 §5.1: in the two top bits. */
const RTP_VERSION = 2;
/** RFC 5389 §6: the magic cookie in bytes 4 to 7 of a STUN message, whose two top bits are zero. */
const STUN_COOKIE = 0x2112a442;

export class Pipeline implements PacketSink, ConnectionSink {
  counters = new CaptureCounters();
  readonly decoder: PacketDecoder;
  tracker: Tracker;
  media: RtpStreams;
  /** Handshakes on the ports of the media. */
  dtls: DtlsHandshakes;
  readonly streams: Streams;
  readonly hep: HepUnpacker;
  /** Time of the first frame, µs. */
  start = 0;
  private store: CallStore;
  private readonly limits: TrackerLimits;
  private readonly points: CapturePoints;
  private readonly keys: TlsKeys | undefined;
  private readonly onSip: OnSipMessage | undefined;
  private readonly scan = new SipScan();
  private readonly sdp = new SdpScan();
  /** What became of the frame at hand so far. */
  private outcome: number = Ended.Nowhere;
  /** Time of the tick before, by capture point. */
  private readonly ticks: number[] = [];

  constructor(
    store: CallStore,
    limits: TrackerLimits,
    sdpSource: SdpSource,
    options: PipelineOptions = { points: new CapturePoints() },
  ) {
    this.store = store;
    this.points = options.points;
    this.keys = options.keys;
    this.onSip = options.onMessage;
    this.decoder = new PacketDecoder(this);
    this.limits = limits;
    this.tracker = new Tracker(store, limits, options.points);
    this.media = new RtpStreams(store.endpoints, sdpSource);
    this.dtls = new DtlsHandshakes(store.endpoints, options.keys);
    this.streams = new Streams(this, new TlsContext(options.keys));
    this.hep = new HepUnpacker(options.points, options.hepKey);
  }

  /** Bytes of SIP connections that belong to no message. */
  get skippedBytes(): number {
    return this.streams.skippedBytes;
  }

  /** What the limits of streams, TLS and HEP shed, by name. */
  get shed(): Record<string, number> {
    const { budget, tls } = this.streams;
    return {
      ...budget.shed,
      ...this.media.shed,
      'bytes of TLS records that waited for a key': tls.budget.shedBytes,
      'DTLS handshakes': this.dtls.shed,
      'unfinished TLS records': tls.budget.refusedPartials,
      'TLS secrets': tls.keys.shedSecrets,
      'HEP frames with a wrong key': this.hep.counters.wrongKey,
      'HEP payloads over size limit': this.hep.counters.bombs,
      'capture points': this.points.refused,
    };
  }

  get tlsHealth(): CaptureHealth['tls'] {
    return this.streams.tls.statistics.report();
  }

  onFrame(frame: Frame): void {
    const counters = this.counters;
    if (counters.frames === 0) this.start = frame.timeMicros;
    counters.begin(frame);
    this.outcome = Ended.Nowhere;
    const decoded = this.decoder.decode(frame);
    if (decoded === Outcome.Held) {
      counters.noteHeld(frame);
      return;
    }
    const outcome = decoded === Outcome.Handed ? this.outcome : decoded;
    if (outcome === Ended.AsSip) {
      counters.noteSip(frame);
      return;
    }
    // SIP has moved the clock already; other traffic proves that time passed too.
    this.tracker.advance(frame.timeMicros);
    if (outcome === Ended.AsMedia) counters.noteMedia(frame);
    // What waits is corrected when it turns out to be SIP, see `onCorrection`.
    else counters.note(outcome === Ended.Waiting || outcome === Ended.Nowhere ? Reason.NotSip : outcome, frame);
  }

  /** Nothing more was captured at `frame.point` up to `frame.timeMicros`, and so many frames of it were lost since its tick before. */
  onTick(frame: Frame): void {
    const { point, timeMicros, lostFrames } = frame;
    this.tracker.advance(timeMicros);
    const before = this.ticks[point] ?? (this.counters.frames === 0 ? timeMicros : this.start);
    this.ticks[point] = timeMicros;
    if (lostFrames > 0) {
      this.tracker.noteCaptureLoss(lostFrames, before, timeMicros, this.points.get(point)?.name ?? '');
    }
  }

  /**
   * What comes from now on goes into another store, and is counted from 0. Connections go on as they are: what a TLS connection
   * agreed on before, and half a message of a stream, are still known.
   */
  startOver(store: CallStore, sdpSource: SdpSource): void {
    const { clock } = this.tracker;
    this.store = store;
    this.counters = new CaptureCounters();
    this.tracker = new Tracker(store, this.limits, this.points);
    this.tracker.advance(clock);
    this.media = new RtpStreams(store.endpoints, sdpSource);
    this.dtls = new DtlsHandshakes(store.endpoints, this.keys);
  }

  finish(): void {
    this.decoder.finish();
    this.tracker.finish();
  }

  onDatagram(d: Datagram): void {
    // Fast path: RTP and RTCP begin with two bits that no start line and no HEP frame begins with.
    if (d.end > d.start && d.bytes[d.start] >> 6 === RTP_VERSION) this.takeMedia(d);
    // The scan turns away what is no SIP as fast as the sniff does; only then is it worth knowing what else it may be.
    else if (this.takeMessages(d)) this.outcome = Ended.AsSip;
    else this.end(this.takeOther(d));
  }

  /** The quotation may end anywhere in the message. What is clearly no SIP is none of ours. */
  onIcmpError(error: IcmpError, quoted: Datagram): void {
    const { bytes, start, end } = quoted;
    const { scan } = this;
    const isSip = end > start && (scanSip(bytes, start, end, scan) & Fault.NotSip) === 0;
    if (!isSip && end - start > CUT_START_LINE_BYTES && sniffSip(bytes, start, end) !== Sniff.Malformed) return;
    // A Call-ID that runs to the end of the quotation may go on behind it.
    const hasCallId = isSip && scan.callIdEnd > scan.callIdStart && scan.callIdEnd < end;
    const callId = hasCallId ? bytes.subarray(scan.callIdStart, scan.callIdEnd) : undefined;
    const reporter = addressText(error.addresses, error.reporterAddress, error.reporterLength);
    this.tracker.noteIcmpError(icmpWords(error.isIpv6, error.type, error.code), reporter, quoted, callId);
  }

  onStream(stream: TcpStream, d: Datagram): void {
    this.end(this.streams.push(stream, d));
  }

  onStreamGap(stream: TcpStream, missingBytes: number): void {
    this.streams.gap(stream, missingBytes);
  }

  onStreamEnd(stream: TcpStream): void {
    this.streams.end(stream);
  }

  onMessage(bytes: Buffer, start: number, end: number, offset: number, isWhole: boolean, origin: Datagram): void {
    const scan = this.scan;
    if (scanSip(bytes, start, end, scan) & Fault.NotSip) return;
    const row = this.takeMessage(bytes, offset < 0 ? -1 : offset + (scan.start - start), origin);
    if (!isWhole && row >= 0) this.tracker.noteLoss(row);
  }

  onPayload(d: Datagram, isWhole: boolean): number {
    const firstRow = this.store.messages.count;
    if (!this.takeMessages(d)) return this.takeNoSip(d);
    if (!isWhole && this.store.messages.count > firstRow) this.tracker.noteLoss(firstRow);
    return Ended.AsSip;
  }

  onHepFrame(d: Datagram): number {
    // The time of an agent does not move the clock.
    this.tracker.advance(d.timeMicros);
    const { hep } = this;
    const unpacked = hep.unpack(d);
    if (unpacked === Unpacked.Malformed || unpacked === Unpacked.WrongKey) return Reason.MalformedHep;
    const inner = hep.datagram;
    if (unpacked === Unpacked.Sip) return this.takeAgentMessages(inner);
    const isMedia = hep.frame.payloadType === HepPayload.Rtp && inner.end > inner.start;
    if (!isMedia || this.media.see(inner) !== Media.Rtp) return Reason.HepWithoutSip;
    if (this.media.recovered > 0) this.recover(Reason.HepWithoutSip, d.point);
    return Ended.AsMedia;
  }

  onCorrection(reason: number, outcome: number, frames: number, point: number): void {
    this.counters.takeBack(reason, frames, point, outcome === Ended.AsSip ? undefined : outcome);
  }

  onGivenUp(reason: Reason, frames: number, first: SampleFrame): void {
    this.counters.noteGivenUp(reason, frames, first);
  }

  /** One more payload of the frame at hand. */
  private end(outcome: number): void {
    this.outcome = this.outcome === Ended.Nowhere ? outcome : combine(this.outcome, outcome);
  }

  /** False when the datagram does not begin with a SIP message. */
  private takeMessages(d: Datagram): boolean {
    const scan = this.scan;
    let at = d.start;
    while (at < d.end) {
      const faults = scanSip(d.bytes, at, d.end, scan);
      if (faults & Fault.NotSip) break;
      // A HEP frame of 2304 bytes has a blank behind its magic, and a start line in its payload.
      if (scan.method === Method.Other && isHep3Magic(d.bytes, at)) break;
      const offset = d.offset < 0 ? -1 : d.offset + (scan.start - d.start);
      this.takeMessage(d.bytes, offset, d);
      at = scan.end;
    }
    return at > d.start;
  }

  /** What an agent saw says that it is SIP. */
  private takeAgentMessages(inner: Datagram): number {
    const { store, hep } = this;
    this.counters.carry(inner.point, inner.end - inner.start, inner.timeMicros);
    const firstRow = store.messages.count;
    if (!this.takeMessages(inner)) {
      const isMalformed = sniffSip(inner.bytes, inner.start, inner.end) === Sniff.Malformed;
      return isMalformed ? Reason.MalformedStartLine : Reason.HepWithoutSip;
    }
    const correlation = hep.correlationId;
    if (correlation !== '') {
      for (let row = firstRow; row < store.messages.count; row++) {
        store.noteCorrelation(store.legs[store.messages.leg[row]], correlation);
      }
    }
    return Ended.AsSip;
  }

  /** The message that `scan` describes. Gives its row, or -1. */
  private takeMessage(bytes: Buffer, offset: number, origin: Datagram): number {
    const scan = this.scan;
    if (this.onSip !== undefined) {
      this.onSip(bytes, scan.start, scan.end, origin, scan.callIdStart, scan.callIdEnd);
    }
    this.counters.noteMessage(origin.point);
    if ((scan.features & (Feature.Sdp | Feature.Multipart)) === 0) {
      return this.tracker.see(bytes, scan, origin, offset, HoldHint.None);
    }
    // Only an offer inside a dialog can put a call on hold (RFC 3264 §8.4).
    const isOffer = scan.method !== Method.None && scan.toTagEnd > 0;
    if (!this.media.isAwake && !isOffer) {
      const row = this.tracker.see(bytes, scan, origin, offset, HoldHint.None);
      if (row >= 0) this.media.announceLater(row);
      return row;
    }
    scanSdp(bytes, scan.bodyStart, scan.bodyEnd, this.sdp);
    const row = this.tracker.see(bytes, scan, origin, offset, isOffer ? this.sdp.direction : HoldHint.None);
    if (row >= 0) this.announce(row);
    return row;
  }

  /** In order: what waits unread came before. */
  private announce(row: number): void {
    if (this.media.isAwake) this.media.announce(this.sdp, row);
    else this.media.announceLater(row);
  }

  /** A datagram that begins as RTP does. */
  private takeMedia(d: Datagram): void {
    const media = this.media.see(d);
    if (media === Media.Rtp) {
      if (this.media.recovered > 0) this.recover(Reason.NotSip, d.point);
      this.end(Ended.AsMedia);
    } else if (media === Media.Rtcp) this.end(Reason.Rtcp);
    else if (this.takeMessages(d)) this.outcome = Ended.AsSip;
    else this.end(this.takeNoSip(d));
  }

  /** Packets that counted under `reason` turned out to be RTP. */
  private recover(reason: number, point: number): void {
    this.counters.turnToMedia(reason, this.media.recovered, point);
    this.media.recovered = 0;
  }

  /** A datagram that is no SIP and no RTP. */
  private takeOther(d: Datagram): number {
    if (isDtls(d.bytes, d.start, d.end)) {
      this.dtls.see(d);
      return Reason.NotSip;
    }
    if (sniffHep(d.bytes, d.start, d.end) !== HepSniff.No) return this.onHepFrame(d);
    const outcome = this.takeNoSip(d);
    if (outcome !== Reason.NotSip) return outcome;
    return isStun(d.bytes, d.start, d.end) ? Reason.Stun : Reason.NotSip;
  }

  /** What a payload is that the scan refused. */
  private takeNoSip(d: Datagram): number {
    const sniffed = sniffSip(d.bytes, d.start, d.end);
    if (sniffed === Sniff.KeepAlive) return Reason.KeepAlive;
    return sniffed === Sniff.Malformed ? Reason.MalformedStartLine : Reason.NotSip;
  }
}

function isStun(bytes: Buffer, start: number, end: number): boolean {
  return end - start >= 20 && bytes[start] < 4 && bytes.readUInt32BE(start + 4) === STUN_COOKIE;
}
