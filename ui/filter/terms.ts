// A click on a value as a change of the filter: what it adds, joins, excludes and removes. Takes expressions of any form and values as
// they came out of a capture; what a person wrote beside the clicked field stays as it was written. Pure.
//
//   addTerm     e and t       what is shown becomes less: a click on a value of a row
//   joinTerm    field in {…}  another value of the same field: a click on a facet
//   excludeTerm e and not t   and t is not asked for any more
//   removeTerm  t is neither asked for nor excluded

import { readTree, type TreeComparison, type TreeNode } from './tree.ts';
import { writeString, writeValue } from './values.ts';

export type TermOperator = '=' | '~' | '<' | '<=' | '>' | '>=';

/** `field` as the language writes it (`state`, `header["Via"]`); `value` as it came out of a capture. */
export interface FilterTerm {
  readonly field: string;
  readonly operator: TermOperator;
  readonly value: string;
}

/** What is known of fields beside the grammar. */
export interface FieldNames {
  /** One name for all names of a field: `status` and `code` are the same. */
  nameOf(written: string): string;
  /** Values of this field are written in any case. */
  isAnyCase(name: string): boolean;
}

export const PLAIN_NAMES: FieldNames = { nameOf: written => written.toLowerCase(), isAnyCase: () => false };

/** Whether a filter asks for a value, or for all but it. */
export type TermState = 'included' | 'excluded' | undefined;

/** One part of a filter as the page lists it. */
export interface ActivePart {
  readonly text: string;
  readonly isExcluded: boolean;
  /** The filter without it. */
  readonly without: string;
}

/** One operand of the outermost `and`; `claim` when it only names values of one field. */
interface Part {
  readonly text: string;
  /** Holds an `or` outside brackets. */
  readonly isOr?: boolean;
  readonly claim: Claim | undefined;
}

interface Claim {
  /** As the person wrote it. */
  readonly field: string;
  readonly name: string;
  readonly operator: TermOperator;
  readonly isExcluded: boolean;
  readonly values: readonly string[];
}

const TERM_OPERATORS: readonly string[] = ['=', '~', '<', '<=', '>', '>='] satisfies TermOperator[];

/** The term alone. */
export function writeTerm({ field, operator, value }: FilterTerm, isExcluded = false): string {
  if (operator === '=') return `${field} ${isExcluded ? '!=' : '='} ${writeValue(value)}`;
  if (operator === '~') return `${field} ${isExcluded ? '!~' : '~'} ${writeString(value)}`;
  return `${isExcluded ? 'not ' : ''}${field} ${operator} ${writeValue(value)}`;
}

/** Of what the expression shows only what the term fits. An expression that cannot be read gives way to the term. */
export function addTerm(expression: string, term: FilterTerm, names = PLAIN_NAMES): string {
  const parts = partsOf(expression, names);
  const asks = parts.findIndex(
    ({ claim }) => isAbout(claim, term, names) && !claim.isExcluded && holds(claim, term, names),
  );
  const claim = parts[asks]?.claim;
  if (claim === undefined) return joined([...parts, plain(writeTerm(term))]);
  // `state in {busy, failed}`, and then only one of them.
  return joined(parts.map((part, at) => (at === asks ? plain(writeTerm({ ...term, field: claim.field })) : part)));
}

/** Asks for what `part` fits too, or (`isExcluded`) for all but that. A part is one operand: a comparison, or brackets. */
export function addPart(expression: string, part: string, isExcluded = false): string {
  return joined([...partsOf(expression, PLAIN_NAMES), plain(isExcluded ? `not ${part}` : part)]);
}

/** Asks for this value beside those of the same field that are asked for already. */
export function joinTerm(expression: string, term: FilterTerm, names = PLAIN_NAMES): string {
  if (stateOf(expression, term, names) === 'included') return expression.trim();
  const parts = withoutValue(partsOf(expression, names), term, names, 'excluded');
  return withClaim(parts, term, false, names);
}

/** Asks for all but this value. */
export function excludeTerm(expression: string, term: FilterTerm, names = PLAIN_NAMES): string {
  if (stateOf(expression, term, names) === 'excluded') return expression.trim();
  const parts = withoutValue(partsOf(expression, names), term, names, 'included');
  return withClaim(parts, term, true, names);
}

/** Neither asks for this value nor excludes it. */
export function removeTerm(expression: string, term: FilterTerm, names = PLAIN_NAMES): string {
  const parts = partsOf(expression, names);
  return joined(withoutValue(withoutValue(parts, term, names, 'included'), term, names, 'excluded'));
}

/** What the expression says of this value, as far as it stands in the outermost `and`. */
export function stateOf(expression: string, term: FilterTerm, names = PLAIN_NAMES): TermState {
  const claims = partsOf(expression, names).flatMap(({ claim }) => claim ?? []);
  const claim = claims.find(each => isAbout(each, term, names) && holds(each, term, names));
  if (claim === undefined) return undefined;
  return claim.isExcluded ? 'excluded' : 'included';
}

/** Values of `field` that the expression names, in its outermost `and`. */
export function valuesOf(
  expression: string,
  field: string,
  names = PLAIN_NAMES,
): readonly { readonly value: string; readonly state: TermState }[] {
  const term: FilterTerm = { field, operator: '=', value: '' };
  return partsOf(expression, names).flatMap(({ claim }) =>
    !isAbout(claim, term, names)
      ? []
      : claim.values.map(value => ({ value, state: claim.isExcluded ? ('excluded' as const) : ('included' as const) })),
  );
}

/** The parts of the outermost `and`, a value of a claim each, with what is left without it. Empty when it cannot be read. */
export function activeParts(expression: string, names = PLAIN_NAMES): readonly ActivePart[] {
  const parts = readTree(expression) === undefined ? [] : partsOf(expression, names);
  return parts.flatMap((part, at) => {
    const others = parts.filter((_, index) => index !== at);
    const { claim } = part;
    if (claim === undefined) return [{ text: part.text, isExcluded: false, without: joined(others) }];
    return claim.values.map(value => ({
      text: writeTerm({ field: claim.field, operator: claim.operator, value }, claim.isExcluded),
      isExcluded: claim.isExcluded,
      without: removeTerm(expression, { field: claim.field, operator: claim.operator, value }, names),
    }));
  });
}

function partsOf(expression: string, names: FieldNames): readonly Part[] {
  const node = readTree(expression)?.node;
  if (node === undefined) return [];
  const nodes = node.type === 'and' ? node.parts : [node];
  return nodes.map(each => {
    // Brackets that only hold an `or` together come back where they are needed.
    const bare = each.type === 'group' && each.inner.type === 'or' ? each.inner : each;
    const text = expression.slice(bare.start, bare.end);
    return { text, isOr: bare.type === 'or', claim: claimOf(bare, names, false) };
  });
}

/** `field = v`, `field in {v, w}`, `(field = v or field = w)`, each with `not` before it or in it. */
function claimOf(node: TreeNode, names: FieldNames, isNot: boolean): Claim | undefined {
  switch (node.type) {
    case 'group':
      return claimOf(node.inner, names, isNot);
    case 'not':
      return claimOf(node.inner, names, !isNot);
    case 'comparison':
      return claimOfComparison(node, names, isNot);
    case 'or':
      return claimOfAlternatives(node.parts, names, isNot);
    default:
      return undefined;
  }
}

function claimOfComparison(node: TreeComparison, names: FieldNames, isNot: boolean): Claim | undefined {
  const operator = node.operator === 'in' ? '=' : node.operator;
  if (!isTermOperator(operator) || node.values.some(({ to }) => to !== undefined)) return undefined;
  return {
    field: node.field,
    name: nameOf(node, names),
    operator,
    isExcluded: node.isNegated !== isNot,
    values: node.values.map(({ text }) => text),
  };
}

function claimOfAlternatives(parts: readonly TreeNode[], names: FieldNames, isNot: boolean): Claim | undefined {
  const claims = parts.flatMap(part => claimOf(part, names, false) ?? []);
  const [first] = claims;
  const isOne = claims.every(
    ({ name, operator, isExcluded }) => name === first?.name && operator === '=' && !isExcluded,
  );
  if (first === undefined || claims.length < parts.length || !isOne) return undefined;
  return { ...first, isExcluded: isNot, values: claims.flatMap(({ values }) => values) };
}

function isTermOperator(operator: string): operator is TermOperator {
  return TERM_OPERATORS.includes(operator);
}

function nameOf({ name, key }: Pick<TreeComparison, 'name' | 'key'>, names: FieldNames): string {
  // The case of a header's name means nothing (RFC 3261 §7.3.1).
  return key === undefined ? names.nameOf(name) : `header[${key.toLowerCase()}]`;
}

function isAbout(claim: Claim | undefined, term: FilterTerm, names: FieldNames): claim is Claim {
  if (claim === undefined || claim.operator !== term.operator) return false;
  const field = readTree(`${term.field} exists`)?.node;
  return field?.type === 'comparison' && nameOf(field, names) === claim.name;
}

function holds({ values, name }: Claim, { value }: FilterTerm, names: FieldNames): boolean {
  return values.some(each => isSameValue(each, value, name, names));
}

function isSameValue(a: string, b: string, name: string, names: FieldNames): boolean {
  return a === b || (names.isAnyCase(name) && a.toLowerCase() === b.toLowerCase());
}

/** Without the value in claims of that side; a claim that names no other value goes. */
function withoutValue(
  parts: readonly Part[],
  term: FilterTerm,
  names: FieldNames,
  side: 'included' | 'excluded',
): readonly Part[] {
  return parts.flatMap(part => {
    const { claim } = part;
    if (!isAbout(claim, term, names) || claim.isExcluded !== (side === 'excluded') || !holds(claim, term, names))
      return [part];
    const values = claim.values.filter(value => !isSameValue(value, term.value, claim.name, names));
    return values.length === 0 ? [] : [written({ ...claim, values })];
  });
}

/** The value joins a claim of its field on the same side, or stands at the end as one of its own. */
function withClaim(parts: readonly Part[], term: FilterTerm, isExcluded: boolean, names: FieldNames): string {
  const at = parts.findIndex(({ claim }) => isAbout(claim, term, names) && claim.isExcluded === isExcluded);
  const claim = parts[at]?.claim;
  // Only equality has lists.
  if (claim === undefined || term.operator !== '=') return joined([...parts, plain(writeTerm(term, isExcluded))]);
  const wider = written({ ...claim, values: [...claim.values, term.value] });
  return joined(parts.map((part, index) => (index === at ? wider : part)));
}

function written(claim: Claim): Part {
  const { field, operator, isExcluded, values } = claim;
  const [only] = values;
  if (values.length === 1 && only !== undefined)
    return { text: writeTerm({ field, operator, value: only }, isExcluded), claim };
  return { text: `${field} ${isExcluded ? 'not in' : 'in'} {${values.map(writeValue).join(', ')}}`, claim };
}

function plain(text: string): Part {
  return { text, claim: undefined };
}

function joined(parts: readonly Part[]): string {
  return parts.map(({ text, isOr }) => (isOr && parts.length > 1 ? `(${text})` : text)).join(' and ');
}
