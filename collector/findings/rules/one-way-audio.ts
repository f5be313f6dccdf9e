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
import { MediaSymptom } from '../media-symptoms.ts';
import type { Found, LegRule } from '../rule.ts';
import { duration } from '../words.ts';

/** Shorter spans prove nothing: voice activity detection, ICE, a greeting that is listened to. */
const SPAN_MICROS = 5 * MICROS_PER_SECOND;
/** What the other direction must have carried meanwhile. */
const HEARD_MICROS = 3 * MICROS_PER_SECOND;
const HEARD_PACKETS = 50;
const SEVERAL = 3;

interface Silence {
  readonly flow: Flow;
  readonly agreed: AgreedLine;
  readonly length: Micros;
  readonly heard: readonly StreamReport[];
  /** The silent direction carried RTP at another time of this call. */
  readonly wasHeard: boolean;
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
      return ofFlow.length === 0 ? [] : [tell(leg, ofFlow)];
    });
  },
};

function silenceOf(
  flow: Flow,
  agreed: AgreedLine,
  answerTime: Micros,
  leg: LegFacts,
  flows: Readonly<Record<Flow, readonly StreamReport[]>>,
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
  return { flow, agreed, length: to - from, heard, wasHeard: flows[flow].length > 0 };
}

function tell(leg: LegFacts, silences: readonly Silence[]): Found {
  const { flow, agreed, heard, wasHeard } = silences[0];
  const silent = senderOf(flow);
  const deaf = receiverOf(flow);
  const length = silences.reduce((sum, one) => sum + one.length, 0);
  const [stream] = heard;
  return {
    severity: 'error',
    message:
      `The ${deaf} heard nothing: in ${duration(length)} no RTP went to ${sideEndpoint(agreed[deaf])}, while the ${silent} ` +
      `got ${stream.packets} packets from ${stream.source}${wasHeard ? '; at another time of the call audio went both ways' : ''}.`,
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
  return isInView && silence.heard.some(one => one.packets >= HEARD_PACKETS * 4) ? 'high' : 'medium';
}
