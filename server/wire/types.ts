// The only door the browser knows: the collector's plain report types, types only.

export type {
  AudioInfo,
  AudioMark,
  AudioProblem,
  AudioQuery,
  AudioTrack,
  Waveform,
} from '../../collector/model/audio.ts';
export type { BodyReading, BodyTable } from '../../collector/model/body-reading.ts';
export type {
  CallGroup,
  LegLink,
  LinkAction,
  LinkDecision,
  LinkReason,
  MergedCall,
} from '../../collector/model/call.ts';
export type {
  CallCharts,
  CallChartsBucket,
  ChartBin,
  ChartSlice,
  Histogram,
  HostSlice,
  MosFigures,
} from '../../collector/model/call-charts.ts';
export type { ConferenceParticipant, ConferenceState, ConferenceSummary } from '../../collector/model/conference.ts';
export type {
  ConferenceInfoDocument,
  ConferenceUser,
  DialogInfoDocument,
  EventDocument,
  KpmlDocument,
  MessageSummaryDocument,
  PresenceDocument,
  RegInfoDocument,
  WatcherInfoDocument,
} from '../../collector/model/event-document.ts';

export type { Facet, FacetQuery, FacetReport, FacetValue } from '../../collector/model/facets.ts';
export type { FilterFieldHelp, FilterFieldType } from '../../collector/model/filter-field.ts';
export type {
  Confidence,
  Finding,
  FindingList,
  FindingQuery,
  RuleCount,
  Severity,
} from '../../collector/model/finding.ts';
export type {
  HostGroup,
  HostLink,
  HostMap,
  HostMapQuery,
  HostNode,
  HostTraffic,
} from '../../collector/model/host-map.ts';
export type {
  AssertedIdentity,
  Attestation,
  Diversion,
  IdentityHeader,
  IdentitySide,
  LegIdentity,
} from '../../collector/model/identity.ts';
export type { InstantMessage, RequestState } from '../../collector/model/instant-message.ts';
export type {
  CallFigures,
  Concurrency,
  KpiBucket,
  KpiFigures,
  KpiGroup,
  KpiGroupFigures,
  KpiQuery,
  KpiReport,
  Percentiles,
  PreviousFigures,
  RegistrationFigures,
  TrafficFigures,
} from '../../collector/model/kpi.ts';
export type {
  FoundMessages,
  LadderCopy,
  LadderDiagram,
  LadderEvent,
  LadderGap,
  LadderHost,
  LadderMedia,
  LadderMessage,
  LadderRow,
  LadderSeam,
  PackedField,
  PackedLadder,
} from '../../collector/model/ladder.ts';
export type { CallState, LegFlag, LegKind, LegState } from '../../collector/model/leg.ts';
export type { LintProblem } from '../../collector/model/lint.ts';
export type {
  CaptureEngine,
  InputStatus,
  Problem,
  RecorderStatus,
  RecordPlan,
  SpoolLimits,
  SpoolStatus,
} from '../../collector/model/live.ts';
export type { PeerState, PeerSummary } from '../../collector/model/options-health.ts';
export type {
  RegistrationDetail,
  RegistrationEvent,
  RegistrationState,
  RegistrationSummary,
  RegistrationTimeline,
} from '../../collector/model/registration.ts';
export type {
  BodyPart,
  CallDetail,
  CallSummary,
  CaptureHealth,
  CaptureProgress,
  CaptureState,
  DialogReport,
  FilterError,
  FrameDetail,
  HeaderReport,
  LegOfCall,
  ListAnswer,
  ListCounts,
  ListQuery,
  MessageDetail,
  PointHealth,
  SdpMediaReport,
  SdpReport,
  SourceReport,
  StateChange,
  TransactionReport,
} from '../../collector/model/report.ts';
export type { RowAnswer, RowQuery } from '../../collector/model/rows.ts';
export type {
  MediaDirection,
  MediaLine,
  MediaSecurity,
  MediaSession,
  MediaSide,
  OfferAnswer,
} from '../../collector/model/session.ts';
export type {
  DtmfEvent,
  MosInputs,
  RtcpSummary,
  StreamDetail,
  StreamPage,
  StreamReport,
  StreamSlice,
} from '../../collector/model/stream.ts';
export type {
  SubscriptionDetail,
  SubscriptionEvent,
  SubscriptionState,
  SubscriptionSummary,
} from '../../collector/model/subscription.ts';
export type { Micros, Millis } from '../../collector/model/time.ts';
export type { TransferState, TransferSummary } from '../../collector/model/transfer.ts';
