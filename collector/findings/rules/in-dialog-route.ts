// A request inside the dialog that goes to the wrong place (RFC 3261 §12.2.1.1): its Request-URI must be the Contact that the other side
// gave, its way the Record-Route of the beginning. The signs: 481 from somebody who knows no such dialog, or no answer from an
// address that never spoke in this call.

import { readUri } from '../../sip/uri.ts';
import type { LegFacts, MessageFacts, TransactionFacts } from '../facts.ts';
import { contactUri, explanationOf } from '../header-facts.ts';
import type { Found, LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { duration, endsOf, hostOf, indexes, isSuccess, LOSSES, refusalsOf, requestsOf, span, times } from '../words.ts';
import { isTimerRefresh } from './session-timer.ts';

const ENOUGH_REPEATS = 2;

export const inDialogRoute: LegRule = {
  id: 'in-dialog-route',
  title: 'In-dialog request goes to the wrong place',
  rfc: 'RFC 3261 §12.2.1.1',
  symptoms: Symptom.NoSuchDialog | Symptom.Unanswered | Symptom.ByeUnanswered | Symptom.Retransmission,
  check: leg => [...tellUnknownDialog(leg), ...tellStranger(leg)],
};

function tellUnknownDialog(leg: LegFacts): Found[] {
  const refused = refusalsOf(leg, code => code === 481).filter(
    one => one.method !== 'CANCEL' && one.inDialog && !isAfterTheEnd(leg, one),
  );
  // Who does not know the dialog refuses all of it: one trouble.
  const byDestination = new Map<string, TransactionFacts[]>();
  for (const one of refused) byDestination.set(one.destination, [...(byDestination.get(one.destination) ?? []), one]);
  return [...byDestination.values()].flatMap(group => {
    const [first] = group;
    const { destination, source } = first;
    const methods = [...new Set(group.map(({ method }) => method))];
    const target = targetWords(leg, first);
    // It went where it should, and `session-timer` says that the other side has lost the call (RFC 4028 §10).
    if (target === '' && group.some(one => isTimerRefresh(leg, one))) return [];
    const isMinor = methods.every(method => method === 'NOTIFY' || method === 'SUBSCRIBE');
    return [
      {
        severity: isMinor ? 'notice' : 'warning',
        message: () =>
          `${destination} answered the ${methods.join(' and the ')} of ${source} with 481: it knows no such dialog.` +
          explanationOf(leg.read(leg.messages[first.final])) +
          target,
        evidence: indexes(group.flatMap(one => endsOf(leg, one))),
        confidence: target === '' ? 'medium' : 'high',
        unknown:
          'Whether it never knew the dialog, or had ended it before by a way that was not captured (a restart, a timer).',
        next: `Compare To and From tag, Request-URI and Route of the ${first.method} with the 2xx that began the dialog; look whether ${destination} was restarted.`,
      },
    ];
  });
}

/** Both sides hang up at once, or one request was on its way when the other hung up: 481 is then in order (RFC 3261 §15.1.2). */
function isAfterTheEnd(leg: LegFacts, refused: TransactionFacts): boolean {
  if (refused.final < 0) return false;
  return leg.transactions.some(
    bye =>
      bye.method === 'BYE' &&
      bye.request >= 0 &&
      bye.request < refused.final &&
      (bye.cseq !== refused.cseq || bye.method !== refused.method || bye.source === refused.destination),
  );
}

/** A request of the dialog that is repeated in vain, to an address from which nothing in this call ever came. */
function tellStranger(leg: LegFacts): Found[] {
  const speakers = new Set(leg.messages.map(({ source }) => source));
  const hosts = new Set([...speakers].map(hostOf));
  if (speakers.size < 2) return [];
  const lost = leg.transactions.filter(
    transaction =>
      isInDialog(leg, transaction) && isInVain(leg, transaction) && !hosts.has(hostOf(transaction.destination)),
  );
  // One wrong address is one trouble, whatever is sent there.
  const byDestination = new Map(lost.map(transaction => [transaction.destination, transaction] as const));
  return [...byDestination.values()].map(transaction => {
    const { method, source, destination } = transaction;
    const sent = sentOf(leg, transaction);
    return {
      severity: 'error',
      message: `${source} sends the ${method} to ${destination}, from where nothing in this call ever came${sent.length > 1 ? `: sent ${times(sent.length)} in ${duration(span(sent))}` : ''}.${targetWords(leg, transaction)}`,
      evidence: indexes(sent),
      confidence: leg.hasLosses ? 'low' : 'high',
      unknown: leg.hasLosses ? LOSSES : 'Whether it is delivered there behind this capture point.',
      next: `Look at the Contact that ${source} was given: it must be an address that can be reached from there (no private address behind NAT), and each proxy on the way must add Record-Route.`,
    };
  });
}

function isInDialog(leg: LegFacts, { method, inDialog, messages }: TransactionFacts): boolean {
  return inDialog || (method === 'ACK' && leg.messages[messages[0]].isRequest);
}

function sentOf(leg: LegFacts, transaction: TransactionFacts): MessageFacts[] {
  return transaction.method === 'ACK' ? transaction.messages.map(at => leg.messages[at]) : requestsOf(leg, transaction);
}

function isInVain(
  leg: LegFacts,
  { method, request, provisional, final, retransmissions, cseq }: TransactionFacts,
): boolean {
  if (method !== 'ACK') return request >= 0 && provisional < 0 && final < 0 && retransmissions >= ENOUGH_REPEATS;
  // Nothing answers an ACK; that it is lost shows in the 2xx, which goes on.
  const repeats = leg.transactions
    .filter(one => one.method === 'INVITE' && one.cseq === cseq && isSuccess(one.finalCode))
    .map(
      one =>
        one.messages.filter(at => leg.messages[at].retransmission && isSuccess(leg.messages[at].statusCode)).length,
    );
  return Math.max(0, ...repeats) > ENOUGH_REPEATS;
}

/**
 * What its Request-URI tells: that it is not what the other side asked for, or that it is, and the other side asked for an address that
 * is not its own. Empty when nothing is odd, or when that was not seen.
 */
function targetWords(leg: LegFacts, transaction: TransactionFacts): string {
  const sent = leg.messages[transaction.messages[0]];
  const uri = leg.read(sent).request?.uri;
  if (uri === undefined) return '';
  const giver = leg.messages.find(
    message => message.method === 'INVITE' && isContact(leg, message, uri) && message.index < sent.index,
  );
  if (giver !== undefined) {
    const { host } = readUri(uri);
    if (hostOf(transaction.destination) !== host || hostOf(giver.source) === host) return '';
    return ` That is the Contact of the other side (${uri}), whose messages come from ${giver.source}: it is behind NAT, or gives a wrong address.`;
  }
  // Only the sender itself must use the Contact as it is; a proxy or B2BUA may have rewritten it further on.
  if (transaction.hops > 1) return '';
  const given = leg.messages.findLast(
    ({ destination, index, statusCode, isRequest, method }) =>
      destination === transaction.source &&
      index < sent.index &&
      method === 'INVITE' &&
      (isRequest || isSuccess(statusCode)),
  );
  const contact = given === undefined ? undefined : contactUri(leg.read(given));
  if (contact === undefined || isSameTarget(uri, contact)) return '';
  return ` Its Request-URI is ${uri}, while the Contact that it was given is ${contact}.`;
}

function isContact(leg: LegFacts, message: MessageFacts, uri: string): boolean {
  if (!message.isRequest && message.statusCode < 101) return false;
  const contact = contactUri(leg.read(message));
  return contact !== undefined && isSameTarget(uri, contact);
}

function isSameTarget(uri: string, contact: string): boolean {
  const a = readUri(uri);
  const b = readUri(contact);
  return a.user === b.user && a.host.toLowerCase() === b.host.toLowerCase() && (a.port ?? 5060) === (b.port ?? 5060);
}
