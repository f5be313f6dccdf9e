// Answers the questions of `model/answers.ts` from one index of a capture. Takes what the index and the pipeline hold; a new index
// gets new answers, so whatever is remembered here is of one generation.

import { Aliases } from './aliases.ts';
import { exportPackets } from './export/export-packets.ts';
import type { LegFacts } from './findings/facts.ts';
import type { Answers } from './model/answers.ts';
import type { AudioInfo, AudioQuery, Waveform } from './model/audio.ts';
import type { CallGroup, LinkDecision, MergedCall } from './model/call.ts';
import type { CallChartsAnswer, CallChartsQuery } from './model/call-charts.ts';
import type { ConferenceSummary } from './model/conference.ts';
import type { FacetAnswer, FacetQuery } from './model/facets.ts';
import type { FindingList, FindingQuery } from './model/finding.ts';
import type { HostMap, HostMapQuery } from './model/host-map.ts';
import type { LegIdentity } from './model/identity.ts';
import type { InstantMessage } from './model/instant-message.ts';
import type { KpiAnswer, KpiQuery } from './model/kpi.ts';
import type { FoundMessages } from './model/ladder.ts';
import type { PeerSummary } from './model/options-health.ts';
import type { PacketExport, PacketExportQuery } from './model/packet-export.ts';
import type { RegistrationDetail, RegistrationSummary, RegistrationTimeline } from './model/registration.ts';
import type { RowAnswer, RowQuery } from './model/rows.ts';
import type { MediaSession } from './model/session.ts';
import type { DtmfEvent, StreamDetail, StreamPage, StreamQuery, StreamReport } from './model/stream.ts';
import type { SubscriptionDetail, SubscriptionSummary } from './model/subscription.ts';
import type { TransferSummary } from './model/transfer.ts';
import { Playback } from './playback/playback.ts';
import { callChartSteps } from './query/call-charts.ts';
import type { CallSources } from './query/call-detail.ts';
import { groupOf, groupsOf } from './query/call-groups.ts';
import { FacetAnswers } from './query/facet-answers.ts';
import { findText } from './query/find-text.ts';
import { listFindings } from './query/finding-list.ts';
import { FindingOrders } from './query/finding-order.ts';
import { identityOf } from './query/identity.ts';
import { KpiAnswers } from './query/kpi-answers.ts';
import { keysOfLeg } from './query/leg-dtmf.ts';
import { ListAnswers } from './query/list-answers.ts';
import { mergeCall } from './query/merged-call.ts';
import { sessionsOf } from './query/sessions.ts';
import { inSlices } from './query/slices.ts';
import { detailStream } from './query/stream-detail.ts';
import { listStreams } from './query/stream-list.ts';
import type { SegmentReader } from './segment/reader.ts';

export class CaptureAnswers implements Answers {
  private readonly sources: () => CallSources;
  private readonly reader: SegmentReader;
  private readonly playback: Playback;
  private readonly kpis = new KpiAnswers();
  private readonly facetAnswers = new FacetAnswers();
  private readonly findingOrders = new FindingOrders();
  private readonly rename: (aliases: Aliases) => void;
  private kept: ListAnswers | undefined = undefined;

  /** `rename` hears what hosts are called from now on. */
  constructor(sources: () => CallSources, reader: SegmentReader, rename: (aliases: Aliases) => void = () => undefined) {
    this.sources = sources;
    this.reader = reader;
    this.rename = rename;
    this.playback = new Playback(sources, reader);
  }

  audio(query: AudioQuery, ticket: string): Promise<AudioInfo> {
    return this.playback.audio(query, ticket);
  }

  audioBytes(key: string, from: number, length: number): Uint8Array {
    return this.playback.bytes(key, from, length);
  }

  waveform(query: AudioQuery, buckets: number, ticket: string): Promise<Waveform> {
    return this.playback.waveform(query, buckets, ticket);
  }

  stopAudio(ticket: string): void {
    this.playback.stop(ticket);
  }

  streams(query: StreamQuery): readonly StreamReport[] {
    return this.streamPage(query).items;
  }

  streamPage(query: StreamQuery): StreamPage {
    return listStreams(query, this.sources());
  }

  stream(number: number): StreamDetail | undefined {
    const sources = this.sources();
    const found = sources.media.at(sources.store.indexOf(number, Number.MAX_SAFE_INTEGER));
    return found === undefined ? undefined : detailStream(sources, found);
  }

  dtmf(number: number): readonly DtmfEvent[] {
    const sources = this.sources();
    const leg = sources.store.legOfNumber(number);
    return leg === undefined ? [] : keysOfLeg(sources, leg);
  }

  sessions(number: number): readonly MediaSession[] {
    const { store, bytes } = this.sources();
    const leg = store.legOfNumber(number);
    return leg === undefined ? [] : sessionsOf(store, bytes, leg);
  }

  group(number: number): CallGroup | undefined {
    const sources = this.sources();
    const leg = sources.store.legOfNumber(number);
    return leg === undefined ? undefined : groupOf(sources, leg);
  }

  legOfCallId(callId: string): number | undefined {
    const { store } = this.sources();
    const leg = store.findLeg(Buffer.from(callId, 'utf8')) ?? store.findLeg(Buffer.from(callId, 'latin1'));
    return leg === undefined ? undefined : store.numberOf(leg.index);
  }

  groups(): readonly CallGroup[] {
    return groupsOf(this.sources());
  }

  mergedCall({ legs: numbers }: { readonly legs: readonly number[] }): MergedCall | undefined {
    const sources = this.sources();
    const legs = numbers.flatMap(number => sources.store.legOfNumber(number) ?? []);
    return legs.length === 0 || legs.length < numbers.length ? undefined : mergeCall(sources, legs);
  }

  findText({
    legs: numbers,
    text,
  }: {
    readonly legs: readonly number[];
    readonly text: string;
  }): Promise<FoundMessages> {
    const { store, bytes } = this.sources();
    const legs = numbers.flatMap(number => store.legOfNumber(number) ?? []);
    return inSlices(findText(store, bytes, legs, text));
  }

  exportPackets(query: PacketExportQuery): Promise<PacketExport | undefined> {
    return exportPackets(this.sources(), this.reader, query);
  }

  nameHosts(text: string): boolean {
    this.rename(new Aliases(text, 'The names of hosts'));
    return true;
  }

  decideLink(decision: LinkDecision): boolean {
    const { links } = this.sources();
    const isTaken = links.decide(decision);
    links.refresh(true);
    return isTaken;
  }

  findings(query: FindingQuery): FindingList {
    return listFindings(query, this.sources(), this.findingOrders);
  }

  /** What rules know of a leg (by its number): for tests of rules, and for whoever runs rules of their own. */
  factsOf(leg: number): LegFacts | undefined {
    const { store, findings } = this.sources();
    const found = store.legOfNumber(leg);
    return found === undefined ? undefined : findings.factsOf(found, findings.symptomsOf(found));
  }

  kpi(query: KpiQuery): Promise<KpiAnswer> {
    return this.kpis.answer(this.sources(), query);
  }

  callCharts(query: CallChartsQuery): Promise<CallChartsAnswer> {
    const sources = this.sources();
    return inSlices(callChartSteps(sources, query, this.kpis.bookOf(sources)));
  }

  facets(query: FacetQuery): Promise<FacetAnswer> {
    return this.facetAnswers.answer(this.sources(), query);
  }

  identity(number: number): LegIdentity | undefined {
    const { store, bytes } = this.sources();
    const leg = store.legOfNumber(number);
    return leg === undefined ? undefined : identityOf(store, bytes, leg);
  }

  registrations(query: RowQuery): Promise<RowAnswer<RegistrationSummary>> {
    return this.lists.registrations(query);
  }

  registration(number: number): Promise<RegistrationDetail | undefined> {
    return this.lists.registration(number);
  }

  registrationTimeline(number: number): Promise<RegistrationTimeline | undefined> {
    return this.lists.registrationTimeline(number);
  }

  subscriptions(query: RowQuery): Promise<RowAnswer<SubscriptionSummary>> {
    return this.lists.subscriptions(query);
  }

  subscription(number: number): Promise<SubscriptionDetail | undefined> {
    return this.lists.subscription(number);
  }

  optionsHealth(query: RowQuery): Promise<RowAnswer<PeerSummary>> {
    return this.lists.optionsHealth(query);
  }

  hostMap(query: HostMapQuery): Promise<HostMap> {
    return this.lists.hostMap(query);
  }

  instantMessages(query: RowQuery): Promise<RowAnswer<InstantMessage>> {
    return this.lists.instantMessages(query);
  }

  transfers(query: RowQuery): Promise<RowAnswer<TransferSummary>> {
    return this.lists.transfers(query);
  }

  conferences(query: RowQuery): Promise<RowAnswer<ConferenceSummary>> {
    return this.lists.conferences(query);
  }

  /** Made when first asked for: the sources of a capture that is being opened are not there yet. */
  private get lists(): ListAnswers {
    this.kept ??= new ListAnswers(this.sources);
    return this.kept;
  }
}
