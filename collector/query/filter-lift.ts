// The test of one value → the test of a leg. Where the store keeps a field as numbers or bytes (filter-columns.ts), the legs are told
// apart by these and texts are made for those alone that may pass; where it does not, the field's own reader is asked.

import { ByteNeedle } from './byte-needle.ts';
import { type ColumnReader, type FilterColumns, Verdict, Verdicts } from './filter-columns.ts';
import type { FilterFieldRule, FilterReader } from './filter-fields.ts';
import type { FilterSubject } from './filter-subject.ts';

export type LegTest = (subject: FilterSubject) => boolean;

/** A field with more words than these reads its texts: each word is a walk of its own. */
const NEEDLES = 8;

/** Whether the test says yes to any text of a leg. `words`: every text that passes holds one of them; undefined when that is not so. */
export function liftText(
  { reader, column }: FilterFieldRule,
  test: (text: string) => boolean,
  words: readonly string[] | undefined,
): LegTest {
  const read = readTexts(reader, test);
  if (column?.mayHold !== undefined && words !== undefined && words.length <= NEEDLES)
    return held(column.mayHold, words, read);
  return byColumn(column, read, test);
}

/** The same for numbers. */
export function liftNumber({ reader, column }: FilterFieldRule, test: (value: number) => boolean): LegTest {
  const read = readNumbers(reader, test);
  const some = column?.some;
  // Without a text these numbers are the values.
  if (some !== undefined) return leg => (leg.columns === undefined ? read(leg) : some(leg.columns, test));
  return byColumn(column, read, undefined);
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

function held(mayHold: NonNullable<ColumnReader['mayHold']>, words: readonly string[], read: LegTest): LegTest {
  const needles = words.map(word => new ByteNeedle(word));
  return leg => {
    const { columns } = leg;
    return (columns === undefined || needles.some(needle => mayHold(columns, needle))) && read(leg);
  };
}

function byColumn(
  column: ColumnReader | undefined,
  read: LegTest,
  test: ((text: string) => boolean) | undefined,
): LegTest {
  const verdicts = new Verdicts();
  const number = column?.number;
  if (number !== undefined) {
    return leg => {
      const { columns } = leg;
      if (columns === undefined) return read(leg);
      const key = number(columns);
      const known = verdicts.of(columns.owner, key);
      return known === Verdict.Unknown ? verdicts.keep(key, read(leg)) : known === Verdict.Yes;
    };
  }
  const { some, textOf } = column ?? {};
  if (some === undefined || textOf === undefined || test === undefined) return read;
  let columns: FilterColumns | undefined;
  // One function for all legs: a million legs make none.
  const testNumber = (value: number): boolean => {
    if (columns === undefined) return false;
    const known = verdicts.of(columns.owner, value);
    return known === Verdict.Unknown ? verdicts.keep(value, test(textOf(columns, value))) : known === Verdict.Yes;
  };
  return leg => {
    columns = leg.columns;
    return columns === undefined ? read(leg) : some(columns, testNumber);
  };
}
