// The test of one value → the test of a leg. Where the store keeps a field as numbers or bytes (filter-columns.ts), the legs are told
// apart by these and texts are made for those alone that may pass; where it does not, the field's own reader is asked.

import { ByteNeedle } from './byte-needle.ts';
import { type Ipv4Test, NO_PORT } from './filter-address.ts';
import type { ColumnReader, FilterColumns } from './filter-columns.ts';
import type { FilterFieldRule, FilterReader } from './filter-fields.ts';
import type { FilterSubject } from './filter-subject.ts';
import { Verdict, Verdicts } from './verdicts.ts';

export type LegTest = (subject: FilterSubject) => boolean;

/** A field with more words than these reads its texts: each word is a walk of its own. */
const NEEDLES = 8;

/** What is known of the texts that pass a test: each holds one of the words, in any case. `isEnough`: and each that does passes. */
export interface HeldWords {
  readonly words: readonly string[];
  readonly isEnough: boolean;
}

/** Whether the test says yes to any text of a leg. */
export function liftText(
  { reader, column }: FilterFieldRule,
  test: (text: string) => boolean,
  held: HeldWords | undefined,
): LegTest {
  const read = readTexts(reader, test);
  const needles =
    held === undefined || held.words.length > NEEDLES ? undefined : held.words.map(word => new ByteNeedle(word));
  if (column?.holds !== undefined && needles !== undefined)
    return byBytes(column.holds, needles, held?.isEnough === true, read);
  return byColumn(column, read, test, needles);
}

/** The same for a test of addresses, which takes IPv4 as numbers where it can. */
export function liftAddress(
  rule: FilterFieldRule,
  test: (text: string) => boolean,
  testIpv4: Ipv4Test | undefined,
): LegTest {
  const endpoints = rule.column?.endpoints;
  if (endpoints === undefined || testIpv4 === undefined) return liftText(rule, test, undefined);
  const { hasPort, some } = endpoints;
  const read = readTexts(rule.reader, test);
  const verdicts = new Verdicts();
  let columns: FilterColumns | undefined;
  // One function for all legs: a million legs make none.
  const testEndpoint = (endpoint: number): boolean => {
    if (columns === undefined) return false;
    const address = columns.ipv4(endpoint);
    if (address >= 0) return testIpv4(address, hasPort ? columns.port(endpoint) : NO_PORT);
    const known = verdicts.of(columns.owner, endpoint);
    if (known !== Verdict.Unknown) return known === Verdict.Yes;
    return verdicts.keep(endpoint, test(hasPort ? columns.endpointText(endpoint) : columns.address(endpoint)));
  };
  return leg => {
    columns = leg.columns;
    return columns === undefined ? read(leg) : some(columns, testEndpoint);
  };
}

/** The same for numbers. */
export function liftNumber({ reader, column }: FilterFieldRule, test: (value: number) => boolean): LegTest {
  const read = readNumbers(reader, test);
  const some = column?.some;
  // Without a text these numbers are the values.
  if (some !== undefined) return leg => (leg.columns === undefined ? read(leg) : some(leg.columns, test));
  return byColumn(column, read, undefined, undefined);
}

function readTexts(reader: FilterReader, test: (text: string) => boolean): LegTest {
  if (reader.type === 'text') return leg => test(reader.read(leg));
  if (reader.type === 'texts') return leg => reader.read(leg).some(test);
  throw new Error('a field of numbers has no texts');
}

function readNumbers(reader: FilterReader, test: (value: number) => boolean): LegTest {
  if (reader.type === 'numbers') return leg => reader.read(leg).some(test);
  if (reader.type !== 'number') throw new Error('a field of texts has no numbers');
  return leg => {
    const value = reader.read(leg);
    return value !== undefined && test(value);
  };
}

function byBytes(
  holds: NonNullable<ColumnReader['holds']>,
  needles: readonly ByteNeedle[],
  isEnough: boolean,
  read: LegTest,
): LegTest {
  return leg => {
    const { columns } = leg;
    if (columns === undefined) return read(leg);
    let mayPass = false;
    for (const needle of needles) {
      const verdict = holds(columns, needle);
      if (verdict === Verdict.Yes && isEnough) return true;
      mayPass ||= verdict !== Verdict.No;
    }
    return mayPass && read(leg);
  };
}

function byColumn(
  column: ColumnReader | undefined,
  read: LegTest,
  test: ((text: string) => boolean) | undefined,
  needles: readonly ByteNeedle[] | undefined,
): LegTest {
  const verdicts = new Verdicts();
  const { number, numberMayHold } = column ?? {};
  const mayHold = (columns: FilterColumns, key: number): boolean =>
    numberMayHold === undefined || needles === undefined
      ? true
      : needles.some(needle => numberMayHold(columns, key, needle));
  if (number !== undefined) {
    return leg => {
      const { columns } = leg;
      if (columns === undefined) return read(leg);
      const key = number(columns);
      if (key < 0) return read(leg);
      const known = verdicts.of(columns.owner, key);
      if (known !== Verdict.Unknown) return known === Verdict.Yes;
      return verdicts.keep(key, mayHold(columns, key) && read(leg));
    };
  }
  const { some, textOf } = column ?? {};
  if (some === undefined || textOf === undefined || test === undefined) return read;
  let columns: FilterColumns | undefined;
  // One function for all legs: a million legs make none.
  const testNumber = (value: number): boolean => {
    if (columns === undefined) return false;
    const known = verdicts.of(columns.owner, value);
    if (known !== Verdict.Unknown) return known === Verdict.Yes;
    return verdicts.keep(value, mayHold(columns, value) && test(textOf(columns, value)));
  };
  return leg => {
    columns = leg.columns;
    return columns === undefined ? read(leg) : some(columns, testNumber);
  };
}
