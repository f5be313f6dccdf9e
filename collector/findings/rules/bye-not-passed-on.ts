// The caller hung up, and whoever is in the middle did not tell the callee: the leg towards him has no BYE, and he goes on sending RTP
// to which nothing comes back (RFC 3261 §15: a BYE ends the session of its own dialog only, so a B2BUA has to send another).
//
// A PBX may connect the callee to somebody else instead: then he gets RTP, and this stays silent.

import type { StreamReport } from '../../model/stream.ts';
import { MICROS_PER_SECOND, type Micros } from '../../model/time.ts';
import { linkWords, type PassedOn } from '../passed-on.ts';
import type { TraceFound, TraceRule } from '../rule.ts';
import type { TraceFacts } from '../trace-facts.ts';
import { duration, hostOf } from '../words.ts';

/** Timer F and all repeats are over then (RFC 3261 §17.1.2.2). */
const UNTOLD: Micros = 32 * MICROS_PER_SECOND;
const ALONE: Micros = 10 * MICROS_PER_SECOND;
/** What is on the way, or in a buffer. */
const TRAILING: Micros = 2 * MICROS_PER_SECOND;

export const byeNotPassedOn: TraceRule = {
  id: 'bye-not-passed-on',
  title: 'Hung up on one side only',
  rfc: 'RFC 3261 §15',
  check(trace) {
    const found: TraceFound[] = [];
    for (const pair of trace.passedOn()) {
      const one = judge(trace, pair);
      if (one !== undefined) found.push(one);
    }
    return found;
  },
};

function judge(trace: TraceFacts, pair: PassedOn): TraceFound | undefined {
  const { outer, inner, legs } = pair;
  const { endTime } = outer;
  if (outer.state !== 'ended' || inner.state !== 'established' || legs > 2 || endTime === undefined) return undefined;
  if (outer.isUnclear || inner.isUnclear || trace.capture.end - endTime < UNTOLD) return undefined;
  const streams = trace.open(inner.leg)?.streams ?? [];
  const alone = streams.find(stream => isAlone(stream, streams, endTime));
  const bye = trace.open(outer.leg)?.messages.find(({ index }) => index === outer.ending);
  // Who is in the middle may end one leg to connect the other anew.
  if (alone === undefined || bye === undefined || hostOf(bye.source) !== hostOf(outer.source)) return undefined;
  return {
    severity: 'error',
    message:
      `${outer.source} hung up, and ${inner.source} did not tell ${inner.destination}, to whom it had passed the call on${linkWords(pair)}: ` +
      `no BYE came there, and ${alone.source} went on sending RTP for ${duration(alone.endTime - endTime)} without getting any.`,
    evidence: [outer.ending, inner.opening],
    streams: [alone.id],
    time: endTime,
    leg: inner.leg,
    callId: inner.callId,
    confidence: 'high',
    unknown: 'Whether a BYE went to the callee by a way that was not captured.',
    next: `Look why ${inner.source} does not end its other leg: the callee sits in a dead call, and it may be billed until a timer ends it.`,
  };
}

/** It goes on long after `end`, and what it answered to does not. */
function isAlone(stream: StreamReport, all: readonly StreamReport[], end: Micros): boolean {
  if (stream.startTime > end || stream.endTime - end < ALONE) return false;
  return !all.some(
    other => hostOf(other.destination) === hostOf(stream.source) && other.endTime > end + TRAILING && other !== stream,
  );
}
