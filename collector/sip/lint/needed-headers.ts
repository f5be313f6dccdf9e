// Headers that a message cannot do without, by method and by response code (RFC 3261 tables 2 and 3, and those of the extensions).

import type { Severity } from '../../model/finding.ts';
import type { LintRule } from './rule.ts';
import type { LintSubject } from './subject.ts';

interface Need {
  readonly header: string;
  readonly rfc: string;
  readonly severity: Severity;
  /** Where it is needed, in words: behind "no X header". '' where every message needs it. */
  readonly where: string;
  needs(subject: LintSubject): boolean;
}

const always = (): boolean => true;
const anyRequest = ({ isRequest }: LintSubject): boolean => isRequest;
const inRequest =
  (...methods: readonly string[]) =>
  (subject: LintSubject): boolean =>
    subject.requests(...methods);
const inSuccess =
  (...methods: readonly string[]) =>
  (subject: LintSubject): boolean =>
    subject.answers(2, ...methods);
const inCode =
  (...codes: readonly number[]) =>
  (subject: LintSubject): boolean =>
    codes.includes(subject.code);

function need(
  header: string,
  rfc: string,
  severity: Severity,
  where: string,
  needs: (subject: LintSubject) => boolean,
): Need {
  return { header, rfc, severity, where, needs };
}

const NEEDS: readonly Need[] = [
  need('Via', 'RFC 3261 §8.1.1.7', 'error', '', always),
  need('From', 'RFC 3261 §8.1.1.3', 'error', '', always),
  need('To', 'RFC 3261 §8.1.1.2', 'error', '', always),
  need('Call-ID', 'RFC 3261 §8.1.1.4', 'error', '', always),
  need('CSeq', 'RFC 3261 §8.1.1.5', 'error', '', always),
  // RFC 2543 had none, many still send none, and every proxy puts one in (§16.6 step 3).
  need('Max-Forwards', 'RFC 3261 §8.1.1.6', 'notice', '', anyRequest),
  need('Contact', 'RFC 3261 §8.1.1.8', 'error', '', inRequest('INVITE')),
  need('Contact', 'RFC 6665 §4.1.2.1', 'error', '', inRequest('SUBSCRIBE')),
  need('Contact', 'RFC 3515 §2.2', 'error', '', inRequest('REFER')),
  need('Contact', 'RFC 3311 §5.1', 'warning', '', inRequest('UPDATE')),
  need('Contact', 'RFC 6665 §4.2.2', 'warning', '', inRequest('NOTIFY')),
  need('Contact', 'RFC 3261 §12.1.1', 'error', ' in the 2xx', inSuccess('INVITE', 'SUBSCRIBE')),
  need('Contact', 'RFC 3311 §5.2', 'warning', ' in the 2xx', inSuccess('UPDATE')),
  need('Contact', 'RFC 3261 §21.3', 'warning', ' in the redirection', inCode(300, 301, 302, 305)),
  need('Event', 'RFC 6665 §4.1.2.1', 'error', '', inRequest('SUBSCRIBE')),
  need('Event', 'RFC 6665 §4.2.2', 'error', '', inRequest('NOTIFY')),
  need('Event', 'RFC 3903 §4', 'error', '', inRequest('PUBLISH')),
  need('Subscription-State', 'RFC 6665 §4.2.2', 'error', '', inRequest('NOTIFY')),
  need('Expires', 'RFC 6665 §4.2.1.1', 'warning', ' in the 2xx', inSuccess('SUBSCRIBE')),
  need('Expires', 'RFC 3903 §6', 'warning', ' in the 2xx', inSuccess('PUBLISH')),
  need('SIP-ETag', 'RFC 3903 §6', 'error', ' in the 2xx', inSuccess('PUBLISH')),
  need('Refer-To', 'RFC 3515 §2.1', 'error', '', inRequest('REFER')),
  need('RAck', 'RFC 3262 §7.2', 'error', '', inRequest('PRACK')),
  need('WWW-Authenticate', 'RFC 3261 §21.4.2', 'error', ' in the 401', inCode(401)),
  need('Proxy-Authenticate', 'RFC 3261 §21.4.8', 'error', ' in the 407', inCode(407)),
  need('Allow', 'RFC 3261 §21.4.6', 'warning', ' in the 405', inCode(405)),
  need('Accept', 'RFC 3261 §21.4.13', 'notice', ' in the 415', inCode(415)),
  need('Unsupported', 'RFC 3261 §21.4.15', 'warning', ' in the 420', inCode(420)),
  need('Require', 'RFC 3261 §21.4.16', 'warning', ' in the 421', inCode(421)),
  need('Min-SE', 'RFC 4028 §6', 'error', ' in the 422', inCode(422)),
  need('Min-Expires', 'RFC 3261 §21.4.17', 'error', ' in the 423', inCode(423)),
  need('Recv-Info', 'RFC 6086 §4.2.2', 'warning', ' in the 469', inCode(469)),
  need('Allow-Events', 'RFC 6665 §8.3.2', 'notice', ' in the 489', inCode(489)),
  need('Security-Server', 'RFC 3329 §2.3.1', 'warning', ' in the 494', inCode(494)),
];

/** `missing-via`, `missing-contact` … */
export const neededHeaders: readonly LintRule[] = NEEDS.map(({ header, rfc, severity, where, needs }) => ({
  id: `missing-${header.toLowerCase()}`,
  severity,
  rfc,
  check: subject =>
    needs(subject) && !subject.has(header) ? [{ message: `no ${header} header${where}`, header }] : [],
}));
