// A 183 with SDP says that ringback or an announcement comes as RTP, the caller's phone therefore makes no tone, and no RTP comes.

import { MICROS_PER_SECOND } from '../../model/time.ts';
import { agreedLines, flowsOf, isAudio, isWanted } from '../agreed-media.ts';
import type { LegFacts, MessageFacts } from '../facts.ts';
import { MediaSymptom } from '../media-symptoms.ts';
import type { LegRule } from '../rule.ts';
import { duration } from '../words.ts';

const SILENCE_MICROS = 3 * MICROS_PER_SECOND;

export const earlyMediaMissing: LegRule = {
  id: 'early-media-missing',
  title: 'Early media announced, none came',
  rfc: 'RFC 3960 §3.2',
  symptoms: MediaSymptom.EarlySilence,
  check(leg) {
    const { answerTime } = leg.call;
    const progress = leg.messages.find(isProgress);
    if (leg.call.kind !== 'call' || progress === undefined || leg.streams.length === 0) return [];
    const end = answerTime ?? leg.call.endTime;
    if (end === undefined || end - progress.time < SILENCE_MICROS || promisesNothing(leg, progress)) return [];
    const lines = agreedLines(leg).filter(isAudio);
    // What stands from the answer on was offered before the 183, and holds for early media too.
    const early = lines.find(
      agreed => agreed.from >= progress.time && agreed.from <= end && isWanted(agreed, 'toCaller'),
    );
    const { toCaller } = flowsOf(leg, lines);
    // RTP to the caller must have been seen later, else this capture may not see it at all.
    const [first] = [...toCaller].sort((a, b) => a.startTime - b.startTime);
    if (early === undefined || first === undefined || first.startTime < end) return [];
    return [
      {
        severity: 'warning',
        message:
          `The caller heard no ringback for ${duration(end - progress.time)}: the ${progress.statusCode} announced early media, ` +
          `but RTP from ${first.source} began only ${duration(first.startTime - progress.time)} after it.`,
        evidence: [progress.index],
        streams: [first.id],
        confidence: leg.hasLosses ? 'low' : 'medium',
        unknown: 'Whether the caller’s phone plays its own ringback as long as no RTP comes (RFC 3960 §3.2).',
        next: 'Ask whoever sent the 183 for its media; when it has none to send, it should send 180 without SDP.',
      },
    ];
  },
};

function isProgress(message: MessageFacts): boolean {
  return !message.isRequest && message.method === 'INVITE' && message.statusCode === 183 && message.hasSdp;
}

/** A 180 after it lets the phone ring by itself; P-Early-Media (RFC 5009 §8) or preconditions (RFC 3312) say that media wait. */
function promisesNothing(leg: LegFacts, progress: MessageFacts): boolean {
  const rings = leg.messages.some(
    one => one.time >= progress.time && one.statusCode === 180 && one.method === 'INVITE',
  );
  if (rings) return true;
  const message = leg.read(progress);
  const earlyMedia = message.header('P-Early-Media') ?? '';
  return /inactive|recvonly/i.test(earlyMedia) || message.body.includes('a=curr:qos');
}
