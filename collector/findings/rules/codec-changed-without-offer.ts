// A side sends a codec that the answer left out, or changes the codec in the middle of a stream without a new offer.
// The first is wrong (RFC 3264 §6.1, §7); the second is allowed among agreed codecs, and more than many endpoints can take.

import type { StreamReport } from '../../model/stream.ts';
import { MICROS_PER_SECOND } from '../../model/time.ts';
import { type AgreedLine, agreedLines, FLOWS, type Flow, flowsOf, isAudio, senderOf } from '../agreed-media.ts';
import type { LegFacts } from '../facts.ts';
import { MediaSymptom } from '../media-symptoms.ts';
import {
  commonCodecs,
  during,
  everNamedBy,
  isBesideCodec,
  isComfortNoise,
  isSameCodec,
  namedByReceiver,
} from '../payload-names.ts';
import type { Found, LegRule } from '../rule.ts';

const PACKETS = 25;

export const codecChangedWithoutOffer: LegRule = {
  id: 'codec-changed-without-offer',
  title: 'Codec that was not agreed on',
  rfc: 'RFC 3264 §6.1',
  symptoms: MediaSymptom.OddPayload,
  check(leg) {
    const lines = agreedLines(leg).filter(isAudio);
    const flows = flowsOf(leg, lines);
    return FLOWS.flatMap(flow =>
      flows[flow].flatMap(stream => leftOut(leg, stream, flow, lines) ?? changed(leg, stream, flow, lines) ?? []),
    );
  },
};

/** The receiver knows the number, from its own offer, but the answer did not take that codec. */
function leftOut(leg: LegFacts, stream: StreamReport, flow: Flow, lines: readonly AgreedLine[]): Found | undefined {
  const stood = during(stream, lines);
  const [agreed] = stood;
  // Before the answer came, any codec of the offer may be sent.
  if (agreed === undefined || stream.startTime < agreed.from + MICROS_PER_SECOND / 10) return undefined;
  if (stood.some(one => one.line.common.length === 0)) return undefined;
  const common = commonCodecs(stream, lines);
  const byReceiver = namedByReceiver(stream, flow, lines);
  const wrong = stream.payloadTypes.find(({ payloadType, packets }) => {
    const name = byReceiver.get(payloadType);
    return (
      packets >= PACKETS &&
      name !== undefined &&
      isCodec(name, payloadType) &&
      !common.some(one => isSameCodec(one, name))
    );
  });
  if (wrong === undefined) return undefined;
  const name = byReceiver.get(wrong.payloadType) ?? '';
  return {
    severity: 'warning',
    message: `The ${senderOf(flow)} sends ${name} (${wrong.packets} packets), but the answer agreed on ${common.join(', ')} only.`,
    evidence: [agreed.offer, agreed.answer],
    streams: [stream.id],
    time: stream.startTime,
    confidence: leg.hasLosses ? 'low' : 'high',
    unknown: 'Whether the receiver plays it all the same: many decode whatever they offered.',
    next: `Look at the codec settings of ${stream.source}: it has to send what its own SDP and that of the other side have in common.`,
  };
}

function changed(leg: LegFacts, stream: StreamReport, flow: Flow, lines: readonly AgreedLine[]): Found | undefined {
  const names = everNamedBy(leg, senderOf(flow));
  const codecs = stream.payloadTypes.filter(({ payloadType, packets, codec }) => {
    const name = names.get(payloadType) ?? codec;
    // `payload-type-unknown` speaks of what has no name.
    return packets >= PACKETS && !name.startsWith('PT ') && isCodec(name, payloadType);
  });
  if (codecs.length < 2) return undefined;
  // An answer within the stream may be the reason.
  if (lines.some(agreed => agreed.from > stream.startTime && agreed.from < stream.endTime)) return undefined;
  const [agreed] = during(stream, lines);
  if (agreed === undefined) return undefined;
  return {
    severity: 'notice',
    message: `The ${senderOf(flow)} changed from ${codecs.map(one => one.codec || one.payloadType).join(' to ')} in the middle of its stream, without a new offer.`,
    evidence: [agreed.offer, agreed.answer],
    streams: [stream.id],
    time: stream.startTime,
    rfc: 'RFC 3264 §8.3.2',
    confidence: leg.hasLosses ? 'low' : 'medium',
    unknown: 'Whether the receiver follows: both codecs were agreed on, so it should.',
    next: 'When audio breaks at the change, let the answer name one codec only. A fax or modem tone is a common reason for the change.',
  };
}

function isCodec(name: string, payloadType: number): boolean {
  return !isBesideCodec(name) && !isComfortNoise(payloadType);
}
