// The first line of a message: request line or status line (RFC 3261 §7.1, §7.2).
// Takes the line without its line end, makes the best of it, and says what breaks the grammar.

import { excerpt, isDigits, isToken, trimBlanks } from './lexical.ts';

export interface RequestLine {
  readonly method: string;
  readonly uri: string;
  readonly version: string;
}

export interface StatusLine {
  readonly statusCode: number;
  readonly reasonPhrase: string;
  readonly version: string;
}

export interface StartLine {
  readonly request?: RequestLine;
  readonly response?: StatusLine;
  readonly problems: readonly string[];
}

const RULE_71 = '(RFC 3261 §7.1)';
const RULE_72 = '(RFC 3261 §7.2)';

/** start-line = Request-Line / Status-Line */
export function readStartLine(line: string): StartLine {
  return /^SIP\//i.test(line) ? readStatusLine(line) : readRequestLine(line);
}

/** Request-Line = Method SP Request-URI SP SIP-Version CRLF */
function readRequestLine(line: string): StartLine {
  const problems: string[] = [];
  const text = trimBlanks(line);
  if (text !== line) problems.push(`blanks before or behind the request line ${RULE_71}`);
  const first = text.indexOf(' ');
  const last = text.lastIndexOf(' ');
  const version = text.slice(last + 1);
  if (first === -1 || first === last || !/^SIP\//i.test(version)) {
    problems.push(`"${excerpt(text)}" is neither a request line nor a status line (RFC 3261 §7)`);
    return { problems };
  }
  const method = text.slice(0, first);
  const between = text.slice(first + 1, last);
  const uri = trimBlanks(between);
  if (!isToken(method)) problems.push(`the method "${excerpt(method)}" is no token ${RULE_71}`);
  if (uri !== between) problems.push(`more than one blank between the parts of the request line ${RULE_71}`);
  if (uri === '') problems.push(`the Request-URI is missing ${RULE_71}`);
  else if (uri.startsWith('<')) problems.push(`the Request-URI stands in angle brackets ${RULE_71}`);
  else if (/[ \t]/.test(uri)) problems.push(`blanks inside the Request-URI ${RULE_71}`);
  problems.push(...versionProblems(version, RULE_71));
  return { request: { method, uri, version }, problems };
}

/** Status-Line = SIP-Version SP Status-Code SP Reason-Phrase CRLF ; the phrase may be empty, the blank before it may not */
function readStatusLine(line: string): StartLine {
  const problems: string[] = [];
  const first = line.indexOf(' ');
  const version = first === -1 ? line : line.slice(0, first);
  const behind = first === -1 ? '' : trimBlanks(line.slice(first));
  const blank = behind.indexOf(' ');
  const code = blank === -1 ? behind : behind.slice(0, blank);
  const reasonPhrase = blank === -1 ? '' : trimBlanks(behind.slice(blank));
  problems.push(...versionProblems(version, RULE_72));
  if (!isDigits(code)) {
    problems.push(
      code === ''
        ? `the status code is missing ${RULE_72}`
        : `the status code "${excerpt(code)}" is no number ${RULE_72}`,
    );
    return { problems };
  }
  const statusCode = Number(code);
  if (code.length !== 3 || statusCode < 100 || statusCode > 699) {
    problems.push(`the status code ${excerpt(code)} is not between 100 and 699 ${RULE_72}`);
  }
  if (line.startsWith(' ', first + 1)) problems.push(`more than one blank before the status code ${RULE_72}`);
  if (line.endsWith(code) && reasonPhrase === '') problems.push(`no blank behind the status code ${RULE_72}`);
  return { response: { statusCode, reasonPhrase, version }, problems };
}

/** SIP-Version = "SIP" "/" 1*DIGIT "." 1*DIGIT ; of which only 2.0 exists, written in upper case */
function versionProblems(version: string, rule: string): string[] {
  if (version === 'SIP/2.0') return [];
  if (version.toUpperCase() === 'SIP/2.0')
    return [`the version "${excerpt(version)}" must be sent in upper case ${rule}`];
  return [`the version "${excerpt(version)}" is not SIP/2.0 ${rule}`];
}
