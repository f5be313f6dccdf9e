// What the readers of single headers found wrong (sip/header-readers.ts), told as lint: `via-syntax`, `contact-syntax` … A broken
// value is an error, unless it is one of those that every stack takes all the same.

import type { Severity } from '../../model/finding.ts';
import type { LintProblem } from '../../model/lint.ts';
import type { SipMessage } from '../message.ts';
import { readUri } from '../uri.ts';
import { cutSource } from './sentence.ts';

/** Headers that no element acts on to route or match a message: broken ones do no harm to it. */
const ADVISORY: ReadonlySet<string> = new Set([
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Alert-Info',
  'Allow',
  'Allow-Events',
  'Call-Info',
  'Content-Language',
  'Date',
  'Error-Info',
  'MIME-Version',
  'Organization',
  'Priority',
  'Server',
  'Subject',
  'Timestamp',
  'User-Agent',
  'Warning',
]);

type Leniency = readonly [pattern: RegExp, severity: Severity];

/** What real stacks write and read: the first that fits counts. */
const LENIENT: readonly Leniency[] = [
  [/^(?:an empty value between commas|an empty parameter|\d+ empty parameters)/, 'warning'],
  [/^the URI needs angle brackets here/, 'warning'],
  [/^the display name needs quotes/, 'warning'],
  // `Replaces` of a call transfer: the @ of the Call-ID stands as it is.
  [/^the URI header .* must be escaped/, 'notice'],
  [/^a local number without phone-context/, 'notice'],
  [/^q=/, 'warning'],
];

export function valueProblems(message: SipMessage, problemsOf: (at: number) => readonly string[]): LintProblem[] {
  return message.headers.flatMap(({ canonical }, at) =>
    problemsOf(at).map((problem): LintProblem => {
      const id = `${canonical.toLowerCase()}-syntax`;
      const sentence = cutSource(problem, 'RFC 3261 §25.1');
      return { id, severity: severityOf(canonical, problem), place: 'header', ...sentence, header: canonical, at };
    }),
  );
}

function severityOf(header: string, problem: string): Severity {
  const lenient = LENIENT.find(([pattern]) => pattern.test(problem));
  if (lenient !== undefined) return lenient[1];
  return ADVISORY.has(header) ? 'warning' : 'error';
}

/** The grammar of the Request-URI; what the start line has told already is not told again. */
export function requestUriProblems({ request }: SipMessage): LintProblem[] {
  if (request === undefined || request.uri === '' || request.uri.startsWith('<') || /[ \t]/.test(request.uri))
    return [];
  return readUri(request.uri).problems.map((problem): LintProblem => {
    const { message, rfc } = cutSource(problem, 'RFC 3261 §25.1');
    return {
      id: 'request-uri-syntax',
      severity: severityOf('', problem),
      place: 'start-line',
      message: `Request-URI: ${message}`,
      rfc,
    };
  });
}
