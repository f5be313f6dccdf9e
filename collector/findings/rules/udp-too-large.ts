// A request over UDP that is larger than 1300 bytes and gets no reply (RFC 3261 §18.1.1): beyond the MTU it travels as IP fragments,
// which firewalls, NAT and some devices drop. Large requests that are answered are everyday, and nobody's trouble.

import type { LegFacts, MessageFacts, TransactionFacts } from '../facts.ts';
import type { LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { indexes, isUnreliable, requestsOf, times } from '../words.ts';

const LARGE_BYTES = 1300;
/** Ethernet carries so much in one packet, less IP and UDP headers. */
const FRAGMENTED_BYTES = 1500 - 28;
const ENOUGH_REPEATS = 2;

export const udpTooLarge: LegRule = {
  id: 'udp-too-large',
  title: 'Large request over UDP gets lost',
  rfc: 'RFC 3261 §18.1.1',
  symptoms: Symptom.LargeRequest,
  check(leg) {
    const lost = leg.transactions.find(transaction => isLost(leg, transaction));
    if (lost === undefined) return [];
    const sent = requestsOf(leg, lost);
    const size = sent[0].length;
    const small = smallOneThatPassed(leg, lost);
    const isFragmented = size > FRAGMENTED_BYTES;
    return [
      {
        severity: small === undefined && !isFragmented ? 'warning' : 'error',
        message:
          `The ${lost.method} to ${lost.destination} has ${size} bytes${isFragmented ? ', so it travels in fragments' : ''}, and ` +
          `none of the ${sent.length} that were sent got a reply` +
          (small === undefined ? '.' : `, while a ${small.method} of ${small.length} bytes did.`),
        evidence: indexes([...sent, ...(small === undefined ? [] : [small])]),
        confidence:
          small !== undefined && isFragmented ? 'high' : small !== undefined || isFragmented ? 'medium' : 'low',
        unknown: 'Whether its size is why it was lost: capture at the other side to see if all fragments arrive.',
        next: `Send it over TCP or TLS, or make it smaller (fewer codecs, compact headers); let fragments through firewalls on the way. It was sent ${times(sent.length)}.`,
      },
    ];
  },
};

function isLost(leg: LegFacts, { request, provisional, final, transport, retransmissions }: TransactionFacts): boolean {
  if (request < 0 || provisional >= 0 || final >= 0 || !isUnreliable(transport)) return false;
  return retransmissions >= ENOUGH_REPEATS && leg.messages[request].length > LARGE_BYTES;
}

/** A smaller request the same way that was answered: the way is open. */
function smallOneThatPassed(leg: LegFacts, lost: TransactionFacts): MessageFacts | undefined {
  return leg.transactions
    .filter(
      ({ source, destination, request, final, provisional }) =>
        source === lost.source && destination === lost.destination && request >= 0 && (final >= 0 || provisional >= 0),
    )
    .map(({ request }) => leg.messages[request])
    .find(({ length }) => length <= LARGE_BYTES);
}
