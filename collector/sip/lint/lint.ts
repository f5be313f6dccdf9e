// The door of lint: everything that is wrong with one message, by grammar and by rule. Takes a decoded message, whatever it holds;
// gives problems in a fixed order: framing, rules, values. Never throws; looks at each value a bounded number of times.

import type { LintProblem } from '../../model/lint.ts';
import { readHeaderValue } from '../header-readers.ts';
import type { SipMessage } from '../message.ts';
import { body } from './body.ts';
import { framingProblems } from './framing.ts';
import { identity } from './identity.ts';
import { meanings } from './meanings.ts';
import { misplacedHeaders } from './misplaced-headers.ts';
import { neededHeaders } from './needed-headers.ts';
import { options } from './options.ts';
import { requestUri } from './request-uri.ts';
import { routing } from './routing.ts';
import type { LintRule } from './rule.ts';
import { withSource } from './sentence.ts';
import { singleHeaders } from './single-headers.ts';
import { LintSubject } from './subject.ts';
import { requestUriProblems, valueProblems } from './values.ts';

/** Every rule beside the grammar of single values. */
export const LINT_RULES: readonly LintRule[] = [
  ...neededHeaders,
  ...singleHeaders,
  ...requestUri,
  ...identity,
  ...routing,
  ...options,
  ...meanings,
  ...body,
  misplacedHeaders,
];

/** Problems of one message that are told; only forged messages have more. */
const MAX_PROBLEMS = 500;

/** `problemsOf` are those that a reader found in the header at a position, where somebody has read them already. */
export function lintMessage(
  message: SipMessage,
  problemsOf: (at: number) => readonly string[] = at => readProblems(message, at),
): LintProblem[] {
  const isMessage = message.request !== undefined || message.response !== undefined;
  const problems = [
    ...framingProblems(message.problems),
    ...(isMessage ? [...requestUriProblems(message), ...brokenRules(message)] : []),
    ...valueProblems(message, problemsOf),
  ];
  if (problems.length <= MAX_PROBLEMS) return problems;
  const more = `and ${problems.length - MAX_PROBLEMS} more problems`;
  return [
    ...problems.slice(0, MAX_PROBLEMS),
    { id: 'not-looked-at', severity: 'notice', message: more, rfc: 'RFC 3261 §7', place: 'message' },
  ];
}

/** A problem in one line, as `MessageDetail.problems` has it. */
export function problemText(problem: LintProblem): string {
  const text = withSource(problem);
  return problem.header !== undefined && problem.id.endsWith('-syntax') ? `${problem.header}: ${text}` : text;
}

function readProblems(message: SipMessage, at: number): readonly string[] {
  const { canonical, value } = message.headers[at];
  return readHeaderValue(canonical, value).problems;
}

function brokenRules(message: SipMessage): LintProblem[] {
  const subject = new LintSubject(message);
  return LINT_RULES.flatMap(({ id, severity, rfc, check }) =>
    check(subject).map(
      ({ message, header, at, ...fault }): LintProblem => ({
        id,
        severity: fault.severity ?? severity,
        message,
        rfc: fault.rfc ?? rfc,
        place: fault.place ?? (header === undefined ? 'message' : 'header'),
        ...(header === undefined ? {} : { header }),
        ...(at === undefined ? {} : { at }),
      }),
    ),
  );
}
