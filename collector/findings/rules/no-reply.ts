// A request that nothing came back for: not even a provisional response (RFC 3261 §17.1.1.2, §17.1.2.2).
//
// Proof is the sender's own behaviour: over UDP it repeats what is not answered. A request that was never repeated was
// answered, or given up by a sender that died; the capture cannot tell, so nothing is said.

import type { LegFacts, TransactionFacts } from '../facts.ts';
import type { Found, LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { duration, indexes, isUnreliable, LOSSES, requestsOf, span, times } from '../words.ts';

/** 500 ms, 1 s, 2 s after the first (T1 doubled): who sends for the third time has waited 1.5 s in vain. */
const ENOUGH_REPEATS = 2;

export const noReply: LegRule = {
  id: 'no-reply',
  title: 'No reply from the next hop',
  rfc: 'RFC 3261 §17.1.1.2',
  symptoms: Symptom.Unanswered | Symptom.Icmp,
  check(leg) {
    const silent = leg.transactions.filter(transaction => isSilent(leg, transaction));
    // One finding a method and next hop: keep-alives and retries with a new CSeq are the same trouble.
    const groups = new Map<string, TransactionFacts[]>();
    for (const transaction of silent) {
      const key = `${transaction.method} ${transaction.destination}`;
      groups.set(key, [...(groups.get(key) ?? []), transaction]);
    }
    return [...groups.values()].map(group => tell(leg, group));
  },
};

function isSilent(leg: LegFacts, transaction: TransactionFacts): boolean {
  const { method, request, provisional, final } = transaction;
  // `bye-unanswered` speaks of BYE. Nothing answers an ACK.
  if (request < 0 || provisional >= 0 || final >= 0 || method === 'ACK' || method === 'BYE') return false;
  if (icmpOf(leg, transaction).length > 0) return true;
  // An ACK proves that its sender had a final response, which was not captured (RFC 3261 §17.1.1.3).
  if (transaction.messages.some(at => leg.messages[at].method === 'ACK')) return false;
  if (isUnreliable(transaction.transport)) return transaction.retransmissions >= ENOUGH_REPEATS;
  // A stream delivers or breaks; nothing is repeated. Without one response in the whole capture, one direction is missing.
  return transaction.timerExpired && leg.capture.seesResponses && !wentOn(leg, transaction);
}

/** The same sender sent a later request to the same hop: it had an answer, or does not care. */
function wentOn(leg: LegFacts, silent: TransactionFacts): boolean {
  return leg.transactions.some(
    later => later.source === silent.source && later.request > silent.request && later.cseq > silent.cseq,
  );
}

function icmpOf(leg: LegFacts, transaction: TransactionFacts): LegFacts['icmp'] {
  const sent = new Set(indexes(requestsOf(leg, transaction)));
  return leg.icmp.filter(event => sent.has(event.message));
}

function tell(leg: LegFacts, group: readonly TransactionFacts[]): Found {
  const [first] = group;
  const requests = group.flatMap(transaction => requestsOf(leg, transaction));
  const reports = group.flatMap(transaction => icmpOf(leg, transaction));
  const isOver = group.every(transaction => transaction.timerExpired);
  const icmp = reports.at(0);
  const sent =
    requests.length === 1
      ? `the ${first.method} sent to it`
      : `the ${first.method}, sent ${times(requests.length)} in ${duration(span(requests))}`;
  const isWorkedAround = leg.call.state !== 'timeout' && leg.call.state !== 'failed' && leg.call.state !== 'trying';
  return {
    severity: isWorkedAround ? 'warning' : 'error',
    message:
      icmp === undefined
        ? `${first.destination} ${isOver ? 'never answered' : 'has not answered'} ${sent}.`
        : `${first.destination} ${icmp.words.includes('fragment') ? 'never got all of it' : 'cannot be reached'}: ${icmp.reporter} reports "${icmp.words}" for ${sent}.`,
    evidence: indexes(requests),
    confidence: icmp !== undefined ? 'high' : leg.hasLosses || !isOver ? 'medium' : 'high',
    unknown: unknownOf(leg, isOver, icmp !== undefined),
    next: icmp === undefined ? adviceOf(first) : icmpAdvice(first, icmp.words),
  };
}

function unknownOf(leg: LegFacts, isOver: boolean, isReported: boolean): string {
  if (isReported) return '';
  if (leg.hasLosses) return LOSSES;
  if (!isOver) return 'The capture ends before the sender gives up; a response may have come later.';
  return 'Whether the request arrived: it may be lost on the way, ignored, or answered by a way that was not captured.';
}

function adviceOf({ method, destination }: TransactionFacts): string {
  return `Capture at ${destination}: does the ${method} arrive there, and is a response sent? Look at firewalls and NAT on the way, and whether the service is up.`;
}

function icmpAdvice({ destination }: TransactionFacts, words: string): string {
  if (words.includes('fragment'))
    return `Fragments get lost on the way to ${destination}: send it over TCP, make it smaller, or let fragments through.`;
  if (words.includes('port')) return `Nothing listens on ${destination}: start the service, or correct the address.`;
  if (words.includes('prohibited'))
    return `A firewall refuses packets to ${destination}: let SIP through, or correct the address.`;
  return `There is no way to ${destination}: look at its network and the routes to it, or correct the address.`;
}
