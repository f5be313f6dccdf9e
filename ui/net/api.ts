// Questions over HTTP (INTERFACES, `/api`). Gives typed answers, or throws a RefusedError with the server's words.

import type { AliasList } from '../../server/wire/alias-schema.ts';
import type { CaptureInfo, InterfaceList, StartLive } from '../../server/wire/protocol.ts';
import type {
  CaptureHealth,
  FacetReport,
  FilterFieldHelp,
  FrameDetail,
  HostMap,
  KpiReport,
  MessageDetail,
  RegistrationDetail,
  StreamDetail,
} from '../../server/wire/types.ts';
import { type PartName, type PartValue, type Problem, SHOWN_PARTS, type ShownCall } from '../state/app-state.ts';
import type { LinkAction } from '../state/errands.ts';
import { partPath } from '../state/parts.ts';
import type { TableAnswer, TableKey, TableName } from '../state/tables.ts';
import { isoTime } from '../state/time-range.ts';
import type { FacetQuestion } from '../state/wanted-facets.ts';
import { type TableBodies, tableAnswer, tableQuery } from './table-queries.ts';
import { unpackCall } from './unpack-call.ts';

export class RefusedError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Everything the page asks by HTTP; a test hands in its own. */
export interface Api {
  captures(): Promise<readonly CaptureInfo[]>;
  /** `<capture id>:<leg index>`. */
  call(id: string, signal?: AbortSignal): Promise<ShownCall>;
  /** `<capture id>:<message index>`. */
  message(id: string, signal?: AbortSignal): Promise<MessageDetail>;
  health(capture: string): Promise<CaptureHealth>;
  /** `id` as in the samples of CaptureHealth. */
  frame(capture: string, id: string): Promise<FrameDetail>;
  /** Rows `offset` … of a table. */
  table(name: TableName, key: TableKey, offset: number, limit: number): Promise<TableAnswer<unknown>>;
  /** `<capture id>:<registration index>`. */
  registration(id: string): Promise<RegistrationDetail>;
  /** `<capture id>:<stream index>`. */
  stream(id: string): Promise<StreamDetail>;
  /** A part of a call or stream, by the id that `wantedPart` gives. */
  part(name: PartName, id: string): Promise<PartValue>;
  /** The fields of the filter language. */
  filterFields(): Promise<readonly FilterFieldHelp[]>;
  /** How calls spread over the values of fields. */
  facets(question: FacetQuestion & { readonly text?: string }): Promise<FacetReport>;
  /** Key figures by the query string that `wantedKpi` gives. */
  kpi(query: string): Promise<KpiReport>;
  /** Who talks to whom, by the query string that `wantedHosts` gives. */
  hosts(query: string): Promise<HostMap>;
  interfaces(): Promise<InterfaceList>;
  /** Packets of a call (`<capture id>:<leg index>`) as a capture file; `isWhole`: of all its legs. */
  packets(call: string, isWhole: boolean, hasMedia: boolean): Promise<Blob>;
  /** What hosts are called; and written, when it is still as it was read. */
  aliases(): Promise<AliasList>;
  saveAliases(text: string, version: string): Promise<AliasList>;
  startLive(plan: StartLive): Promise<CaptureInfo>;
  stop(capture: string): Promise<void>;
  start(capture: string): Promise<void>;
  clear(capture: string): Promise<void>;
  close(capture: string): Promise<void>;
  /** Cuts or joins two legs (by their numbers) by hand. */
  link(capture: string, from: number, to: number, action: LinkAction): Promise<void>;
  /** Lines of a key log (SSLKEYLOGFILE); gives how many keys were new. */
  addKeys(capture: string, text: string): Promise<number>;
}

export function makeApi(base = '/api'): Api {
  const captureAt = (id: string): string => `${base}/captures/${encodeURIComponent(id)}`;
  return {
    captures: async () => readCaptures(await ask(`${base}/captures`)),
    call: async (id, signal) =>
      unpackCall(await ask(`${base}/calls/${encodeURIComponent(id)}?parts=${SHOWN_PARTS}`, signal && { signal })),
    message: (id, signal) => ask<MessageDetail>(`${base}/messages/${encodeURIComponent(id)}`, signal && { signal }),
    health: capture => ask<CaptureHealth>(`${base}/health/capture?capture=${encodeURIComponent(capture)}`),
    frame: (capture, id) => ask<FrameDetail>(`${captureAt(capture)}/frames/${encodeURIComponent(id)}`),
    table: async (name, key, offset, limit) =>
      tableAnswer(await ask<TableBodies[typeof name]>(`${base}/${name}?${tableQuery(key, offset, limit)}`)),
    registration: id => ask<RegistrationDetail>(`${base}/registrations/${encodeURIComponent(id)}`),
    stream: id => ask<StreamDetail>(`${base}/streams/${encodeURIComponent(id)}`),
    part: (name, id) => ask<PartValue>(`${base}/${partPath(name, id)}`),
    filterFields: async () =>
      (await ask<{ readonly items: readonly FilterFieldHelp[] }>(`${base}/filter/fields`)).items,
    facets: question => ask<FacetReport>(`${base}/calls/facets?${facetQuery(question)}`),
    kpi: query => ask<KpiReport>(`${base}/kpi?${query}`),
    hosts: query => ask<HostMap>(`${base}/hosts?${query}`),
    interfaces: () => ask<InterfaceList>(`${base}/interfaces`),
    packets: (call, isWhole, hasMedia) => {
      const query = new URLSearchParams({ format: 'pcap', legs: isWhole ? 'all' : 'own', media: String(hasMedia) });
      return askFile(`${base}/calls/${encodeURIComponent(call)}/export?${query}`);
    },
    aliases: () => ask<AliasList>(`${base}/aliases`),
    saveAliases: (text, version) =>
      ask<AliasList>(`${base}/aliases`, send('PUT', JSON.stringify({ text, version }), 'application/json')),
    startLive: plan => ask<CaptureInfo>(`${base}/captures`, send('POST', JSON.stringify(plan), 'application/json')),
    stop: capture => ask(`${captureAt(capture)}/stop`, send('POST')),
    start: capture => ask(`${captureAt(capture)}/start`, send('POST')),
    clear: capture => ask(`${captureAt(capture)}/clear`, send('POST')),
    close: capture => ask(captureAt(capture), send('DELETE')),
    link: (capture, from, to, action) =>
      ask(`${captureAt(capture)}/links`, send('POST', JSON.stringify({ from, to, action }), 'application/json')),
    addKeys: async (capture, text) => {
      const answer = await ask<{ readonly added: number }>(
        `${captureAt(capture)}/keys`,
        send('POST', text, 'text/plain'),
      );
      return answer.added;
    },
  };
}

/** What to show for anything thrown by an Api. */
export function problemOf(error: unknown): Problem {
  if (error instanceof RefusedError) return error.problem;
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'SIPSCOPE_UNREACHABLE', message, hint: 'Is sipscope still running? The page tries again by itself.' };
}

/** The server's words in an error body, or what the status says when there are none. */
export function readProblem(body: unknown, status: number): Problem {
  const said = typeof body === 'object' && body !== null ? body : {};
  const text = (key: string): string => {
    const value: unknown = Reflect.get(said, key);
    return typeof value === 'string' ? value : '';
  };
  const number = (key: string): Record<string, number> => {
    const value: unknown = Reflect.get(said, key);
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? { [key]: value } : {};
  };
  return {
    code: text('code') || `HTTP_${status}`,
    message: text('message') || `The server answered ${status}.`,
    hint: text('hint'),
    ...number('position'),
    ...number('length'),
  };
}

function facetQuery({
  capture,
  bounds: { from, to },
  filter,
  fields,
  text = '',
  limit,
}: FacetQuestion & { readonly text?: string }): URLSearchParams {
  const query = new URLSearchParams({ capture, fields: fields.join(','), limit: String(limit) });
  if (filter !== '') query.set('filter', filter);
  if (text !== '') query.set('text', text);
  if (from !== undefined) query.set('from', isoTime(from));
  if (to !== undefined) query.set('to', isoTime(to));
  return query;
}

/** A request that changes something; without a body it says so by sending none. */
function send(method: 'POST' | 'PUT' | 'DELETE', body?: string, type?: string): RequestInit {
  return body === undefined || type === undefined ? { method } : { method, body, headers: { 'content-type': type } };
}

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(path, { ...init, headers: { accept: 'application/json', ...init.headers } });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new RefusedError(readProblem(body, response.status));
  // The wire types are the contract with our own server (ARCHITECTURE §4); golden JSON guards it, not the browser.
  return body as T;
}

async function askFile(path: string): Promise<Blob> {
  const response = await fetch(path);
  if (response.ok) return response.blob();
  throw new RefusedError(readProblem(await response.json().catch(() => undefined), response.status));
}

type CapturesAnswer = readonly CaptureInfo[] | { readonly items: readonly CaptureInfo[] };

function readCaptures(answer: CapturesAnswer): readonly CaptureInfo[] {
  return 'items' in answer ? answer.items : answer;
}
