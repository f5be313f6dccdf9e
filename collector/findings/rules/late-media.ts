// The first RTP came long after the answer: who was called says hello and is not heard.

import { MICROS_PER_SECOND, type Micros } from '../../model/time.ts';
import { agreedLines, FLOWS, flowsOf, isAudio, isWanted, receiverOf, sideEndpoint } from '../agreed-media.ts';
import { MediaSymptom } from '../media-symptoms.ts';
import type { LegRule } from '../rule.ts';
import { duration } from '../words.ts';

/** A word is lost … */
const NOTICE_MICROS: Micros = 1.5 * MICROS_PER_SECOND;
/** … the other side has hung up. */
const WARNING_MICROS: Micros = 4 * MICROS_PER_SECOND;

export const lateMedia: LegRule = {
  id: 'late-media',
  title: 'Audio begins late',
  rfc: 'RFC 3264 §5.1',
  symptoms: MediaSymptom.Late,
  check(leg) {
    const { answerTime, kind, flags } = leg.call;
    if (kind !== 'call' || answerTime === undefined || flags.includes('lateStart')) return [];
    const lines = agreedLines(leg).filter(isAudio);
    // Those that the answer of the call left standing; hold at once is no late audio.
    const first = lines.filter(agreed => agreed.from <= answerTime + NOTICE_MICROS && agreed.to > answerTime);
    const flows = flowsOf(leg, lines);
    return FLOWS.flatMap(flow => {
      const agreed = first.find(one => isWanted(one, flow));
      const streams = [...flows[flow]].sort((a, b) => a.startTime - b.startTime);
      const [stream] = streams;
      if (agreed === undefined || stream === undefined) return [];
      const late = stream.startTime - answerTime;
      // Who starts after a later re-INVITE was asked to start then.
      if (late < NOTICE_MICROS || stream.startTime > agreed.to) return [];
      // The beginning may be tied to another leg that announced the same port.
      if (
        leg.mediaSeen.reaches(sideEndpoint(agreed[receiverOf(flow)]), answerTime - NOTICE_MICROS, stream.startTime - 1)
      )
        return [];
      return [
        {
          severity: late >= WARNING_MICROS ? ('warning' as const) : ('notice' as const),
          message: `The ${receiverOf(flow)} heard nothing for the first ${duration(late)}: RTP from ${stream.source} began only then.`,
          evidence: [agreed.answer],
          streams: [stream.id],
          time: answerTime,
          confidence: leg.hasLosses ? ('low' as const) : ('medium' as const),
          unknown: 'Whether the sender was silent and suppresses silence.',
          next: 'Look at what the sender waits for: ICE or DTLS, a media server that is set up late, a NAT that opens with the first packet of the other side.',
        },
      ];
    });
  },
};
