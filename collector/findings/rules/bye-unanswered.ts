// A BYE that nobody answers: the other side is gone, or the BYE goes to the wrong place (RFC 3261 §15.1.1).
// As for any request, the proof is that its sender repeats it; a BYE sent once whose answer is not seen proves nothing.

import type { LegFacts, TransactionFacts } from '../facts.ts';
import type { LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { duration, indexes, isUnreliable, LOSSES, requestsOf, span, times } from '../words.ts';

const ENOUGH_REPEATS = 2;

export const byeUnanswered: LegRule = {
  id: 'bye-unanswered',
  title: 'BYE without an answer',
  rfc: 'RFC 3261 §15.1.1',
  symptoms: Symptom.Unanswered | Symptom.ByeUnanswered,
  check(leg) {
    const byes = leg.transactions.filter(transaction => isUnanswered(leg, transaction));
    // Behind a proxy the same BYE is on several hops: the one furthest downstream is where it got lost.
    const furthest = [...byes].sort((a, b) => b.hops - a.hops).at(0);
    if (furthest === undefined) return [];
    const sent = requestsOf(leg, furthest);
    return [
      {
        severity: 'warning',
        message:
          `${furthest.source} hung up, but ${furthest.destination} never answered the BYE` +
          (sent.length > 1 ? `, sent ${times(sent.length)} in ${duration(span(sent))}.` : '.'),
        evidence: indexes(byes.flatMap(bye => requestsOf(leg, bye))),
        confidence: leg.hasLosses || !furthest.timerExpired ? 'medium' : 'high',
        unknown: leg.hasLosses
          ? LOSSES
          : 'Whether the other side still believes that the call is up, and bills it: it may never have got the BYE.',
        next: `Compare where this BYE went (${furthest.destination}) with the Contact and Record-Route of the dialog, and capture there.`,
      },
    ];
  },
};

function isUnanswered(
  leg: LegFacts,
  { method, request, final, transport, retransmissions, timerExpired }: TransactionFacts,
): boolean {
  if (method !== 'BYE' || request < 0 || final >= 0) return false;
  if (isUnreliable(transport)) return retransmissions >= ENOUGH_REPEATS;
  return timerExpired && leg.capture.seesResponses;
}
