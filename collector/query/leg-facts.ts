// What rules may know of a leg (`findings/facts.ts`), made from the store. Columns become facts when the leg is looked at, everything
// that reads bytes when a rule asks for it; what was read is kept as long as the facts are.

import type { CaptureFacts, IcmpFacts, LegFacts, MessageFacts, TransactionFacts } from '../findings/facts.ts';
import type { MediaVantage } from '../findings/media-vantage.ts';
import { LegFlagBit } from '../model/leg.ts';
import type { CallSummary, DialogReport } from '../model/report.ts';
import type { MediaSession } from '../model/session.ts';
import type { StreamReport } from '../model/stream.ts';
import { readMessage, type SipMessage } from '../sip/message.ts';
import type { Leg } from '../store/leg.ts';
import { type CallSources, dialogsOf } from './call-detail.ts';
import { LegColumns } from './leg-columns.ts';
import type { LegStreams } from './leg-streams.ts';
import { sessionsOf } from './sessions.ts';
import { flagsOf, summarize } from './summary.ts';

export class StoredLegFacts implements LegFacts {
  readonly symptoms: number;
  readonly capture: CaptureFacts;
  readonly transactions: readonly TransactionFacts[];
  private readonly sources: CallSources;
  private readonly leg: Leg;
  private readonly legStreams: LegStreams;
  private readonly columns: LegColumns;
  private decoded: Map<number, SipMessage> | undefined = undefined;
  private summary: CallSummary | undefined = undefined;
  private dialogReports: readonly DialogReport[] | undefined = undefined;
  private mediaSessions: readonly MediaSession[] | undefined = undefined;
  private streamReports: readonly StreamReport[] | undefined = undefined;

  constructor(sources: CallSources, leg: Leg, symptoms: number, capture: CaptureFacts, legStreams: LegStreams) {
    this.sources = sources;
    this.leg = leg;
    this.symptoms = symptoms;
    this.capture = capture;
    this.legStreams = legStreams;
    this.columns = new LegColumns(sources.store, leg);
    this.transactions = this.columns.transactions;
  }

  get call(): CallSummary {
    this.summary ??= summarize(this.sources.store, this.leg, this.sources.captureId);
    return this.summary;
  }

  get statusCode(): number {
    return this.leg.statusCode;
  }

  get messages(): readonly MessageFacts[] {
    return this.columns.messages;
  }

  get messagesCut(): number {
    return this.columns.messagesCut;
  }

  get dialogs(): readonly DialogReport[] {
    this.dialogReports ??= dialogsOf(this.sources.store, this.sources.bytes, this.leg);
    return this.dialogReports;
  }

  get icmp(): readonly IcmpFacts[] {
    const { store } = this.sources;
    return store.icmp.of(this.leg.index).map(({ time, words, reporter, message }) => ({
      time,
      words,
      reporter,
      message: message < 0 ? -1 : store.numberOf(message),
    }));
  }

  get streams(): readonly StreamReport[] {
    this.streamReports ??= this.legStreams.reportsOf(this.leg);
    return this.streamReports;
  }

  get hasLosses(): boolean {
    return (flagsOf(this.sources.store, this.leg) & LegFlagBit.Incomplete) !== 0;
  }

  get seesMedia(): boolean {
    return this.legStreams.seesMedia(this.call.startTime, this.call.lastTime);
  }

  get mediaSeen(): MediaVantage {
    return this.legStreams.vantage;
  }

  sessions(): readonly MediaSession[] {
    this.mediaSessions ??= sessionsOf(this.sources.store, this.sources.bytes, this.leg);
    return this.mediaSessions;
  }

  read(message: MessageFacts): SipMessage {
    this.decoded ??= new Map();
    let decoded = this.decoded.get(message.index);
    if (decoded === undefined) {
      const { store, bytes } = this.sources;
      decoded = readMessage(bytes.read(store.indexOf(message.index, store.messages.count)));
      this.decoded.set(message.index, decoded);
    }
    return decoded;
  }
}

export function captureFacts({ start, counts }: CallSources): CaptureFacts {
  return { start, end: counts.clock, seesResponses: counts.responseCounts.length > 0 };
}
