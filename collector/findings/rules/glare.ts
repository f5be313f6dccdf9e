// Both sides changed the call at once and got in each other's way: 491 (RFC 3261 §14.1, RFC 3311 §5.2). Each waits a random time and
// tries again, the owner of the Call-ID 2.1 to 4 s, the other side up to 2 s, so that it resolves by itself.

import type { LegFacts, TransactionFacts } from '../facts.ts';
import type { LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { duration, endsOf, indexes, isSuccess, refusalsOf } from '../words.ts';

/** RFC 3261 §14.1: at most 4 s; what comes much later is another change. */
const TRIES_AGAIN_WITHIN = 10_000_000;
/** So often in one call, the waiting times are not random. */
const STUBBORN = 3;

export const glare: LegRule = {
  id: 'glare',
  title: 'Both sides changed the call at once',
  rfc: 'RFC 3261 §14.1',
  symptoms: Symptom.Glare,
  check(leg) {
    const refused = refusalsOf(leg, code => code === 491);
    const last = refused.at(-1);
    if (last === undefined) return [];
    const { time } = leg.messages[last.final];
    // One success is enough: the other side may find that its change is made already.
    const again = refused.map(one => retryOf(leg, one)).find(retry => retry !== undefined);
    const isResolved = again !== undefined;
    const isSettled = isResolved || leg.capture.end - time > TRIES_AGAIN_WITHIN;
    if (!isSettled) return [];
    const isStubborn = refused.length >= STUBBORN;
    const often = refused.length === 1 ? '' : `, ${refused.length} times`;
    return [
      {
        severity: isResolved && !isStubborn ? 'notice' : 'warning',
        message:
          `Both sides changed the call at once: ${last.destination} refused the ${last.method} of ${last.source} with 491${often}. ` +
          (again === undefined
            ? 'It was not tried again.'
            : `It was tried again ${duration(leg.messages[again.request].time - time)} later, with success.`),
        evidence: indexes([
          ...refused.flatMap(one => endsOf(leg, one)),
          ...(again === undefined ? [] : endsOf(leg, again)),
        ]),
        confidence: 'high',
        unknown: isResolved ? '' : leg.hasLosses ? 'Frames were lost: a second try may be among them.' : '',
        next: isStubborn
          ? 'Both sides wait equally long and collide again: one of them must keep to the times of RFC 3261 §14.1.'
          : isResolved
            ? 'Nothing: that is how it is meant to resolve. If it happens in every call, one side need not send its re-INVITE.'
            : `Look why ${last.source} gave up: hold, transfer or codec change did not happen.`,
      },
    ];
  },
};

function retryOf(leg: LegFacts, refused: TransactionFacts): TransactionFacts | undefined {
  return leg.transactions.find(
    ({ method, source, request, finalCode }) =>
      source === refused.source &&
      (method === 'INVITE' || method === 'UPDATE') &&
      request > refused.final &&
      isSuccess(finalCode) &&
      leg.messages[request].time - leg.messages[refused.final].time <= TRIES_AGAIN_WITHIN,
  );
}
