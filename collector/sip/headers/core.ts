// Headers of RFC 3261 itself that are neither addresses nor plain lists: Via, CSeq, Call-ID, numbers, Warning …

import { readCSeq, readRAck } from '../cseq.ts';
import { excerpt, isDigits, isQuoted, splitBlanks, trimBlanks, unquote } from '../lexical.ts';
import { readParams } from '../params.ts';
import { readVia } from '../via.ts';
import {
  EMPTY_VALUE,
  type HeaderReader,
  listOf,
  MAX_SECONDS,
  numberBetween,
  numberProblems,
  type Part,
  paramParts,
  present,
} from './reading.ts';

/** Via = ( "Via" / "v" ) HCOLON via-parm *(COMMA via-parm) */
export const via: HeaderReader = listOf(value => {
  const read = readVia(value);
  return {
    parts: [
      ...present(
        { name: 'transport', value: read.transport },
        { name: 'host', value: read.host },
        { name: 'port', value: read.port === undefined ? '' : String(read.port) },
      ),
      ...paramParts(read.params),
    ],
    problems: read.problems,
  };
});

/** CSeq = 1*DIGIT LWS Method */
export const cseq: HeaderReader = value => {
  const read = readCSeq(value);
  return {
    parts: present(numberPart('number', read.number), { name: 'method', value: read.method }),
    problems: read.problems,
  };
};

/** RAck = response-num LWS CSeq-num LWS Method  (RFC 3262 §10) */
export const rack: HeaderReader = value => {
  const read = readRAck(value);
  return {
    parts: present(numberPart('RSeq', read.rseq), numberPart('CSeq', read.cseq), {
      name: 'method',
      value: read.method,
    }),
    problems: read.problems,
  };
};

function numberPart(name: string, value: number | undefined): Part {
  return { name, value: value === undefined ? '' : String(value) };
}

// word = 1*(alphanum / "-" / "." / "!" / "%" / "*" / "_" / "+" / "`" / "'" / "~" / "(" / ")" / "<" / ">" / ":" / "\" / DQUOTE / "/" / "[" / "]" / "?" / "{" / "}")
const WORD = /^[A-Za-z0-9\-.!%*_+`'~()<>:\\"/[\]?{}]+$/;

/** callid = word [ "@" word ] */
export function callIdProblems(value: string): string[] {
  if (value === '') return [EMPTY_VALUE];
  const at = value.indexOf('@');
  const words = at === -1 ? [value] : [value.slice(0, at), value.slice(at + 1)];
  return words.every(word => WORD.test(word))
    ? []
    : [`"${excerpt(value)}" is no Call-ID: word [ "@" word ] (RFC 3261 §25.1)`];
}

/** Call-ID = ( "Call-ID" / "i" ) HCOLON callid */
export const callId: HeaderReader = value => ({ parts: [], problems: callIdProblems(value) });

/** In-Reply-To = callid *(COMMA callid) */
export const callIds: HeaderReader = listOf(value => ({
  parts: [{ name: 'Call-ID', value }],
  problems: callIdProblems(value),
}));

/** Max-Forwards = 1*DIGIT ; 0 to 255 (RFC 3261 §20.22) */
export const maxForwards: HeaderReader = numberBetween('hops left', 0, 255, 'RFC 3261 §20.22');

/** Expires, Min-Expires = delta-seconds */
export const seconds: HeaderReader = numberBetween('seconds', 0, MAX_SECONDS, 'RFC 3261 §20.19');

/** Content-Length = 1*DIGIT ; a negative one is no number either (RFC 3261 §20.14) */
export const contentLength: HeaderReader = numberBetween('bytes', 0, MAX_SECONDS, 'RFC 3261 §20.14');

/** RSeq = response-num ; 1 to 2**32 - 1 (RFC 3262 §7.1) */
export const rseq: HeaderReader = numberBetween('number', 1, MAX_SECONDS, 'RFC 3262 §7.1');

/** Retry-After = delta-seconds [ comment ] *( SEMI retry-param ) ; retry-param = ("duration" EQUAL delta-seconds) / generic-param */
export const retryAfter: HeaderReader = value => {
  const { before, comment, behind } = cutComment(value);
  const semicolon = before.indexOf(';');
  const number = trimBlanks(semicolon === -1 ? before : before.slice(0, semicolon));
  const params = readParams(semicolon === -1 ? behind : before.slice(semicolon));
  return {
    parts: [
      { name: 'seconds', value: number },
      ...present({ name: 'comment', value: comment }),
      ...paramParts(params.list),
    ],
    problems: [...numberProblems(number, 0, MAX_SECONDS, 'RFC 3261 §20.33'), ...params.problems],
  };
};

function cutComment(value: string): { before: string; comment: string; behind: string } {
  const open = value.indexOf('(');
  const close = value.lastIndexOf(')');
  if (open === -1 || close < open) return { before: value, comment: '', behind: '' };
  return {
    before: trimBlanks(value.slice(0, open)),
    comment: value.slice(open + 1, close),
    behind: trimBlanks(value.slice(close + 1)),
  };
}

/** Timestamp = 1*(DIGIT) [ "." *(DIGIT) ] [ LWS delay ] ; delay = *(DIGIT) [ "." *(DIGIT) ] */
export const timestamp: HeaderReader = value => {
  const [time = '', delay = '', ...more] = splitBlanks(value);
  const fits = /^[0-9]+(?:\.[0-9]*)?$/.test(time) && /^[0-9]*(?:\.[0-9]*)?$/.test(delay) && more.length === 0;
  return {
    parts: present({ name: 'time', value: time }, { name: 'delay', value: delay }),
    problems: fits ? [] : [`"${excerpt(value)}" is no time with an optional delay (RFC 3261 §20.38)`],
  };
};

/** warning-value = warn-code SP warn-agent SP warn-text ; warn-code = 3DIGIT ; warn-text = quoted-string */
export const warning: HeaderReader = listOf(value => {
  const [code = '', agent = ''] = value.split(' ', 2);
  const text = trimBlanks(value.slice(code.length + 1 + agent.length));
  const problems: string[] = [];
  if (!/^[0-9]{3}$/.test(code)) problems.push(`the warn-code "${excerpt(code)}" is not three digits (RFC 3261 §20.43)`);
  if (!isQuoted(text)) problems.push('the warn-text is no quoted string (RFC 3261 §20.43)');
  return {
    parts: present(
      { name: 'code', value: code },
      { name: 'agent', value: agent },
      { name: 'text', value: unquote(text) },
    ),
    problems,
  };
});

/** MIME-Version = 1*DIGIT "." 1*DIGIT */
export const mimeVersion: HeaderReader = value => ({
  parts: [],
  problems:
    value.split('.').length === 2 && value.split('.').every(isDigits)
      ? []
      : [`"${excerpt(value)}" is no version such as 1.0 (RFC 3261 §20.24)`],
});
