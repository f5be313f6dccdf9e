// The delay after dialling that somebody in the middle adds: the caller's INVITE waited there for seconds before it went on, and the
// caller heard nothing meanwhile (RFC 6076 §4.3, SRD; 100 Trying makes no sound).

import { MICROS_PER_SECOND, type Micros } from '../../model/time.ts';
import { linkWords, type PassedOn } from '../passed-on.ts';
import type { TraceFound, TraceRule } from '../rule.ts';
import type { TraceFacts } from '../trace-facts.ts';
import { duration } from '../words.ts';

const LATE: Micros = 4 * MICROS_PER_SECOND;
const VERY_LATE: Micros = 8 * MICROS_PER_SECOND;

export const passedOnLate: TraceRule = {
  id: 'passed-on-late',
  title: 'Call waited before it was passed on',
  rfc: 'RFC 6076 §4.3',
  check(trace) {
    const found: TraceFound[] = [];
    for (const pair of trace.passedOn()) {
      const { outer, inner, legs } = pair;
      // A second try elsewhere comes late by right, and so does what follows an announcement.
      if (inner.startTime - outer.startTime < LATE || legs > 2 || outer.isUnclear || inner.isUnclear) continue;
      if (outer.soundTime !== undefined && outer.soundTime <= inner.startTime) continue;
      const one = tell(trace, pair);
      if (one !== undefined) found.push(one);
    }
    return found;
  },
};

function tell(trace: TraceFacts, pair: PassedOn): TraceFound | undefined {
  const { outer, inner } = pair;
  // The last try counts: one before it was challenged, and whoever answers the challenge takes his time.
  const tries = trace
    .open(outer.leg)
    ?.messages.filter(
      ({ isRequest, method, retransmission, time, destination }) =>
        isRequest &&
        method === 'INVITE' &&
        !retransmission &&
        time <= inner.startTime &&
        destination === outer.destination,
    );
  const last = tries?.at(-1);
  if (last === undefined || inner.startTime - last.time < LATE) return undefined;
  const waited = inner.startTime - last.time;
  return {
    severity: waited < VERY_LATE ? 'notice' : 'warning',
    message:
      `${outer.destination} kept the INVITE of ${outer.source} for ${duration(waited)} before it passed the call on to ` +
      `${inner.destination}${linkWords(pair)}; the caller heard nothing meanwhile.`,
    evidence: [last.index, inner.opening],
    time: last.time,
    leg: outer.leg,
    callId: outer.callId,
    confidence: 'high',
    unknown:
      'What it did meanwhile: look-ups in DNS, number portability, databases, or tries of destinations that were not captured.',
    next: `Look at what ${outer.destination} asks before it routes a call, and at the timeouts of those servers.`,
  };
}
