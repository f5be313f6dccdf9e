// Headers by whose value the user says that legs belong together (`--correlate-header`): a name, and perhaps what of the value counts.
// Takes texts as `X-My-ID` or `X-My-ID: ([a-z]+);.*`, gives rules; a text that is none is a HeaderRuleError with a hint.

import { isToken, trimBlanks, unquote } from '../sip/lexical.ts';

export interface HeaderRule {
  /** As written, for the words of a link. */
  readonly name: string;
  /** What of the value counts: the first group, or all that matches. Undefined: the whole value. */
  readonly pattern: RegExp | undefined;
}

/** Headers that B2BUAs put the other leg's Call-ID into, without being asked about. */
export const DEFAULT_RULES: readonly HeaderRule[] = [
  { name: 'X-Call-ID', pattern: undefined },
  { name: 'X-CID', pattern: undefined },
];

/** Longer values are not looked at: no identifier is that long, and a pattern must not run over what a hostile peer wrote. */
const MAX_VALUE = 256;
/** A group that repeats and has a repetition or a choice in it: with such a pattern a value can hang the program. */
const SLOW_PATTERN = /\((?:[^()\\]|\\.)*[*+{|](?:[^()\\]|\\.)*\)[*+{]/;

export class HeaderRuleError extends Error {
  readonly code = 'SIPA_BAD_HEADER_RULE';
  readonly hint = 'Write a header name, or a name and a pattern whose first group counts: X-My-ID: ([a-z]+);.*';

  constructor(text: string, why: string) {
    super(`"${text}" is no rule for a header: ${why}`);
    this.name = 'HeaderRuleError';
  }
}

/** Throws HeaderRuleError. */
export function readHeaderRule(text: string): HeaderRule {
  const colon = text.indexOf(':');
  const name = trimBlanks(colon < 0 ? text : text.slice(0, colon));
  const pattern = colon < 0 ? '' : trimBlanks(text.slice(colon + 1));
  if (!isToken(name)) throw new HeaderRuleError(text, `"${name}" is no header name`);
  if (pattern === '') return { name, pattern: undefined };
  if (SLOW_PATTERN.test(pattern)) {
    throw new HeaderRuleError(text, 'a group that repeats must not have a repetition or a choice inside');
  }
  return { name, pattern: compile(pattern, text) };
}

function compile(pattern: string, text: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch (error) {
    throw new HeaderRuleError(text, error instanceof Error ? error.message : String(error));
  }
}

/** What of a header's value counts; undefined when it does not match or says nothing. */
export function countingPart(rule: HeaderRule, value: string): string | undefined {
  if (value.length > MAX_VALUE) return undefined;
  const whole = trimBlanks(unquote(trimBlanks(value)));
  if (rule.pattern === undefined) return whole === '' ? undefined : whole;
  const match = rule.pattern.exec(whole);
  const part = match?.[1] ?? match?.[0] ?? '';
  return part === '' ? undefined : part;
}
