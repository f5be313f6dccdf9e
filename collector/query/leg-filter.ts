// A filter expression made ready for legs, and its error as a person at a terminal reads it.

import { printable } from '../bytes/printable.ts';
import { textWidth } from '../bytes/text-width.ts';
import type { Leg } from '../store/leg.ts';
import { compileFilter } from './filter.ts';
import { type FilterSources, LegSubject } from './leg-subject.ts';

export interface LegFilter {
  readonly ok: true;
  /** The test of one capture's legs. */
  over(sources: FilterSources): (leg: Leg) => boolean;
}

/** An empty expression lets every leg through. A wrong one is explained with a mark under the place. */
export function compileLegFilter(expression: string): LegFilter | { readonly ok: false; readonly explanation: string } {
  if (expression.trim() === '') return { ok: true, over: () => () => true };
  const compiled = compileFilter(expression);
  if (!compiled.ok) {
    const { message, position, length, expected } = compiled.error;
    // The mark stands under what is shown, which may be wider or narrower than what was written.
    const before = textWidth(printable(expression.slice(0, position)));
    const marked = textWidth(printable(expression.slice(position, position + length)));
    const mark = ' '.repeat(before) + '^'.repeat(Math.max(1, marked));
    const wanted = expected.length === 0 ? '' : `  expected ${expected.join(', ')}\n`;
    return { ok: false, explanation: `sipscope: ${message}\n  ${printable(expression)}\n  ${mark}\n${wanted}` };
  }
  return {
    ok: true,
    over: sources => {
      const subject = new LegSubject(sources);
      return leg => compiled.test(subject.moveTo(leg));
    },
  };
}
