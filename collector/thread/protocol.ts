// The handle by which the world above asks one capture, and the messages that carry it to a worker thread and back.
// `local.ts` answers in process, `client.ts` through `worker.ts`; who holds a handle cannot tell which.

import type { Answer, AnswerArguments, AnswerName } from '../model/answers.ts';
import type { LinkDecision } from '../model/call.ts';
import type {
  CallDetail,
  CallPart,
  CaptureHealth,
  CaptureProgress,
  FrameDetail,
  ListAnswer,
  ListQuery,
  MessageDetail,
} from '../model/report.ts';

/** What to open. */
export interface CaptureSource {
  /** Stable name of the capture, used in ids (`<capture id>:<index>`). */
  readonly id: string;
  /** Files to read, merged in time order; `-` is standard input (only in process). */
  readonly paths: readonly string[];
  /** Directory of a spool that a recorder of ours writes; `paths` is empty then. */
  readonly spool?: string;
  /** Goes on reading what is appended to the files, and files that come into the directories among `paths`. */
  readonly follow?: boolean;
  /** Files of TLS secrets (SSLKEYLOGFILE format), followed while the capture is open. */
  readonly keylogs?: readonly string[];
  /** PEM files of RSA private keys: they open TLS up to 1.2 with RSA key exchange. */
  readonly rsaKeys?: readonly string[];
  /** Headers that tie legs together, beside those known: `X-My-ID`, or `X-My-ID: PATTERN`. */
  readonly headerRules?: readonly string[];
  /** File of names of hosts (`aliases.ts`). */
  readonly aliasFile?: string;
  /** The same as text: it goes before the file. */
  readonly aliasText?: string;
  /** File of what was decided about pairs of legs (`links/link-file.ts`), and what else was decided before. */
  readonly linkFile?: string;
  readonly decisions?: readonly LinkDecision[];
  /** What is decoded is also sent as HEP: `udp:HOST:PORT`, `tcp:…`, `tls:…`. */
  readonly hepTo?: readonly HepTarget[];
}

/** Where HEP is sent to, and with which secret. */
export interface HepTarget {
  readonly url: string;
  readonly key?: string;
}

/** What a handle announces, at most every 100 ms. Coalesced: the latest state, never a backlog. */
export interface CaptureChange {
  readonly progress: CaptureProgress;
  /** Indexes of legs that changed or came since the last announcement; undefined when more than 10,000 did. */
  readonly legs: readonly number[] | undefined;
}

/** Every call rejects with an Error that carries `code` and `hint` when the capture cannot answer at all. */
export interface CaptureHandle {
  readonly id: string;
  readonly paths: readonly string[];
  /** The latest progress, at once. */
  progress(): CaptureProgress;
  list(query: ListQuery): Promise<ListAnswer>;
  /** Everything about one leg; undefined when there is no such leg. */
  call(leg: number): Promise<CallDetail | undefined>;
  /**
   * The same with the call it belongs to (`links`, `group`), or its summary and some `parts`, as JSON: a long ladder crosses threads as
   * one text, not as its rows.
   */
  callText(leg: number, parts?: readonly CallPart[]): Promise<string | undefined>;
  /** One message decoded; undefined when there is no such message. */
  message(index: number): Promise<MessageDetail | undefined>;
  /** One of the questions of `model/answers.ts`. */
  ask<Name extends AnswerName>(name: Name, ...given: AnswerArguments<Name>): Promise<Answer<Name>>;
  health(): Promise<CaptureHealth>;
  /** A sample frame of `health()`; undefined when there is no such sample. */
  frame(id: string): Promise<FrameDetail | undefined>;
  /** More TLS secrets (SSLKEYLOGFILE format), for connections seen from now on and, as far as they are kept, before. Gives how many were new. */
  addKeys(text: string): Promise<number>;
  /** Forgets all calls and goes on with what comes from now on (a live capture). */
  clear(): Promise<void>;
  /** Ends following: what is there is read to its end, then the capture is `ready`. */
  endFollowing(): Promise<void>;
  /** Calls `listener` on every change; returns what undoes it. */
  onChange(listener: (change: CaptureChange) => void): () => void;
  /** Stops reading, frees everything. Idempotent. */
  close(): Promise<void>;
}

/** One question to a worker; the answer carries the same id. */
export type Question =
  | { readonly type: 'list'; readonly query: ListQuery }
  | { readonly type: 'call'; readonly leg: number }
  | { readonly type: 'call-text'; readonly leg: number; readonly parts?: readonly CallPart[] }
  | { readonly type: 'message'; readonly index: number }
  | { readonly type: 'answer'; readonly name: AnswerName; readonly given: AnswerArguments<AnswerName> }
  | { readonly type: 'health' }
  | { readonly type: 'frame'; readonly id: string }
  | { readonly type: 'add-keys'; readonly text: string }
  | { readonly type: 'clear' }
  | { readonly type: 'end-following' }
  | { readonly type: 'close' };

export type ToWorker = { readonly type: 'ask'; readonly id: number; readonly question: Question };

export type FromWorker =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | {
      readonly type: 'refusal';
      readonly id: number;
      readonly code: string;
      readonly message: string;
      readonly hint: string;
    }
  | { readonly type: 'change'; readonly change: CaptureChange };
