// One capture: its segments, its pipeline, its questions. What `thread/` runs in a worker and commands run in process.

import { Frame } from './model/frame.ts';
import type {
  CallDetail,
  CaptureHealth,
  CaptureProgress,
  FrameDetail,
  ListAnswer,
  ListQuery,
  MessageDetail,
} from './model/report.ts';
import { Pipeline } from './pipeline.ts';
import { type CallSources, describeCall } from './query/call-detail.ts';
import type { LegFilter } from './query/leg-filter.ts';
import { CallList } from './query/list.ts';
import { detailMessage } from './query/message-detail.ts';
import { buildReport, type Report, type ReportOptions } from './query/report.ts';
import { type LegRow, legRow } from './query/report-leg.ts';
import { callIdText } from './query/summary.ts';
import { openSegments } from './segment/merge.ts';
import { type SegmentReader, Step } from './segment/reader.ts';
import { CallStore } from './store/call-store.ts';
import { MessageBytes } from './store/message-bytes.ts';
import { StoredSdp } from './stored-sdp.ts';
import type { CaptureSource } from './thread/protocol.ts';

/** 20 million messages are 1.5 GB of rows; what comes beyond is counted under `shed`. */
const MESSAGE_LIMIT = 20_000_000;

export class Capture {
  readonly id: string;
  private readonly reader: SegmentReader;
  private readonly store: CallStore;
  private readonly bytes: MessageBytes;
  private readonly pipeline: Pipeline;
  private readonly calls: CallList;
  private state: CaptureProgress['state'] = 'loading';
  private isClosed = false;
  private isReading = false;

  private constructor(source: CaptureSource, reader: SegmentReader) {
    this.id = source.id;
    this.reader = reader;
    this.store = new CallStore(expectedMessages(reader.bytesTotal));
    this.bytes = new MessageBytes(this.store, reader);
    this.pipeline = new Pipeline(this.store, { messages: MESSAGE_LIMIT }, new StoredSdp(this.bytes));
    this.calls = new CallList(this.store, this.bytes, source.id);
  }

  /** Opens the files. Throws SegmentError with `code` and `hint` when they cannot be used. */
  static async open(source: CaptureSource): Promise<Capture> {
    return new Capture(source, await openSegments(source.paths));
  }

  /**
   * Reads to the end in slices of one read buffer each, calling `onSlice` after each and letting the event loop run between them.
   * Resolves at the end of the data, or early after `close()`. Rejects with SegmentError when reading itself fails.
   */
  async read(onSlice: () => void): Promise<void> {
    const frame = new Frame();
    const { reader, pipeline } = this;
    this.isReading = true;
    try {
      for (;;) {
        let step = reader.next(frame);
        while (step === Step.Frame) {
          pipeline.onFrame(frame);
          step = reader.next(frame);
        }
        if (step === Step.End) break;
        onSlice();
        await reader.fill();
        // Closed in the middle: nothing is finished, for what is open now was not open at the end of the capture.
        if (this.isClosed) return;
      }
      pipeline.finish();
      this.state = 'ready';
    } finally {
      this.isReading = false;
      if (this.isClosed) await reader.close();
    }
    onSlice();
  }

  progress(): CaptureProgress {
    const { counters, tracker, media } = this.pipeline;
    const progress: CaptureProgress = {
      state: this.state,
      generation: 0,
      dropped: 0,
      bytesRead: this.reader.bytesRead,
      frames: counters.frames,
      messages: tracker.total,
      legs: this.store.legs.length,
      notDecoded: counters.notDecoded,
      activeCalls: tracker.transitions.activeCalls,
      mediaPackets: media.packets,
      ...(this.reader.bytesTotal === undefined ? {} : { bytesTotal: this.reader.bytesTotal }),
      ...(counters.frames === 0 ? {} : { clock: tracker.clock, start: this.pipeline.start }),
    };
    return progress;
  }

  takeChangedLegs(): number[] | undefined {
    return this.store.takeChanged();
  }

  list(query: ListQuery): ListAnswer {
    return this.calls.answer(query, this.revision());
  }

  /** The same without holding up other questions for longer than a few ms. */
  listInSlices(query: ListQuery): Promise<ListAnswer> {
    return this.calls.answerInSlices(query, this.revision());
  }

  call(leg: number): CallDetail | undefined {
    const found = this.store.legs[leg];
    return found === undefined ? undefined : describeCall(this.sources(), found);
  }

  /** The leg of a Call-ID as it is shown; undefined when there is none. */
  findCall(callId: string): CallDetail | undefined {
    const leg = this.store.findLeg(Buffer.from(callId, 'utf8')) ?? this.store.findLeg(Buffer.from(callId, 'latin1'));
    return leg === undefined ? undefined : describeCall(this.sources(), leg);
  }

  /** The call of a capture that has just one leg; undefined when there are none or several. */
  onlyCall(): CallDetail | undefined {
    return this.store.legs.length === 1 ? this.call(0) : undefined;
  }

  /** The first `limit` Call-IDs. */
  callIds(limit: number): string[] {
    return this.store.legs.slice(0, limit).map(leg => callIdText(this.store, leg));
  }

  /** Legs as `report --json` lists them. */
  legRows(filter: LegFilter): LegRow[] {
    return this.store.legs.filter(filter.over(this.store, this.bytes)).map(leg => legRow(this.store, leg));
  }

  message(index: number): MessageDetail | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.store.messages.count) return undefined;
    const file = this.reader.reports()[this.store.messages.segment[index]].path;
    return detailMessage(this.store, this.bytes, index, this.id, file);
  }

  /** The bytes of one message. */
  messageBytes(index: number): Buffer | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.store.messages.count) return undefined;
    return this.bytes.read(index);
  }

  health(): CaptureHealth {
    const { counters, tracker, media, decoder } = this.pipeline;
    const sources = this.reader.reports();
    const shed: Record<string, number> = {
      ...decoder.shed,
      messages: tracker.refused,
      'bytes of reassembled messages': this.store.derived.refused,
      'RTP streams': media.refused,
      'dialogs of one leg': this.store.refusedDialogs,
      'bytes between SIP messages': this.pipeline.skippedBytes,
    };
    return {
      frames: counters.frames,
      sipMessages: tracker.total,
      mediaPackets: media.packets,
      duplicates: tracker.duplicates,
      retransmissions: tracker.retransmissions,
      malformed: tracker.malformed,
      truncatedFrames: decoder.truncatedFrames,
      notDecoded: counters.list().map(({ reason, count, samples }) => ({
        reason,
        count,
        samples: samples.map(sample => ({
          id: `${sample.segment}.${sample.frameNumber}`,
          source: sources[sample.segment].path,
          point: '',
          frameNumber: sample.frameNumber,
          time: sample.timeMicros,
        })),
      })),
      shed: Object.fromEntries(Object.entries(shed).filter(([, count]) => count > 0)),
      sources,
      points: [],
      dropped: 0,
      tls: { connections: 0, decrypted: 0, withoutKey: 0, failed: 0 },
    };
  }

  /** A sample frame of `health()`; undefined when there is no such sample. */
  frame(_id: string): FrameDetail | undefined {
    return undefined;
  }

  /** More TLS secrets; gives how many were new. */
  addKeys(_text: string): number {
    return 0;
  }

  /** Forgets all calls and goes on with what comes from now on. */
  clear(): void {}

  /** Ends following: what is there is read to its end. */
  endFollowing(): void {}

  /** `report --json` as one object. */
  report(options: ReportOptions): Report {
    return buildReport(this.sources(), this.pipeline.tracker, this.health(), options);
  }

  /** Every message moves it, and so does the end, which sets flags. */
  private revision(): number {
    return this.pipeline.counters.frames + (this.state === 'ready' ? 1 : 0);
  }

  /** Stops reading and frees everything. Idempotent. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    // A read in flight closes the files itself when it comes back.
    if (!this.isReading) await this.reader.close();
  }

  private sources(): CallSources {
    return {
      captureId: this.id,
      store: this.store,
      bytes: this.bytes,
      streams: this.pipeline.media.streams,
      names: this.reader.names,
    };
  }
}

/** A guess from the size of the files, at 512 bytes a message: too much costs address space only, too little a copy. */
function expectedMessages(bytesTotal: number | undefined): number {
  return Math.min(MESSAGE_LIMIT, Math.max(4096, Math.ceil((bytesTotal ?? 0) / 512)));
}
