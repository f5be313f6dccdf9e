// Answered, but the ACK never comes (RFC 3261 §13.3.1.4): the callee repeats its 2xx, at first after 500 ms, until 64·T1 = 32 s are
// over, and then should hang up. That is the call that drops after half a minute.
//
//   caller                callee
//     │──── INVITE ─────────▶│
//     │◀─── 200 OK ──────────│   0 s
//     │  ✗ ── ACK ──         │
//     │◀─── 200 OK ──────────│   0.5 s, 1.5 s, 3.5 s … every 4 s
//     │◀─── BYE ─────────────│   32 s
//
// The proof is the repeated 2xx, or the BYE of the callee at just that time: a callee that sends its 2xx once and goes on talking has the
// ACK, whether the capture shows it or not.

import type { Micros } from '../../model/time.ts';
import type { LegFacts, MessageFacts, TransactionFacts } from '../facts.ts';
import { parameterOf } from '../header-facts.ts';
import type { Found, LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { duration, indexes, LOSSES, responsesOf, span, times } from '../words.ts';

/** Repeats of the 2xx that no ACK came before: after two of them 1.5 s have passed. */
const ENOUGH_REPEATS = 2;
/** Repeats after an ACK was seen: one or two cross it on the way, or it was lost once. */
const ENOUGH_AFTER_ACK = 3;
/** 64·T1, when nothing else tells that the callee waited for an ACK: to the second. */
const TIMER_H = { from: 31_500_000, to: 33_500_000 } as const;
/** When the callee gives up: 64·T1 (RFC 3261 §13.3.1.4), some sooner, and the BYE takes its time. */
const GIVES_UP = { from: 15_000_000, to: 70_000_000 } as const;

interface Answer {
  readonly transaction: TransactionFacts;
  readonly tag: string;
  /** The 2xx, and the times it was repeated. */
  readonly responses: readonly MessageFacts[];
  /** ACKs with its CSeq number and tag, whatever the hop. */
  readonly acks: readonly MessageFacts[];
}

export const ackMissing: LegRule = {
  id: 'ack-missing',
  title: 'Answered, but no ACK',
  rfc: 'RFC 3261 §13.3.1.4',
  symptoms: Symptom.AckMissing | Symptom.Retransmission,
  check(leg) {
    const told = new Set<string>();
    const found: Found[] = [];
    // The hop nearest to the caller first: through a proxy the same 2xx is repeated on each.
    const invites = leg.transactions.filter(({ method, finalCode }) => method === 'INVITE' && isSuccess(finalCode));
    for (const answer of [...invites].sort((a, b) => a.hops - b.hops).flatMap(invite => answersOf(leg, invite))) {
      const key = `${answer.transaction.cseq} ${answer.tag}`;
      if (told.has(key) || !(isWaitedFor(answer) || isGivenUp(leg, answer))) continue;
      told.add(key);
      found.push(tell(leg, answer));
    }
    return found;
  },
};

function isSuccess(code: number): boolean {
  return code >= 200 && code < 300;
}

/** The 2xx of one transaction by To tag: a fork answers with several. */
function answersOf(leg: LegFacts, transaction: TransactionFacts): Answer[] {
  const byTag = new Map<string, MessageFacts[]>();
  for (const response of responsesOf(leg, transaction)) {
    if (!isSuccess(response.statusCode)) continue;
    const tag = parameterOf(leg.read(response).header('To'), 'tag');
    byTag.set(tag, [...(byTag.get(tag) ?? []), response]);
  }
  return [...byTag].map(([tag, responses]) => ({ transaction, tag, responses, acks: acksOf(leg, transaction, tag) }));
}

function acksOf(leg: LegFacts, { cseq }: TransactionFacts, tag: string): MessageFacts[] {
  return leg.messages.filter(
    message =>
      message.isRequest &&
      message.method === 'ACK' &&
      message.cseq === cseq &&
      parameterOf(leg.read(message).header('To'), 'tag') === tag,
  );
}

/** The callee goes on repeating its answer. */
function isWaitedFor({ responses, acks }: Answer): boolean {
  const ack = acks.at(0);
  if (ack === undefined) return responses.length > ENOUGH_REPEATS;
  return responses.filter(response => response.time > ack.time).length >= ENOUGH_AFTER_ACK;
}

/** No ACK, and the callee hangs up when 64·T1 are over. */
function isGivenUp(leg: LegFacts, { responses, acks }: Answer): boolean {
  return acks.length === 0 && byeOf(leg, responses[0], TIMER_H)?.source === responses[0].source;
}

function byeOf(
  leg: LegFacts,
  answer: MessageFacts,
  within: { readonly from: Micros; readonly to: Micros },
): MessageFacts | undefined {
  return leg.messages.find(
    ({ isRequest, method, time }) =>
      isRequest && method === 'BYE' && time - answer.time >= within.from && time - answer.time <= within.to,
  );
}

function tell(leg: LegFacts, { transaction, responses, acks }: Answer): Found {
  const callee = responses[0].source;
  const caller = responses[0].destination;
  const code = transaction.finalCode;
  const bye = byeOf(leg, responses[0], GIVES_UP);
  const ack = acks.at(0);
  const repeats =
    responses.length === 1
      ? `${callee} sent its ${code} and waited`
      : `${callee} sent its ${code} ${times(responses.length)} in ${duration(span(responses))}`;
  const fault =
    ack === undefined
      ? `The call was answered, but ${caller} never sent the ACK: ${repeats}`
      : `The call was answered and ${ack.source} sent an ACK, but it does not reach the callee: ${repeats}`;
  const drop = bye === undefined ? '.' : `, and ${bye.source} hung up after ${duration(bye.time - responses[0].time)}.`;
  return {
    severity: 'error',
    message: fault + drop,
    evidence: indexes([...responses, ...acks, ...(bye === undefined ? [] : [bye])]),
    confidence: leg.hasLosses || responses.length === 1 ? 'medium' : 'high',
    unknown: leg.hasLosses
      ? LOSSES
      : ack === undefined
        ? `Whether the ${code} reached the caller, or its ACK took a way that was not captured.`
        : 'Where behind this capture point the ACK got lost.',
    next:
      ack === undefined
        ? `Capture at ${caller}: does the ${code} arrive? If so, the ACK goes to the address in its Contact, through its Record-Route: check that both can be reached from the caller (NAT, private addresses, an ALG).`
        : `Follow the ACK: it went from ${ack.source} to ${ack.destination}. Compare that with the Contact and Record-Route of the ${code}.`,
  };
}
