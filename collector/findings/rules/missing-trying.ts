// An INVITE over UDP that nobody confirms with 100 within 200 ms (RFC 3261 §17.2.1), so that its sender repeats it.
//
// A response at once after a repeat is told apart: then the first INVITE was lost on the way, and nobody was slow.

import type { LegFacts, TransactionFacts } from '../facts.ts';
import type { LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { duration, indexes, isUnreliable, requestsOf, responsesOf, times } from '../words.ts';

const DUE = 200_000;
/** So many repeats delay a call by more than 3 s. */
const MANY = 3;

export const missingTrying: LegRule = {
  id: 'missing-trying',
  title: 'No 100 Trying in time',
  rfc: 'RFC 3261 §17.2.1',
  symptoms: Symptom.Retransmission,
  check(leg) {
    const slow = leg.transactions.filter(transaction => isSlow(leg, transaction));
    // What a proxy waits for behind it, it owes a 100 for itself: each hop is its own.
    return slow.slice(0, 3).map(transaction => {
      const requests = requestsOf(leg, transaction);
      const [first] = responsesOf(leg, transaction);
      const before = requests.filter(({ time }) => time < first.time);
      return {
        severity: before.length > MANY ? 'warning' : 'notice',
        message: `${transaction.destination} took ${duration(first.time - requests[0].time)} to react to the INVITE and sent no 100 Trying in time, so ${transaction.source} sent it ${times(before.length)}.`,
        evidence: indexes([...before, first]),
        confidence: leg.hasLosses ? 'low' : 'medium',
        unknown: 'Whether a 100 was sent and lost on the way.',
        next: `Look at the load of ${transaction.destination} and at what it waits for before it answers (DNS, a database); let it send 100 at once.`,
      };
    });
  },
};

function isSlow(leg: LegFacts, transaction: TransactionFacts): boolean {
  const { method, request, transport, retransmissions } = transaction;
  if (method !== 'INVITE' || request < 0 || retransmissions === 0 || !isUnreliable(transport)) return false;
  const first = responsesOf(leg, transaction).at(0);
  if (first === undefined) return false;
  const before = requestsOf(leg, transaction).filter(({ time }) => time < first.time);
  const last = before.at(-1);
  return before.length > 1 && last !== undefined && first.time - last.time > DUE;
}
