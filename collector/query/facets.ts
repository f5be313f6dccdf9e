// Counts the values of fields over the legs that a filter lets through, each field as if the filter said nothing about it: who has
// chosen one state wants to see how many legs have another. One walk over the legs:
//
//   filter = part and part and …        parts about one asked field alone are its own, the others are for all
//   leg ── fails a part for all ──▶ not counted
//       ── fails none ─────────────▶ counted in every field, and in the total
//       ── fails own parts of one ─▶ counted in that field alone
//
// Fields that stand in messages only are read afterwards, for a bounded time.

import type { Facet, FacetAnswer, FacetQuery } from '../model/facets.ts';
import type { FilterError } from '../model/report.ts';
import type { Millis } from '../model/time.ts';
import type { Leg } from '../store/leg.ts';
import { counterOf, type FacetCounter } from './facet-counters.ts';
import { type FacetField, facetField, fieldOf, namedValues } from './facet-field.ts';
import type { MessageColumn, MessageValues } from './facet-messages.ts';
import { type Tally, TextTally } from './facet-tally.ts';
import { compileFilter, compileNode } from './filter.ts';
import { type FilterStep, isError } from './filter-comparison.ts';
import { type FilterNode, parseFilter } from './filter-parser.ts';
import { type FilterSources, LegSubject } from './leg-subject.ts';
import { inSteps } from './slices.ts';
import { startTime } from './summary.ts';

/** Legs that are taken between two looks at the clock, when no message is read. */
const LEGS_A_STEP = 500;
/** So long one question reads messages for its fields. */
export const READING_MILLIS: Millis = 1500;

/** One asked field while it is counted. */
interface Counting {
  readonly asked: string;
  readonly field: FacetField;
  readonly own: FilterStep | undefined;
  readonly named: readonly string[];
  /** Undefined for a field that messages are read for. */
  readonly counter: FacetCounter | undefined;
  /** Legs of a field that messages are read for: they are counted afterwards. */
  readonly later: Leg[];
  legs: number;
}

/** Yields now and then while it works. */
export function* facetSteps(
  sources: FilterSources,
  values: MessageValues,
  query: FacetQuery,
  now: () => Millis = () => performance.now(),
): Generator<undefined, FacetAnswer> {
  const { filter = '' } = query;
  const compiled = compileFilter(filter);
  if (!compiled.ok) return { error: compiled.error };
  const parts = partsOf(filter);
  const fields = query.fields.map(facetField);
  const unknown = fields.indexOf(undefined);
  if (unknown >= 0) return { unknownField: query.fields[unknown] };
  const countings = query.fields.map((asked, at) => countingOf(asked, fields[at], parts, sources));
  const names = new Set(countings.map(({ field }) => field.name));
  const forAll = stepOf(parts.filter(part => !names.has(fieldOf(part) ?? '')));
  const total = yield* walk(sources, query, forAll, countings);
  const until = now() + READING_MILLIS;
  const facets: Facet[] = [];
  for (const counting of countings) {
    const facet =
      counting.counter === undefined
        ? yield* readFacet(counting, values.of(counting.field, sources), query, () => now() < until)
        : yield* countedFacet(counting, counting.counter, query);
    facets.push(facet);
  }
  return { total, all: sources.store.legs.length, facets };
}

/** Operands of the outermost `and`. */
function partsOf(filter: string): readonly FilterNode[] {
  const parsed = parseFilter(filter);
  const node = parsed.ok ? parsed.node : undefined;
  if (node === undefined) return [];
  return node.type === 'and' ? node.operands : [node];
}

function countingOf(
  asked: string,
  field: FacetField | undefined,
  parts: readonly FilterNode[],
  sources: FilterSources,
): Counting {
  if (field === undefined) throw new Error('a field that is not known is not counted');
  const own = parts.filter(part => fieldOf(part) === field.name);
  const isRead = field.rule === undefined || field.rule.needsMessages;
  return {
    asked,
    field,
    own: stepOf(own),
    named: own.flatMap(namedValues),
    counter: isRead ? undefined : counterOf(field, sources),
    later: [],
    legs: 0,
  };
}

/** Undefined when there is nothing to test. */
function stepOf(operands: readonly FilterNode[]): FilterStep | undefined {
  if (operands.length === 0) return undefined;
  const step: FilterStep | FilterError = compileNode({ type: 'and', operands });
  if (isError(step)) throw new Error(`a filter that could be read cannot be read in parts: ${step.message}`);
  return step;
}

/** Gives how many legs the whole filter lets through. */
function* walk(
  sources: FilterSources,
  { from, to }: FacetQuery,
  forAll: FilterStep | undefined,
  countings: readonly Counting[],
): Generator<undefined, number> {
  const { store } = sources;
  const subject = new LegSubject(sources);
  const steps = [forAll, ...countings.map(({ own }) => own)];
  const batch = steps.some(step => step?.needsMessages) ? 1 : LEGS_A_STEP;
  // Legs that come while this runs belong to the next question.
  const end = store.legs.length;
  let total = 0;
  const take = (leg: Leg): void => {
    if (from !== undefined && startTime(store, leg) < from) return;
    if (to !== undefined && startTime(store, leg) >= to) return;
    subject.moveTo(leg);
    if (forAll !== undefined && !forAll.test(subject)) return;
    const failed = failedOf(countings, subject);
    if (failed === 'several') return;
    if (failed !== undefined) {
      count(failed, leg);
      return;
    }
    total += 1;
    for (const counting of countings) count(counting, leg);
  };
  yield* inSteps(end, batch, (start, stop) => {
    for (let index = start; index < stop; index++) take(store.legs[index]);
  });
  return total;
}

/** Whose own parts the leg fails: nobody's, one field's, or those of several. */
function failedOf(countings: readonly Counting[], subject: LegSubject): Counting | 'several' | undefined {
  let failed: Counting | undefined;
  for (const counting of countings) {
    if (counting.own === undefined || counting.own.test(subject)) continue;
    if (failed !== undefined) return 'several';
    failed = counting;
  }
  return failed;
}

function count(counting: Counting, leg: Leg): void {
  counting.legs += 1;
  if (counting.counter === undefined) counting.later.push(leg);
  else counting.counter.add(leg);
}

function* countedFacet(counting: Counting, counter: FacetCounter, query: FacetQuery): Generator<undefined, Facet> {
  const tally = yield* counter.tally();
  yield;
  return facetOf(counting, tally, counter.none, counting.legs, query);
}

/** Counts what is known, and reads what is not while there is time. */
function* readFacet(
  counting: Counting,
  column: MessageColumn,
  query: FacetQuery,
  hasTime: () => boolean,
): Generator<undefined, Facet> {
  const tally = new TextTally();
  let none = 0;
  let counted = 0;
  let omitted = 0;
  for (const [at, leg] of counting.later.entries()) {
    const isKnown = column.knows(leg);
    if (!isKnown && !hasTime()) continue;
    if (!isKnown || at % LEGS_A_STEP === 0) yield;
    const { values, isOmitted } = column.valuesOf(leg);
    counted += 1;
    if (isOmitted) omitted += 1;
    else if (values.length === 0) none += 1;
    for (const value of values) tally.add(value);
  }
  const facet = facetOf(counting, tally, none, counted, query);
  return { ...facet, omitted: facet.omitted + omitted };
}

function facetOf(
  { asked, legs, named }: Counting,
  tally: Tally,
  none: number,
  counted: number,
  { limit, text = '' }: FacetQuery,
): Facet {
  return { field: asked, ...tally.top(limit, text, named), none, omitted: tally.omitted, counted, legs };
}
