// The whole road on one screen: frame → datagram → SIP message → rows, or media, or a counted reason.
// Takes frames in time order, one at a time, all bytes lent; synchronous; never throws on traffic.
//
//   Frame ─decode─▶ UDP payload ──────sniff──▶ scan ─▶ tracker ─▶ rows
//                   TCP bytes ─▶ SipStream ───▶ scan ─▶ tracker
//                   UDP, no SIP ─▶ RtpStreams
//                   nothing of these ─▶ CaptureCounters, by reason

import { CaptureCounters } from './capture-counters.ts';
import { SdpScan, scanSdp } from './media/sdp-scan.ts';
import { Media, RtpStreams, type SdpSource } from './media/streams.ts';
import type { Frame } from './model/frame.ts';
import { Reason, type SampleFrame } from './model/health.ts';
import type { Datagram } from './model/packet.ts';
import { Fault, Feature, Method, SipScan } from './model/sip.ts';
import { PacketDecoder } from './packet/decode.ts';
import { Outcome } from './packet/outcome.ts';
import type { PacketSink } from './packet/sink.ts';
import type { TcpStream } from './packet/tcp-stream.ts';
import { scanSip } from './sip/scan.ts';
import { Sniff, sniffSip } from './sip/sniff.ts';
import { SipStream } from './stream/sip-stream.ts';
import type { CallStore } from './store/call-store.ts';
import { HoldHint, Tracker, type TrackerLimits } from './track/tracker.ts';

/** What became of the frame at hand; the values below 0 are no reasons. */
const Ended = { AsSip: -1, AsMedia: -2 } as const;

/** RFC 5389 §6: the magic cookie in bytes 4 to 7 of a STUN message, whose two top bits are zero. */
const STUN_COOKIE = 0x2112a442;

export class Pipeline implements PacketSink {
  readonly counters = new CaptureCounters();
  readonly decoder: PacketDecoder;
  readonly tracker: Tracker;
  readonly media: RtpStreams;
  private readonly scan = new SipScan();
  private readonly sdp = new SdpScan();
  private outcome: number = Reason.NotSip;
  /** Time of the first frame, µs. */
  start = 0;
  /** Bytes of SIP connections that belong to no message. */
  skippedBytes = 0;

  constructor(store: CallStore, limits: TrackerLimits, sdpSource: SdpSource) {
    this.decoder = new PacketDecoder(this);
    this.tracker = new Tracker(store, limits);
    this.media = new RtpStreams(store.endpoints, sdpSource);
  }

  onFrame(frame: Frame): void {
    const counters = this.counters;
    if (counters.frames === 0) this.start = frame.timeMicros;
    counters.begin(frame);
    this.outcome = Reason.NotSip;
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
    else counters.note(outcome, frame);
  }

  finish(): void {
    this.decoder.finish();
    this.tracker.finish();
  }

  onDatagram(d: Datagram): void {
    // The scan turns away what is no SIP as fast as the sniff does; only then is it worth knowing what else it may be.
    if (this.takeMessages(d)) {
      this.outcome = Ended.AsSip;
      return;
    }
    const sniffed = sniffSip(d.bytes, d.start, d.end);
    if (sniffed === Sniff.KeepAlive) this.outcome = Reason.KeepAlive;
    else if (sniffed === Sniff.Malformed) this.outcome = Reason.MalformedStartLine;
    else this.outcome = this.takeOther(d);
  }

  onStream(stream: TcpStream, d: Datagram): void {
    let consumer = stream.consumer;
    if (!(consumer instanceof SipStream)) {
      consumer = new SipStream(stream, this.onStreamMessage);
      stream.consumer = consumer;
    }
    if (!(consumer instanceof SipStream)) return;
    consumer.push(d);
    // Said each time: one frame can also free bytes of other streams, and the last to come is the frame's own.
    this.outcome = consumer.isSip ? Ended.AsSip : consumer.isTls ? Reason.TlsWithoutKey : Reason.NotSip;
  }

  onStreamGap(stream: TcpStream, missingBytes: number): void {
    if (stream.consumer instanceof SipStream) stream.consumer.gap(missingBytes);
  }

  onStreamEnd(stream: TcpStream): void {
    const { consumer } = stream;
    if (consumer instanceof SipStream) {
      consumer.finish();
      // A connection that never was SIP is told by the reasons of its frames.
      if (consumer.isSip) this.skippedBytes += consumer.skippedBytes;
    }
    stream.consumer = undefined;
  }

  onGivenUp(reason: Reason, frames: number, first: SampleFrame): void {
    this.counters.noteGivenUp(reason, frames, first);
  }

  /** False when the datagram does not begin with a SIP message. */
  private takeMessages(d: Datagram): boolean {
    const scan = this.scan;
    let at = d.start;
    while (at < d.end) {
      const faults = scanSip(d.bytes, at, d.end, scan);
      if (faults & Fault.NotSip) break;
      const offset = d.offset < 0 ? -1 : d.offset + (scan.start - d.start);
      this.takeMessage(d.bytes, offset, d);
      at = scan.end;
    }
    return at > d.start;
  }

  private readonly onStreamMessage = (
    bytes: Buffer,
    start: number,
    end: number,
    offset: number,
    isWhole: boolean,
    origin: Datagram,
  ): void => {
    const scan = this.scan;
    if (scanSip(bytes, start, end, scan) & Fault.NotSip) return;
    const row = this.takeMessage(bytes, offset < 0 ? -1 : offset + (scan.start - start), origin);
    if (!isWhole && row >= 0) this.tracker.noteLoss(row);
  };

  private takeMessage(bytes: Buffer, offset: number, origin: Datagram): number {
    const scan = this.scan;
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

  private takeOther(d: Datagram): number {
    const media = this.media.see(d);
    if (media === Media.Rtp) return Ended.AsMedia;
    if (media === Media.Rtcp) return Reason.Rtcp;
    return isStun(d.bytes, d.start, d.end) ? Reason.Stun : Reason.NotSip;
  }
}

function isStun(bytes: Buffer, start: number, end: number): boolean {
  return end - start >= 20 && bytes[start] < 4 && bytes.readUInt32BE(start + 4) === STUN_COOKIE;
}
