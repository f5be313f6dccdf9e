// Audio flows one way only, though both sides agreed to send and to receive. Judged for each span between two answers, so that hold,
// `sendonly`, `recvonly`, `inactive` and T.38 are no findings, and one-way audio that begins with a re-INVITE is one.

import type { StreamReport } from '../../model/stream.ts';
import { MICROS_PER_SECOND, type Micros } from '../../model/time.ts';
import { hostOf } from '../address-kind.ts';
import {
  type AgreedLine,
  agreedLines,
  endOf,
  FLOWS,
  type Flow,
  type FlowStreams,
  flowsOf,
  isAudio,
  isWanted,
  overlap,
  receiverOf,
  senderOf,
  sideEndpoint,
  touches,
} from '../agreed-media.ts';
import type { LegFacts } from '../facts.ts';
import { counted } from '../figures.ts';
import { MediaSymptom } from '../media-symptoms.ts';
import type { Found, LegRule } from '../rule.ts';
import { duration } from '../words.ts';

/** Shorter spans prove nothing: voice activity detection, ICE, a greeting that is listened to. */
const SPAN_MICROS = 5 * MICROS_PER_SECOND;
/** What the other direction must have carried meanwhile. */
const HEARD_MICROS = 3 * MICROS_PER_SECOND;
const HEARD_PACKETS = 50;
const SEVERAL = 3;
/** Reports come every 5 s or so (RFC 3550 §6.2): of less than this none need have been sent. */
const REPORTED_MICROS = 8 * MICROS_PER_SECOND;
const REPORTS = 2;

interface Silence {
  readonly flow: Flow;
  readonly agreed: AgreedLine;
  readonly length: Micros;
  readonly heard: readonly StreamReport[];
  /** Packets of the silent direction at other times of this call. */
  readonly otherwise: number;
}

export const oneWayAudio: LegRule = {
  id: 'one-way-audio',
  title: 'Audio one way only',
  rfc: 'RFC 3264 §6.1',
  symptoms: MediaSymptom.OneSided,
  check(leg) {
    const { answerTime } = leg.call;
    if (leg.call.kind !== 'call' || answerTime === undefined) return [];
    const lines = agreedLines(leg).filter(isAudio);
    const flows = flowsOf(leg, lines);
    const silences = lines.flatMap(agreed =>
      FLOWS.flatMap(flow => silenceOf(flow, agreed, answerTime, leg, flows) ?? []),
    );
    return FLOWS.flatMap(flow => {
      const ofFlow = silences.filter(silence => silence.flow === flow);
      return ofFlow.length === 0 ? (unheard(leg, flow, flows) ?? []) : [tell(leg, ofFlow)];
    });
  },
};

function silenceOf(
  flow: Flow,
  agreed: AgreedLine,
  answerTime: Micros,
  leg: LegFacts,
  flows: FlowStreams,
): Silence | undefined {
  const from = Math.max(agreed.from, answerTime);
  const to = Math.min(agreed.to, endOf(leg));
  const seen = leg.mediaSeen;
  const other: Flow = flow === 'toCaller' ? 'toCallee' : 'toCaller';
  if (to - from < SPAN_MICROS || !isWanted(agreed, flow) || !isWanted(agreed, other)) return undefined;
  if (flows[flow].some(stream => touches(stream, from, to))) return undefined;
  // Announced by the SDP of another leg: two legs of a B2BUA that send to each other directly.
  if (seen.reaches(sideEndpoint(agreed[receiverOf(flow)]), from, to)) return undefined;
  if (seen.leaves(sideEndpoint(agreed[senderOf(flow)]), from, to)) return undefined;
  const heard = flows[other].filter(
    stream => overlap(stream, from, to) >= HEARD_MICROS && stream.packets >= HEARD_PACKETS,
  );
  if (heard.length === 0) return undefined;
  return {
    flow,
    agreed,
    length: to - from,
    heard,
    otherwise: flows[flow].reduce((sum, stream) => sum + stream.packets, 0),
  };
}

function tell(leg: LegFacts, silences: readonly Silence[]): Found {
  const { flow, agreed, heard, otherwise } = silences[0];
  const silent = senderOf(flow);
  const deaf = receiverOf(flow);
  const length = silences.reduce((sum, one) => sum + one.length, 0);
  const [stream] = heard;
  return {
    severity: 'error',
    message:
      `The ${deaf} heard nothing: in ${duration(length)} no RTP went to ${sideEndpoint(agreed[deaf])}, while the ${silent} ` +
      `got ${stream.packets} packets from ${stream.source}${otherwise > 0 ? `; at other times it was sent ${counted(otherwise, 'packet')}` : ''}.`,
    evidence: silences.flatMap(one => [one.agreed.offer, one.agreed.answer]),
    streams: heard.map(one => one.id),
    time: Math.max(agreed.from, leg.call.answerTime ?? 0),
    confidence: confidenceOf(leg, stream, silences[0]),
    unknown: isOneSided(leg)
      ? 'No two hosts were seen to send RTP both ways, so this capture may hold one direction of everything.'
      : 'Whether the missing direction took another way than this capture point sees, or was suppressed as silence.',
    next:
      `Capture at the ${silent} (${hostOf(stream.destination)}): when RTP leaves it, look for what drops it on the way to ` +
      `${sideEndpoint(agreed[deaf])} (firewall, NAT, wrong address in the SDP); when none leaves, look at its media and microphone.`,
  };
}

/**
 * Both directions pass here, and yet the receiver of one of them reports on nothing: its sender reports have no block for that stream
 * (RFC 3550 §6.4.1), while the other side's have. It was lost behind this capture point.
 */
function unheard(leg: LegFacts, flow: Flow, flows: FlowStreams): Found | undefined {
  const other: Flow = flow === 'toCaller' ? 'toCallee' : 'toCaller';
  const stream = flows[flow].find(isLong);
  const back = flows[other].find(isLong);
  if (stream === undefined || back === undefined || flows[flow].length > 1 || flows[other].length > 1) return undefined;
  const isReported = (stream.rtcp?.receiverReports ?? 0) > 0;
  const reports = back.rtcp?.senderReports ?? 0;
  if (isReported || reports < REPORTS || (back.rtcp?.receiverReports ?? 0) < REPORTS) return undefined;
  const deaf = receiverOf(flow);
  return {
    severity: 'warning',
    message:
      `The ${deaf} may hear nothing: RTP from ${stream.source} passes here, but none of the ${reports} RTCP reports of the ${deaf} ` +
      `speaks of it, while the ${senderOf(flow)} reports on what it receives.`,
    evidence: stream.announcedBy === undefined ? [] : [stream.announcedBy],
    streams: [stream.id, back.id],
    time: stream.startTime,
    rfc: 'RFC 3550 §6.4.1',
    confidence: leg.hasLosses ? 'low' : 'medium',
    unknown: 'Whether that device ever writes report blocks: some do not.',
    next: `Look for what drops RTP between here and ${stream.destination}: its firewall, or a NAT that closed the port.`,
  };
}

function isLong(stream: StreamReport): boolean {
  return stream.endTime - stream.startTime >= REPORTED_MICROS && stream.packets >= HEARD_PACKETS;
}

/** In several calls no two hosts were seen to send both ways: perhaps a mirror port of one direction. */
function isOneSided({ mediaSeen }: LegFacts): boolean {
  return mediaSeen.calls >= SEVERAL && !mediaSeen.seesBothWays;
}

/** A silent host that was heard in other calls, or that signals past this point, would have been heard here too. */
function confidenceOf(leg: LegFacts, heard: StreamReport, silence: Silence): Found['confidence'] {
  if (leg.hasLosses || isOneSided(leg)) return 'low';
  const silentHost = hostOf(heard.destination);
  const isInView =
    leg.mediaSeen.hears(silentHost) || leg.messages.some(message => hostOf(message.source) === silentHost);
  return isInView && silence.otherwise === 0 && silence.heard.some(one => one.packets >= HEARD_PACKETS * 4)
    ? 'high'
    : 'medium';
}
