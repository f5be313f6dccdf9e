// RTP with a payload type that its receiver has not written into any SDP: it cannot be decoded, and is dropped.

import type { StreamReport } from '../../model/stream.ts';
import {
  type AgreedLine,
  agreedLines,
  FLOWS,
  type Flow,
  flowsOf,
  lacksCodec,
  receiverOf,
  senderOf,
} from '../agreed-media.ts';
import type { LegFacts } from '../facts.ts';
import { MediaSymptom } from '../media-symptoms.ts';
import {
  during,
  everNamedBy,
  isComfortNoise,
  isSameCodec,
  isTelephoneEvent,
  looksLikeEvents,
} from '../payload-names.ts';
import type { Found, LegRule } from '../rule.ts';

/** Fewer are strays of another call. */
const PACKETS = 10;

export const payloadTypeUnknown: LegRule = {
  id: 'payload-type-unknown',
  title: 'Payload type the receiver does not know',
  rfc: 'RFC 3264 §5.1',
  symptoms: MediaSymptom.OddPayload,
  check(leg) {
    // `codec-mismatch` speaks of answers that agree on nothing.
    const lines = agreedLines(leg).filter(agreed => agreed.line.protocol.includes('RTP') && !lacksCodec(agreed));
    if (lines.length === 0) return [];
    const flows = flowsOf(leg, lines);
    return FLOWS.flatMap(flow => flows[flow].flatMap(stream => judge(leg, stream, flow, lines)));
  },
};

function judge(leg: LegFacts, stream: StreamReport, flow: Flow, lines: readonly AgreedLine[]): Found[] {
  const bySender = everNamedBy(leg, senderOf(flow));
  const byReceiver = everNamedBy(leg, receiverOf(flow));
  const [agreed] = during(stream, lines);
  // What came before the answer follows the offer alone, which may have been another one.
  if (agreed === undefined || byReceiver.size === 0) return [];
  return stream.payloadTypes.flatMap(({ payloadType, packets }) => {
    if (packets < PACKETS || byReceiver.has(payloadType) || isComfortNoise(payloadType)) return [];
    const meant = bySender.get(payloadType);
    // `dtmf-not-negotiated` speaks of telephone events.
    if (meant === undefined ? looksLikeEvents(stream, payloadType, bySender) : isTelephoneEvent(meant)) return [];
    const known = meant === undefined ? undefined : [...byReceiver].find(([, name]) => isSameCodec(name, meant));
    return [tell(leg, stream, flow, agreed, payloadType, packets, meant, known?.[0])];
  });
}

function tell(
  leg: LegFacts,
  stream: StreamReport,
  flow: Flow,
  agreed: AgreedLine,
  payloadType: number,
  packets: number,
  meant: string | undefined,
  known: number | undefined,
): Found {
  const receiver = receiverOf(flow);
  const why =
    meant === undefined
      ? 'nobody named it in this call'
      : known === undefined
        ? `it is ${meant} to its sender alone`
        : `it is ${meant} to its sender, but the ${receiver} expects ${meant} as ${known}`;
  return {
    severity: 'warning',
    message: `${packets} packets to the ${receiver} have payload type ${payloadType}, which its SDP does not name: ${why}.`,
    evidence: [agreed.offer, agreed.answer],
    streams: [stream.id],
    time: stream.startTime,
    confidence: leg.hasLosses || leg.call.flags.includes('lateStart') ? 'low' : known === undefined ? 'medium' : 'high',
    unknown: 'Whether an offer with this payload type was not captured.',
    next: `Compare the a=rtpmap lines of both sides: a sender has to use the numbers that the ${receiver} wrote.`,
  };
}
