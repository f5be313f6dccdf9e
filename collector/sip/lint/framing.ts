// What reading a message found broken (sip/message.ts, sip/start-line.ts), told as lint: by a stable name, with its weight.

import type { LintProblem } from '../../model/lint.ts';
import { cutSource } from './sentence.ts';

type Row = readonly [begins: RegExp, id: string, severity: LintProblem['severity'], place: LintProblem['place']];

/** The first row that fits counts. */
const ROWS: readonly Row[] = [
  [/^lines end with LF alone/, 'bare-line-feed', 'warning', 'message'],
  [/^the message ends in the middle/, 'cut-line', 'error', 'message'],
  [/^no valid UTF-8/, 'utf-8', 'warning', 'message'],
  [/^a (?:NUL byte|control character)/, 'control-character', 'warning', 'message'],
  [/^the empty line that ends/, 'missing-empty-line', 'error', 'message'],
  [/^the line .* has no colon/, 'header-without-colon', 'error', 'message'],
  [/^the header name/, 'header-name', 'error', 'message'],
  [/^Content-Length is given with different/, 'content-length-conflict', 'error', 'header'],
  [/^Content-Length is .* but only/, 'content-length-beyond-end', 'error', 'header'],
  [/bytes follow the body/, 'bytes-behind-body', 'warning', 'body'],
  [/beyond the first|only in part/, 'not-looked-at', 'notice', 'message'],
  [/^no blank behind the status code/, 'status-line-blank', 'warning', 'start-line'],
  [/^the version .* upper case/, 'version-case', 'warning', 'start-line'],
  [/./, 'start-line', 'error', 'start-line'],
];

export function framingProblems(problems: readonly string[]): LintProblem[] {
  return problems.map(problem => {
    const [, id, severity, place] = ROWS.find(([begins]) => begins.test(problem)) ?? ROWS[ROWS.length - 1];
    const header = place === 'header' ? { header: 'Content-Length' } : {};
    return { id, severity, place, ...cutSource(problem, 'RFC 3261 §7'), ...header };
  });
}
