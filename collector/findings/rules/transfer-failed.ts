// A transfer that did not happen (RFC 3515): the REFER was refused, or a NOTIFY tells that the call it asked for failed. The NOTIFY
// carries the status line of that call as message/sipfrag (RFC 3420).

import type { LegFacts, MessageFacts, TransactionFacts } from '../facts.ts';
import { explanationOf } from '../header-facts.ts';
import type { Found, LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { endsOf, indexes, isSuccess } from '../words.ts';

export const transferFailed: LegRule = {
  id: 'transfer-failed',
  title: 'Transfer failed',
  rfc: 'RFC 3515 §2.4.4',
  symptoms: Symptom.Refer,
  check(leg) {
    const refers = leg.transactions.filter(
      ({ method, request, final }) => method === 'REFER' && request >= 0 && final >= 0,
    );
    // On each hop of a proxy the same: the nearest to who transfers.
    const byNumber = new Map<number, TransactionFacts>();
    for (const refer of refers) {
      const known = byNumber.get(refer.cseq);
      if (known === undefined || refer.hops < known.hops) byNumber.set(refer.cseq, refer);
    }
    const found = [...byNumber.values()].flatMap(refer => tell(leg, refer));
    // A transfer that was tried again and succeeded is no failure.
    return outcomes(leg).some(({ code }) => isSuccess(code)) ? [] : found.slice(-1);
  },
};

function tell(leg: LegFacts, refer: TransactionFacts): Found[] {
  const request = leg.messages[refer.request];
  const target = leg.read(request).header('Refer-To') ?? 'nobody';
  if (refer.finalCode >= 300) {
    // Challenges and the like are tried again.
    if (refer.finalCode === 401 || refer.finalCode === 407 || refer.finalCode < 400) return [];
    return [
      {
        severity: 'warning',
        message: `${refer.source} asked for a transfer to ${target}, and ${refer.destination} refused it with ${refer.finalCode}.${explanationOf(leg.read(leg.messages[refer.final]))}`,
        evidence: indexes(endsOf(leg, refer)),
        rfc: 'RFC 3515 §2.4.2',
        confidence: 'high',
        next: `Allow REFER on ${refer.destination}, or transfer in the server instead of by the phone.`,
      },
    ];
  }
  const last = outcomes(leg).findLast(({ message }) => message.time > request.time);
  if (last === undefined || last.code < 300) return [];
  return [
    {
      severity: 'error',
      message: `The transfer to ${target} failed: ${last.message.source} tells ${refer.source} "${last.line}".`,
      evidence: indexes([...endsOf(leg, refer), last.message]),
      confidence: 'high',
      unknown:
        'Why that call failed, unless its own messages are in the capture: look for a call to that target at that time.',
      next: `Call ${target} directly from ${last.message.source}: number, permissions and, for an attended transfer, the dialog in Replaces.`,
    },
  ];
}

interface Outcome {
  readonly message: MessageFacts;
  readonly code: number;
  readonly line: string;
}

/** What NOTIFYs tell of the call that was asked for. */
function outcomes(leg: LegFacts): Outcome[] {
  return leg.messages
    .filter(({ isRequest, method, retransmission }) => isRequest && method === 'NOTIFY' && !retransmission)
    .flatMap(message => {
      const read = leg.read(message);
      if (!/^\s*message\/sipfrag/i.test(read.header('Content-Type') ?? '')) return [];
      const [line = ''] = read.body.toString('utf8').split(/\r?\n/, 1);
      const code = /^SIP\/2\.0\s+(\d{3})/i.exec(line)?.[1];
      return code === undefined ? [] : [{ message, code: Number(code), line: line.slice(0, 100) }];
    });
}
