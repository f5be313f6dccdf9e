// CSeq and RAck: the numbers that order requests (RFC 3261 §20.16, RFC 3262 §7.2).

import { excerpt, isDigits, isToken, splitBlanks } from './lexical.ts';

export interface CSeq {
  /** Undefined when it is no number below 2**31. */
  readonly number: number | undefined;
  /** '' when it is missing. Methods are case-sensitive. */
  readonly method: string;
  readonly problems: readonly string[];
}

const MAX_CSEQ = 2 ** 31 - 1;
const MAX_32_BITS = 2 ** 32 - 1;

/** CSeq = 1*DIGIT LWS Method  (RFC 3261 §25.1); the number is below 2**31 (§8.1.1.5) */
export function readCSeq(value: string): CSeq {
  const [written = '', method = '', ...more] = splitBlanks(value);
  const problems: string[] = [];
  const number = readNumber(
    written,
    MAX_CSEQ,
    'the sequence number',
    'must be below 2**31 (RFC 3261 §8.1.1.5)',
    problems,
  );
  problems.push(...methodProblems(method, more));
  return { number, method, problems };
}

export interface RAck {
  /** RSeq of the provisional response that is acknowledged. */
  readonly rseq: number | undefined;
  readonly cseq: number | undefined;
  readonly method: string;
  readonly problems: readonly string[];
}

/** RAck = response-num LWS CSeq-num LWS Method  (RFC 3262 §10) */
export function readRAck(value: string): RAck {
  const [first = '', second = '', method = '', ...more] = splitBlanks(value);
  const problems: string[] = [];
  const rseq = readNumber(first, MAX_32_BITS, 'the response number', 'must be below 2**32 (RFC 3262 §7.2)', problems);
  const cseq = readNumber(second, MAX_CSEQ, 'the CSeq number', 'must be below 2**31 (RFC 3261 §8.1.1.5)', problems);
  problems.push(...methodProblems(method, more));
  return { rseq, cseq, method, problems };
}

function readNumber(written: string, max: number, what: string, limit: string, problems: string[]): number | undefined {
  if (!isDigits(written)) {
    problems.push(
      written === ''
        ? `${what} is missing (RFC 3261 §25.1)`
        : `${what} "${excerpt(written)}" is no number (RFC 3261 §25.1)`,
    );
    return undefined;
  }
  const number = Number(written);
  if (number <= max) return number;
  problems.push(`${what} ${excerpt(written)} is too large: it ${limit}`);
  return undefined;
}

function methodProblems(method: string, more: readonly string[]): string[] {
  if (method === '') return ['the method is missing (RFC 3261 §25.1)'];
  if (!isToken(method)) return [`the method "${excerpt(method)}" is no token (RFC 3261 §25.1)`];
  return more.length === 0 ? [] : [`unexpected text "${excerpt(more.join(' '))}" behind the method (RFC 3261 §25.1)`];
}
