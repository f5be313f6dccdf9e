// A ladder without pixels: hosts are columns, rows are drawn top to bottom in order of time.

import type { LinkReason } from './call.ts';
import type { Micros, Millis } from './time.ts';

/** One column: by default one IP address with all its ports. */
export interface LadderHost {
  /** Position of the column, from 0, left to right. */
  readonly column: number;
  /** What to print in bold: the user's alias, the capture's own name (pcapng NRB), or the address. */
  readonly label: string;
  /** IP address, IPv6 without brackets. */
  readonly address: string;
  /** All of them, when the user gave several addresses one name. */
  readonly addresses?: readonly string[];
  /** Ports seen, ascending. */
  readonly ports: readonly number[];
}

/** Another capture of a message: by another capture point, or once more by the same one. */
export interface LadderCopy {
  /** Index of the message in its capture. */
  readonly index: number;
  readonly time: Micros;
  /** Name of its capture point; empty where it has none. */
  readonly point: string;
}

/** An arrow: one SIP message. */
export interface LadderMessage {
  readonly type: 'message';
  /** Index of the message in its capture: `GET /api/messages/<capture>:<index>`. */
  readonly index: number;
  readonly time: Micros;
  /** Columns. Equal when a host talks to itself. */
  readonly from: number;
  readonly to: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Which address of its column, when that has several. */
  readonly sourceAddress?: string | undefined;
  readonly destinationAddress?: string | undefined;
  readonly transport: string;
  /** `INVITE` or `180 Ringing`. */
  readonly label: string;
  /** Status code of a response, 0 for a request. */
  readonly statusCode: number;
  /** Method of a request, CSeq method of a response. */
  readonly method: string;
  readonly cseq: number;
  /** Same number: same transaction. */
  readonly transaction: number;
  /** Index of its leg in the capture. */
  readonly leg: number;
  /** Codec names when the message carries SDP, in order, e.g. `PCMU PCMA`; empty when there is none. */
  readonly sdp: string;
  /** True when the message carries SDP, whatever its codecs. */
  readonly hasSdp: boolean;
  readonly retransmission: boolean;
  /** Index of the message that this one repeats, when it is a retransmission. */
  readonly retransmissionOf: number | undefined;
  /** How many further captures of the same frame were folded into this arrow. */
  readonly duplicates: number;
  /** These captures, as they came; absent where there are none. */
  readonly copies?: readonly LadderCopy[] | undefined;
  /** For a response: time since its transaction's (first) request, when both were seen. */
  readonly responseTime: Millis | undefined;
  /** Bytes of the whole message. */
  readonly length: number;
  /** Truncated, malformed …: short words for badges. */
  readonly faults: readonly string[];
}

/** A silence of more than 5 s between two rows. */
export interface LadderGap {
  readonly type: 'gap';
  readonly time: Micros;
  readonly duration: Millis;
}

export type LadderMediaQuality = 'good' | 'fair' | 'poor';

/** What a bar of media stands for. */
export interface LadderMedia {
  /** Indexes of its streams: one, or the two that answer each other. */
  readonly streams: readonly number[];
  readonly endTime: Micros;
  readonly isBothWays: boolean;
  /** Of the worse direction. */
  readonly quality: LadderMediaQuality;
}

/**
 * Something that happened beside the messages, in its place in time: frames were lost (`1,204 frames dropped on eth0`), a host
 * reported a message back as undeliverable (`port unreachable from 10.0.0.9`, SEMANTICS §9), or media began to flow
 * (`RTP PCMU, 2 min 04 s, MOS 4.3, loss 0.2 %`).
 */
export interface LadderEvent {
  readonly type: 'event';
  readonly kind: 'loss' | 'icmp' | 'media';
  readonly time: Micros;
  /**
   * Columns. ICMP: from who reports the error to who sent the message; absent when the reporter is no host of this call.
   * Media: from who sent first.
   */
  readonly from?: number;
  readonly to?: number;
  readonly text: string;
  /** ICMP: index of the message that it quotes, when that was captured. */
  readonly message?: number;
  readonly media?: LadderMedia;
}

/** In a ladder of several legs, right above the first message of each further one: why it belongs there (SEMANTICS §5). */
export interface LadderSeam {
  readonly type: 'seam';
  readonly time: Micros;
  /** Number of the leg that begins. */
  readonly leg: number;
  /** Its place among the legs of this ladder, from 1; the first one has no seam. */
  readonly position: number;
  /** What ties it to legs that are drawn above, best first; empty when the user put them together. */
  readonly reasons: readonly {
    readonly reason: LinkReason;
    readonly score: number;
    readonly detail: string;
    /** Position of the leg that it is tied to. */
    readonly to: number;
  }[];
  /** Of the best reason, 0 without any. */
  readonly score: number;
  /** All that in words: `leg 2: X-CID: abc (98)`. */
  readonly text: string;
}

export type LadderRow = LadderMessage | LadderGap | LadderEvent | LadderSeam;

export interface LadderDiagram {
  readonly hosts: readonly LadderHost[];
  readonly rows: readonly LadderRow[];
  /** Numbers of its legs in the order in which they begin; absent when it is one leg. */
  readonly legs?: readonly number[];
  /** Rows that a limit left out (0 = all shown): never silent. */
  readonly omitted: number;
}

/**
 * What the messages of a ladder have in one field, in the order of its rows; null where a message has nothing. Of its forms the one that
 * is short: one value for all; numbers as steps from the one before (the first from 0); numbers; places in a list of values.
 */
export type PackedField =
  | { readonly all: unknown }
  | { readonly steps: readonly number[] }
  | { readonly numbers: readonly (number | null)[] }
  | { readonly values: readonly unknown[]; readonly at: readonly number[] };

/** A ladder on its way to a page: an eighth of the bytes of `LadderDiagram`, whose rows `unpackLadder` makes of it. */
export interface PackedLadder extends Omit<LadderDiagram, 'rows'> {
  /** How many messages there are. */
  readonly messages: number;
  readonly fields: Readonly<Record<Exclude<keyof LadderMessage, 'type'>, PackedField>>;
  /** Rows that are no messages, and where they stand among all rows, ascending. */
  readonly others: readonly { readonly at: number; readonly row: Exclude<LadderRow, LadderMessage> }[];
}

/** The messages of some legs that hold a text. */
export interface FoundMessages {
  /** Their indexes, ascending. */
  readonly messages: readonly number[];
  /** There may be more: a limit ended the search. */
  readonly isCut: boolean;
}
