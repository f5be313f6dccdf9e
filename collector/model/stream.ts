// RTP streams as they leave the collector (SEMANTICS §7): one is (SSRC, source, destination). Plain and JSON-safe.

import type { Micros, Millis } from './time.ts';

/** The inputs of a MOS estimate, so that nobody must believe it (E-model, ITU-T G.107; codec values of G.113). */
export interface MosInputs {
  readonly codec: string;
  /** Equipment impairment and packet-loss robustness of the codec. */
  readonly ie: number;
  readonly bpl: number;
  /** Packet loss, per cent: what was lost, and what came too late for a jitter buffer of `jitterBuffer`. */
  readonly lossPercent: number;
  /** How much burstier than random the loss was; 1 is random (G.107 §3.5). */
  readonly burstRatio: number;
  /** Mouth to ear: network (half the round trip by RTCP, else 20 ms assumed), `jitterBuffer`, and 25 ms to code and pack. */
  readonly delay: Millis;
  readonly jitterBuffer: Millis;
  /** Transmission rating. */
  readonly r: number;
}

/** One telephone event: a key, by RFC 4733, INFO or KPML. */
export interface DtmfEvent {
  /** `0`–`9`, `*`, `#`, `A`–`D`, or the name of another event (`flash`). */
  readonly digit: string;
  readonly time: Micros;
  readonly duration: Millis;
  readonly way: 'rfc4733' | 'info' | 'kpml';
  /** Index of the message that carried it, for `info` and `kpml`. */
  readonly message?: number;
}

/** What one side told by RTCP about a stream: from its sender (SR), or from its receiver (RR, XR). */
export interface RtcpSummary {
  readonly senderReports: number;
  readonly receiverReports: number;
  /** Packets and bytes the sender says it has sent, by its last SR. */
  readonly packetsSent?: number;
  readonly bytesSent?: number;
  /** What the receiver of this stream last told: fraction lost 0..1, cumulative lost, jitter. */
  readonly fractionLost?: number;
  readonly cumulativeLost?: number;
  readonly jitter?: Millis;
  /** From LSR and DLSR (RFC 3550 §6.4.1), from the capture point to the receiver of this stream and back: the latest and the largest. */
  readonly roundTrip?: Millis;
  readonly roundTripMax?: Millis;
  /** VoIP metrics of RTCP XR (RFC 3611 §4.7): as the receiver tells them. */
  readonly xr?: {
    readonly lossRate: number;
    readonly discardRate: number;
    readonly burstDensity: number;
    readonly gapDensity: number;
    readonly roundTrip?: Millis;
    readonly endSystemDelay?: Millis;
    readonly rFactor?: number;
    readonly mosLq?: number;
    readonly mosCq?: number;
  };
  /** Packets that loss run lengths of XR (RFC 3611 §4.1) told about, and how many of them were lost. */
  readonly lossRuns?: { readonly packets: number; readonly lost: number };
  /** CNAME of the sender (RFC 3550 §6.5.1). */
  readonly cname?: string;
  readonly byes: number;
}

export interface StreamReport {
  /** `<capture id>:<stream index>`. */
  readonly id: string;
  readonly index: number;
  readonly ssrc: number;
  /** `ip:port`, IPv6 in brackets. */
  readonly source: string;
  readonly destination: string;
  /** Of the first packet that is no telephone event or comfort noise. */
  readonly payloadType: number;
  /** Every payload type of the stream in order of appearance. */
  readonly payloadTypes: readonly { readonly payloadType: number; readonly codec: string; readonly packets: number }[];
  readonly codec: string;
  /** Hz of the RTP clock; 0 when nothing tells. */
  readonly clockHz: number;
  /** Empty for a stream that no signalling announced. */
  readonly callId: string;
  /** Number of its leg; absent when no signalling announced it. */
  readonly leg?: number;
  /** Numbers of all legs that announced it, `leg` first: a B2BUA that leaves the media alone makes them two. */
  readonly legs?: readonly number[];
  /** Index of the message whose SDP announced it. */
  readonly announcedBy?: number;
  /** The announced address was that of its receiver, of its sender (symmetric RTP, NAT), or of both. */
  readonly tiedBy: 'destination' | 'source' | 'both' | 'none';
  readonly packets: number;
  /** Bytes of RTP payload. */
  readonly bytes: number;
  readonly lost: number;
  readonly lostPercent: number;
  /** Received, but more than 60 ms later than the quickest of the last second: too late for most jitter buffers. */
  readonly late: number;
  readonly duplicates: number;
  readonly reordered: number;
  readonly jitterMean: Millis;
  readonly jitterMax: Millis;
  readonly deltaMax: Millis;
  readonly deltaMean: Millis;
  /**
   * Where losses lie (RFC 3611 §4.7.2, Gmin 16): how many bursts, which share of the packets in them was lost, 0..1, and the longest
   * run of lost packets.
   */
  readonly bursts: number;
  readonly burstDensity: number;
  readonly longestLoss: number;
  /** How much faster the sender's clock ran than the capture's, parts per million; absent when too short to tell. */
  readonly clockSkewPpm?: number;
  readonly marked: number;
  /** Restarts of the numbering: a new sender behind the same SSRC. */
  readonly restarts: number;
  readonly startTime: Micros;
  readonly endTime: Micros;
  /** SRTP (RFC 3711), by the profile that announced it. */
  readonly encrypted: boolean;
  /** Mean opinion score 1..4.5, an estimate; absent where the codec has no published values. */
  readonly mos?: number;
  readonly mosInputs?: MosInputs;
  /** Keys pressed in it, in order. */
  readonly dtmf: string;
  readonly rtcp?: RtcpSummary;
}

/** One bucket of a time series. */
export interface StreamSlice {
  readonly time: Micros;
  readonly packets: number;
  readonly lost: number;
  readonly jitterMean: Millis;
  readonly jitterMax: Millis;
  readonly deltaMax: Millis;
  readonly mos?: number;
}

export interface StreamDetail extends StreamReport {
  readonly dtmfEvents: readonly DtmfEvent[];
  /** Length of one slice; it doubles as a stream grows, so that there are never more than 600. */
  readonly sliceDuration: Millis;
  readonly series: readonly StreamSlice[];
}

export type StreamColumn = 'mos' | 'loss' | 'jitter' | 'packets' | 'startTime';

/** How streams are asked for. */
export interface StreamQuery {
  /** Number of a leg: its streams alone. */
  readonly leg?: number;
  /** Those that no signalling announced, which are never among the others. */
  readonly orphans?: boolean;
  /** A StreamColumn, with `-` in front for descending; absent: in order of appearance. */
  readonly sort?: string;
  readonly offset?: number;
  readonly limit?: number;
  /** Only streams of which a packet may lie in [from, to): they began before `to` and had not ended before `from`. */
  readonly from?: Micros;
  readonly to?: Micros;
}

export interface StreamPage {
  readonly items: readonly StreamReport[];
  /** Streams that the question means, whatever its window. */
  readonly total: number;
}
