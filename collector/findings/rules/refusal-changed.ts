// The callee was busy, away or unknown, and the caller was told that a server failed: whoever is in the middle changed the code. The
// caller's phone says "network trouble", his switch tries other ways in vain, and figures count a failure (RFC 3261 §21.4, §21.5; a 6xx
// even forbids to try elsewhere, §21.6).

import { linkWords, type PassedOn } from '../passed-on.ts';
import type { TraceFound, TraceRule } from '../rule.ts';

/** Busy, no answer, gone, unknown, incomplete, ambiguous: what the callee is like, not what a server is like. */
const OF_CALLEE: readonly number[] = [404, 410, 480, 484, 485, 486];
/** By then the answer is passed on; after it the failure has another reason. */
const AT_ONCE = 2_000_000;

export const refusalChanged: TraceRule = {
  id: 'refusal-changed',
  title: 'Reason of a refusal lost on the way',
  rfc: 'RFC 3261 §21.4',
  check(trace) {
    const found: TraceFound[] = [];
    for (const pair of trace.passedOn()) if (isChanged(pair)) found.push(tell(pair));
    return found;
  },
};

function isChanged({ outer, inner, legs }: PassedOn): boolean {
  if (!OF_CALLEE.includes(inner.statusCode) || outer.statusCode < 500 || outer.statusCode >= 700) return false;
  // Where several were tried, the code may be of another.
  if (legs > 2 || outer.isUnclear || inner.isUnclear || outer.answerTime !== undefined) return false;
  const { endTime } = inner;
  if (endTime === undefined || outer.endTime === undefined) return false;
  return outer.endTime >= endTime && outer.endTime - endTime <= AT_ONCE;
}

function tell(pair: PassedOn): TraceFound {
  const { outer, inner } = pair;
  const isServer = outer.statusCode < 600;
  return {
    severity: isServer ? 'warning' : 'notice',
    message:
      `${inner.destination} refused with ${inner.statusCode}, and ${outer.destination}, which had passed the call on${linkWords(pair)}, ` +
      `told ${outer.source} ${outer.statusCode}: ` +
      (isServer ? 'that a server failed.' : 'that nobody else need be tried.'),
    evidence: [inner.ending, outer.ending],
    leg: outer.leg,
    callId: outer.callId,
    // The leg alone looks as if a server had failed, which is just what is not so.
    ...(isServer && { covers: { rules: ['server-failure'], message: outer.ending } }),
    rfc: isServer ? 'RFC 3261 §21.5' : 'RFC 3261 §21.6',
    confidence: 'high',
    unknown: 'Whether it is meant so: some hide from strangers who is busy and who is unknown.',
    next: `Let ${outer.destination} pass the code on as it is: callers hear the right tone, switches do not try other ways, and figures do not count a failure.`,
  };
}
