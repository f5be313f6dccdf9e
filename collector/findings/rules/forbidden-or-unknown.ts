// The other side does not know the number, or will not let this caller call it: 403, 404, 410, 416, 484, 485, 604.
// A wrong number is nobody's fault: a notice. What was dialled is in the Request-URI, which is not always the To header.

import type { LegFacts, TransactionFacts } from '../facts.ts';
import { explanationOf } from '../header-facts.ts';
import type { Found, LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { endsOf, indexes, refusalsOf } from '../words.ts';

interface Meaning {
  readonly severity: 'warning' | 'notice';
  /** Behind "<host> says that". */
  readonly says: string;
  readonly next: string;
}

const WRONG_NUMBER =
  'Check the number or name in the Request-URI: how it was dialled, rewritten and routed on the way.';

const MEANINGS: Readonly<Record<number, Meaning>> = {
  403: {
    severity: 'warning',
    says: 'this is forbidden',
    next: 'Look into its log for the reason: permissions of the caller, barred destinations, an address that is not allowed, a limit.',
  },
  404: { severity: 'notice', says: 'nobody of that name or number is there', next: WRONG_NUMBER },
  410: { severity: 'notice', says: 'that number is out of service', next: WRONG_NUMBER },
  416: {
    severity: 'warning',
    says: 'it does not understand this kind of URI',
    next: 'Send sip: URIs to it, or let a proxy turn tel: and sips: into them.',
  },
  484: {
    severity: 'notice',
    says: 'the number is incomplete',
    next: 'Check the dial plan: digits are missing, or overlap dialling is expected.',
  },
  485: { severity: 'notice', says: 'the name is ambiguous', next: WRONG_NUMBER },
  604: { severity: 'notice', says: 'nobody anywhere has that name or number', next: WRONG_NUMBER },
};

export const forbiddenOrUnknown: LegRule = {
  id: 'forbidden-or-unknown',
  title: 'Forbidden, or unknown number',
  rfc: 'RFC 3261 §21.4',
  symptoms: Symptom.Unknown,
  check(leg) {
    // The outcome only: a branch that did not know the number while another answered is how forking works.
    const outcome = leg.statusCode;
    if (MEANINGS[outcome] === undefined) return [];
    const refused = refusalsOf(leg, code => code === outcome).findLast(isMeant);
    return refused === undefined ? [] : [tell(leg, refused)];
  },
};

/** Any answer to a keep-alive shows that its server lives; credentials that were refused are `authentication-failed`'s. */
function isMeant({ method, finalCode, hasCredentials, inDialog }: TransactionFacts): boolean {
  if (method === 'OPTIONS' || inDialog) return false;
  return !(finalCode === 403 && hasCredentials && method !== 'INVITE');
}

function tell(leg: LegFacts, refused: TransactionFacts): Found {
  const { method, finalCode, destination } = refused;
  const { severity, says, next } = MEANINGS[finalCode];
  return {
    severity: method === 'REGISTER' ? 'warning' : severity,
    message: () => {
      const uri = refused.request < 0 ? undefined : leg.read(leg.messages[refused.request]).request?.uri;
      const to = uri === undefined ? '' : ` to ${uri}`;
      const explained = explanationOf(leg.read(leg.messages[refused.final]));
      return `${destination} answered the ${method || 'request'}${to} with ${finalCode}: it says that ${says}.${explained}`;
    },
    time: refused.startTime,
    evidence: () => indexes(endsOf(leg, refused)),
    confidence: 'high',
    next,
  };
}
