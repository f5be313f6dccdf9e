// What a rule may know: of one leg, and of the whole trace. Rules are pure functions of these facts; who makes them is
// `query/leg-facts.ts`, from the store, lazily: what costs reading is a function.

import type { CallSummary, DialogReport } from '../model/report.ts';
import type { MediaSession } from '../model/session.ts';
import type { StreamReport } from '../model/stream.ts';
import type { Micros, Millis } from '../model/time.ts';
import type { SipMessage } from '../sip/message.ts';

/** One message of the leg, as columns know it; duplicates of another capture point are left out. */
export interface MessageFacts {
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
}

export interface TransactionFacts {
  readonly method: string;
  readonly cseq: number;
  readonly source: string;
  readonly destination: string;
  /** Via values of its first message: how far downstream this hop is. */
  readonly hops: number;
  /** Its request has a To tag. */
  readonly inDialog: boolean;
  /** Position in `LegFacts.messages`; -1 when it was not seen. */
  readonly request: number;
  readonly provisional: number;
  readonly final: number;
  readonly finalCode: number;
  readonly retransmissions: number;
  readonly timerExpired: boolean;
  readonly responseTime?: Millis;
}

export interface IcmpFacts {
  readonly time: Micros;
  readonly words: string;
  readonly reporter: string;
  /** Index of the message it quotes; -1 when that was not captured. */
  readonly message: number;
}

export interface LegFacts {
  readonly call: CallSummary;
  /** Bits of Symptom: why this leg is looked at. */
  readonly symptoms: number;
  readonly messages: readonly MessageFacts[];
  readonly transactions: readonly TransactionFacts[];
  readonly dialogs: readonly DialogReport[];
  readonly icmp: readonly IcmpFacts[];
  readonly streams: readonly StreamReport[];
  /** Frames of a capture point that saw this leg were lost while it lived, or the leg is cut. */
  readonly hasLosses: boolean;
  /** The capture clock at its end (or now), and at its start. */
  readonly captureStart: Micros;
  readonly captureEnd: Micros;
  /** RTP was seen somewhere in this capture while the leg lived: media are captured here at all. */
  readonly seesMedia: boolean;
  /** Offer and answer, per dialog; reads SDP. */
  sessions(): readonly MediaSession[];
  /** The message decoded; reads it. Kept for the time of the question. */
  read(message: MessageFacts): SipMessage;
}
