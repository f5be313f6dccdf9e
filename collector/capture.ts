// One capture: its segments, its pipeline, its questions. What `thread/` runs in a worker and commands run in process.
//
// A capture that is followed lives for ever, its index does not: it is made anew when the user clears it, and when it holds as many
// messages as there is room for. Each index is a generation; legs and messages of different generations have different numbers.

import { setTimeout as after } from 'node:timers/promises';
import { Aliases, hostNames, readAliases } from './aliases.ts';
import { CaptureAnswers } from './capture-answers.ts';
import { describeFrame, describeHealth, droppedOf, inputsSince } from './capture-health.ts';
import { HepMirror } from './hep-mirror.ts';
import { KeyLogs } from './key-logs.ts';
import type { HostNames } from './ladder/hosts.ts';
import { CallLinks } from './links/call-links.ts';
import { type HeaderRule, readHeaderRule } from './links/header-rules.ts';
import { LinkBook } from './links/link-book.ts';
import { readLinkFile } from './links/link-file.ts';
import { NO_AGREED_KEYS } from './media/srtp/agreed-keys.ts';
import { laterStreams, NO_STREAMS, type StreamLookup } from './media/stream.ts';
import type { LinkDecision } from './model/call.ts';
import { Frame } from './model/frame.ts';
import { CapturePoints } from './model/points.ts';
import type {
  CallDetail,
  CallPart,
  CaptureHealth,
  CaptureProgress,
  FrameDetail,
  InputHealth,
  ListAnswer,
  ListQuery,
  MessageDetail,
} from './model/report.ts';
import { MICROS_PER_SECOND, type Micros, type Millis } from './model/time.ts';
import { Pipeline } from './pipeline.ts';
import { type CallSources, describeCall, describeParts } from './query/call-detail.ts';
import { CaptureFindings } from './query/findings.ts';
import type { LegFilter } from './query/leg-filter.ts';
import { LegUsers } from './query/leg-users.ts';
import { CallList } from './query/list.ts';
import { detailMessage } from './query/message-detail.ts';
import { prepareSteps } from './query/prepare.ts';
import { rehearseSteps } from './query/rehearse.ts';
import { buildReport, type Report, type ReportOptions } from './query/report.ts';
import { type LegRow, legRow } from './query/report-leg.ts';
import { inIdleTime } from './query/slices.ts';
import { callIdText } from './query/summary.ts';
import { TraceFindings } from './query/trace-findings.ts';
import { openSegments } from './segment/open-segments.ts';
import { type SegmentReader, Step } from './segment/reader.ts';
import { openSpool, type SpoolReader } from './segment/spool-reader.ts';
import { CallStore } from './store/call-store.ts';
import { MessageBytes } from './store/message-bytes.ts';
import { StoredSdp } from './stored-sdp.ts';
import type { CaptureSource } from './thread/protocol.ts';

/** 20 million messages are 1.6 GB of rows; what comes beyond is counted under `shed`. */
const MESSAGE_LIMIT = 20_000_000;
/**
 * When a capture that is followed holds so many messages, it lets the older half go: 8 million are 0.7 GB of rows and half as much
 * again of transactions and legs, hours of a busy network, and an index of half of them is made anew from the spool in seconds.
 */
export const LIVE_MESSAGE_LIMIT = 8_000_000;
/** Reading that has to wait for so long has read what is there. */
const WAITING: Millis = 20;
/** What was recorded longer before the capture was opened is not mirrored: an earlier process did that. */
const MIRROR_BACK: Micros = 10 * MICROS_PER_SECOND;

/** One index: what is made anew in each generation. */
interface Index {
  readonly store: CallStore;
  readonly bytes: MessageBytes;
  readonly calls: CallList;
  readonly answers: CaptureAnswers;
  readonly findings: CaptureFindings;
  readonly traceFindings: TraceFindings;
  readonly users: LegUsers;
  readonly links: CallLinks;
  readonly media: StreamLookup;
}

export interface CaptureLimits {
  /** Messages that a followed capture holds at most. */
  readonly liveMessages: number;
}

/** What `Capture.open` has opened. */
interface Opened {
  readonly reader: SegmentReader;
  /** The same reader, when it reads a spool. */
  readonly spool: SpoolReader | undefined;
  readonly points: CapturePoints;
  readonly secrets: KeyLogs;
  readonly mirror: HepMirror;
  readonly headerRules: readonly HeaderRule[];
  readonly decisions: readonly LinkDecision[];
  readonly aliases: Aliases | undefined;
}

export class Capture {
  readonly id: string;
  private readonly reader: SegmentReader;
  private readonly spool: SpoolReader | undefined;
  private readonly points: CapturePoints;
  private readonly secrets: KeyLogs;
  private readonly mirror: HepMirror;
  private readonly isFollowing: boolean;
  private readonly limits: CaptureLimits;
  private readonly headerRules: readonly HeaderRule[];
  /** What the user decided about pairs of legs: of all generations. */
  private readonly book: LinkBook;
  /** What the user calls hosts; moves while the capture is open. */
  private aliases: Aliases | undefined;
  /** The frame in hand; one object for all. */
  private readonly inHand = new Frame();
  private pipeline: Pipeline;
  private index: Index;
  private state: CaptureProgress['state'] = 'loading';
  /** What inputs had counted when the present counters began. */
  private inputsBefore: readonly InputHealth[] = [];
  private messagesLetGo = 0;
  private isClosed = false;
  /** Never rejects. */
  private reading: Promise<void> | undefined;

  private constructor(
    source: CaptureSource,
    { reader, spool, points, secrets, mirror, headerRules, decisions, aliases }: Opened,
    limits: CaptureLimits,
  ) {
    this.id = source.id;
    this.reader = reader;
    this.spool = spool;
    this.points = points;
    this.secrets = secrets;
    this.mirror = mirror;
    this.limits = limits;
    this.headerRules = headerRules;
    this.book = new LinkBook(decisions);
    this.aliases = aliases;
    this.isFollowing = source.follow ?? spool !== undefined;
    this.index = this.makeIndex(0, expectedMessages(reader.bytesTotal));
    this.pipeline = this.makePipeline();
  }

  /** Opens the files. Throws SegmentError, or another error with `code` and `hint`, when they or the keys cannot be used. */
  static async open(
    source: CaptureSource,
    limits: CaptureLimits = { liveMessages: LIVE_MESSAGE_LIMIT },
  ): Promise<Capture> {
    const headerRules = (source.headerRules ?? []).map(readHeaderRule);
    const aliases = await aliasesOf(source);
    const saved = source.linkFile === undefined ? [] : await readLinkFile(source.linkFile);
    const decisions = [...saved, ...(source.decisions ?? [])];
    const points = new CapturePoints();
    const secrets = await KeyLogs.open(source.keylogs, source.rsaKeys);
    // The clock of the wall says what is old here; calls are analysed by the clock of the capture alone.
    const since = source.spool === undefined ? Number.NEGATIVE_INFINITY : Date.now() * 1000 - MIRROR_BACK;
    const mirror = new HepMirror(source.hepTo ?? [], points, since);
    try {
      if (source.spool !== undefined) {
        const spool = await openSpool(source.spool, { points, follow: source.follow ?? true });
        return new Capture(
          source,
          { reader: spool, spool, points, secrets, mirror, headerRules, decisions, aliases },
          limits,
        );
      }
      const reader = await openSegments(source.paths, { points, follow: source.follow ?? false });
      return new Capture(
        source,
        { reader, spool: undefined, points, secrets, mirror, headerRules, decisions, aliases },
        limits,
      );
    } catch (error) {
      secrets.close();
      await mirror.close();
      throw error;
    }
  }

  /**
   * Reads to the end in slices of one read buffer each, calling `onSlice` after each and letting the event loop run between them.
   * Resolves at the end of the data, or early after `close()`; what is followed has no end before `endFollowing()`. Rejects with
   * SegmentError when reading itself fails.
   */
  async read(onSlice: () => void): Promise<void> {
    const reading = this.readToEnd(onSlice);
    this.reading = reading.catch(() => undefined);
    await reading;
  }

  progress(): CaptureProgress {
    const { counters, tracker, media } = this.pipeline;
    const { store } = this.index;
    const progress: CaptureProgress = {
      state: this.state,
      generation: store.generation,
      dropped: droppedOf(this.inputs()),
      bytesRead: this.reader.bytesRead,
      frames: counters.frames,
      messages: tracker.total,
      legs: store.legs.length,
      notDecoded: counters.notDecoded,
      activeCalls: tracker.transitions.activeCalls,
      mediaPackets: media.packets,
      ...(this.reader.bytesTotal === undefined ? {} : { bytesTotal: this.reader.bytesTotal }),
      ...(counters.frames === 0 ? {} : { clock: tracker.clock, start: this.pipeline.start }),
    };
    return progress;
  }

  /** Numbers of the legs that changed since the last call; undefined when there are too many. */
  takeChangedLegs(): number[] | undefined {
    const { store, links } = this.index;
    // A call that a leg now belongs to is a change of all its legs.
    links.refresh(this.state === 'ready');
    return store.takeChanged()?.map(leg => store.numberOf(leg));
  }

  list(query: ListQuery): ListAnswer {
    return this.index.calls.answer(query, this.revision());
  }

  /** The same without holding up other questions for longer than a few ms. */
  listInSlices(query: ListQuery): Promise<ListAnswer> {
    return this.index.calls.answerInSlices(query, this.revision());
  }

  call(leg: number): CallDetail | undefined {
    const found = this.index.store.legOfNumber(leg);
    return found === undefined ? undefined : describeCall(this.sources(), found);
  }

  /** The summary of a leg and those parts of it, else all; undefined when there is no such leg. */
  callParts(leg: number, parts?: ReadonlySet<CallPart>): ReturnType<typeof describeParts> | undefined {
    const found = this.index.store.legOfNumber(leg);
    return found === undefined ? undefined : describeParts(this.sources(), found, parts);
  }

  /** The leg of a Call-ID as it is shown; undefined when there is none. */
  findCall(callId: string): CallDetail | undefined {
    const { store } = this.index;
    const leg = store.findLeg(Buffer.from(callId, 'utf8')) ?? store.findLeg(Buffer.from(callId, 'latin1'));
    return leg === undefined ? undefined : describeCall(this.sources(), leg);
  }

  /** The call of a capture that has just one leg; undefined when there are none or several. */
  onlyCall(): CallDetail | undefined {
    const { legs } = this.index.store;
    return legs.length === 1 ? describeCall(this.sources(), legs[0]) : undefined;
  }

  /** The first `limit` Call-IDs. */
  callIds(limit: number): string[] {
    const { store } = this.index;
    return store.legs.slice(0, limit).map(leg => callIdText(store, leg));
  }

  /** Legs as `report --json` lists them. */
  legRows(filter: LegFilter): LegRow[] {
    const { store, links } = this.index;
    links.refresh(true);
    return store.legs.filter(filter.over(this.index)).map(leg => legRow(store, leg, links));
  }

  /** The questions of `model/answers.ts`, about the index of now. */
  get answers(): CaptureAnswers {
    return this.index.answers;
  }

  /**
   * Makes what first questions would wait for, for idle time, once what is there has been read: first the code of ladders
   * (`query/rehearse.ts`), a quarter of a second that whoever has just opened the page will miss soon; then what is known of each leg
   * (`query/prepare.ts`), seconds of a large capture, which give way while `isSomebodyAsking`. Resolves when it is made, or when the
   * capture is closed or its index is another one.
   */
  async prepare(isSomebodyAsking: () => boolean = () => false): Promise<void> {
    const { index } = this;
    const isWanted = (): boolean => !this.isClosed && this.index === index;
    await inIdleTime(rehearseSteps(this.sources(), isWanted));
    await inIdleTime(prepareSteps(this.sources(), isWanted), isSomebodyAsking);
  }

  message(number: number): MessageDetail | undefined {
    const { store, bytes } = this.index;
    const row = store.indexOf(number, store.messages.count);
    if (row < 0) return undefined;
    const sourceOf = (segment: number): string => this.reader.sourceOf(segment);
    return detailMessage({ captureId: this.id, store, bytes, points: this.points, sourceOf }, row);
  }

  /** The bytes of one message. */
  messageBytes(number: number): Buffer | undefined {
    const { store, bytes } = this.index;
    const row = store.indexOf(number, store.messages.count);
    return row < 0 ? undefined : bytes.read(row);
  }

  health(): CaptureHealth {
    const { reader, pipeline, points, spool } = this;
    return describeHealth({
      pipeline,
      reader,
      store: this.index.store,
      points,
      inputs: this.inputs(),
      shed: {
        'messages let go': this.messagesLetGo,
        'segments deleted before they were read': spool?.missedSegments ?? 0,
        ...this.index.links.shed,
        ...this.mirror.shed,
      },
    });
  }

  /** A sample frame of `health()`; undefined when there is no such sample. */
  frame(id: string): FrameDetail | undefined {
    const { pipeline, reader, points } = this;
    return describeFrame(id, { pipeline, reader, points });
  }

  /** More TLS secrets; gives how many were new. */
  addKeys(text: string): number {
    return this.secrets.add(text);
  }

  /** Forgets all calls and goes on with what comes from now on. */
  clear(): void {
    this.startIndex();
    this.pipeline.startOver(this.index.store, new StoredSdp(this.index.store, this.index.bytes));
  }

  /** Ends following: what is there is read to its end. */
  endFollowing(): void {
    this.reader.endFollowing();
  }

  /** `report --json` as one object. */
  report(options: ReportOptions): Report {
    return buildReport(this.sources(), this.health(), options);
  }

  /** Stops reading and frees everything. Idempotent. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    // Wakes a read that waits; one in flight ends before anything else is freed.
    await this.reader.close();
    await this.reading;
    await this.free();
  }

  private async readToEnd(onSlice: () => void): Promise<void> {
    const { reader, inHand } = this;
    if (this.mayWait) this.secrets.follow(onSlice);
    for (;;) {
      if (this.readSlice(reader.next(inHand)) === Step.End) break;
      if (this.isFull) await this.letGo();
      onSlice();
      await this.fill(onSlice);
      // Closed in the middle: nothing is finished, for what is open now was not open at the end of the capture.
      if (this.isClosed) return;
    }
    this.secrets.takeSecrets(reader.secrets);
    this.pipeline.finish();
    this.state = 'ready';
    onSlice();
  }

  /** All frames and ticks up to where the reader has to read on. */
  private readSlice(first: Step): Step {
    const { reader, inHand, pipeline } = this;
    this.secrets.takeSecrets(reader.secrets);
    let step = first;
    for (;;) {
      while (step === Step.Frame) {
        pipeline.onFrame(inHand);
        step = reader.next(inHand);
      }
      if (step !== Step.Tick) return step;
      pipeline.onTick(inHand);
      step = reader.next(inHand);
    }
  }

  /** Waits for more; tells when there is nothing for now. */
  private async fill(onSlice: () => void): Promise<void> {
    const filled = this.reader.fill();
    if (this.mayWait) {
      let isFilled = false;
      const done = filled.then(
        () => {
          isFilled = true;
        },
        () => {
          isFilled = true;
        },
      );
      while (!isFilled && this.state === 'loading' && !this.isClosed) {
        await Promise.race([done, after(WAITING, undefined, { ref: false })]);
        if (isFilled || this.isClosed || !this.isWaiting) continue;
        this.state = 'live';
        onSlice();
      }
    }
    await filled;
  }

  /** What comes from somewhere that has no end yet. */
  private get mayWait(): boolean {
    return this.isFollowing || this.reader.bytesTotal === undefined;
  }

  private get isWaiting(): boolean {
    return this.reader.isWaiting || this.reader.bytesTotal === undefined;
  }

  private get isFull(): boolean {
    return this.isFollowing && this.index.store.messages.count >= this.limits.liveMessages;
  }

  /** Makes the index anew of about the newer half of the messages, where a spool still has them; else of what comes. */
  private async letGo(): Promise<void> {
    const { spool, inHand } = this;
    const { messages } = this.index.store;
    const kept = spool === undefined ? messages.count : firstRowOfNewerHalf(messages.segment, messages.count);
    this.messagesLetGo += kept;
    if (spool === undefined || kept === messages.count) {
      this.clear();
      return;
    }
    const from = messages.segment[kept];
    this.mirror.skipTo(inHand.segment, inHand.number);
    this.state = 'loading';
    this.startIndex();
    // Connections are read again too: what they had delivered would be taken for sent again.
    this.pipeline = this.makePipeline();
    await spool.startAt(from);
    // The reader itself counts from here on.
    this.inputsBefore = [];
  }

  private startIndex(): void {
    const inputs = this.reader.inputs();
    this.inputsBefore = inputs;
    this.index = this.makeIndex(this.index.store.generation + 1, 0);
    this.index.store.markAllChanged();
  }

  private makeIndex(generation: number, messages: number): Index {
    const store = new CallStore(Math.max(4096, messages), generation);
    const bytes = new MessageBytes(store, this.reader);
    const links = new CallLinks(store, bytes, { rules: this.headerRules, book: this.book, callIdText });
    const sources = (): CallSources => this.sources(index);
    const findings = new CaptureFindings(sources);
    const users = new LegUsers(store);
    const media = laterStreams(() => (index === this.index ? this.pipeline.media : NO_STREAMS));
    const index: Index = {
      store,
      bytes,
      links,
      findings,
      traceFindings: new TraceFindings(sources),
      users,
      media,
      calls: new CallList({ store, bytes, findings, users, media, captureId: this.id, links }, () => this.hostNames),
      answers: new CaptureAnswers(sources, this.reader, aliases => {
        this.aliases = aliases;
      }),
    };
    return index;
  }

  private makePipeline(): Pipeline {
    const { store, bytes } = this.index;
    const { mirror, inHand } = this;
    return new Pipeline(store, { messages: MESSAGE_LIMIT }, new StoredSdp(store, bytes), {
      points: this.points,
      keys: this.secrets.keys,
      ...(mirror.isNeeded && {
        onMessage: (message, start, end, origin, callIdStart, callIdEnd) =>
          mirror.send(inHand, message, start, end, origin, callIdStart, callIdEnd),
      }),
    });
  }

  /** What hosts are called: by the user, and in the capture itself. */
  get hostNames(): HostNames {
    return hostNames(this.reader.names, this.aliases);
  }

  private inputs(): InputHealth[] {
    const inputs = this.reader.inputs();
    return this.inputsBefore.length === 0 ? inputs : inputsSince(inputs, this.inputsBefore);
  }

  /** Every message moves it, late ones too, and so does the end, which sets flags. */
  private revision(): number {
    const { counters, tracker } = this.pipeline;
    return counters.frames + tracker.total + this.index.store.losses.frames + (this.state === 'ready' ? 1 : 0);
  }

  private async free(): Promise<void> {
    this.secrets.close();
    await this.reader.close();
    await this.mirror.close();
  }

  /** Of an index that another has taken the place of, streams are not known any more. */
  private sources(index = this.index): CallSources {
    return {
      captureId: this.id,
      store: index.store,
      bytes: index.bytes,
      links: index.links,
      findings: index.findings,
      traceFindings: index.traceFindings,
      users: index.users,
      streams: index === this.index ? this.pipeline.media.streams : [],
      media: index.media,
      agreedKeys: index === this.index ? this.pipeline.dtls : NO_AGREED_KEYS,
      names: this.hostNames,
      counts: this.pipeline.tracker,
      start: this.pipeline.start,
      pointName: id => this.points.get(id)?.name ?? '',
      keepAlives: this.pipeline.counters.keepAlives,
      isOver: this.state === 'ready',
      revision: this.revision(),
    };
  }
}

/** A text goes before the file. Throws AliasError. */
async function aliasesOf({ aliasText, aliasFile }: CaptureSource): Promise<Aliases | undefined> {
  if (aliasText !== undefined) return new Aliases(aliasText, 'The names of hosts');
  return aliasFile === undefined ? undefined : await readAliases(aliasFile);
}

/** A guess from the size of the files, at 512 bytes a message: too much costs address space only, too little a copy. */
function expectedMessages(bytesTotal: number | undefined): number {
  return Math.min(MESSAGE_LIMIT, Math.ceil((bytesTotal ?? 0) / 512));
}

/** The first row of the segment that begins nearest to the middle of all rows; `count` when that is the end of them. */
function firstRowOfNewerHalf(segments: Uint32Array, count: number): number {
  const half = count >> 1;
  let before = half;
  while (before > 0 && segments[before - 1] === segments[half]) before--;
  let behind = half;
  while (behind < count && segments[behind] === segments[half]) behind++;
  return before > 0 && half - before <= behind - half ? before : behind;
}
