// The collector's report types as JSON schema, for OpenAPI. Each is kept equal to its TypeScript twin of `types.ts` by a test
// that does not compile when they drift apart. Answers are not rewritten by these schemas: what the collector gives is sent.

import { Type } from 'typebox';
import { FindingSchema, SeveritySchema } from './finding-schema.ts';
import { CallGroupSchema } from './group-schema.ts';
import { LadderSchema, LinkReasonSchema } from './ladder-schema.ts';
import { LintProblemSchema } from './lint-schema.ts';
import { Count, Duration, Flag, list, maybe, Text, Time } from './schema-pieces.ts';
import { MediaSessionSchema } from './session-schema.ts';
import { StreamReportSchema } from './stream-schema.ts';
import type { LegFlag, LegKind, LegState } from './types.ts';

// Words of the collector are not values this floor may import, so they are named as types here and as text in the schema.
const Kind = Type.Unsafe<LegKind>({ type: 'string', description: 'call, registration, subscription, message …' });
const State = Type.Unsafe<LegState>({ type: 'string', description: 'trying, ringing, answered, established, ended …' });
const LegFlagSchema = Type.Unsafe<LegFlag>({ type: 'string', description: 'lateStart, openAtEnd, ackMissing …' });

export const CallSummarySchema = Type.Object(
  {
    id: Type.String({ description: '<capture id>:<leg index>' }),
    index: Count,
    callId: Text,
    kind: Kind,
    state: State,
    flags: list(LegFlagSchema),
    method: Text,
    statusCode: Type.Integer({ description: '0 while there is no final response' }),
    from: Text,
    to: Text,
    fromUser: Text,
    toUser: Text,
    source: Text,
    destination: Text,
    sourceName: maybe(Text),
    destinationName: maybe(Text),
    transport: Text,
    startTime: Time,
    ringTime: maybe(Time),
    answerTime: maybe(Time),
    ackTime: maybe(Time),
    endTime: maybe(Time),
    lastTime: Time,

    pdd: maybe(Duration),
    setupTime: maybe(Duration),
    ringDuration: maybe(Duration),
    talkTime: maybe(Duration),
    disconnectDelay: maybe(Duration),
    messages: Count,
    retransmissions: Count,
    duplicates: Count,
    dialogs: Count,
    findings: maybe(Count),
    severity: maybe(SeveritySchema),
    callGroup: maybe(Type.String({ description: 'Call-ID of the first leg of its call, when it has several legs' })),
    legsOfCall: maybe(Count),
    mos: maybe(Type.Number({ description: 'Of the worst stream' })),
    lostPercent: maybe(Type.Number({ description: 'Of the worst stream' })),
    jitterMax: maybe(Duration),
    values: maybe(
      Type.Unsafe<Readonly<Record<string, string>>>(
        Type.Record(Type.String(), Type.String(), { description: 'Cells of the `columns` that were asked for, by id' }),
      ),
    ),
    isUnfolded: maybe(Type.Boolean({ description: 'In a list of calls: its further legs stand below it' })),
    under: maybe(
      Type.Object(
        { reason: maybe(LinkReasonSchema), score: maybe(Type.Integer()), detail: maybe(Text) },
        { description: 'In a list of calls: it stands below the first leg, for this reason' },
      ),
    ),
  },
  { title: 'CallSummary', description: 'One row of the list: a leg' },
);

const DialogSchema = Type.Object({
  localTag: Text,
  remoteTag: Text,
  state: Type.Union([Type.Literal('early'), Type.Literal('confirmed'), Type.Literal('terminated')]),
  startTime: Time,
});

const TransactionSchema = Type.Object({
  id: Type.Integer(),
  method: Text,
  cseq: Type.Integer(),
  source: Text,
  destination: Text,
  statusCode: Count,
  messages: Count,
  retransmissions: Count,
  provisionalTime: maybe(Duration),
  responseTime: maybe(Duration),
  timerExpired: Flag,
});

export const CallDetailSchema = Type.Object(
  {
    call: CallSummarySchema,
    ladder: LadderSchema,
    transitions: list(Type.Object({ state: State, time: Time, message: Type.Integer() })),
    dialogs: list(DialogSchema),
    transactions: list(TransactionSchema),
    streams: list(StreamReportSchema),
    sessions: list(MediaSessionSchema),
    findings: list(FindingSchema),
    group: maybe(CallGroupSchema),
  },
  { title: 'CallDetail' },
);

const NameValue = Type.Object({ name: Text, value: Text });

const BodyReadingSchema = Type.Object(
  {
    format: Text,
    source: Type.String({ description: 'RFC 3863, ITU-T Q.763 …' }),
    fields: list(NameValue),
    tables: list(Type.Object({ title: Text, columns: list(Text), rows: list(list(Text)), omitted: Count })),
    problems: list(Text),
  },
  { description: 'A body in words and tables' },
);

const SdpSchema = Type.Object({
  origin: Text,
  sessionName: Text,
  connection: Text,
  media: list(
    Type.Object({
      media: Text,
      port: Type.Integer(),
      protocol: Text,
      direction: Text,
      address: Text,
      codecs: list(Text),
      attributes: list(Text),
    }),
  ),
  problems: list(Text),
});

export const MessageDetailSchema = Type.Object(
  {
    id: Type.String({ description: '<capture id>:<message index>' }),
    index: Count,
    leg: Count,
    callId: Text,
    time: Time,
    nanos: Count,
    source: Text,
    destination: Text,
    transport: Text,
    frameNumber: Count,
    file: Text,
    length: Count,
    retransmission: Flag,
    duplicates: Count,
    capturePoints: list(Type.Object({ name: Text, time: Time, frameNumber: Count })),
    correlationId: maybe(Text),
    startLine: Text,
    raw: Text,
    rawBase64: maybe(Text),
    headers: list(
      Type.Object({ name: Text, canonical: Text, value: Text, parts: list(NameValue), problems: list(Text) }),
    ),
    bodies: list(
      Type.Object({
        contentType: Text,
        headers: list(NameValue),
        text: maybe(Text),
        base64: maybe(Text),
        length: Count,
        cut: maybe(Flag),
        reading: maybe(BodyReadingSchema),
      }),
    ),
    sdp: maybe(SdpSchema),
    problems: list(Text),
    lint: maybe(list(LintProblemSchema)),
  },
  { title: 'MessageDetail' },
);

const PointHealthSchema = Type.Object({
  name: Text,
  kind: Type.Union([Type.Literal('file'), Type.Literal('interface'), Type.Literal('hep')]),
  frames: Count,
  bytes: Count,
  sipMessages: Count,
  truncatedFrames: Count,
  firstTime: maybe(Time),
  lastTime: maybe(Time),
  notDecoded: list(Type.Object({ reason: Text, count: Count })),
  kernelDrops: maybe(Count),
  interfaceDrops: maybe(Count),
  lostFrames: maybe(Count),
  refused: Type.Record(Text, Count),
  hasApproximateTimes: Flag,
});

export const CaptureHealthSchema = Type.Object(
  {
    frames: Count,
    sipMessages: Count,
    mediaPackets: Count,
    media: Type.Object({
      streams: Count,
      withoutSignalling: Count,
      rtcpPackets: Count,
      rtcpEncrypted: Count,
      rtcpUnreadable: Count,
    }),
    duplicates: Count,
    retransmissions: Count,
    malformed: Count,
    truncatedFrames: Count,
    notDecoded: list(
      Type.Object({
        reason: Text,
        count: Count,
        samples: list(Type.Object({ id: Text, source: Text, point: Text, frameNumber: Count, time: Time })),
      }),
    ),
    shed: Type.Record(Text, Count),
    sources: list(
      Type.Object({
        path: Text,
        format: Text,
        linkTypes: list(Text),
        frames: Count,
        bytes: Count,
        start: maybe(Time),
        end: maybe(Time),
        truncated: maybe(Text),
        notes: list(Text),
      }),
    ),
    points: list(PointHealthSchema),
    dropped: Type.Integer({
      minimum: 0,
      description: 'Lost to kernels, interfaces and full disks before anybody saw them',
    }),
    tls: Type.Object({ connections: Count, decrypted: Count, withoutKey: Count, failed: Count }),
  },
  { title: 'CaptureHealth' },
);

export const FrameDetailSchema = Type.Object(
  {
    id: Text,
    source: Text,
    point: Text,
    frameNumber: Count,
    time: Time,
    reason: Text,
    linkType: Text,
    originalLength: Count,
    bytes: Type.String({ description: 'The captured bytes, base64' }),
    cut: Flag,
  },
  { title: 'FrameDetail' },
);

export const CaptureProgressSchema = Type.Object(
  {
    state: Type.Union([Type.Literal('loading'), Type.Literal('live'), Type.Literal('ready'), Type.Literal('failed')]),
    generation: Type.Integer({
      minimum: 0,
      description: 'Moves when the index was made anew: ids of legs and messages of before hold no more',
    }),
    dropped: Type.Integer({ minimum: 0, description: 'Frames dropped by kernels and interfaces' }),
    bytesRead: Count,
    bytesTotal: maybe(Count),
    frames: Count,
    messages: Count,
    legs: Count,
    notDecoded: Count,
    mediaPackets: maybe(Count),
    activeCalls: Count,
    clock: maybe(Time),
    start: maybe(Time),
    error: maybe(Type.Object({ code: Text, message: Text, hint: Text })),
  },
  { title: 'CaptureProgress' },
);
