// A host that answers with 500, 502, 503 or 504 in a burst, or says that it is overloaded: 503 with Retry-After (RFC 3261 §21.5.4).

import type { FindingCover } from '../../model/finding.ts';
import { percent } from '../figures.ts';
import type { TraceFound, TraceRule } from '../rule.ts';
import type { TraceFacts } from '../trace-facts.ts';
import type { HostFacts } from '../traffic-facts.ts';
import { times } from '../words.ts';

/** In one minute; a single failed call is told by its own finding. */
const BURST = 10;
const BURST_SHARE = 0.2;
const ERROR_SHARE = 0.5;

export const serverErrors: TraceRule = {
  id: 'server-errors',
  title: 'Server errors in bursts, or overload',
  rfc: 'RFC 3261 §21.5',
  check(trace) {
    return trace.traffic().failing.flatMap(host => burst(host) ?? overload(trace, host) ?? []);
  },
};

function burst(host: HostFacts): TraceFound | undefined {
  const { worstMinute } = host;
  const { serverErrors, start } = worstMinute;
  if (serverErrors < BURST) return undefined;
  const { finals } = worstMinute;
  const share = serverErrors / finals;
  if (share < BURST_SHARE) return undefined;
  return {
    severity: share >= ERROR_SHARE ? 'error' : 'warning',
    message:
      `${host.address} answered ${serverErrors} of ${finals} requests within a minute with 5xx (${percent(share)}), ` +
      `${host.serverErrors} of ${host.finals} in the whole capture.`,
    evidence: worstMinute.messages,
    time: start,
    covers: coverOf(host),
    confidence: 'high',
    unknown: 'What the server itself logged, and whether it is the server or something behind it that fails.',
    next: `Look at the log and the load of ${host.address} at that time, and at the hosts it calls itself.`,
  };
}

function overload(trace: TraceFacts, host: HostFacts): TraceFound | undefined {
  if (host.first503 < 0) return undefined;
  const retryAfter = trace.header(host.first503, 'Retry-After');
  // `0` says: at once. RFC 3261 §20.33 allows a comment and parameters behind the seconds.
  if (retryAfter === undefined || /^0*(?:$|[^\d])/.test(retryAfter)) return undefined;
  return {
    severity: 'warning',
    message: `${host.address} says that it is overloaded or in maintenance: 503 with Retry-After ${retryAfter}, ${times(host.count503)} 503 in all.`,
    evidence: [host.first503],
    covers: coverOf(host),
    rfc: 'RFC 3261 §20.33',
    confidence: 'high',
    unknown: 'Whether its clients keep away as long as it asks.',
    next: `Give ${host.address} less to do, or its clients a second server; a client should send it nothing for that time.`,
  };
}

/** Each of its failures is told of its leg, too. */
function coverOf({ address }: HostFacts): FindingCover {
  return { rules: ['server-failure'], host: address, side: 'answers' };
}
