// A capture without a file: a fixed number of legs, grown, changed and broken by the test. Deterministic, in memory.

import type { Answer, AnswerArguments, AnswerName, Answers } from '../../collector/model/answers.ts';
import type { CallPart } from '../../collector/model/report.ts';
import { CALL_PARTS, isCallPart } from '../../collector/query/call-parts.ts';
import type { OpenedCapture } from '../../collector/thread/local.ts';
import { NOTHING_READ } from '../../collector/thread/nothing-read.ts';
import type { CaptureChange, CaptureHandle, CaptureSource } from '../../collector/thread/protocol.ts';
import type {
  CallDetail,
  CallSummary,
  CaptureHealth,
  CaptureProgress,
  FrameDetail,
  ListAnswer,
  ListQuery,
  MessageDetail,
} from '../../server/wire/types.ts';

/** 2026-01-02T03:04:05Z in µs. */
export const FAKE_START = 1_767_323_045_000_000;

export function fakeRow(captureId: string, index: number): CallSummary {
  return {
    id: `${captureId}:${index}`,
    index,
    callId: `call-${index}@fake`,
    kind: 'call',
    state: index % 3 === 0 ? 'failed' : 'ended',
    flags: [],
    method: 'INVITE',
    statusCode: index % 3 === 0 ? 503 : 200,
    from: `<sip:caller${index}@fake>`,
    to: '<sip:bob@fake>',
    fromUser: `caller${index}`,
    toUser: 'bob',
    source: '10.0.0.1:5060',
    destination: '10.0.0.2:5060',
    transport: 'UDP',
    startTime: FAKE_START + index * 1_000_000,
    lastTime: FAKE_START + index * 1_000_000 + 500,
    messages: 7,
    retransmissions: 0,
    duplicates: 0,
    dialogs: 1,
  };
}

export function fakeHealth(paths: readonly string[]): CaptureHealth {
  const sources = paths.map(path => ({
    path,
    format: 'pcap',
    linkTypes: ['Ethernet'],
    frames: 9,
    bytes: 99,
    notes: [],
  }));
  return {
    frames: 9,
    sipMessages: 7,
    mediaPackets: 0,
    media: { streams: 0, withoutSignalling: 0, rtcpPackets: 0, rtcpEncrypted: 0, rtcpUnreadable: 0 },
    duplicates: 0,
    retransmissions: 0,
    malformed: 0,
    truncatedFrames: 0,
    notDecoded: [],
    shed: {},
    sources,
    points: [],
    dropped: 0,
    tls: { connections: 0, decrypted: 0, withoutKey: 0, failed: 0 },
  };
}

const unforeseen = (): never => {
  throw new Error('the test did not foresee this question');
};

/** Nothing can be heard of a fake, unless a test puts sound in. */
const SILENT = { audio: unforeseen, audioBytes: unforeseen, waveform: unforeseen, stopAudio: () => {} };
/** A list without rows. */
export const NO_ROWS = { rows: [], offset: 0, total: 0, all: 0, states: {}, omitted: 0, unreadable: 0 };

/** The data of a fake: rows in capture order, with the filters `state = failed` and `nothing`, any other word an error. */
export class FakeCapture implements OpenedCapture {
  /** What a test puts in; a question that it did not foresee fails. */
  answers: Answers = {
    ...SILENT,
    streams: () => [],
    streamPage: () => ({ items: [], total: 0 }),
    stream: () => undefined,
    dtmf: () => [],
    sessions: () => [],
    group: () => undefined,
    findText: () => ({ messages: [], isCut: false }),
    exportPackets: async () => undefined,
    nameHosts: () => true,
    legOfCallId: () => undefined,
    groups: () => [],
    mergedCall: () => undefined,
    decideLink: () => true,
    findings: () => ({ items: [], total: 0, byRule: [] }),
    kpi: async () => ({ error: { message: 'no figures here', position: 0, length: 0, expected: [] } }),
    callCharts: async () => ({ error: { message: 'no charts here', position: 0, length: 0, expected: [] } }),
    facets: async () => ({ total: 0, all: 0, facets: [] }),
    identity: () => undefined,
    registrations: () => NO_ROWS,
    registration: () => undefined,
    registrationTimeline: () => undefined,
    subscriptions: () => NO_ROWS,
    subscription: () => undefined,
    optionsHealth: () => NO_ROWS,
    hostMap: async () => ({ hosts: [], links: [], hostCount: 0, linkCount: 0, transactions: 0 }),
    instantMessages: () => NO_ROWS,
    transfers: () => NO_ROWS,
    conferences: () => NO_ROWS,
  };
  readonly source: CaptureSource;
  rows: CallSummary[];
  state: CaptureProgress['state'] = 'loading';
  changed: number[] | undefined = [];
  closed = false;
  generation = 0;
  /** What `addKeys` was given. */
  keys = '';
  /** How often `list` was asked. */
  lists = 0;
  readonly #slices: number;

  constructor(source: CaptureSource, legs: number, slices = 1) {
    this.source = source;
    this.#slices = slices;
    this.rows = Array.from({ length: legs }, (_, index) => fakeRow(source.id, index));
  }

  async read(onSlice: () => void): Promise<void> {
    for (let slice = 0; slice < this.#slices && !this.closed; slice++) {
      this.changed?.push(slice);
      onSlice();
      await new Promise(resolve => setImmediate(resolve));
    }
    this.state = 'ready';
  }

  progress(): CaptureProgress {
    return {
      ...NOTHING_READ,
      state: this.state,
      generation: this.generation,
      legs: this.rows.length,
      messages: this.rows.length * 7,
    };
  }

  takeChangedLegs(): number[] | undefined {
    const changed = this.changed;
    this.changed = [];
    return changed;
  }

  async listInSlices(query: ListQuery): Promise<ListAnswer> {
    return this.list(query);
  }

  list(query: ListQuery): ListAnswer {
    this.lists += 1;
    const all = this.rows.length;
    const error = { message: 'unknown field', position: 3, length: 2, expected: ['state', 'method'] };
    if (!['', 'state = failed', 'nothing'].includes(query.filter)) return { rows: [], offset: 0, total: 0, all, error };
    const matching = this.rows.filter(
      row =>
        (query.filter === '' || row.state === query.filter.slice('state = '.length)) &&
        row.startTime >= (query.from ?? 0) &&
        row.startTime < (query.to ?? Number.MAX_SAFE_INTEGER),
    );
    if (query.sort === '-start') matching.reverse();
    const rows = matching.slice(query.offset, query.offset + query.limit);
    return { rows, offset: query.offset, total: matching.length, all };
  }

  call(leg: number): CallDetail | undefined {
    const call = this.rows[leg];
    if (call === undefined) return undefined;
    const ladder = { hosts: [], rows: [], omitted: 0 };
    return { call, ladder, transitions: [], dialogs: [], transactions: [], streams: [], sessions: [], findings: [] };
  }

  callParts(
    leg: number,
    parts: ReadonlySet<CallPart> = new Set(CALL_PARTS),
  ): { readonly call: CallSummary } | undefined {
    const detail = this.call(leg);
    if (detail === undefined) return undefined;
    const group = this.answers.group(leg);
    const all = Object.entries({ ...detail, links: group?.links ?? [], ...(group && { group }) });
    return {
      ...Object.fromEntries(all.filter(([part]) => isCallPart(part) && parts.has(part))),
      call: detail.call,
    };
  }

  message(index: number): MessageDetail | undefined {
    if (index >= this.rows.length * 7) return undefined;
    const exact = index === 0;
    const bytes = Buffer.from(
      exact ? 'OPTIONS sip:ü SIP/2.0\r\n\r\n' : 'OPTIONS sip:\xfc SIP/2.0\r\n\r\n',
      exact ? 'utf8' : 'latin1',
    );
    return {
      id: `${this.source.id}:${index}`,
      index,
      leg: Math.floor(index / 7),
      callId: `call-${Math.floor(index / 7)}@fake`,
      time: FAKE_START,
      nanos: 0,
      source: '10.0.0.1:5060',
      destination: '10.0.0.2:5060',
      transport: 'UDP',
      frameNumber: 1,
      file: this.source.paths[0] ?? '',
      length: bytes.length,
      retransmission: false,
      duplicates: 0,
      capturePoints: [{ name: this.source.paths[0] ?? '', time: FAKE_START, frameNumber: 1 }],
      startLine: 'OPTIONS sip:ü SIP/2.0',
      raw: bytes.toString('utf8'),
      ...(exact ? {} : { rawBase64: bytes.toString('base64') }),
      headers: [],
      bodies: [],
      problems: [],
    };
  }

  health(): CaptureHealth {
    return fakeHealth(this.source.paths);
  }

  /** The fake knows one sample frame, `0.3`. */
  frame(id: string): FrameDetail | undefined {
    if (id !== '0.3') return undefined;
    return {
      id,
      source: this.source.paths[0] ?? '',
      point: 'demo.pcap',
      frameNumber: 3,
      time: FAKE_START,
      reason: 'STUN',
      linkType: 'ethernet',
      originalLength: 4,
      bytes: 'AAECAw==',
      cut: false,
    };
  }

  /** How often it was asked to prepare itself. */
  prepared = 0;

  /** Whether somebody asks, as it was told. */
  isAsked: () => boolean = () => false;

  async prepare(isSomebodyAsking: () => boolean): Promise<void> {
    this.prepared += 1;
    this.isAsked = isSomebodyAsking;
  }

  clear(): void {
    this.rows = [];
    this.generation += 1;
  }

  endFollowing(): void {
    this.state = 'ready';
  }

  /** Every line counts as a new secret. */
  addKeys(text: string): number {
    this.keys += text;
    return text.split('\n').filter(line => line !== '').length;
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

/** A handle whose changes the test announces itself, at the moment it chooses. */
export class FakeHandle implements CaptureHandle {
  readonly id: string;
  readonly paths: readonly string[];
  readonly capture: FakeCapture;
  closes = 0;
  /** Thrown by every question when set. */
  refusal: Error | undefined;
  readonly #listeners = new Set<(change: CaptureChange) => void>();

  constructor(source: CaptureSource, legs = 10) {
    this.id = source.id;
    this.paths = source.paths;
    this.capture = new FakeCapture(source, legs);
  }

  progress(): CaptureProgress {
    return this.capture.progress();
  }

  async list(query: ListQuery): Promise<ListAnswer> {
    return this.#ask(() => this.capture.list(query));
  }

  async call(leg: number): Promise<CallDetail | undefined> {
    return this.#ask(() => this.capture.call(leg));
  }

  async callText(leg: number, parts?: readonly CallPart[]): Promise<string | undefined> {
    return this.#ask(() => JSON.stringify(this.capture.callParts(leg, parts && new Set(parts))));
  }

  async message(index: number): Promise<MessageDetail | undefined> {
    return this.#ask(() => this.capture.message(index));
  }

  async ask<Name extends AnswerName>(name: Name, ...given: AnswerArguments<Name>): Promise<Answer<Name>> {
    const method = this.capture.answers[name] as (...given: unknown[]) => Answer<Name>;
    return this.#ask(() => method.apply(this.capture.answers, given));
  }

  async health(): Promise<CaptureHealth> {
    return this.#ask(() => this.capture.health());
  }

  async addKeys(text: string): Promise<number> {
    return this.#ask(() => this.capture.addKeys(text));
  }

  async frame(id: string): Promise<FrameDetail | undefined> {
    return this.#ask(() => this.capture.frame(id));
  }

  async clear(): Promise<void> {
    this.#ask(() => this.capture.clear());
    this.announce(undefined);
  }

  async endFollowing(): Promise<void> {
    this.#ask(() => this.capture.endFollowing());
    this.announce([]);
  }

  onChange(listener: (change: CaptureChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.closes += 1;
    this.#listeners.clear();
  }

  /** Adds legs at the end and announces them. */
  grow(count: number): void {
    const first = this.capture.rows.length;
    for (let index = first; index < first + count; index++) this.capture.rows.push(fakeRow(this.id, index));
    this.announce(Array.from({ length: count }, (_, step) => first + step));
  }

  /** Gives a leg one more message and announces it. */
  touch(leg: number): void {
    const row = this.capture.rows[leg];
    if (row === undefined) throw new Error(`the fake has no leg ${leg}`);
    this.capture.rows[leg] = { ...row, messages: row.messages + 1 };
    this.announce([leg]);
  }

  announce(legs: readonly number[] | undefined): void {
    for (const listener of this.#listeners) listener({ progress: this.progress(), legs });
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  #ask<T>(answer: () => T): T {
    if (this.refusal !== undefined) throw this.refusal;
    return answer();
  }
}
