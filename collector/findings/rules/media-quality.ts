// Loss, jitter and what they make of the estimated MOS, by stream. Also by what its receiver reports in RTCP: loss that only the
// receiver knows of happened behind this capture point.

import type { StreamReport } from '../../model/stream.ts';
import type { LegFacts } from '../facts.ts';
import { counted, percent } from '../figures.ts';
import { MediaSymptom } from '../media-symptoms.ts';
import type { Found, LegRule } from '../rule.ts';

/** Two seconds of 20 ms packets: of less no share can be told. */
const PACKETS = 100;
/** Per cent. Below, concealment hides it. */
const LOSS_WARNING = 3;
const LOSS_ERROR = 10;
/** 200 ms without sound in one piece is a word lost, however small its share. */
const LONGEST_LOSS_NOTICE = 10;
/** Of all packets: they overtake each other, and jitter buffers of some phones drop what comes late. */
const REORDERED_SHARE = 0.05;
/** A gap of 5 s in one piece is as likely a hole in the capture. */
const GAP_PACKETS = 250;
/** ms, mean: beyond what jitter buffers of phones take (40–60 ms deep). */
const JITTER_WARNING = 40;
/** R = 60 and 70 of G.107 Annex B: many, and nearly all users dissatisfied begin below. */
const MOS_WARNING = 3.6;
const MOS_ERROR = 3.1;
/** Share that the receiver lost more than passed here, 0..1. */
const BEHIND_WARNING = 0.03;

export const mediaQuality: LegRule = {
  id: 'media-quality',
  title: 'Poor audio quality',
  rfc: 'RFC 3550 §6.4.1',
  symptoms: MediaSymptom.PoorQuality,
  check(leg) {
    return leg.streams
      .filter(stream => stream.packets >= PACKETS)
      .flatMap(stream => judge(leg, stream) ?? behind(leg, stream) ?? []);
  },
};

function judge(leg: LegFacts, stream: StreamReport): Found | undefined {
  const { lostPercent, jitterMean, longestLoss, mos } = stream;
  const faults: string[] = [];
  if (lostPercent >= LOSS_WARNING) faults.push(`${percent(lostPercent / 100)} of its packets lost`);
  else if (longestLoss >= LONGEST_LOSS_NOTICE) faults.push(`${longestLoss} packets lost in a row`);
  if (stream.bursts > 0 && lostPercent >= LOSS_WARNING)
    faults.push(`${counted(stream.bursts, 'burst')}, the longest gap ${counted(longestLoss, 'packet')}`);
  if (jitterMean >= JITTER_WARNING) faults.push(`a mean jitter of ${Math.round(jitterMean)} ms`);
  if (stream.reordered > stream.packets * REORDERED_SHARE) {
    faults.push(`${percent(stream.reordered / stream.packets)} of its packets out of order`);
  }
  if (faults.length === 0 && (mos === undefined || mos >= MOS_WARNING || isCodecAlone(stream))) return undefined;
  const isGap = longestLoss >= GAP_PACKETS && longestLoss * 2 > stream.lost;
  const isError = lostPercent >= LOSS_ERROR || (mos !== undefined && mos < MOS_ERROR && !isCodecAlone(stream));
  const isWarning =
    lostPercent >= LOSS_WARNING || jitterMean >= JITTER_WARNING || (mos !== undefined && mos < MOS_WARNING);
  return {
    severity: isError ? 'error' : isWarning ? 'warning' : 'notice',
    message:
      `RTP from ${stream.source} to ${stream.destination} (${stream.codec || 'unknown codec'}) arrived here with ` +
      `${faults.length === 0 ? 'an estimated MOS' : faults.join(', ')}${mos === undefined ? '' : faults.length === 0 ? ` of ${mos.toFixed(1)}` : `; estimated MOS ${mos.toFixed(1)}`}.`,
    evidence: stream.announcedBy === undefined ? [] : [stream.announcedBy],
    streams: [stream.id],
    time: stream.startTime,
    confidence: leg.hasLosses ? 'low' : isGap ? 'medium' : 'high',
    unknown: leg.hasLosses
      ? 'Frames were lost by the capture while this call lived: the loss may be the capture’s own.'
      : isGap
        ? 'Whether the stream took another way for that time, which this capture does not see.'
        : 'What was lost or delayed behind this capture point.',
    next: 'Capture nearer to the sender: loss that is there too comes from before, loss that is not comes from between. Look at queues, duplex, Wi-Fi and policers there.',
  };
}

/** A codec whose best is below the threshold is no fault of the network. */
function isCodecAlone(stream: StreamReport): boolean {
  return stream.lostPercent < 1 && stream.jitterMean < JITTER_WARNING / 2;
}

/** Its receiver reports loss that this point did not see. */
function behind(leg: LegFacts, stream: StreamReport): Found | undefined {
  const lost = stream.rtcp?.cumulativeLost;
  if (lost === undefined || stream.rtcp === undefined || stream.rtcp.receiverReports === 0) return undefined;
  const share = (lost - stream.lost) / (stream.packets + stream.lost);
  if (share < BEHIND_WARNING || lost > stream.packets) return undefined;
  return {
    severity: share >= LOSS_ERROR / 100 ? 'error' : 'warning',
    message:
      `${stream.destination} reports ${lost} packets from ${stream.source} lost, ${percent(share)} more than were missing here: ` +
      'they were lost behind this capture point.',
    evidence: stream.announcedBy === undefined ? [] : [stream.announcedBy],
    streams: [stream.id],
    time: stream.startTime,
    rfc: 'RFC 3550 §6.4.2',
    confidence: leg.hasLosses ? 'low' : 'medium',
    unknown: 'Some receivers count what came too late for their jitter buffer as lost.',
    next: `Look at the way from here to ${stream.destination}.`,
  };
}
