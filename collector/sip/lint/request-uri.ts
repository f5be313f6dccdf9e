// Rules about the Request-URI (RFC 3261 §8.1.1.1, §10.2, §19.1.1).

import { paramValue } from '../params.ts';
import { readUri, type SipUri } from '../uri.ts';
import { type Fault, FINE, type LintRule } from './rule.ts';
import type { LintSubject } from './subject.ts';

/** What the start line has told already (brackets, blanks, nothing at all) is not told again. */
function uriOf({ message }: LintSubject): SipUri | undefined {
  const uri = message.request?.uri;
  return uri === undefined || uri === '' || uri.startsWith('<') || /[ \t]/.test(uri) ? undefined : readUri(uri);
}

function ruleOf(id: string, rfc: string, message: string, isWrong: (uri: SipUri, subject: LintSubject) => boolean) {
  return {
    id,
    severity: 'error',
    rfc,
    check: (subject: LintSubject): readonly Fault[] => {
      const uri = uriOf(subject);
      return uri !== undefined && isWrong(uri, subject) ? [{ message, place: 'start-line' }] : FINE;
    },
  } as const;
}

export const requestUri: readonly LintRule[] = [
  ruleOf(
    'request-uri-headers',
    'RFC 3261 §19.1.1',
    'the Request-URI carries headers behind a question mark',
    uri => uri.headers.length > 0,
  ),
  ruleOf(
    'request-uri-method',
    'RFC 3261 §19.1.1',
    'the Request-URI carries a method parameter',
    uri => paramValue(uri.params, 'method') !== undefined,
  ),
  {
    ...ruleOf(
      'register-uri-user',
      'RFC 3261 §10.2',
      'the Request-URI of a REGISTER has a user part',
      (uri, subject) => subject.requests('REGISTER') && uri.user !== '',
    ),
    severity: 'warning',
  },
];
