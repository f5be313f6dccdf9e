// Headers that stand once: their grammar is no comma list, so a second line of them contradicts the first (RFC 3261 §7.3.1).

import type { Severity } from '../../model/finding.ts';
import type { LintRule } from './rule.ts';

/** Those by which every element finds the transaction, the dialog and the end of the message. */
const VITAL = ['Call-ID', 'CSeq', 'From', 'To', 'Max-Forwards', 'Content-Length', 'Content-Type'];

const SINGLE = [
  'Content-Disposition',
  'Date',
  'Event',
  'Expires',
  'Join',
  'MIME-Version',
  'Min-Expires',
  'Min-SE',
  'Organization',
  'Priority',
  'RAck',
  'Refer-To',
  'Referred-By',
  'Replaces',
  'Reply-To',
  'Retry-After',
  'RSeq',
  'Server',
  'Session-Expires',
  'Session-ID',
  'SIP-ETag',
  'SIP-If-Match',
  'Subject',
  'Subscription-State',
  'Target-Dialog',
  'Timestamp',
  'User-Agent',
];

function once(id: string, severity: Severity, names: readonly string[]): LintRule {
  return {
    id,
    severity,
    rfc: 'RFC 3261 §7.3.1',
    check: subject =>
      names.flatMap(header => {
        const [, second, ...more] = subject.all(header);
        if (second === undefined) return [];
        const message = `${header} is given ${more.length + 2} times, but may be given once`;
        return [{ message, header, at: second.at }];
      }),
  };
}

export const singleHeaders: readonly LintRule[] = [
  once('repeated-vital-header', 'error', VITAL),
  once('repeated-header', 'warning', SINGLE),
];
