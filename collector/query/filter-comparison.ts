// One comparison of the filter language → test of a leg: finds the field, checks operator and values against its type.
// Takes a node of the syntax tree; gives a test, or the position of the fault and what was expected there.

import type { FilterError } from '../model/report.ts';
import { compileAddress, type Ipv4Test } from './filter-address.ts';
import type { FilterFieldRule } from './filter-fields.ts';
import { fieldNames, findField, headerRule } from './filter-fields.ts';
import { type HeldWords, type LegTest, liftAddress, liftNumber, liftText } from './filter-lift.ts';
import type { FilterComparison, FilterOperator, FilterSpan, FilterValue } from './filter-parser.ts';
import { compilePattern } from './filter-pattern.ts';
import { nearestWord } from './filter-suggest.ts';
import type { NumberRange } from './filter-values.ts';
import { readCode, readDuration, readNumber, readTime } from './filter-values.ts';

/** A test with what it costs, in cheap reads. */
export interface FilterStep {
  readonly test: LegTest;
  readonly cost: number;
  readonly needsMessages: boolean;
}

/** A value test, or what is wrong. */
type Checked<T> = ((value: T) => boolean) | FilterError;

/** A test of addresses as texts, and as numbers where that says the same. */
interface Addresses {
  readonly test: (text: string) => boolean;
  readonly testIpv4: Ipv4Test | undefined;
}

const EQUALITY: readonly FilterOperator[] = ['=', 'in'];
const ORDER: readonly FilterOperator[] = ['<', '<=', '>', '>='];
const TEXTUAL: readonly FilterOperator[] = ['~', 'contains', 'matches'];
const PATTERN_COST = 10;

/** True when compiling gave an error instead of what it should. */
export function isError(value: object): value is FilterError {
  return 'expected' in value;
}

/** Compiles one comparison. */
export function compileComparison(node: FilterComparison): FilterStep | FilterError {
  const rule = findRule(node);
  if (isError(rule)) return rule;
  const test = compileReader(node, rule);
  if (isError(test)) return test;
  const cost = rule.cost + (node.operator === 'matches' ? PATTERN_COST : 0);
  return { test, cost, needsMessages: rule.needsMessages };
}

function findRule({ field }: FilterComparison): FilterFieldRule | FilterError {
  if (field.key !== undefined) {
    if (field.name.toLowerCase() !== 'header')
      return fault(field, 'Only header takes a name in brackets.', ['header["…"]']);
    if (!/^[^\s:]+$/.test(field.key))
      return fault(field, 'A header name has no blanks and no colon.', ['a header name']);
    return headerRule(field.key);
  }
  const rule = findField(field.name);
  if (rule !== undefined) return rule;
  if (field.name.toLowerCase() === 'header')
    return fault(field, 'Say which header: header["X-Tenant"].', ['header["…"]']);
  const near = nearestWord(field.name, fieldNames());
  const hint = near === undefined ? 'Put text to search for in quotes.' : `Did you mean ${near}?`;
  return fault(field, `There is no field “${field.name}”. ${hint}`, near === undefined ? ['a field'] : [near]);
}

/** Lifts the test of one value to a leg. */
function compileReader(node: FilterComparison, rule: FilterFieldRule): LegTest | FilterError {
  const { type } = rule.reader;
  if (type === 'text' || type === 'texts') {
    if (rule.type === 'address' && EQUALITY.includes(node.operator)) {
      const addresses = compileAddresses(node, rule);
      return isError(addresses) ? addresses : liftAddress(rule, addresses.test, addresses.testIpv4);
    }
    const test = compileText(node, rule);
    return isError(test) ? test : liftText(rule, test, heldWords(node, rule));
  }
  const test = compileNumber(node, rule);
  return isError(test) ? test : liftNumber(rule, test);
}

/** Undefined when nothing can be said of the texts that pass. */
function heldWords({ operator, values }: FilterComparison, { type }: FilterFieldRule): HeldWords | undefined {
  if (operator !== '~' && operator !== 'contains' && (type !== 'text' || !EQUALITY.includes(operator)))
    return undefined;
  return values.length === 0 ? undefined : { words: values.map(({ text }) => text), isEnough: operator === '~' };
}

function compileNumber(node: FilterComparison, rule: FilterFieldRule): Checked<number> {
  if (node.operator === 'exists') return () => true;
  if (TEXTUAL.includes(node.operator)) return wrongOperator(node, rule, [...EQUALITY, '!=', ...ORDER, 'exists']);
  const ranges: NumberRange[] = [];
  for (const value of node.values) {
    const range = readRange(value, rule);
    if (isError(range)) return range;
    ranges.push(range);
  }
  const [first] = ranges;
  if (first === undefined || !ORDER.includes(node.operator))
    return value => ranges.some(range => value >= range.low && value <= range.high);
  const [only] = node.values;
  if (only?.to !== undefined)
    return fault(only, `A range goes with = or in, not with ${node.operator}.`, ['one value']);
  const { low, high } = first;
  switch (node.operator) {
    case '<':
      return value => value < low;
    case '<=':
      return value => value <= high;
    case '>':
      return value => value > high;
    default:
      return value => value >= low;
  }
}

function readRange(value: FilterValue, rule: FilterFieldRule): NumberRange | FilterError {
  const low = readByType(value.text, rule);
  const high = value.to === undefined ? low : readByType(value.to, rule);
  if (low === undefined || high === undefined) return wrongValue(value, rule);
  if (high.high < low.low) return fault(value, 'This range runs backwards.', ['the smaller value first']);
  return { low: low.low, high: high.high };
}

function readByType(text: string, rule: FilterFieldRule): NumberRange | undefined {
  if (rule.type === 'duration') return readDuration(text);
  if (rule.type === 'time') return readTime(text);
  return rule.isCode ? readCode(text) : readNumber(text);
}

function wrongValue(value: FilterValue, rule: FilterFieldRule): FilterError {
  if (rule.type === 'duration') {
    const unit = readNumber(value.text) === undefined ? '' : ' The unit is missing.';
    return fault(value, `${rule.name} takes a duration like 3s, 250ms or 1m30s.${unit}`, ['ms', 's', 'm', 'h']);
  }
  if (rule.type === 'time')
    return fault(value, `${rule.name} takes a time like 2026-01-02 or 2026-01-02T10:20:30Z.`, ['an ISO 8601 time']);
  const example = rule.isCode ? 'a status code like 404, 5xx or 500..599' : 'a number';
  return fault(value, `${rule.name} takes ${example}.`, [example]);
}

function compileText(node: FilterComparison, rule: FilterFieldRule): Checked<string> {
  const [first] = node.values;
  if (node.operator === 'exists' || first === undefined) return text => text !== '';
  if (ORDER.includes(node.operator)) return wrongOperator(node, rule, [...EQUALITY, '!=', ...TEXTUAL, 'exists']);
  if (TEXTUAL.includes(node.operator)) return compileTextual(node.operator, first);
  return compileWords(node.values, rule);
}

/** `~` and `matches` do not mind the case, as `matches` in Wireshark; `contains` does, as there. */
function compileTextual(operator: FilterOperator, value: FilterValue): Checked<string> {
  const { text } = value;
  if (value.to !== undefined) return fault(value, `${operator} takes one text; put it in quotes.`, ['"text"']);
  if (operator === 'contains') return subject => subject.includes(text);
  if (operator === '~') {
    const wanted = text.toLowerCase();
    return subject => subject.toLowerCase().includes(wanted);
  }
  const pattern = compilePattern(text);
  if (!pattern.ok) return fault(value, `This is no pattern: ${pattern.message}.`, ['a regular expression']);
  return pattern.test;
}

function compileAddresses(node: FilterComparison, rule: FilterFieldRule): Addresses | FilterError {
  const tests: ((text: string) => boolean)[] = [];
  const ipv4Tests: Ipv4Test[] = [];
  for (const value of node.values) {
    const address = compileAddress(value.text, value.to);
    if (!address.ok) return fault(value, `${rule.name} takes ${address.expected}.`, [address.expected]);
    tests.push(address.test);
    if (address.testIpv4 !== undefined) ipv4Tests.push(address.testIpv4);
  }
  const [only] = ipv4Tests;
  const testIpv4: Ipv4Test =
    ipv4Tests.length === 1 ? only : (number, port) => ipv4Tests.some(each => each(number, port));
  return {
    test: text => tests.some(test => test(text)),
    testIpv4: ipv4Tests.length === tests.length ? testIpv4 : undefined,
  };
}

function compileWords(values: readonly FilterValue[], rule: FilterFieldRule): Checked<string> {
  const words = new Set<string>();
  for (const value of values) {
    if (value.to !== undefined) return fault(value, `${rule.name} is a text and has no ranges.`, ['one value']);
    const known = rule.values?.find(word => word.toLowerCase() === value.text.toLowerCase());
    if (known === undefined && rule.type === 'enum') return unknownValue(value, rule);
    words.add(known ?? value.text);
  }
  if (!rule.anyCase) return text => words.has(text);
  return text => words.has(text) || words.has(text.toUpperCase());
}

function unknownValue(value: FilterValue, rule: FilterFieldRule): FilterError {
  const values = rule.values ?? [];
  const near = nearestWord(value.text, values);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return fault(value, `${rule.name} has no value “${value.text}”.${hint} It is one of ${values.join(', ')}.`, values);
}

function wrongOperator(node: FilterComparison, rule: FilterFieldRule, expected: readonly string[]): FilterError {
  const message = `${rule.name} cannot be compared with ${node.operator}; use ${expected.join(', ')}.`;
  return fault(node.operatorSpan, message, expected);
}

function fault({ position, length }: FilterSpan, message: string, expected: readonly string[]): FilterError {
  return { message, position, length, expected };
}
