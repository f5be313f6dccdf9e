// Brings what RTCP says to the stream it is about: a sender's report to the stream it sends, a report block to the stream that its
// reporter receives. Takes lent datagrams with RTCP; streams are known by SSRC, and told apart by the addresses of the datagram.

import type { Datagram } from '../model/packet.ts';
import { RtcpLog } from './rtcp-log.ts';
import { RtcpEnd, type RtcpReader, scanRtcp } from './rtcp-scan.ts';
import type { Stream } from './stream.ts';

/** What the table of endpoints does for us (store/endpoint-table.ts). */
export interface EndpointAddresses {
  equals(id: number, addresses: Uint8Array, at: number, length: 4 | 16, port: number): boolean;
  port(id: number): number;
}

/** Streams of one SSRC that are told apart; older ones are left out. */
const SAME_SSRC = 64;
/** Receivers whose reference time is remembered. */
const REFERENCES = 1024;

export class RtcpTies implements RtcpReader {
  packets = 0;
  encrypted = 0;
  unreadable = 0;
  /** Streams of one SSRC that the limit keeps from RTCP. */
  shedStreams = 0;
  /** Reference times of receivers that were forgotten. */
  shedReferences = 0;
  private readonly endpoints: EndpointAddresses;
  private readonly all: readonly Stream[];
  private readonly bySsrc = new Map<number, Stream | Stream[]>();
  /** So many of `all` are in `bySsrc`. A trace without RTCP never needs one there. */
  private known = 0;
  private readonly references = new Map<number, RtcpLog>();
  private d: Datagram | undefined = undefined;

  /** `all`: the streams, in the order in which they began; more may come. */
  constructor(all: readonly Stream[], endpoints: EndpointAddresses) {
    this.all = all;
    this.endpoints = endpoints;
  }

  see(d: Datagram, isSecure: boolean): void {
    this.packets++;
    while (this.known < this.all.length) this.add(this.all[this.known++]);
    this.d = d;
    const end = scanRtcp(d.bytes, d.start, d.end, isSecure, this);
    this.d = undefined;
    if (end === RtcpEnd.Encrypted) this.encrypted++;
    else if (end === RtcpEnd.Unreadable) this.unreadable++;
  }

  onSenderReport(sender: number, ntp: number, packets: number, bytes: number): void {
    this.logOf(this.sentBy(sender))?.noteSenderReport(ntp, this.arrival, packets, bytes);
  }

  onReport(
    _reporter: number,
    ssrc: number,
    fraction: number,
    lost: number,
    jitter: number,
    lastReport: number,
    delay: number,
  ): void {
    const log = this.logOf(this.receivedOf(ssrc));
    log?.noteReport(fraction, lost, jitter);
    log?.noteAnswer(lastReport, delay, this.arrival);
  }

  onName(ssrc: number, bytes: Uint8Array, at: number, end: number): void {
    this.logOf(this.sentBy(ssrc))?.noteName(bytes, at, end);
  }

  onBye(ssrc: number): void {
    const log = this.logOf(this.sentBy(ssrc));
    if (log !== undefined) log.byes++;
  }

  onReferenceTime(reporter: number, ntp: number): void {
    let log = this.logOf(this.sentBy(reporter)) ?? this.references.get(reporter);
    if (log === undefined) {
      log = new RtcpLog();
      const [oldest] = this.references.keys();
      if (this.references.size >= REFERENCES && oldest !== undefined) {
        this.references.delete(oldest);
        this.shedReferences++;
      }
      this.references.set(reporter, log);
    }
    log.noteSent(ntp, this.arrival);
  }

  /** The way to who answers: the stream that it receives from `ssrc` has it. One that only listens sends none. */
  onDelay(_reporter: number, ssrc: number, lastReference: number, delay: number): void {
    const log = this.logOf(this.receivedOf(ssrc)) ?? this.references.get(ssrc);
    log?.noteAnswer(lastReference, delay, this.arrival);
  }

  onLossRuns(_reporter: number, ssrc: number, packets: number, lost: number): void {
    this.logOf(this.receivedOf(ssrc))?.noteLossRuns(packets, lost);
  }

  onVoipMetrics(_reporter: number, ssrc: number, bytes: Uint8Array, at: number): void {
    this.logOf(this.receivedOf(ssrc))?.noteMetrics(bytes, at);
  }

  private add(stream: Stream): void {
    const known = this.bySsrc.get(stream.ssrc);
    if (known === undefined) {
      this.bySsrc.set(stream.ssrc, stream);
      return;
    }
    const streams = Array.isArray(known) ? known : [known];
    if (streams.length === SAME_SSRC) this.shedStreams++;
    this.bySsrc.set(stream.ssrc, [...streams, stream].slice(-SAME_SSRC));
  }

  private get arrival(): number {
    return this.d === undefined ? 0 : this.d.timeMicros + this.d.nanos * 0.001;
  }

  private logOf(stream: Stream | undefined): RtcpLog | undefined {
    if (stream === undefined) return undefined;
    stream.rtcp ??= new RtcpLog();
    return stream.rtcp;
  }

  private sentBy(ssrc: number): Stream | undefined {
    const { d } = this;
    return d === undefined ? undefined : this.find(ssrc, d, d.sourceAddress, d.destinationAddress);
  }

  private receivedOf(ssrc: number): Stream | undefined {
    const { d } = this;
    return d === undefined ? undefined : this.find(ssrc, d, d.destinationAddress, d.sourceAddress);
  }

  /** The newest stream of `ssrc` between the two addresses; else the only one there is (RTCP may take another way through a NAT). */
  private find(ssrc: number, d: Datagram, from: number, to: number): Stream | undefined {
    const known = this.bySsrc.get(ssrc);
    if (known === undefined) return undefined;
    const streams = Array.isArray(known) ? known : [known];
    for (let i = streams.length - 1; i >= 0; i--) {
      const stream = streams[i];
      if (this.isAt(stream.source, d, from) && this.isAt(stream.destination, d, to)) return stream;
    }
    return streams.length === 1 ? streams[0] : undefined;
  }

  private isAt(endpoint: number, d: Datagram, at: number): boolean {
    return this.endpoints.equals(endpoint, d.addresses, at, d.addressLength, this.endpoints.port(endpoint));
  }
}
