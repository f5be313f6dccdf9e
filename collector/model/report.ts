// Everything that leaves the collector is born here, plain: clonable, JSON-safe, no class, Map or bigint.
// `server/wire` passes these types on to the page; `report --json` (INTERFACES) prints them.

import type { BodyReading } from './body-reading.ts';
import type { CallGroup, LinkReason } from './call.ts';
import type { Finding, Severity } from './finding.ts';
import type { LadderDiagram } from './ladder.ts';
import type { LegFlag, LegKind, LegState } from './leg.ts';
import type { LintProblem } from './lint.ts';
import type { PointKind } from './points.ts';
import type { MediaSession } from './session.ts';
import type { StreamReport } from './stream.ts';
import type { Micros, Millis } from './time.ts';

/** One row of the list: a leg. Absent things are absent keys. Times are µs since the epoch; durations ms. */
export interface CallSummary {
  /** `<capture id>:<leg index>`: stable for one capture. */
  readonly id: string;
  /** Leg index in the capture, from 0, in order of first message. */
  readonly index: number;
  readonly callId: string;
  readonly kind: LegKind;
  readonly state: LegState;
  readonly flags: readonly LegFlag[];
  /** Method of the first request (or CSeq method). */
  readonly method: string;
  /** The final status code of what decides the state; 0 while there is none. */
  readonly statusCode: number;
  /** From and To as written (`"Alice" <sip:alice@a.example>`), without their tag. */
  readonly from: string;
  readonly to: string;
  /** User part of the URI, or the number of a tel: URI; empty when there is none. */
  readonly fromUser: string;
  readonly toUser: string;
  /** `ip:port`, IPv6 in brackets: of the first message (turned round when that is a response). */
  readonly source: string;
  readonly destination: string;
  /** In a list: what they are called, when they have a name. */
  readonly sourceName?: string;
  readonly destinationName?: string;
  readonly transport: string;
  readonly startTime: Micros;
  readonly ringTime?: Micros;
  readonly answerTime?: Micros;
  /** ACK to the first 2xx. */
  readonly ackTime?: Micros;
  readonly endTime?: Micros;
  /** Time of the last message seen. */
  readonly lastTime: Micros;
  readonly pdd?: Millis;
  readonly setupTime?: Millis;
  readonly ringDuration?: Millis;
  readonly talkTime?: Millis;
  readonly disconnectDelay?: Millis;
  /** Messages, duplicates and retransmissions included. */
  readonly messages: number;
  readonly retransmissions: number;
  readonly duplicates: number;
  readonly dialogs: number;
  /** How many findings there are about it, and the worst of them; absent when there are none. */
  readonly findings?: number;
  readonly severity?: Severity;
  /** Of a leg that belongs together with others (SEMANTICS §5): Call-ID of the first leg of the call, and how many legs it has. */
  readonly callGroup?: string;
  readonly legsOfCall?: number;
  /** Of its worst RTP stream: MOS estimate, packets lost per cent, highest jitter. Absent where there are none. */
  readonly mos?: number;
  readonly lostPercent?: number;
  readonly jitterMax?: Millis;
  /** Cells of the columns that were asked for, by their id; empty ones are absent. */
  readonly values?: Readonly<Record<string, string>>;
  /** In a list of calls: its further legs stand below it. */
  readonly isUnfolded?: boolean;
  /** In a list of calls: it stands below the first leg of its call. */
  readonly under?: LegOfCall;
}

/** One transition of a leg, with the message that caused it (SEMANTICS §2, last sentence). */
export interface StateChange {
  readonly state: LegState;
  readonly time: Micros;
  /** Index of the message; -1 when a timer did it. */
  readonly message: number;
}

export interface DialogReport {
  readonly localTag: string;
  readonly remoteTag: string;
  readonly state: 'early' | 'confirmed' | 'terminated';
  readonly startTime: Micros;
}

export interface TransactionReport {
  /** The number that LadderMessage.transaction carries. */
  readonly id: number;
  readonly method: string;
  readonly cseq: number;
  readonly source: string;
  readonly destination: string;
  readonly statusCode: number;
  readonly messages: number;
  readonly retransmissions: number;
  readonly provisionalTime?: Millis;
  readonly responseTime?: Millis;
  readonly timerExpired: boolean;
}

/** Everything the call page needs in one answer. */
export interface CallDetail {
  readonly call: CallSummary;
  readonly ladder: LadderDiagram;
  readonly transitions: readonly StateChange[];
  readonly dialogs: readonly DialogReport[];
  readonly transactions: readonly TransactionReport[];
  readonly streams: readonly StreamReport[];
  /** Offer and answer, per dialog; empty for what is no call. */
  readonly sessions: readonly MediaSession[];
  /** Worst first; `evidence` are indexes of ladder messages. */
  readonly findings: readonly Finding[];
  /** The call it belongs to, with the links that say why; absent when it belongs to no other leg and nothing was cut. */
  readonly group?: CallGroup;
}

/** What an answer about one leg can be asked for; its summary, `call`, is always there. */
export type CallPart = Exclude<keyof CallDetail, 'call'> | 'links' | 'packedLadder';

export interface HeaderReport {
  /** As written in the message. */
  readonly name: string;
  /** Canonical long name (`v` → `Via`). */
  readonly canonical: string;
  /** Unfolded value, blanks around it removed. */
  readonly value: string;
  /** What a reader made of the value, as name/value pairs (URI, tag, branch …); empty when there is none. */
  readonly parts: readonly { readonly name: string; readonly value: string }[];
  /** What is wrong with it, in words with the RFC section; empty when nothing is. */
  readonly problems: readonly string[];
}

export interface BodyPart {
  readonly contentType: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** The text when the bytes are valid UTF-8 without NUL, else undefined. */
  readonly text?: string;
  /** The bytes, base64, when they are no text. */
  readonly base64?: string;
  readonly length: number;
  /** True when a display limit cut the text or base64; the raw message is whole. */
  readonly cut?: boolean;
  /** In words and tables, for the types that the collector knows. */
  readonly reading?: BodyReading;
}

export interface SdpMediaReport {
  readonly media: string;
  readonly port: number;
  readonly protocol: string;
  readonly direction: string;
  readonly address: string;
  readonly codecs: readonly string[];
  readonly attributes: readonly string[];
}

export interface SdpReport {
  readonly origin: string;
  readonly sessionName: string;
  readonly connection: string;
  readonly media: readonly SdpMediaReport[];
  readonly problems: readonly string[];
}

export interface MessageDetail {
  /** `<capture id>:<message index>`. */
  readonly id: string;
  readonly index: number;
  readonly leg: number;
  readonly callId: string;
  readonly time: Micros;
  /** Below the µs, 0..999 ns. */
  readonly nanos: number;
  readonly source: string;
  readonly destination: string;
  readonly transport: string;
  readonly frameNumber: number;
  readonly file: string;
  readonly length: number;
  readonly retransmission: boolean;
  readonly duplicates: number;
  /** Where this very message was captured, in order of time; one for most, more when duplicates were folded into it. */
  readonly capturePoints: readonly { readonly name: string; readonly time: Micros; readonly frameNumber: number }[];
  /** HEP chunk 0x11 of its leg, when an agent sent one. */
  readonly correlationId?: string;
  readonly startLine: string;
  /** The whole message as text: UTF-8, with U+FFFD where bytes are none. */
  readonly raw: string;
  /** The whole message, base64, when `raw` is not exact. */
  readonly rawBase64?: string;
  readonly headers: readonly HeaderReport[];
  readonly bodies: readonly BodyPart[];
  readonly sdp?: SdpReport;
  /** Errors and warnings of `lint`, each in one line with the RFC section. */
  readonly problems: readonly string[];
  /** What is wrong with it, and where: notices too. */
  readonly lint?: readonly LintProblem[];
}

export interface SourceReport {
  readonly path: string;
  /** `pcap`, `pcapng`, with `.gz` when compressed. */
  readonly format: string;
  readonly linkTypes: readonly string[];
  readonly frames: number;
  /** Bytes of the file as it lies on disk. */
  readonly bytes: number;
  readonly start?: Micros;
  readonly end?: Micros;
  /** What cut the reading short, in words with the byte offset; absent when the file was whole. */
  readonly truncated?: string;
  /** Further oddities met while reading. */
  readonly notes: readonly string[];
}

/** What a capture point counted before its frames reached us: taken from interface statistics in the segments. */
export interface InputHealth {
  /** Id of CapturePoints. */
  readonly point: number;
  /** Frames the kernel threw away; undefined when nobody counted. */
  readonly kernelDrops?: number;
  /** Frames the network card or its driver threw away; undefined when nobody counted. */
  readonly interfaceDrops?: number;
  /** Frames the recorder could not write, for the disk was full; undefined when it lost none. */
  readonly lostFrames?: number;
  /** Frames that the recorder received and did not record, by reason (`wrong HEP key`). Only what is above 0. */
  readonly refused: Readonly<Record<string, number>>;
  /** Times were taken by the program and not by the kernel: good to about a millisecond. */
  readonly hasApproximateTimes: boolean;
}

/** Every counter of one capture point: an interface, a file, a HEP agent. */
export interface PointHealth extends Omit<InputHealth, 'point'> {
  readonly name: string;
  readonly kind: PointKind;
  readonly frames: number;
  readonly bytes: number;
  readonly sipMessages: number;
  readonly truncatedFrames: number;
  readonly firstTime?: Micros;
  readonly lastTime?: Micros;
  readonly notDecoded: readonly { readonly reason: string; readonly count: number }[];
}

/** One frame that did not become SIP, as it can be opened: its bytes, and what is known of them. */
export interface FrameDetail {
  /** As in `CaptureHealth.notDecoded[].samples[].id`. */
  readonly id: string;
  readonly source: string;
  readonly point: string;
  readonly frameNumber: number;
  readonly time: Micros;
  readonly reason: string;
  /** LINKTYPE_ name, as `ethernet`. */
  readonly linkType: string;
  /** Bytes on the wire; more than `bytes` holds when the snap length cut it. */
  readonly originalLength: number;
  /** The captured bytes, base64; at most 65,536 of them. */
  readonly bytes: string;
  readonly cut: boolean;
}

/** Every counter of a capture (SEMANTICS §9). */
export interface CaptureHealth {
  readonly frames: number;
  readonly sipMessages: number;
  readonly mediaPackets: number;
  /** RTP streams, those that no signalling announced apart, and RTCP: what could not be read is not in any report. */
  readonly media: {
    readonly streams: number;
    readonly withoutSignalling: number;
    readonly rtcpPackets: number;
    readonly rtcpEncrypted: number;
    readonly rtcpUnreadable: number;
  };
  readonly duplicates: number;
  readonly retransmissions: number;
  readonly malformed: number;
  readonly truncatedFrames: number;
  /** Frames that did not become SIP or media, by reason, with up to 10 examples each. */
  readonly notDecoded: readonly {
    readonly reason: string;
    readonly count: number;
    readonly samples: readonly {
      /** Opens it: `CaptureHandle.frame(id)`, `GET /api/captures/:id/frames/:frame`. */
      readonly id: string;
      readonly source: string;
      readonly point: string;
      readonly frameNumber: number;
      readonly time: Micros;
    }[];
  }[];
  /** What a limit shed, by name: `tcp bytes`, `fragments`, `streams` … Only what is above 0. */
  readonly shed: Readonly<Record<string, number>>;
  readonly sources: readonly SourceReport[];
  readonly points: readonly PointHealth[];
  /** Dropped by kernels, interfaces and full disks before anybody saw them: the sum over the points. */
  readonly dropped: number;
  /** TLS connections by what became of them; `withoutKey` is what a key log could open. */
  readonly tls: {
    readonly connections: number;
    readonly decrypted: number;
    readonly withoutKey: number;
    readonly failed: number;
  };
}

/** `loading`: reading what is there; `live`: all read, and more may come; `ready`: read to its end. */
export type CaptureState = 'loading' | 'live' | 'ready' | 'failed';

export interface CaptureProgress {
  readonly state: CaptureState;
  /** Moves when the index was made anew (cleared, or old segments let go): leg and message ids of before hold no more. */
  readonly generation: number;
  /** Frames dropped by kernels and interfaces, as far as anybody counted. */
  readonly dropped: number;
  readonly bytesRead: number;
  /** Undefined when nobody can know (a pipe). */
  readonly bytesTotal?: number;
  readonly frames: number;
  readonly messages: number;
  readonly legs: number;
  /** Frames that may have been SIP and could not be read; ordinary other traffic is not among them. */
  readonly notDecoded: number;
  /** RTP packets that belong to a stream. */
  readonly mediaPackets?: number;
  /** Calls that are not final yet, by the capture clock. */
  readonly activeCalls: number;
  /** Time of the latest frame: the capture clock. */
  readonly clock?: Micros;
  /** First frame. */
  readonly start?: Micros;
  /** What went wrong, in words a user can act on. */
  readonly error?: { readonly code: string; readonly message: string; readonly hint: string };
}

/** How a list is asked for. */
export interface ListQuery {
  /** Filter expression (INTERFACES, filter language); empty means all. */
  readonly filter: string;
  /** Column id, with `-` in front for descending; empty means capture order. */
  readonly sort: string;
  /** First row wanted, from 0, in the filtered and sorted list. */
  readonly offset: number;
  readonly limit: number;
  /** Only legs that start in [from, to). */
  readonly from?: Micros;
  readonly to?: Micros;
  /** Columns whose cells must be read from messages (`header.X-Tenant`, `userAgent` …): rows carry them as `values`. */
  readonly columns?: readonly string[];
  /** One row a call, by its first leg; below the `unfolded` ones (numbers of first legs) stand their further legs. */
  readonly calls?: { readonly unfolded: readonly number[] };
  /** Only these legs, by their numbers. */
  readonly legs?: readonly number[];
}

/** Of a list with one row a call: calls that the filter let through, all there are, and legs of those that were let through. */
export interface ListCounts {
  readonly calls: number;
  readonly allCalls: number;
  readonly legs: number;
}

/** Why a leg stands under a call: the surest link to a leg above it; empty when it hangs on legs below it. */
export interface LegOfCall {
  readonly reason?: LinkReason;
  readonly score?: number;
  readonly detail?: string;
}

export interface ListAnswer {
  readonly rows: readonly CallSummary[];
  readonly offset: number;
  /** Rows that match the filter. */
  readonly total: number;
  /** All legs of the capture: "total of all". */
  readonly all: number;
  /** Of a list with one row a call; `total` counts rows there. */
  readonly counts?: ListCounts;
  /** Filter error with its position, instead of rows. */
  readonly error?: FilterError;
}

export interface FilterError {
  readonly message: string;
  /** Character position in the expression, from 0. */
  readonly position: number;
  readonly length: number;
  readonly expected: readonly string[];
}
