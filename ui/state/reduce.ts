// The one place where the state changes: (state, action) → state. Pure; what did not change keeps its identity.

import type { CaptureInfo, ServerMessage } from '../../server/wire/protocol.ts';
import type { MessageDetail } from '../../server/wire/types.ts';
import { assertNever } from '../base/assert-never.ts';
import { withEntry } from '../base/lru.ts';
import type { Action } from './actions.ts';
import {
  type AppState,
  type Asked,
  type Errand,
  MESSAGE_LIMIT,
  type PartName,
  type PartValue,
  type Problem,
} from './app-state.ts';
import { onFiltering } from './filtering.ts';
import { onHostsAnswer, onHostsAsked, onHostsRefused } from './hosts.ts';
import { onAsked, onDelta, onPause, onSnapshot, onVisible } from './list.ts';
import { onKpiAnswer, onKpiAsked, onKpiRefused } from './overview.ts';
import { withCounters } from './rates.ts';
import { NO_SELECTION } from './selection.ts';
import {
  onTableAnswer,
  onTableAsked,
  onTableRefused,
  onTableStale,
  onTableVisible,
  type TableName,
  type TableState,
} from './tables.ts';

/** There is one list of interfaces. */
const INTERFACES = 'interfaces';
/** Captures whose rates are kept. */
const RATED_CAPTURES = 32;

export function reduce(state: AppState, action: Action): AppState {
  switch (action.type) {
    case 'route':
      return onRoute(state, action.route);
    case 'select':
      return { ...state, selection: action.selection };
    case 'unfold':
      return { ...state, unfolded: unfolded(state.unfolded, action.leg, action.isUnfolded) };
    case 'colours':
      return { ...state, colours: action.mode };
    case 'preview-place':
      return { ...state, previewPlace: action.place };
    case 'preview-asked':
      return { ...state, preview: { id: action.id, value: state.preview?.value, problem: undefined } };
    case 'preview':
      return { ...state, preview: arrived(action.id, { call: action.call, message: action.message }) };
    case 'preview-refused':
      return { ...state, preview: refused(action.id, action.problem) };
    case 'connection':
      return state.connection === action.connection ? state : { ...state, connection: action.connection };
    case 'received':
      return received(state, action.message);
    case 'captures':
      return { ...state, captures: action.captures, capturesProblem: undefined };
    case 'captures-refused':
      return { ...state, capturesProblem: action.problem };
    case 'capture-added':
      return { ...state, captures: withCapture(state.captures ?? [], action.capture) };
    case 'list-asked':
      return { ...state, list: onAsked(state.list, action.key, action.window, action.seq) };
    case 'visible-rows':
      return { ...state, list: onVisible(state.list, action.visible, action.isAtEnd) };
    case 'follow':
      return { ...state, list: { ...state.list, isFollowing: action.isFollowing } };
    case 'pause':
      return { ...state, list: onPause(state.list, action.isPaused) };
    case 'call-asked':
      return { ...state, call: askedAgain(state.call, action.id) };
    case 'call':
      return state.call?.id === action.id ? { ...state, call: arrived(action.id, action.value) } : state;
    case 'call-refused':
      return state.call?.id === action.id ? { ...state, call: refused(action.id, action.problem) } : state;
    case 'message-asked':
      return withMessage(state, askedAgain(state.messages.get(action.id), action.id));
    case 'message':
      return withMessage(state, arrived(action.id, action.value));
    case 'message-refused':
      return withMessage(state, refused(action.id, action.problem));
    case 'health-asked':
      return { ...state, health: askedAgain(state.health, action.id) };
    case 'health':
      return state.health?.id === action.id ? { ...state, health: arrived(action.id, action.value) } : state;
    case 'health-refused':
      return state.health?.id === action.id ? { ...state, health: refused(action.id, action.problem) } : state;
    case 'table-asked':
      return withTable(state, action.name, onTableAsked(state.tables[action.name], action.key, action.block));
    case 'table':
      return withTable(
        state,
        action.name,
        onTableAnswer(state.tables[action.name], action.key, action.block, action.answer),
      );
    case 'table-refused':
      return withTable(
        state,
        action.name,
        onTableRefused(state.tables[action.name], action.key, action.block, action.problem),
      );
    case 'table-stale':
      return withTable(state, action.name, onTableStale(state.tables[action.name]));
    case 'table-visible':
      return withTable(state, action.name, onTableVisible(state.tables[action.name], action.visible));
    case 'stream-asked':
      return { ...state, stream: askedAgain(state.stream, action.id) };
    case 'stream':
      return state.stream?.id === action.id ? { ...state, stream: arrived(action.id, action.value) } : state;
    case 'stream-refused':
      return state.stream?.id === action.id ? { ...state, stream: refused(action.id, action.problem) } : state;
    case 'registration-asked':
      return { ...state, registration: askedAgain(state.registration, action.id) };
    case 'registration':
      return state.registration?.id === action.id
        ? { ...state, registration: arrived(action.id, action.value) }
        : state;
    case 'registration-refused':
      return state.registration?.id === action.id
        ? { ...state, registration: refused(action.id, action.problem) }
        : state;
    case 'part-asked':
      return withPart(state, action.name, askedAgain<PartValue>(state.parts[action.name], action.id));
    case 'part':
      return state.parts[action.name]?.id === action.id
        ? withPart(state, action.name, arrived(action.id, action.value))
        : state;
    case 'part-refused':
      return state.parts[action.name]?.id === action.id
        ? withPart(state, action.name, refused(action.id, action.problem))
        : state;
    case 'hosts-asked':
      return { ...state, hosts: onHostsAsked(state.hosts, action.key) };
    case 'hosts':
      return { ...state, hosts: onHostsAnswer(state.hosts, action.key, action.map) };
    case 'hosts-refused':
      return { ...state, hosts: onHostsRefused(state.hosts, action.key, action.problem) };
    case 'kpi-asked':
      return { ...state, overview: onKpiAsked(state.overview, action.key) };
    case 'kpi':
      return { ...state, overview: onKpiAnswer(state.overview, action.key, action.report) };
    case 'kpi-refused':
      return { ...state, overview: onKpiRefused(state.overview, action.key, action.problem) };
    case 'interfaces-asked':
      return { ...state, interfaces: askedAgain(state.interfaces, INTERFACES) };
    case 'interfaces':
      return { ...state, interfaces: arrived(INTERFACES, action.value) };
    case 'interfaces-refused':
      return { ...state, interfaces: refused(INTERFACES, action.problem) };
    case 'aliases':
      return { ...state, aliases: action.value };
    case 'frame-asked':
      return { ...state, frame: askedAgain(state.frame, action.id) };
    case 'frame':
      return state.frame?.id === action.id ? { ...state, frame: arrived(action.id, action.value) } : state;
    case 'frame-refused':
      return state.frame?.id === action.id ? { ...state, frame: refused(action.id, action.problem) } : state;
    case 'filtering':
      return { ...state, filtering: onFiltering(state.filtering, action.change) };
    case 'errand':
      return withErrand(state, action.name, { isBusy: true, problem: undefined });
    case 'errand-done':
      return withErrand(state, action.name, undefined);
    case 'errand-refused':
      return withErrand(state, action.name, { isBusy: false, problem: action.problem });
    case 'counted':
      return {
        ...state,
        rates: withEntry(
          state.rates,
          action.capture,
          withCounters(state.rates.get(action.capture), action.at, action.counters),
          RATED_CAPTURES,
        ),
      };
    case 'upload':
      return { ...state, upload: action.upload };
    case 'time-mode':
      return { ...state, timeMode: action.mode };
    case 'theme':
      return { ...state, theme: action.theme };
    case 'problem':
      return { ...state, problem: action.problem };
    case 'zone':
      return { ...state, zone: action.zone };
    case 'problem-dismissed':
      return { ...state, problem: undefined };
    default:
      return assertNever(action);
  }
}

/** What was selected and unfolded was so in the capture that is left. */
function onRoute(state: AppState, route: AppState['route']): AppState {
  if (state.route.capture === undefined || route.capture === state.route.capture) return { ...state, route };
  return { ...state, route, selection: NO_SELECTION, unfolded: [], preview: undefined };
}

/** The protocol's limit: what was unfolded first is folded again. */
const UNFOLDED_LIMIT = 1000;

function unfolded(legs: readonly number[], leg: number, isUnfolded: boolean): readonly number[] {
  const others = legs.filter(each => each !== leg);
  return isUnfolded ? [...others, leg].slice(-UNFOLDED_LIMIT) : others;
}

function received(state: AppState, message: ServerMessage): AppState {
  switch (message.type) {
    case 'calls':
      return withList(state, onSnapshot(state.list, message));
    case 'calls-delta':
      return withList(state, onDelta(state.list, message));
    case 'captures':
      return { ...state, captures: message.captures, capturesProblem: undefined };
    case 'progress':
      return withProgress(state, message);
    case 'call-changed':
      // Asked again by the session; the page shows the old answer meanwhile.
      return state;
    case 'error':
      return { ...state, problem: { code: message.code, message: message.message, hint: message.hint } };
    default:
      // A newer server may say more than this page knows.
      return state;
  }
}

function withList(state: AppState, list: AppState['list']): AppState {
  return list === state.list ? state : { ...state, list };
}

/** What comes under a name is of its type: the path it was asked by says so (`partPath`). */
function withPart(state: AppState, name: PartName, asked: Asked<PartValue>): AppState {
  return { ...state, parts: { ...state.parts, [name]: asked } };
}

function withTable(state: AppState, name: TableName, table: TableState): AppState {
  return table === state.tables[name] ? state : { ...state, tables: { ...state.tables, [name]: table } };
}

function withProgress(state: AppState, message: Extract<ServerMessage, { type: 'progress' }>): AppState {
  const captures = state.captures;
  if (captures === undefined || !captures.some(capture => capture.id === message.capture)) return state;
  const before = captures.find(capture => capture.id === message.capture)?.progress.state;
  // What a file brought while it loaded is not news once it is loaded.
  const isLoaded =
    before === 'loading' && message.progress.state === 'ready' && state.list.key?.capture === message.capture;
  return {
    ...state,
    captures: captures.map(capture =>
      capture.id === message.capture ? { ...capture, progress: message.progress } : capture,
    ),
    list: isLoaded ? { ...state.list, seenTotal: state.list.total } : state.list,
  };
}

function withCapture(captures: readonly CaptureInfo[], added: CaptureInfo): readonly CaptureInfo[] {
  return [...captures.filter(capture => capture.id !== added.id), added];
}

function withMessage(state: AppState, asked: Asked<MessageDetail>): AppState {
  return { ...state, messages: withEntry(state.messages, asked.id, asked, MESSAGE_LIMIT) };
}

function withErrand(state: AppState, name: string, errand: Errand | undefined): AppState {
  const errands = new Map(state.errands);
  if (errand === undefined) errands.delete(name);
  else errands.set(name, errand);
  return { ...state, errands };
}

function askedAgain<T>(before: Asked<T> | undefined, id: string): Asked<T> {
  return { id, value: before?.id === id ? before.value : undefined, problem: undefined };
}

function arrived<T>(id: string, value: T): Asked<T> {
  return { id, value, problem: undefined };
}

function refused<T>(id: string, problem: Problem): Asked<T> {
  return { id, value: undefined, problem };
}
