// What two sides agreed on by offer and answer (RFC 3264), per dialog, as it changed over time. Plain and JSON-safe.

import type { Micros } from './time.ts';

export type MediaDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** One m-line of one side. */
export interface MediaSide {
  /** `ip` as written in c=, IPv6 without brackets, or a host name; empty when there is none. */
  readonly address: string;
  /** 0: refused or dropped (RFC 3264 §6, §8.2). */
  readonly port: number;
  /** a=rtcp (RFC 3605), else port + 1, else the RTP port with rtcp-mux. */
  readonly rtcpPort: number;
  readonly rtcpAddress: string;
  readonly direction: MediaDirection;
  /** Payload types with their names, in order of preference: `PCMU/8000`. */
  readonly codecs: readonly { readonly payloadType: number; readonly name: string; readonly fmtp?: string }[];
  /** ms of one packet, when a=ptime says so. */
  readonly ptime?: number;
}

/** How the media of a line are protected. */
export type MediaSecurity = 'none' | 'sdes' | 'dtls' | 'zrtp' | 'mikey';

/** One m-line as it stands after an answer, or after an offer nobody answered yet. */
export interface MediaLine {
  /** Position in the SDP, from 0: it never changes in a session (RFC 3264 §8). */
  readonly index: number;
  /** `audio`, `video`, `image`, `message`, `application` … */
  readonly media: string;
  readonly protocol: string;
  readonly offerer: MediaSide;
  readonly answerer?: MediaSide;
  /** Codecs both sides named, in the answer's order; telephone-event and CN not among them. */
  readonly common: readonly string[];
  readonly dtmf: boolean;
  readonly security: MediaSecurity;
  readonly ice: boolean;
  /** Agreed by both (RFC 5761 §5.1.1). */
  readonly rtcpMux: boolean;
  /** a=mid, and the mid of the line whose transport it shares (RFC 9143). */
  readonly mid?: string;
  readonly bundledWith?: string;
  readonly t38: boolean;
  /** What became of it with this exchange. */
  readonly change: 'added' | 'kept' | 'changed' | 'dropped' | 'refused';
}

/** One offer and its answer. */
export interface OfferAnswer {
  /** Index of the message with the offer; of that with the answer, absent while there is none. */
  readonly offer: number;
  readonly answer?: number;
  readonly offerTime: Micros;
  readonly answerTime?: Micros;
  /** What carried the offer: `INVITE`, `2xx`, `PRACK`, `UPDATE`, `183`, `ACK` … */
  readonly offerIn: string;
  readonly answerIn?: string;
  /** `caller` is who sent the dialog's first request. */
  readonly offeredBy: 'caller' | 'callee';
  /** Refused (488, 491 …): what stood before goes on. */
  readonly rejected?: number;
  readonly lines: readonly MediaLine[];
  /** Short words of what it did: `early media`, `hold`, `resume`, `T.38`, `video added`, `address changed`. */
  readonly effects: readonly string[];
}

/** All of one dialog, or of one early dialog of a fork. */
export interface MediaSession {
  readonly localTag: string;
  readonly remoteTag: string;
  readonly exchanges: readonly OfferAnswer[];
  /** Who holds whom now. */
  readonly hold: 'none' | 'caller' | 'callee' | 'both';
  /** Oddities against RFC 3264, with section. */
  readonly problems: readonly string[];
}
