// The filter language: expression → test over legs (INTERFACES.md, "Filter language").
// Takes any text; gives a test, or the position of the fault and what was expected there; never throws.
// A comparison with something absent is false; `!=` and `!~` are the exact opposites of `=` and `~`.
// Inside and/or the cheap operands are asked first, those that read messages last.

import type { FilterError } from '../model/report.ts';
import type { FilterStep } from './filter-comparison.ts';
import { compileComparison, isError } from './filter-comparison.ts';
import { SEARCH_COST } from './filter-fields.ts';
import type { LegTest } from './filter-lift.ts';
import type { FilterNode } from './filter-parser.ts';
import { parseFilter } from './filter-parser.ts';
import type { FilterSubject } from './filter-subject.ts';

export { FILTER_FIELDS } from './filter-fields.ts';
export type { FilterSubject } from './filter-subject.ts';

export type CompiledFilter =
  | { readonly ok: true; test(subject: FilterSubject): boolean; readonly needsMessages: boolean }
  | { readonly ok: false; readonly error: FilterError };

/** Compiles `expression`; an empty one lets every leg pass. */
export function compileFilter(expression: string): CompiledFilter {
  const parsed = parseFilter(expression);
  if (!parsed.ok) return parsed;
  if (parsed.node === undefined) return { ok: true, test: () => true, needsMessages: false };
  const step = compileNode(parsed.node);
  if (isError(step)) return { ok: false, error: step };
  return { ok: true, test: step.test, needsMessages: step.needsMessages };
}

/** Compiles one part of an expression. */
export function compileNode(node: FilterNode): FilterStep | FilterError {
  switch (node.type) {
    case 'and':
    case 'or':
      return compileChain(node.type, node.operands);
    case 'not': {
      const step = compileNode(node.operand);
      if (isError(step)) return step;
      const { test } = step;
      return { ...step, test: leg => !test(leg) };
    }
    case 'search':
      return { test: leg => leg.search(node.text), cost: SEARCH_COST, needsMessages: true };
    case 'comparison':
      return compileComparison(node);
    default:
      return node satisfies never;
  }
}

function compileChain(type: 'and' | 'or', operands: readonly FilterNode[]): FilterStep | FilterError {
  const steps: FilterStep[] = [];
  for (const operand of operands) {
    const step = compileNode(operand);
    if (isError(step)) return step;
    steps.push(step);
  }
  steps.sort((a, b) => a.cost - b.cost);
  return {
    test: steps.map(step => step.test).reduce(type === 'and' ? both : either),
    cost: steps.reduce((sum, step) => sum + step.cost, 0),
    needsMessages: steps.some(step => step.needsMessages),
  };
}

// `every` and `some` would want a function for each leg: 100 MB for a million of them.

function both(first: LegTest, second: LegTest): LegTest {
  return leg => first(leg) && second(leg);
}

function either(first: LegTest, second: LegTest): LegTest {
  return leg => first(leg) || second(leg);
}
