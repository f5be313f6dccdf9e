// What goes over the live WebSocket `/api/live`, both ways. A snapshot first, then deltas; a reconnecting page just watches again.

import type {
  CallSummary,
  CaptureEngine,
  CaptureProgress,
  FilterError,
  InputStatus,
  ListCounts,
  Micros,
  Problem,
  RecorderStatus,
  RecordPlan,
  SpoolStatus,
} from './types.ts';

/** One capture as the server lists it (`GET /api/captures`). */
export interface CaptureInfo {
  /** Made from the file name and path: the same after a restart with the same file. */
  readonly id: string;
  /** What to call it: the file's base name, or `3 files`. */
  readonly name: string;
  readonly paths: readonly string[];
  /** `file` was given on the command line, `upload` came through the page. */
  readonly origin: 'file' | 'upload' | 'live';
  readonly progress: CaptureProgress;
  /** Of a live capture alone. */
  readonly live?: LiveInfo;
}

/** A live capture: what is recorded, by whom, and how full the spool is. */
export interface LiveInfo {
  /** `gone`: the recorder died without saying so; what it had written is shown. */
  readonly recorder: RecorderStatus['state'] | 'gone';
  readonly plan: RecordPlan;
  readonly inputs: readonly InputStatus[];
  readonly spool: SpoolStatus;
  readonly problem?: Problem;
}

/** `POST /api/captures` with JSON: start a live capture. What is left out has the default of the command line. */
export interface StartLive {
  readonly interfaces?: readonly string[];
  readonly filter?: string;
  readonly engine?: CaptureEngine;
  readonly hep?: readonly string[];
  readonly promiscuous?: boolean;
  readonly bufferMegabytes?: number;
}

/** `GET /api/interfaces`: what can be captured here. */
export interface InterfaceList {
  readonly items: readonly InterfaceInfo[];
  /** Engines that can be used; each with why not when it cannot. */
  readonly engines: readonly { readonly name: CaptureEngine; readonly problem?: Problem }[];
}

export interface InterfaceInfo {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly isUp: boolean;
  readonly isLoopback: boolean;
  /** `any`: not one interface but all of them. */
  readonly isAny: boolean;
}

/** From the page. A new `watch` replaces the one before it on the same socket. */
export type ClientMessage =
  | {
      readonly type: 'watch';
      readonly view: 'calls';
      readonly capture: string;
      readonly filter: string;
      readonly sort: string;
      /** Only legs that begin in [from, to), µs since the epoch. */
      readonly from?: Micros;
      readonly to?: Micros;
      /** The rows wanted; at most 500. */
      readonly window: { readonly offset: number; readonly limit: number };
      /** Columns whose cells are read from messages (ListQuery); at most 12. */
      readonly columns?: readonly string[];
      /** One row a call; below the unfolded ones, by the number of their first leg, stand their further legs. */
      readonly calls?: { readonly unfolded: readonly number[] };
      /** Echoed in every answer, so that a page can drop answers to an older watch. */
      readonly seq: number;
    }
  | { readonly type: 'watch'; readonly view: 'captures'; readonly seq: number }
  /** The call page: told when this leg changes. */
  | {
      readonly type: 'watch';
      readonly view: 'call';
      readonly capture: string;
      readonly leg: number;
      readonly seq: number;
    }
  | { readonly type: 'unwatch' };

/** To the page. */
export type ServerMessage =
  | {
      readonly type: 'calls';
      readonly seq: number;
      readonly capture: string;
      readonly rows: readonly CallSummary[];
      readonly offset: number;
      readonly total: number;
      readonly all: number;
      readonly counts?: ListCounts;
      readonly error?: FilterError;
    }
  /** Rows of the watched window that changed, in the snapshot's order and places; the counts are the new ones. */
  | {
      readonly type: 'calls-delta';
      readonly seq: number;
      readonly capture: string;
      readonly rows: readonly CallSummary[];
      readonly total: number;
      readonly all: number;
      readonly counts?: ListCounts;
    }
  | { readonly type: 'captures'; readonly seq: number; readonly captures: readonly CaptureInfo[] }
  /** Goes to every client whatever it watches, at most every 100 ms a capture. */
  | { readonly type: 'progress'; readonly capture: string; readonly progress: CaptureProgress }
  /** The watched leg changed: ask `GET /api/calls/:id` again. Also the first answer to its `watch`. */
  | { readonly type: 'call-changed'; readonly seq: number; readonly capture: string; readonly leg: number }
  | { readonly type: 'error'; readonly code: string; readonly message: string; readonly hint: string };
