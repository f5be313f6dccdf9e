// What RTCP told about one stream: its sender in SR, its receiver in report blocks and XR. A few numbers a stream, made with the first
// report about it.
//
// Round trip (RFC 3550 §6.4.1): LSR names the SR that the receiver heard, DLSR how long it kept it. The clock of the sender is not
// ours, so the times are those at which the two passed the capture point: it is the way from there to the receiver and back. The
// whole way is the sum of both directions.

import type { Micros, Millis } from '../model/time.ts';

/** Sender reports that an answer may still name. */
const REMEMBERED = 4;
const NAME_LIMIT = 255;
const UNITS_A_SECOND = 65_536;
/** A round trip beyond this is a mistake of a clock. */
const LONGEST_MICROS = 30_000_000;
/** RFC 3611 §4.7: a value that is not there. */
const UNAVAILABLE = 127;
const VoipMetrics = {
  LossRate: 0,
  DiscardRate: 1,
  BurstDensity: 2,
  GapDensity: 3,
  RoundTrip: 8,
  EndSystemDelay: 10,
  RFactor: 16,
  MosLq: 18,
  MosCq: 19,
} as const;

export interface VoipMetricsReport {
  readonly lossRate: number;
  readonly discardRate: number;
  readonly burstDensity: number;
  readonly gapDensity: number;
  readonly roundTrip?: Millis;
  readonly endSystemDelay?: Millis;
  readonly rFactor?: number;
  readonly mosLq?: number;
  readonly mosCq?: number;
}

export class RtcpLog {
  senderReports = 0;
  receiverReports = 0;
  byes = 0;
  packetsSent: number | undefined = undefined;
  bytesSent: number | undefined = undefined;
  /** Of the last report block: 0..1, packets, units of the RTP clock. */
  fractionLost: number | undefined = undefined;
  cumulativeLost = 0;
  jitterUnits = 0;
  /** µs, the last and the longest. */
  roundTrip: Micros | undefined = undefined;
  roundTripMax: Micros = 0;
  name = '';
  metrics: VoipMetricsReport | undefined = undefined;
  /** Packets that loss run lengths (RFC 3611 §4.1) told about, and how many of them were lost. */
  runPackets = 0;
  runLost = 0;
  private readonly sent = new Float64Array(REMEMBERED * 2);
  private next = 0;

  noteSenderReport(ntp: number, arrival: number, packets: number, bytes: number): void {
    this.senderReports++;
    this.packetsSent = packets;
    this.bytesSent = bytes;
    this.noteSent(ntp, arrival);
  }

  /** A clock reading of the sender of this stream passed at `arrival`. */
  noteSent(ntp: number, arrival: number): void {
    this.sent[this.next * 2] = ntp;
    this.sent[this.next * 2 + 1] = arrival;
    this.next = (this.next + 1) % REMEMBERED;
  }

  noteReport(fraction: number, lost: number, jitter: number): void {
    this.receiverReports++;
    this.fractionLost = fraction / 256;
    this.cumulativeLost = lost;
    this.jitterUnits = jitter;
  }

  /** The receiver answers, at `arrival`, the clock reading `ntp` that it heard `delay` (1/65536 s) before. */
  noteAnswer(ntp: number, delay: number, arrival: number): void {
    if (ntp === 0) return;
    for (let i = 0; i < REMEMBERED; i++) {
      if (this.sent[i * 2] !== ntp || this.sent[i * 2 + 1] === 0) continue;
      const roundTrip = arrival - this.sent[i * 2 + 1] - (delay / UNITS_A_SECOND) * 1e6;
      // Delays are rounded down, clocks drift while they wait: a little below nothing is nothing.
      if (roundTrip < -1000 || roundTrip > LONGEST_MICROS) return;
      this.roundTrip = Math.max(0, roundTrip);
      this.roundTripMax = Math.max(this.roundTripMax, this.roundTrip);
      return;
    }
  }

  noteName(bytes: Uint8Array, at: number, end: number): void {
    if (this.name === '') this.name = Buffer.from(bytes.subarray(at, Math.min(end, at + NAME_LIMIT))).toString('utf8');
  }

  noteLossRuns(packets: number, lost: number): void {
    this.runPackets += packets;
    this.runLost += lost;
  }

  /** A VoIP metrics block (RFC 3611 §4.7); `at` is behind its SSRC. The last one stands. */
  noteMetrics(bytes: Uint8Array, at: number): void {
    const word = (offset: number): number => (bytes[at + offset] << 8) | bytes[at + offset + 1];
    const score = (offset: number): number | undefined => {
      const value = bytes[at + offset];
      return value === UNAVAILABLE ? undefined : value;
    };
    const [roundTrip, endSystemDelay] = [word(VoipMetrics.RoundTrip), word(VoipMetrics.EndSystemDelay)];
    const [rFactor, lq, cq] = [score(VoipMetrics.RFactor), score(VoipMetrics.MosLq), score(VoipMetrics.MosCq)];
    this.metrics = {
      lossRate: bytes[at + VoipMetrics.LossRate] / 256,
      discardRate: bytes[at + VoipMetrics.DiscardRate] / 256,
      burstDensity: bytes[at + VoipMetrics.BurstDensity] / 256,
      gapDensity: bytes[at + VoipMetrics.GapDensity] / 256,
      // 0: not measured.
      ...(roundTrip !== 0 && { roundTrip }),
      ...(endSystemDelay !== 0 && { endSystemDelay }),
      ...(rFactor !== undefined && { rFactor }),
      ...(lq !== undefined && { mosLq: lq / 10 }),
      ...(cq !== undefined && { mosCq: cq / 10 }),
    };
  }
}
