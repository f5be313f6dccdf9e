// A reliable provisional response that is repeated, for its PRACK does not come (RFC 3262 §3): it is sent again after T1, 2·T1 …,
// and after 64·T1 the call is refused with 5xx. Repeats of a response without RSeq are reminders, and healthy.

import type { LegFacts, MessageFacts, TransactionFacts } from '../facts.ts';
import type { Found, LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { duration, indexes, LOSSES, responsesOf, span, times } from '../words.ts';

const ENOUGH_REPEATS = 2;
/** Repeats after a PRACK was seen: one or two may have crossed it. */
const ENOUGH_AFTER_PRACK = 3;

export const prackStall: LegRule = {
  id: 'prack-stall',
  title: 'Reliable provisional response without PRACK',
  rfc: 'RFC 3262 §3',
  symptoms: Symptom.Retransmission,
  check(leg) {
    // The hop nearest to the caller: behind a proxy the same response is repeated on each.
    const invites = leg.transactions.filter(({ method }) => method === 'INVITE').sort((a, b) => a.hops - b.hops);
    for (const invite of invites) {
      const found = stallOf(leg, invite);
      if (found !== undefined) return [found];
    }
    return [];
  },
};

function stallOf(leg: LegFacts, invite: TransactionFacts): Found | undefined {
  const byNumber = new Map<string, MessageFacts[]>();
  for (const response of responsesOf(leg, invite)) {
    if (response.statusCode <= 100 || response.statusCode >= 200) continue;
    // Only what was repeated is read.
    const key = `${response.statusCode} ${response.length}`;
    byNumber.set(key, [...(byNumber.get(key) ?? []), response]);
  }
  for (const responses of byNumber.values()) {
    if (responses.length <= ENOUGH_REPEATS) continue;
    const rseq = leg.read(responses[0]).header('RSeq');
    if (rseq === undefined) continue;
    const same = responses.filter(response => leg.read(response).header('RSeq') === rseq);
    const prack = prackOf(leg, invite, rseq);
    const repeats = prack === undefined ? same.length - 1 : same.filter(({ time }) => time > prack.time).length;
    if (repeats >= (prack === undefined ? ENOUGH_REPEATS : ENOUGH_AFTER_PRACK)) return tell(leg, invite, same, prack);
  }
  return undefined;
}

/** RAck = response-num LWS CSeq-num LWS Method */
function prackOf(leg: LegFacts, invite: TransactionFacts, rseq: string): MessageFacts | undefined {
  const wanted = `${rseq.trim()} ${invite.cseq} INVITE`;
  return leg.messages.find(
    message =>
      message.isRequest &&
      message.method === 'PRACK' &&
      (leg.read(message).header('RAck') ?? '').split(/\s+/).join(' ').trim() === wanted,
  );
}

function tell(
  leg: LegFacts,
  invite: TransactionFacts,
  responses: readonly MessageFacts[],
  prack: MessageFacts | undefined,
): Found {
  const [{ source, destination, statusCode }] = responses;
  const isOver = invite.finalCode >= 300 || leg.call.state === 'timeout';
  const repeats = `${source} sent its reliable ${statusCode} ${times(responses.length)} in ${duration(span(responses))}`;
  return {
    severity: isOver ? 'error' : 'warning',
    message:
      prack === undefined
        ? `${destination} never sent the PRACK: ${repeats}.`
        : `${prack.source} sent a PRACK, but it does not reach the other side: ${repeats}.`,
    evidence: indexes([
      ...responses,
      ...(prack === undefined ? [] : [prack]),
      ...(invite.final < 0 ? [] : [leg.messages[invite.final]]),
    ]),
    confidence: leg.hasLosses ? 'medium' : 'high',
    unknown: leg.hasLosses ? LOSSES : `Whether the ${statusCode} arrived at ${destination}.`,
    next: `Check that ${destination} supports 100rel (Supported or Require), and that its PRACK can reach the Contact of the ${statusCode} through its Record-Route.`,
  };
}
