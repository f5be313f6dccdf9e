// What a rule may know: of one leg, and of the whole trace. Rules are pure functions of these facts; who makes them is
// `query/leg-facts.ts`, from the store, lazily: what costs reading is a function.

import type { CallSummary, DialogReport } from '../model/report.ts';
import type { MediaSession } from '../model/session.ts';
import type { StreamReport } from '../model/stream.ts';
import type { Micros } from '../model/time.ts';
import type { SipMessage } from '../sip/message.ts';
import type { MediaVantage } from './media-vantage.ts';

/** One message of the leg, as columns know it; duplicates of another capture point are left out. */
export interface MessageFacts {
  /** The number by which the world knows the message: what evidence is made of. */
  readonly index: number;
  readonly time: Micros;
  /** `ip:port`, IPv6 in brackets. */
  readonly source: string;
  readonly destination: string;
  readonly transport: string;
  readonly isRequest: boolean;
  /** Method of a request, CSeq method of a response. */
  readonly method: string;
  /** 0 for a request. */
  readonly statusCode: number;
  readonly cseq: number;
  /** Position in `LegFacts.transactions`. */
  readonly transaction: number;
  readonly length: number;
  readonly retransmission: boolean;
  readonly hasSdp: boolean;
  readonly truncated: boolean;
  readonly malformed: boolean;
  /** Bits of Fault. */
  readonly faults: number;
}

/** An ACK to a 2xx is a transaction of its own (RFC 3261 §17); one to anything else belongs to its INVITE. */
export interface TransactionFacts {
  readonly method: string;
  readonly cseq: number;
  /** Who sent the request, to whom. */
  readonly source: string;
  readonly destination: string;
  readonly transport: string;
  /** When its request was sent, or what else was seen of it first. */
  readonly startTime: Micros;
  /** Via values of its first message: how far downstream this hop is. */
  readonly hops: number;
  /** Its request has a To tag. */
  readonly inDialog: boolean;
  /** Its request has Authorization or Proxy-Authorization. */
  readonly hasCredentials: boolean;
  /** Positions in `LegFacts.messages`; -1 when there is none. */
  readonly request: number;
  readonly provisional: number;
  readonly final: number;
  readonly finalCode: number;
  /** Positions in `LegFacts.messages` of all of it, in order. */
  readonly messages: readonly number[];
  readonly retransmissions: number;
  /** Its timer (RFC 3261 §17, B, C or F) passed without a final response. */
  readonly timerExpired: boolean;
}

export interface IcmpFacts {
  readonly time: Micros;
  /** `port unreachable`. */
  readonly words: string;
  readonly reporter: string;
  /** Index of the message it quotes; -1 when that was not captured. */
  readonly message: number;
}

/** What is known of the capture that the leg is in. */
export interface CaptureFacts {
  readonly start: Micros;
  /** The capture clock: at its end, or now. */
  readonly end: Micros;
  /** A response to any request was seen somewhere: when not, only one direction may have been captured. */
  readonly seesResponses: boolean;
}

export interface LegFacts {
  readonly call: CallSummary;
  /** That of `call`, without making the rest of it. */
  readonly statusCode: number;
  /** Bits of Symptom: why this leg is looked at. */
  readonly symptoms: number;
  readonly capture: CaptureFacts;
  /** The first 10,000; `messagesCut` more were there. */
  readonly messages: readonly MessageFacts[];
  readonly messagesCut: number;
  readonly transactions: readonly TransactionFacts[];
  readonly dialogs: readonly DialogReport[];
  readonly icmp: readonly IcmpFacts[];
  readonly streams: readonly StreamReport[];
  /** Frames of a capture point were lost while it lived, or a message of it is cut. */
  readonly hasLosses: boolean;
  /** RTP was seen somewhere in this capture while the leg lived: media are captured here at all. */
  readonly seesMedia: boolean;
  /** Where RTP was seen in the whole capture: a stream is missing only where it would have been seen. */
  readonly mediaSeen: MediaVantage;
  /** Offer and answer, per dialog; reads SDP. */
  sessions(): readonly MediaSession[];
  /** The message decoded; reads it. Kept for the time of the question. */
  read(message: MessageFacts): SipMessage;
}
