// A request that goes round in circles (RFC 3261 §16.3): 483 when Max-Forwards is used up, 482 when a proxy finds itself in the Via
// list, or the same request twice through one hop, further downstream the second time.
//
// A request that comes back with another Request-URI or Route is a spiral, which is legal, and how services are chained.

import type { LegFacts, TransactionFacts } from '../facts.ts';
import type { Found, LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { endsOf, indexes, refusalsOf } from '../words.ts';

export const routingLoop: LegRule = {
  id: 'routing-loop',
  title: 'Routing loop',
  rfc: 'RFC 3261 §16.3',
  symptoms: Symptom.Loop,
  check(leg) {
    const passes = longestCircle(leg);
    const [refused] = refusalsOf(leg, code => code === 483 || code === 482);
    if (passes.length > 1) return [tellCircle(leg, passes, refused)];
    if (refused === undefined) return [];
    return refused.finalCode === 483 ? [tellTooManyHops(leg, refused)] : tellMerged(leg, refused);
  },
};

/** The same request between the same two, with more Via values each time. */
function longestCircle(leg: LegFacts): TransactionFacts[] {
  const byHop = new Map<string, TransactionFacts[]>();
  for (const transaction of leg.transactions) {
    // Without a readable Via nobody can tell how far it came.
    if (transaction.request < 0 || transaction.hops === 0 || leg.messages[transaction.request].malformed) continue;
    const { method, cseq, source, destination } = transaction;
    const key = `${method} ${cseq} ${source} ${destination}`;
    byHop.set(key, [...(byHop.get(key) ?? []), transaction]);
  }
  let longest: TransactionFacts[] = [];
  for (const passes of byHop.values()) {
    if (passes.length <= longest.length) continue;
    const further = passes.filter((pass, i) => i === 0 || pass.hops > passes[i - 1].hops);
    if (further.length < 2) continue;
    const first = targetOf(leg, further[0]);
    const same = further.filter(pass => targetOf(leg, pass) === first);
    if (same.length > Math.max(1, longest.length)) longest = same;
  }
  return longest;
}

/** What decides where a request goes: Request-URI and Route. */
function targetOf(leg: LegFacts, { request }: TransactionFacts): string {
  const message = leg.read(leg.messages[request]);
  return [message.request?.uri ?? '', ...message.headerAll('Route')].join(' ');
}

function tellCircle(leg: LegFacts, passes: readonly TransactionFacts[], refused: TransactionFacts | undefined): Found {
  const { method, source, destination } = passes[0];
  const isOver = leg.call.answerTime === undefined && leg.call.statusCode >= 400;
  const end = refused === undefined ? '' : ` It ended with ${refused.finalCode}.`;
  return {
    severity: isOver || refused !== undefined ? 'error' : 'warning',
    message: `The same ${method} passed from ${source} to ${destination} ${passes.length} times, with the same target each time: it goes round in a circle.${end}`,
    evidence: indexes([
      ...passes.map(({ request }) => leg.messages[request]),
      ...(refused === undefined ? [] : endsOf(leg, refused)),
    ]),
    confidence: passes.length > 2 || refused !== undefined ? 'high' : 'medium',
    unknown:
      refused === undefined ? 'Whether a header that is not compared here made the second pass a different one.' : '',
    next: `Compare the routes of ${source} and ${destination} for this number: each believes that the other is nearer to it.`,
  };
}

function tellTooManyHops(leg: LegFacts, refused: TransactionFacts): Found {
  return {
    severity: 'error',
    message: `${refused.destination} refused the ${refused.method} with 483: it passed as many hops as Max-Forwards allows.`,
    evidence: indexes(endsOf(leg, refused)),
    rfc: 'RFC 3261 §21.4.21',
    confidence: 'medium',
    unknown:
      'Where the circle is: this capture sees only a part of the way. A Max-Forwards that was small from the start does the same.',
    next: `Follow the Via list of the ${refused.method}: the address that stands in it twice is where the circle closes.`,
  };
}

/** RFC 3261 §8.2.2.2: a fork that meets itself again is refused with 482 too, and the call lives on. */
function tellMerged(leg: LegFacts, refused: TransactionFacts): Found[] {
  if (leg.call.answerTime !== undefined || leg.call.statusCode !== 482) return [];
  return [
    {
      severity: 'error',
      message: `${refused.destination} refused the ${refused.method} with 482: it had this very request already.`,
      evidence: indexes(endsOf(leg, refused)),
      rfc: 'RFC 3261 §21.4.20',
      confidence: 'medium',
      unknown: 'Whether it went in a circle, or reached the same place by two ways (RFC 3261 §8.2.2.2).',
      next: `Look at the Via list of the ${refused.method} and at the routes between the servers in it.`,
    },
  ];
}
