// A message that a strict parser refuses: its start line, or a header without which nothing can be done, breaks the grammar
// (RFC 3261 §25.1). Real stacks take much; so it is a notice, until somebody answers 400.

import { Fault } from '../../model/sip.ts';
import type { LegFacts, MessageFacts } from '../facts.ts';
import type { LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { indexes } from '../words.ts';

/** The first that fits is told: what makes a message unusable before what makes it odd. */
const FAULTS: readonly (readonly [bit: number, words: string, rfc: string])[] = [
  [Fault.StartLine, 'its start line breaks the grammar', 'RFC 3261 §25.1'],
  [Fault.BadHeaderLine, 'a header line has no colon, or no end', 'RFC 3261 §7.3.1'],
  [Fault.NoCallId, 'it has no Call-ID', 'RFC 3261 §8.1.1.4'],
  [Fault.NoCSeq, 'it has no CSeq', 'RFC 3261 §8.1.1.5'],
  [Fault.BadCSeq, 'its CSeq is no number with the method of the request', 'RFC 3261 §8.1.1.5'],
  [Fault.NoVia, 'it has no Via', 'RFC 3261 §8.1.1.7'],
  [Fault.NoFrom, 'it has no From', 'RFC 3261 §8.1.1.3'],
  [Fault.NoTo, 'it has no To', 'RFC 3261 §8.1.1.2'],
  [Fault.BadContentLength, 'its Content-Length is no number, or contradicts itself', 'RFC 3261 §20.14'],
  [Fault.HeadersUnterminated, 'the empty line behind its headers is missing', 'RFC 3261 §7'],
];

export const malformed: LegRule = {
  id: 'malformed',
  title: 'Malformed message',
  rfc: 'RFC 3261 §25.1',
  symptoms: Symptom.Malformed,
  check(leg) {
    // What the capture itself cut short is not the sender's fault.
    const bad = leg.messages.filter(message => !message.truncated && !message.retransmission && faultOf(message));
    const first = bad.at(0);
    const fault = first === undefined ? undefined : faultOf(first);
    if (first === undefined || fault === undefined) return [];
    const refused = refusalOf(leg, bad);
    const method = first.method || 'unknown method';
    const what = first.isRequest ? `A request (${method})` : `A response (${first.statusCode} to ${method})`;
    return [
      {
        severity: refused === undefined ? 'notice' : 'warning',
        message:
          `${what} from ${first.source} is malformed: ${fault.words}.` +
          (bad.length > 1 ? ` ${bad.length} messages of this call are.` : '') +
          (refused === undefined ? '' : ` ${refused.source} refused it with 400.`),
        evidence: indexes([...bad, ...(refused === undefined ? [] : [refused])]),
        rfc: fault.rfc,
        confidence: 'high',
        unknown: refused === undefined ? 'Whether the receiver minds.' : '',
        next: `Show the message to the maker of the software at ${first.source}; its detail names every fault.`,
      },
    ];
  },
};

function faultOf({ faults }: MessageFacts): { readonly words: string; readonly rfc: string } | undefined {
  const found = FAULTS.find(([bit]) => faults & bit);
  return found === undefined ? undefined : { words: found[1], rfc: found[2] };
}

function refusalOf(leg: LegFacts, bad: readonly MessageFacts[]): MessageFacts | undefined {
  const transactions = new Set(bad.map(({ transaction }) => transaction));
  return leg.messages.find(({ statusCode, transaction }) => statusCode === 400 && transactions.has(transaction));
}
