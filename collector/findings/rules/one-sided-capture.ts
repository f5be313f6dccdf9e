// Only requests, or only responses, were captured between two hosts. Requests alone might mean that nobody answers; an ACK, which is
// only sent when a response came, proves that responses went another way (RFC 3261 §17.1.1.3). Responses alone prove requests.

import type { TraceRule } from '../rule.ts';
import type { PairFacts } from '../traffic-facts.ts';

const ENOUGH = 5;
const PAIRS = 5;

export const oneSidedCapture: TraceRule = {
  id: 'one-sided-capture',
  title: 'Only one direction was captured',
  rfc: 'RFC 3261 §17.1.1.3',
  check(trace) {
    const { pairs } = trace.traffic();
    const requestsOnly = pairs.filter(
      pair => pair.requests >= ENOUGH && pair.acks > 0 && pair.responses === 0 && pair.orphanResponses === 0,
    );
    const responsesOnly = pairs.filter(pair => pair.orphanResponses >= ENOUGH && pair.requests === 0);
    return [
      ...tell(requestsOnly, 'requests', pair => `${pair.source} → ${pair.destination}`),
      ...tell(responsesOnly, 'responses', pair => `${pair.destination} → ${pair.source}`),
    ];
  },
};

function tell(pairs: readonly PairFacts[], what: 'requests' | 'responses', wayOf: (pair: PairFacts) => string) {
  if (pairs.length === 0) return [];
  const ways = pairs.slice(0, PAIRS).map(wayOf).join(', ');
  const more = pairs.length > PAIRS ? ` and ${pairs.length - PAIRS} other ways` : '';
  const isRequests = what === 'requests';
  return [
    {
      severity: 'warning' as const,
      message: `Only ${what} were captured of ${ways}${more}: the ${isRequests ? 'responses' : 'requests'}, which must have been there, took a way that this capture does not see.`,
      evidence: pairs.map(pair => (isRequests ? pair.firstRequest : pair.firstResponse)),
      confidence: 'high' as const,
      unknown: isRequests
        ? 'Every verdict about missing responses between these hosts: no reply, timeout, missing ACK.'
        : 'Who asked for what: setup times, retransmissions of requests and missing ACKs between these hosts.',
      next: 'Capture both directions: both ports of the mirror session, both interfaces of an asymmetric route, or on the host itself.',
    },
  ];
}
