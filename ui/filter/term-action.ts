// What a person wants of a value that he sees, and what becomes of the filter. Any element may say it: the event `filter-term`. Pure.

import {
  addTerm,
  excludeTerm,
  type FieldNames,
  type FilterTerm,
  joinTerm,
  PLAIN_NAMES,
  removeTerm,
  writeTerm,
} from './terms.ts';
import { MAX_LENGTH } from './tree.ts';

/** `include` makes the list shorter, `join` asks for this value beside others of its field, `only` forgets the rest of the filter. */
export type TermAct = 'include' | 'join' | 'exclude' | 'remove' | 'only';

/** Detail of `filter-term`. */
export interface TermAction {
  readonly act: TermAct;
  readonly term: FilterTerm;
}

/** The filter afterwards; undefined when the language takes none so long. */
export function appliedTerm(
  expression: string,
  { act, term }: TermAction,
  names: FieldNames = PLAIN_NAMES,
): string | undefined {
  const filter = changed(expression, act, term, names);
  return filter.length > MAX_LENGTH ? undefined : filter;
}

function changed(expression: string, act: TermAct, term: FilterTerm, names: FieldNames): string {
  switch (act) {
    case 'include':
      return addTerm(expression, term, names);
    case 'join':
      return joinTerm(expression, term, names);
    case 'exclude':
      return excludeTerm(expression, term, names);
    case 'remove':
      return removeTerm(expression, term, names);
    case 'only':
      return writeTerm(term);
    default:
      return act satisfies never;
  }
}
