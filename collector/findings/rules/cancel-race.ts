// The caller gave up, and yet the call was answered: CANCEL and 200 crossed (RFC 3261 §9.1, §15). The caller has to ACK and hang up at
// once; when it does not, the callee talks to nobody.
//
// A proxy that forks cancels its other branches as soon as one is answered: nobody gave up then, and when such a branch is answered
// all the same, two callees have answered one call (`fork-answered-twice`).

import type { LegFacts, MessageFacts, TransactionFacts } from '../facts.ts';
import { parameterOf, topBranch } from '../header-facts.ts';
import type { Found, LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { duration, endsOf, hostOf, indexes, isSuccess } from '../words.ts';

/** A caller that gave up hangs up as soon as it learns that it was answered. */
const AT_ONCE = 5_000_000;

export const cancelRace: LegRule = {
  id: 'cancel-race',
  title: 'Answered while the caller gave up',
  rfc: 'RFC 3261 §9.1',
  symptoms: Symptom.CancelAnswered,
  check(leg) {
    const cancels = leg.transactions.filter(({ method, request }) => method === 'CANCEL' && request >= 0);
    // The hop nearest to the caller: the proxy passes the CANCEL on.
    for (const cancel of cancels.sort((a, b) => a.hops - b.hops)) {
      const invite = leg.transactions.find(one => isCancelledBy(leg, one, cancel));
      if (invite === undefined || !isSuccess(invite.finalCode)) continue;
      if (isOfFork(leg, invite, leg.messages[cancel.request])) continue;
      const found = tell(leg, invite, leg.messages[cancel.request]);
      return found === undefined ? [] : [found];
    }
    return [];
  },
};

/** RFC 3261 §9.1: a CANCEL has the branch of the INVITE that it cancels. */
function isCancelledBy(leg: LegFacts, invite: TransactionFacts, cancel: TransactionFacts): boolean {
  return (
    invite.method === 'INVITE' &&
    invite.request >= 0 &&
    invite.cseq === cancel.cseq &&
    invite.source === cancel.source &&
    invite.destination === cancel.destination &&
    topBranch(leg.read(leg.messages[invite.request])) === topBranch(leg.read(leg.messages[cancel.request]))
  );
}

/** Another callee had answered the same INVITE when this branch was cancelled (§16.7 step 10). */
function isOfFork(leg: LegFacts, invite: TransactionFacts, cancel: MessageFacts): boolean {
  const tag = toTag(leg, leg.messages[invite.final]);
  return leg.messages.some(
    message =>
      message.method === 'INVITE' &&
      message.cseq === invite.cseq &&
      isSuccess(message.statusCode) &&
      message.time <= cancel.time &&
      toTag(leg, message) !== tag,
  );
}

function toTag(leg: LegFacts, message: MessageFacts): string {
  return parameterOf(leg.read(message).header('To'), 'tag');
}

function tell(leg: LegFacts, invite: TransactionFacts, cancel: MessageFacts): Found | undefined {
  const answer = leg.messages[invite.final];
  // Who goes on with the call wants it: the CANCEL was for one of several tries.
  if (goesOn(leg, cancel.source, answer)) return undefined;
  const bye = leg.messages.find(({ isRequest, method, time }) => isRequest && method === 'BYE' && time > answer.time);
  const upFor = (bye?.time ?? leg.capture.end) - answer.time;
  // Until then nobody can say that the caller does not hang up.
  if (bye === undefined && upFor <= AT_ONCE) return undefined;
  const isGhost = upFor > AT_ONCE;
  const first = cancel.time <= answer.time ? 'gave up' : 'gave up although the answer was there';
  return {
    severity: isGhost ? 'warning' : 'notice',
    message:
      `${cancel.source} ${first}, and the call was answered by ${answer.source} all the same; ` +
      (isGhost
        ? `it stayed up ${bye === undefined ? 'until the capture ended' : `for ${duration(upFor)}`}.`
        : `it was hung up ${duration(upFor)} later, as it should be.`),
    evidence: indexes([cancel, ...endsOf(leg, invite), ...(bye === undefined ? [] : [bye])]),
    confidence: 'high',
    unknown: isGhost ? 'Whether the caller meant the call to go on after all.' : '',
    next: isGhost
      ? `Let ${cancel.source} send ACK and BYE when a 2xx comes after its CANCEL: else the callee talks to nobody, and it is billed.`
      : 'Nothing: both acted rightly. Bills may show a call of a second.',
  };
}

function goesOn(leg: LegFacts, caller: string, answer: MessageFacts): boolean {
  const ends: readonly string[] = ['ACK', 'BYE', 'CANCEL'];
  const host = hostOf(caller);
  return leg.messages.some(
    ({ isRequest, method, source, time }) =>
      isRequest && !ends.includes(method) && hostOf(source) === host && time > answer.time,
  );
}
