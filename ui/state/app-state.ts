// Everything the page knows, in one immutable value. What can be computed from it is computed in views, not kept here.

import type { AliasList } from '../../server/wire/alias-schema.ts';
import type { CaptureInfo, InterfaceList } from '../../server/wire/protocol.ts';
import type {
  CallDetail,
  CallSummary,
  CaptureHealth,
  FilterError,
  FindingList,
  FoundMessages,
  FrameDetail,
  LegIdentity,
  ListCounts,
  MergedCall,
  MessageDetail,
  Micros,
  RegistrationDetail,
  RegistrationTimeline,
  StreamDetail,
  StreamPage,
  Waveform,
} from '../../server/wire/types.ts';
import type { TimeMode } from '../base/format.ts';
import type { ZoneName } from '../base/time-zone.ts';
import type { RowRange } from '../base/visible-range.ts';
import { type Filtering, START_FILTERING } from './filtering.ts';
import { EMPTY_HOSTS, type HostsState } from './hosts.ts';
import { EMPTY_OVERVIEW, type OverviewState } from './overview.ts';
import type { PreviewPlace, PreviewValue } from './preview.ts';
import type { RateHistory } from './rates.ts';
import { type Route, START_ROUTE } from './route.ts';
import { NO_SELECTION, type Selection } from './selection.ts';
import { EMPTY_TABLE, type Tables } from './tables.ts';

/** A failure as the server words it (INTERFACES: `{ code, message, hint }`). */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** Where in the expression that was sent the mistake is, in characters from 0. */
  readonly position?: number;
  readonly length?: number;
}

/** Something asked for by id: on its way, here, or refused. While it is asked for again the old value stays. */
export interface Asked<T> {
  readonly id: string;
  readonly value: T | undefined;
  readonly problem: Problem | undefined;
}

/** What the page shows of a call at once. Its offers and answers come after its ladder, as the part `sessions`. */
export type ShownCall = Omit<CallDetail, 'transactions' | 'sessions'>;
export const SHOWN_PARTS = 'packedLadder,transitions,dialogs,streams,findings,group,links';

/** What is asked for beside a call or a stream (`parts.ts`): what can be heard, who calls by whose word, all legs in one ladder. */
export const PART_NAMES = [
  'findings',
  'sound',
  'identity',
  'merged',
  'siblings',
  'forward',
  'reverse',
  'found',
  'timeline',
  'sessions',
] as const;
export type PartName = (typeof PART_NAMES)[number];

/** By name: each is kept for one call or stream at a time. */
export interface Parts {
  /** Those of a call as the list of findings has them: each with the larger one that it is part of. */
  readonly findings: Asked<FindingList> | undefined;
  readonly sound: Asked<Waveform> | undefined;
  readonly identity: Asked<LegIdentity> | undefined;
  readonly merged: Asked<MergedCall> | undefined;
  /** The streams of the call that an opened stream belongs to. */
  readonly siblings: Asked<StreamPage> | undefined;
  /** The main stream of a call, and the stream that answers the one that is looked at: both with their course. */
  readonly forward: Asked<StreamDetail> | undefined;
  readonly reverse: Asked<StreamDetail> | undefined;
  readonly found: Asked<FoundMessages> | undefined;
  /** All bindings of the address of record that is open. */
  readonly timeline: Asked<RegistrationTimeline> | undefined;
  /** Offers and answers of the call on the page. */
  readonly sessions: Asked<CallSessions> | undefined;
}

export type CallSessions = Pick<CallDetail, 'call' | 'sessions'>;

/** What comes for one of them. */
export type PartValue =
  | FindingList
  | Waveform
  | LegIdentity
  | MergedCall
  | StreamPage
  | StreamDetail
  | FoundMessages
  | RegistrationTimeline
  | CallSessions;

export const NO_PARTS: Parts = {
  findings: undefined,
  sound: undefined,
  identity: undefined,
  merged: undefined,
  siblings: undefined,
  forward: undefined,
  reverse: undefined,
  found: undefined,
  timeline: undefined,
  sessions: undefined,
};

/** Rows of a window, in blocks of BLOCK_ROWS; a row that has not come yet is undefined. */
export type RowBlock = readonly (CallSummary | undefined)[];
export type RowBlocks = ReadonlyMap<number, RowBlock>;

export interface RowWindow {
  readonly offset: number;
  readonly limit: number;
}

/** What a list shows: another capture, filter or sort is another list, and so is the same one of a new index. */
export interface ListKey {
  readonly capture: string;
  /** CaptureProgress.generation: rows of an older index have other ids. */
  readonly generation: number;
  readonly filter: string;
  readonly sort: string;
  /** Columns whose cells are read from messages, with commas: rows without them are other rows. */
  readonly columns: string;
  /** The range of time as the address has it, and the times it means by now. */
  readonly range?: string;
  readonly from?: Micros;
  readonly to?: Micros;
  /** Empty: one row a leg. Else one a call: `calls`, and numbers of first legs of those that are unfolded. */
  readonly calls: string;
}

export interface ListState {
  /** The list that `blocks`, `total` and `all` belong to; undefined before the first answer. */
  readonly key: ListKey | undefined;
  /** The list last asked for, and the first question about it: answers to older questions are about another list. */
  readonly askedKey: ListKey | undefined;
  readonly firstSeq: number;
  readonly asked: RowWindow | undefined;
  readonly blocks: RowBlocks;
  readonly total: number;
  readonly all: number;
  /** Of a list of calls: calls and legs; `total` counts rows there. */
  readonly counts: ListCounts | undefined;
  readonly error: FilterError | undefined;
  /** Rows on screen; undefined before the table is measured. */
  readonly visible: RowRange | undefined;
  /** Rows when the user last looked at the end: what is above it is new. */
  readonly seenTotal: number;
  /** The list keeps its end in view. */
  readonly isFollowing: boolean;
  /** Holds rows and total as they are. */
  readonly isPaused: boolean;
  /** What has come meanwhile. */
  readonly pausedTotal: number;
}

export interface UploadState {
  readonly name: string;
  readonly bytesSent: number;
  readonly bytesTotal: number;
  readonly problem: Problem | undefined;
}

/** Something the user asked the server to do: on its way, or refused. What was done leaves no trace here. */
export interface Errand {
  readonly isBusy: boolean;
  readonly problem: Problem | undefined;
}

/** What the edge of a row is coloured by. */
export const COLOUR_MODES = ['state', 'call', 'method'] as const;
export type ColourMode = (typeof COLOUR_MODES)[number];

export function readColours(text: string | undefined): ColourMode {
  return COLOUR_MODES.find(mode => mode === text) ?? 'state';
}

export type Connection = 'connecting' | 'open' | 'lost';
export type Theme = 'system' | 'light' | 'dark' | 'contrast';

export interface AppState {
  readonly route: Route;
  readonly connection: Connection;
  /** Undefined until the server has named them. */
  readonly captures: readonly CaptureInfo[] | undefined;
  readonly capturesProblem: Problem | undefined;
  readonly list: ListState;
  readonly selection: Selection;
  /** In a list of calls: numbers of first legs of those that are unfolded. */
  readonly unfolded: readonly number[];
  readonly colours: ColourMode;
  readonly previewPlace: PreviewPlace;
  readonly preview: Asked<PreviewValue> | undefined;
  readonly call: Asked<ShownCall> | undefined;
  /** By message id, the latest few. */
  readonly messages: ReadonlyMap<string, Asked<MessageDetail>>;
  readonly health: Asked<CaptureHealth> | undefined;
  readonly tables: Tables;
  /** Key figures and charts. */
  readonly overview: OverviewState;
  readonly hosts: HostsState;
  /** The stream, the registration that is open. */
  readonly stream: Asked<StreamDetail> | undefined;
  readonly registration: Asked<RegistrationDetail> | undefined;
  readonly parts: Parts;
  readonly filtering: Filtering;
  readonly upload: UploadState | undefined;
  /** What can be captured here; asked for by the capture page. */
  readonly interfaces: Asked<InterfaceList> | undefined;
  /** What hosts are called, as it was read last. */
  readonly aliases: AliasList | undefined;
  /** The sample frame that is open. */
  readonly frame: Asked<FrameDetail> | undefined;
  /** By name, as `errandName` makes it: what is being done, and what was refused. */
  readonly errands: ReadonlyMap<string, Errand>;
  /** Counters of the last seconds, by capture. */
  readonly rates: ReadonlyMap<string, RateHistory>;
  readonly timeMode: TimeMode;
  readonly theme: Theme;
  /** In which times are written and read (base/time-zone.ts). */
  readonly zone: ZoneName;
  /** The last thing the server refused on the live socket, until it is dismissed. */
  readonly problem: Problem | undefined;
}

export const BLOCK_ROWS = 50;
/** 200 blocks of 50 rows: some 8 MB, ten thousand rows to scroll back over without asking. */
export const BLOCK_LIMIT = 200;
export const MESSAGE_LIMIT = 60;

export const EMPTY_LIST: ListState = {
  key: undefined,
  askedKey: undefined,
  firstSeq: 0,
  asked: undefined,
  blocks: new Map(),
  total: 0,
  all: 0,
  counts: undefined,
  error: undefined,
  visible: undefined,
  seenTotal: 0,
  isFollowing: false,
  isPaused: false,
  pausedTotal: 0,
};

export const START_STATE: AppState = {
  route: START_ROUTE,
  connection: 'connecting',
  captures: undefined,
  capturesProblem: undefined,
  list: EMPTY_LIST,
  selection: NO_SELECTION,
  unfolded: [],
  colours: 'state',
  previewPlace: 'off',
  preview: undefined,
  call: undefined,
  messages: new Map(),
  health: undefined,
  tables: { registrations: EMPTY_TABLE, streams: EMPTY_TABLE, findings: EMPTY_TABLE },
  overview: EMPTY_OVERVIEW,
  hosts: EMPTY_HOSTS,
  stream: undefined,
  registration: undefined,
  parts: NO_PARTS,
  filtering: START_FILTERING,
  upload: undefined,
  interfaces: undefined,
  aliases: undefined,
  frame: undefined,
  errands: new Map(),
  rates: new Map(),
  timeMode: 'relative',
  theme: 'system',
  zone: 'UTC',
  problem: undefined,
};
