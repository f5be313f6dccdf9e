// A server gave up: 5xx (RFC 3261 §21.5). Its Reason, Warning and Retry-After often say why.

import type { LegFacts, TransactionFacts } from '../facts.ts';
import { explanationOf } from '../header-facts.ts';
import type { Found, LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { endsOf, indexes, isSuccess, refusalsOf, wasMended } from '../words.ts';

const ADVICE: Readonly<Record<number, string>> = {
  501: 'It does not know this method: leave it out, or route it elsewhere.',
  502: 'Look behind it: the next server answered it with nonsense, or with a failure it could not pass on.',
  503: 'It is overloaded, out of service or out of lines: look at its load and limits, and let callers try another server (RFC 3263 §4.3).',
  504: 'Look behind it: a server, DNS or a database it asks did not answer in time.',
  505: 'It refuses the SIP version.',
  513: 'The message is too large for it: fewer codecs and headers, or a raised limit.',
  580: 'Bandwidth or security that was a precondition could not be had (RFC 3312): look at the policy of the network.',
};

export const serverFailure: LegRule = {
  id: 'server-failure',
  title: 'Server failure',
  rfc: 'RFC 3261 §21.5',
  symptoms: Symptom.ServerError,
  check(leg) {
    const failed = refusalsOf(leg, code => code >= 500 && code < 600);
    // Tries that fail alike are one trouble.
    const byCode = new Map<string, TransactionFacts[]>();
    for (const one of failed) {
      const key = `${one.method} ${one.finalCode} ${one.destination}`;
      const alike = byCode.get(key);
      if (alike === undefined) byCode.set(key, [one]);
      else alike.push(one);
    }
    return [...byCode.values()].map(group => tell(leg, group));
  },
};

function tell(leg: LegFacts, group: readonly TransactionFacts[]): Found {
  const last = group[group.length - 1];
  const { method, finalCode, destination, inDialog } = last;
  // A fork may fail on one branch, and a proxy may try another server: then it is worth a look, and no more.
  const isMended = wasMended(leg, last) || (method === 'INVITE' && !inDialog && wasAnswered(leg));
  return {
    severity: isMended ? 'notice' : inDialog ? 'warning' : 'error',
    message: () => {
      const often = group.length === 1 ? '' : `, ${group.length} times`;
      const outcome = isMended ? ' Another try succeeded.' : inDialog ? ' The call itself is not over by that.' : '';
      const explained = explanationOf(leg.read(leg.messages[last.final]));
      return `${destination} answered the ${method || 'request'} with ${finalCode}${often}.${explained}${outcome}`;
    },
    time: group[0].startTime,
    evidence: () => indexes(group.flatMap(one => endsOf(leg, one))),
    confidence: 'high',
    unknown: 'What happened inside the server: its log knows.',
    next: ADVICE[finalCode] ?? `Look into the log of ${destination} at that time.`,
  };
}

function wasAnswered(leg: LegFacts): boolean {
  return leg.transactions.some(({ finalCode, method }) => isSuccess(finalCode) && method === 'INVITE');
}
