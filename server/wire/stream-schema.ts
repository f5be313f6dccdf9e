// RTP streams as JSON schema, for OpenAPI; kept equal to the types of the collector by a test that does not compile otherwise.

import { Type } from 'typebox';
import { LIMITS } from './limits.ts';
import { Count, Duration, Flag, list, maybe, Text, Time } from './schema-pieces.ts';

const MosInputsSchema = Type.Object(
  {
    codec: Text,
    ie: Type.Number({ description: 'Equipment impairment of the codec (ITU-T G.113)' }),
    bpl: Type.Number({ description: 'Packet-loss robustness of the codec (ITU-T G.113)' }),
    lossPercent: Type.Number({ description: 'Lost, or too late for the jitter buffer' }),
    burstRatio: Type.Number({ description: '1: random loss' }),
    delay: Duration,
    jitterBuffer: Duration,
    r: Type.Number({ description: 'Transmission rating' }),
  },
  { title: 'MosInputs' },
);

const RtcpSchema = Type.Object(
  {
    senderReports: Count,
    receiverReports: Count,
    packetsSent: maybe(Count),
    bytesSent: maybe(Count),
    fractionLost: maybe(Type.Number({ description: '0..1' })),
    cumulativeLost: maybe(Type.Integer()),
    jitter: maybe(Duration),
    roundTrip: maybe(Duration),
    roundTripMax: maybe(Duration),
    xr: maybe(
      Type.Object({
        lossRate: Type.Number({ description: '0..1' }),
        discardRate: Type.Number({ description: '0..1' }),
        burstDensity: Type.Number({ description: '0..1' }),
        gapDensity: Type.Number({ description: '0..1' }),
        roundTrip: maybe(Duration),
        endSystemDelay: maybe(Duration),
        rFactor: maybe(Type.Number()),
        mosLq: maybe(Type.Number()),
        mosCq: maybe(Type.Number()),
      }),
    ),
    lossRuns: maybe(Type.Object({ packets: Count, lost: Count })),
    cname: maybe(Text),
    byes: Count,
  },
  { title: 'RtcpSummary' },
);

const REPORT = {
  id: Type.String({ description: '<capture id>:<stream index>' }),
  index: Count,
  ssrc: Count,
  source: Text,
  destination: Text,
  payloadType: Count,
  payloadTypes: list(Type.Object({ payloadType: Count, codec: Text, packets: Count })),
  codec: Text,
  clockHz: Type.Integer({ description: 'Hz of the RTP clock; 0 when nothing tells' }),
  callId: Type.String({ description: 'Empty for a stream that no signalling announced' }),
  leg: maybe(Count),
  legs: maybe(list(Count)),
  announcedBy: maybe(Type.Integer({ description: 'Index of the message whose SDP announced it' })),
  tiedBy: Type.Union([Type.Literal('destination'), Type.Literal('source'), Type.Literal('both'), Type.Literal('none')]),
  packets: Count,
  bytes: Type.Integer({ description: 'Bytes of RTP payload' }),
  lost: Count,
  lostPercent: Type.Number(),
  late: Count,
  duplicates: Count,
  reordered: Count,
  jitterMean: Duration,
  jitterMax: Duration,
  deltaMax: Duration,
  deltaMean: Duration,
  bursts: Count,
  burstDensity: Type.Number({ description: 'Share of the packets in bursts that were lost, 0..1 (RFC 3611)' }),
  longestLoss: Count,
  clockSkewPpm: maybe(Type.Number({ description: 'Sender against capture clock' })),
  marked: Count,
  restarts: Count,
  startTime: Time,
  endTime: Time,
  encrypted: Flag,
  mos: maybe(Type.Number({ description: 'An estimate, 1..4.5' })),
  mosInputs: maybe(MosInputsSchema),
  dtmf: Type.String({ description: 'Keys pressed, in order' }),
  rtcp: maybe(RtcpSchema),
};

export const StreamReportSchema = Type.Object(REPORT, { title: 'StreamReport' });

const DtmfEventSchema = Type.Object(
  {
    digit: Text,
    time: Time,
    duration: Duration,
    way: Type.Union([Type.Literal('rfc4733'), Type.Literal('info'), Type.Literal('kpml')]),
    message: maybe(Count),
  },
  { title: 'DtmfEvent' },
);

const StreamSliceSchema = Type.Object(
  {
    time: Time,
    packets: Count,
    lost: Count,
    jitterMean: Duration,
    jitterMax: Duration,
    deltaMax: Duration,
    mos: maybe(Type.Number()),
  },
  { title: 'StreamSlice' },
);

export const StreamDetailSchema = Type.Object(
  { ...REPORT, dtmfEvents: list(DtmfEventSchema), sliceDuration: Duration, series: list(StreamSliceSchema) },
  { title: 'StreamDetail' },
);

export const DtmfEventsSchema = list(DtmfEventSchema);

export const StreamsQuerySchema = Type.Object({
  capture: maybe(Type.String({ maxLength: 128, description: 'Capture id; the first one when absent' })),
  leg: maybe(Type.Integer({ minimum: 0, description: 'Number of a call: its streams alone' })),
  orphans: maybe(Type.Boolean({ description: 'RTP that no signalling announced, which is never among the others' })),
  sort: maybe(
    Type.String({
      pattern: '^-?(mos|loss|jitter|packets|startTime)$',
      description: 'Column, with - in front for descending; absent: in order of appearance',
    }),
  ),
  from: maybe(Type.String({ maxLength: 40, description: 'Not ended before: ISO 8601, UTC without offset' })),
  to: maybe(Type.String({ maxLength: 40, description: 'Begun before: ISO 8601, UTC without offset' })),
  offset: maybe(Type.Integer({ minimum: 0 })),
  limit: maybe(Type.Integer({ minimum: 1, maximum: LIMITS.pageRows })),
});

export const StreamPageSchema = Type.Object(
  { items: list(StreamReportSchema), total: Type.Integer({ description: 'Streams, whatever the window' }) },
  { title: 'Streams' },
);
