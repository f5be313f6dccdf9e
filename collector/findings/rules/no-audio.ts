// Answered, audio agreed, and no RTP either way. Most captures of signalling hold no media at all, so this speaks only where the
// capture is known to see media of these very hosts.

import { MICROS_PER_SECOND } from '../../model/time.ts';
import {
  type AgreedLine,
  agreedLines,
  endOf,
  FLOWS,
  isAudio,
  isWanted,
  lacksCodec,
  sideEndpoint,
  signallingHosts,
} from '../agreed-media.ts';
import type { LegFacts } from '../facts.ts';
import { MediaSymptom } from '../media-symptoms.ts';
import type { LegRule } from '../rule.ts';
import { duration } from '../words.ts';

const TALK_MICROS = 5 * MICROS_PER_SECOND;

export const noAudio: LegRule = {
  id: 'no-audio',
  title: 'No audio at all',
  rfc: 'RFC 3264 §6.1',
  symptoms: MediaSymptom.NoStreams,
  check(leg) {
    const { answerTime, kind } = leg.call;
    if (kind !== 'call' || answerTime === undefined || leg.streams.length > 0) return [];
    if (endOf(leg) - answerTime < TALK_MICROS) return [];
    // `codec-mismatch` says why there is none without a common codec.
    const lines = agreedLines(leg).filter(agreed => isAudio(agreed) && agreed.to > answerTime && !lacksCodec(agreed));
    const wanted = lines.filter(agreed => FLOWS.some(flow => isWanted(agreed, flow)));
    // ICE moves media to addresses that no SDP of the call need name (RFC 8445 §7.3.1.4).
    if (
      wanted.length === 0 ||
      wanted.some(agreed => agreed.line.ice || isElsewhere(leg, agreed)) ||
      !wanted.every(agreed => isInView(leg, agreed))
    )
      return [];
    const [agreed] = wanted;
    return [
      {
        severity: 'error',
        message:
          `No RTP in ${duration(endOf(leg) - answerTime)} of this answered call: none between ${sideEndpoint(agreed.caller)} ` +
          `and ${sideEndpoint(agreed.callee)}, though this capture shows RTP of these hosts in other calls.`,
        evidence: wanted.flatMap(one => [one.offer, one.answer]),
        time: answerTime,
        confidence: leg.hasLosses ? 'low' : 'medium',
        unknown: 'Whether the media of this call took a way that this capture point does not see.',
        next: 'Look whether a firewall closes these ports, whether both sides could reach the address in the other’s SDP, and whether either sent at all.',
      },
    ];
  },
};

/** RTP of these very ports, which the SDP of another leg announced last: two legs of a B2BUA that send to each other directly. */
function isElsewhere(leg: LegFacts, { caller, callee }: AgreedLine): boolean {
  const ends = [sideEndpoint(caller), sideEndpoint(callee)];
  const { startTime } = leg.call;
  return ends.some(
    end => leg.mediaSeen.reaches(end, startTime, endOf(leg)) || leg.mediaSeen.leaves(end, startTime, endOf(leg)),
  );
}

/** RTP between the two hosts was seen in another call; or they signal directly and RTP of one of them was seen. */
function isInView(leg: LegFacts, { caller, callee }: AgreedLine): boolean {
  if (leg.mediaSeen.sees(caller.address, callee.address)) return true;
  const hosts = signallingHosts(leg);
  const isDirect = hosts.includes(caller.address) && hosts.includes(callee.address);
  return isDirect && (leg.mediaSeen.hears(caller.address) || leg.mediaSeen.hears(callee.address));
}
