// What a header reader gives, and the few building blocks that readers are made of.

import { excerpt, isDigits, isToken, splitOutside, trimBlanks } from '../lexical.ts';
import { type Param, paramValue, readParams } from '../params.ts';

export interface Part {
  readonly name: string;
  readonly value: string;
}

/** What a reader made of one header value: for the parsed view of the message panel. */
export interface HeaderReading {
  readonly parts: readonly Part[];
  /** In words, with the RFC section. */
  readonly problems: readonly string[];
}

/** Takes the unfolded value of a header, never throws. */
export type HeaderReader = (value: string) => HeaderReading;

/** Values of one header that are read; a longer list says how many more there are. */
const MAX_VALUES = 256;
/** Parts and problems of one header that are shown. */
const MAX_PARTS = 1000;
const MAX_PROBLEMS = 50;

/** #( value ): applies `reader` to each value of a comma list; several values are numbered `value 1`, `value 2` … */
export function listOf(reader: HeaderReader, emptyAllowed: 'may be empty' | 'not empty' = 'not empty'): HeaderReader {
  return text => {
    if (trimBlanks(text) === '') return { parts: [], problems: emptyAllowed === 'may be empty' ? [] : [EMPTY_VALUE] };
    const values = splitOutside(text, ',');
    const only = values.length === 1;
    const parts: Part[] = [];
    const problems: string[] = [];
    for (const [index, value] of values.slice(0, MAX_VALUES).entries()) {
      if (value === '') {
        problems.push('an empty value between commas (RFC 3261 §7.3.1)');
        continue;
      }
      const reading = reader(value);
      if (!only && reading.parts.length > 1) parts.push({ name: `value ${index + 1}`, value });
      parts.push(...reading.parts);
      problems.push(...reading.problems);
    }
    if (values.length > MAX_VALUES)
      parts.push({ name: 'not shown', value: `${values.length - MAX_VALUES} more values` });
    return { parts, problems };
  };
}

export const EMPTY_VALUE = 'the value is empty (RFC 3261 §25.1)';

/** The reading with what a limit leaves out named. */
export function bounded(reading: HeaderReading): HeaderReading {
  const { parts, problems } = reading;
  return {
    parts:
      parts.length <= MAX_PARTS
        ? parts
        : [...parts.slice(0, MAX_PARTS), { name: 'not shown', value: `${parts.length - MAX_PARTS} more parts` }],
    problems:
      problems.length <= MAX_PROBLEMS
        ? problems
        : [...problems.slice(0, MAX_PROBLEMS), `and ${problems.length - MAX_PROBLEMS} more problems in this header`],
  };
}

/** Header parameters as parts. */
export function paramParts(params: readonly Param[]): Part[] {
  return params.map(param => ({ name: param.name, value: param.value ?? '' }));
}

/** Only the parts that say something. */
export function present(...parts: readonly Part[]): Part[] {
  return parts.filter(part => part.value !== '');
}

/** 1*token */
export function token(name: string): HeaderReader {
  return value => ({
    parts: [{ name, value }],
    problems: isToken(value) ? [] : [value === '' ? EMPTY_VALUE : `"${excerpt(value)}" is no token (RFC 3261 §25.1)`],
  });
}

/** Any text, even none: Subject, Organization. TEXT-UTF8-TRIM (RFC 3261 §25.1) */
export const text: HeaderReader = () => ({ parts: [], problems: [] });

/** A number in [min, max]; `rule` says where the bounds come from. */
export function numberBetween(name: string, min: number, max: number, rule: string): HeaderReader {
  return value => ({ parts: [{ name, value }], problems: numberProblems(value, min, max, rule) });
}

/** What is wrong with a number that must lie in [min, max]. */
export function numberProblems(value: string, min: number, max: number, rule: string): string[] {
  if (value === '') return [EMPTY_VALUE];
  if (!isDigits(value)) return [`"${excerpt(value)}" is no number (${rule})`];
  const number = Number(value);
  return number >= min && number <= max ? [] : [`${excerpt(value)} is not between ${min} and ${max} (${rule})`];
}

/** delta-seconds = 1*DIGIT, below 2**32 (RFC 3261 §20.19) */
export const MAX_SECONDS = 2 ** 32 - 1;

export interface ValueShape {
  /** What the part before the parameters is called. */
  readonly name: string;
  /** What is wrong with it; without this it must be a token. */
  readonly check?: (value: string) => readonly string[];
  /** Parameters that must be there, in lower case, and the rule that says so. */
  readonly required?: readonly string[];
  readonly rule?: string;
  readonly grammar?: 'strict' | 'loose';
  /** What is wrong with the parameters' values. */
  readonly checkParams?: (params: readonly Param[]) => readonly string[];
}

/** value *( SEMI generic-param ), the shape of most extension headers. */
export function valueWithParams(shape: ValueShape): HeaderReader {
  const check = shape.check ?? (value => token(shape.name)(value).problems);
  return written => {
    const pieces = splitOutside(written, ';');
    const value = pieces[0] ?? '';
    const params = readParams(pieces.slice(1).join(';'), shape.grammar);
    const missing = (shape.required ?? []).filter(name => paramValue(params.list, name) === undefined);
    return {
      parts: [{ name: shape.name, value }, ...paramParts(params.list)],
      problems: [
        ...(value === '' ? [EMPTY_VALUE] : check(value)),
        ...params.problems,
        ...missing.map(name => `the parameter ${name} is missing (${shape.rule ?? 'RFC 3261 §25.1'})`),
        ...(shape.checkParams?.(params.list) ?? []),
      ],
    };
  };
}

/** What is wrong with a numeric parameter, when it is there. */
export function numericParam(params: readonly Param[], name: string, rule: string, max = MAX_SECONDS): string[] {
  const value = paramValue(params, name);
  return value === undefined ? [] : numberProblems(value, 0, max, rule).map(problem => `${name}: ${problem}`);
}
