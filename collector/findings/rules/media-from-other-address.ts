// RTP from a host that nobody announced. Behind a NAT that is how symmetric RTP works (RFC 4961): the media then come from where
// the signalling of that side comes from, and nothing is said. What comes from a third host is dropped by receivers that latch.

import type { StreamReport } from '../../model/stream.ts';
import { MICROS_PER_SECOND, type Micros } from '../../model/time.ts';
import { hostOf } from '../address-kind.ts';
import {
  type AgreedLine,
  agreedLines,
  FLOWS,
  type Flow,
  flowsOf,
  receiverOf,
  senderOf,
  sideEndpoint,
} from '../agreed-media.ts';
import type { LegFacts } from '../facts.ts';
import { MediaSymptom } from '../media-symptoms.ts';
import type { Found, LegRule } from '../rule.ts';
import { duration } from '../words.ts';

/** Less is a probe, a stray packet, or what was on its way when a re-INVITE moved the media. */
const PACKETS = 25;
/** After an answer moved the media, the old sender may go on for so long. */
const MOVING_MICROS: Micros = 2 * MICROS_PER_SECOND;

export const mediaFromOtherAddress: LegRule = {
  id: 'media-from-other-address',
  title: 'Media from another address than agreed',
  rfc: 'RFC 4961 §4',
  symptoms: MediaSymptom.OtherAddress,
  check(leg) {
    const lines = agreedLines(leg).filter(agreed => agreed.line.protocol.includes('RTP'));
    if (lines.length === 0) return [];
    const flows = flowsOf(leg, lines);
    return FLOWS.flatMap(flow => {
      const strangers = flows[flow].filter(stream => isStranger(leg, stream, flow, lines));
      return strangers.length === 0 ? [] : [tell(flow, strangers, lines)];
    });
  },
};

function isStranger(leg: LegFacts, stream: StreamReport, flow: Flow, lines: readonly AgreedLine[]): boolean {
  if (stream.packets < PACKETS || stream.endTime - stream.startTime < MOVING_MICROS) return false;
  const host = hostOf(stream.source);
  // Every address of that side's SDP counts, whenever it was announced, and every host that signalled in this call.
  if (lines.some(agreed => agreed.line.ice || agreed[senderOf(flow)].address === host)) return false;
  if (leg.messages.some(message => hostOf(message.source) === host || hostOf(message.destination) === host))
    return false;
  // A relay that the other hop announced: the receiver of one hop is the sender of the next.
  return !lines.some(agreed => agreed[receiverOf(flow)].address === host);
}

function tell(flow: Flow, strangers: readonly StreamReport[], lines: readonly AgreedLine[]): Found {
  const [stream] = strangers;
  const agreed = lines.findLast(one => one.from <= stream.startTime) ?? lines[0];
  const side = agreed[senderOf(flow)];
  return {
    severity: 'warning',
    message:
      `RTP for the ${receiverOf(flow)} comes from ${stream.source} for ${duration(stream.endTime - stream.startTime)}, a host that ` +
      `neither signalled nor was announced; the ${senderOf(flow)} said ${sideEndpoint(side)}.`,
    evidence: [agreed.offer, agreed.answer],
    streams: strangers.map(one => one.id),
    time: stream.startTime,
    confidence: 'medium',
    unknown:
      'Whether the receiver takes RTP from any source: many do, firewalls and receivers that latch on the first source do not.',
    next: 'Find out who that host is: a media relay of the same provider is harmless as long as audio is heard; an unknown one may be injecting RTP.',
  };
}
