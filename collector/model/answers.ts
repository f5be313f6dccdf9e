// What an open capture can be asked about the meaning of its calls, beyond list, call and message. Arguments and answers are plain:
// they cross threads. A new question is one line here and one method in `collector/capture-answers.ts`.

import type { AudioInfo, AudioQuery, Waveform } from './audio.ts';
import type { CallGroup, LinkDecision, MergedCall } from './call.ts';
import type { CallChartsAnswer, CallChartsQuery } from './call-charts.ts';
import type { ConferenceSummary } from './conference.ts';
import type { FacetAnswer, FacetQuery } from './facets.ts';
import type { FindingList, FindingQuery } from './finding.ts';
import type { HostMap, HostMapQuery } from './host-map.ts';
import type { LegIdentity } from './identity.ts';
import type { InstantMessage } from './instant-message.ts';
import type { KpiAnswer, KpiQuery } from './kpi.ts';
import type { FoundMessages } from './ladder.ts';
import type { PeerSummary } from './options-health.ts';
import type { PacketExport, PacketExportQuery } from './packet-export.ts';
import type { RegistrationDetail, RegistrationSummary, RegistrationTimeline } from './registration.ts';
import type { RowAnswer, RowQuery } from './rows.ts';
import type { MediaSession } from './session.ts';
import type { DtmfEvent, StreamDetail, StreamPage, StreamQuery, StreamReport } from './stream.ts';
import type { SubscriptionDetail, SubscriptionSummary } from './subscription.ts';
import type { TransferSummary } from './transfer.ts';

/** What takes long is answered in slices, so that other questions need not wait. */
type Soon<T> = T | Promise<T>;

export interface Answers {
  /** Renders what is heard; `ticket` names who waits. Rejects with `code` and `hint` when nothing can be heard. */
  audio(query: AudioQuery, ticket: string): Promise<AudioInfo>;
  /** A piece of the WAV file of a rendering, at most 1 MiB; rejects with SIPA_AUDIO_GONE when it was let go. */
  audioBytes(key: string, from: number, length: number): Uint8Array;
  waveform(query: AudioQuery, buckets: number, ticket: string): Promise<Waveform>;
  /** Whoever asked with this ticket does not wait any more. */
  stopAudio(ticket: string): void;
  /** RTP streams of a leg (by its number), of all, or those without signalling; a window of them. */
  streams(query: StreamQuery): readonly StreamReport[];
  /** The same with how many there are. */
  streamPage(query: StreamQuery): StreamPage;
  /** Everything about one stream (by its number); undefined when there is none. */
  stream(number: number): StreamDetail | undefined;
  /** Keys pressed in a leg (by its number), by RFC 4733, INFO or KPML, in order of time. */
  dtmf(leg: number): readonly DtmfEvent[];
  /** Offer and answer of a leg (by its number), per dialog; empty when there is no such leg. */
  sessions(leg: number): readonly MediaSession[];
  /** The call that a leg (by its number) belongs to, with its links; undefined when there is no such leg. */
  group(leg: number): CallGroup | undefined;
  /** Number of the leg with this Call-ID; undefined when there is none. */
  legOfCallId(callId: string): number | undefined;
  /** All calls of more than one leg. */
  groups(): readonly CallGroup[];
  /** Several legs (by their numbers) as one, with one ladder; undefined when one of them is not there. */
  mergedCall(query: { readonly legs: readonly number[] }): MergedCall | undefined;
  /** Messages of some legs (by their numbers) that hold a text, in any case. */
  findText(query: { readonly legs: readonly number[]; readonly text: string }): Soon<FoundMessages>;
  /** Packets of some legs as a capture file; undefined when one of the legs is not there. Rejects with `code` and `hint` when their bytes are gone. */
  exportPackets(query: PacketExportQuery): Promise<PacketExport | undefined>;
  /** From now on hosts are called so (`collector/aliases.ts`); the text was read before. */
  nameHosts(text: string): boolean;
  /** Cuts or joins two legs by hand, or takes that back, for as long as the capture is open. False when there is no room for more. */
  decideLink(decision: LinkDecision): boolean;
  /** What went wrong, a window of it. */
  findings(query: FindingQuery): FindingList;
  /** Key figures of calls and registrations. */
  kpi(query: KpiQuery): Promise<KpiAnswer>;
  /** Calls counted for charts. */
  callCharts(query: CallChartsQuery): Promise<CallChartsAnswer>;
  /** How legs spread over the values of fields. */
  facets(query: FacetQuery): Promise<FacetAnswer>;
  /** Who is calling by whose word, and which way the call was sent: of a leg (by its number). */
  identity(leg: number): LegIdentity | undefined;
  /** Bindings of addresses of record; one of them with its history (by its number). */
  registrations(query: RowQuery): Soon<RowAnswer<RegistrationSummary>>;
  registration(number: number): Soon<RegistrationDetail | undefined>;
  /** All bindings of the address of record that a registration (by its number) is of; undefined when there is no such registration. */
  registrationTimeline(number: number): Soon<RegistrationTimeline | undefined>;
  /** Subscriptions by dialog and event; one of them with its history and what the last NOTIFY said. */
  subscriptions(query: RowQuery): Soon<RowAnswer<SubscriptionSummary>>;
  subscription(number: number): Soon<SubscriptionDetail | undefined>;
  /** Who pings whom with OPTIONS, and whether it is answered. */
  optionsHealth(query: RowQuery): Soon<RowAnswer<PeerSummary>>;
  /** Who talks to whom, and how that goes. */
  hostMap(query: HostMapQuery): Promise<HostMap>;
  /** MESSAGE, PUBLISH, INFO, and REFER outside a dialog. */
  instantMessages(query: RowQuery): Soon<RowAnswer<InstantMessage>>;
  transfers(query: RowQuery): Soon<RowAnswer<TransferSummary>>;
  conferences(query: RowQuery): Soon<RowAnswer<ConferenceSummary>>;
}

export type AnswerName = keyof Answers;
export type AnswerArguments<Name extends AnswerName> = Parameters<Answers[Name]>;
export type Answer<Name extends AnswerName> = Awaited<ReturnType<Answers[Name]>>;
