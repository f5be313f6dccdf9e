// What can stand at the caret of a filter expression, and what it would put there. Takes any text, the fields that the server knows
// and the values that it found; gives offers in the order of use. Pure.
//
//   state = fai|        value of `state`, "fai" typed of it
//   state |             comparison of `state`
//   state = failed |    and, or
//   header["X-T|        name of a header

import type { Facet, FilterFieldHelp, FilterFieldType } from '../../server/wire/types.ts';
import { type FilterToken, readTokens } from './tokens.ts';
import { isWord, isWordOperator, SYMBOL_OPERATORS } from './tree.ts';
import { writeString, writeValue } from './values.ts';

export type { Facet, FilterFieldHelp };

export type CompletionKind = 'field' | 'operator' | 'value' | 'joint' | 'header';

/** Where the caret is. */
export interface CompletionPlace {
  readonly kind: CompletionKind;
  /** What is typed of it, without quotes. */
  readonly typed: string;
  /** What an offer replaces. */
  readonly from: number;
  readonly to: number;
  /** Of comparisons and values: the field as written. */
  readonly field: string | undefined;
}

export interface Offer {
  /** As it is shown. */
  readonly text: string;
  /** What it puts in the place of what is typed. */
  readonly insert: string;
  /** Rows that have the value. */
  readonly count?: number;
  readonly help?: string;
}

/** Offers that are shown. */
const OFFERS = 50;
const TEXT_OPERATORS = ['=', '!=', '~', '!~', 'in', 'contains', 'matches', 'exists'];
const NUMBER_OPERATORS = ['=', '!=', '<', '<=', '>', '>=', 'in', 'exists'];
const OPERATORS: Readonly<Record<FilterFieldType, readonly string[]>> = {
  text: TEXT_OPERATORS,
  enum: ['=', '!=', 'in', '~', 'exists'],
  address: ['=', '!=', 'in', '~', 'exists'],
  number: NUMBER_OPERATORS,
  duration: ['>', '>=', '<', '<=', '=', 'in', 'exists'],
  time: ['>=', '<', '=', '>', '<=', 'in', 'exists'],
};

export function placeAt(text: string, caret: number): CompletionPlace {
  const tokens = readTokens(text);
  const at = tokens.findIndex(
    token => token.position < caret && caret <= token.position + token.length && isTouched(token, caret),
  );
  const here = tokens[at];
  const before = at < 0 ? tokens.filter(token => token.position + token.length <= caret) : tokens.slice(0, at);
  const walk = new Walk(text);
  for (const token of before) walk.step(token);
  const { kind, field } = walk;
  if (here === undefined) return { kind, typed: '', from: caret, to: caret, field };
  const raw = text.slice(here.position, caret);
  const typed = here.type === 'string' ? raw.slice(1) : raw;
  return { kind, typed, from: here.position, to: here.position + here.length, field };
}

/** What can stand at `place`; `found` are values of its field, or names of headers. */
export function offersAt(
  place: CompletionPlace,
  fields: readonly FilterFieldHelp[],
  found: Facet | undefined,
): readonly Offer[] {
  switch (place.kind) {
    case 'field':
      return fieldOffers(place.typed, fields);
    case 'operator':
      return operatorOffers(place, fields);
    case 'joint':
      return ['and', 'or']
        .filter(word => word.startsWith(place.typed.toLowerCase()))
        .map(word => ({ text: word, insert: `${word} ` }));
    case 'header':
      return valuesOf(found, place.typed).map(({ text, count }) => ({ text, insert: `${writeString(text)}] `, count }));
    default:
      return valueOffers(place, fields, found);
  }
}

/** The field that values are to be asked for; undefined when there is nothing to ask. */
export function questionOf(
  place: CompletionPlace,
  fields: readonly FilterFieldHelp[],
): { readonly field: string; readonly text: string } | undefined {
  if (place.kind === 'header') return { field: 'header', text: place.typed };
  if (place.kind !== 'value' || place.field === undefined) return undefined;
  const type = fieldHelp(place.field, fields)?.type;
  return type === undefined || type === 'duration' || type === 'time'
    ? undefined
    : { field: place.field, text: place.typed };
}

/** The help of a field as written; that of `header` for any header. */
export function fieldHelp(written: string, fields: readonly FilterFieldHelp[]): FilterFieldHelp | undefined {
  const name = written.replace(/\[.*$/s, '').toLowerCase();
  const known = fields.find(
    field => field.name.toLowerCase() === name || field.aliases.some(alias => alias.toLowerCase() === name),
  );
  return known ?? (/^sip\.[A-Z]/.test(written) ? fields.find(field => field.name === 'header') : undefined);
}

/** A word or a text is replaced while the caret touches it; behind a sign or a closing quote something new begins. */
function isTouched(token: FilterToken, caret: number): boolean {
  if (token.type === 'word') return true;
  return token.type === 'string' && (token.isOpen === true || caret < token.position + token.length);
}

/** What stands at each token of a text: the kind that the tokens before it lead to. */
export function placeKinds(text: string, tokens: readonly FilterToken[]): readonly CompletionKind[] {
  const walk = new Walk(text);
  return tokens.map(token => {
    const { kind } = walk;
    walk.step(token);
    return kind;
  });
}

/** Goes through the tokens before the caret as the grammar does, and forgives what it does not allow. */
class Walk {
  kind: CompletionKind = 'field';
  field: string | undefined;
  private readonly text: string;
  private isList = false;
  private start = 0;

  constructor(text: string) {
    this.text = text;
  }

  step(token: FilterToken): void {
    const isJoint = isWord(token, 'and') || isWord(token, 'or') || token.text === '&&' || token.text === '||';
    if (this.kind === 'header') this.inHeader(token);
    else if (this.kind === 'value') this.inValue(token);
    else if (isJoint) this.kind = 'field';
    else if (this.kind === 'field') this.inField(token);
    else if (token.text === '..') this.kind = 'value';
    else if (this.kind === 'operator') this.inOperator(token);
  }

  private inHeader(token: FilterToken): void {
    if (token.text !== ']') return;
    this.field = this.text.slice(this.start, token.position + 1);
    this.kind = 'operator';
  }

  private inValue(token: FilterToken): void {
    if (token.text === '{') this.isList = true;
    else if (token.text === '}' || (!this.isList && token.type !== 'symbol')) {
      this.kind = 'joint';
      this.isList = false;
    }
  }

  private inField(token: FilterToken): void {
    if (token.type === 'symbol' || isWord(token, 'not')) return;
    this.kind = token.type === 'string' ? 'joint' : 'operator';
    this.field = token.text;
    this.start = token.position;
  }

  private inOperator(token: FilterToken): void {
    if (token.text === '[') this.kind = 'header';
    else if (isWord(token, 'exists') || token.text === ')') this.kind = 'joint';
    else if (isWordOperator(token) || SYMBOL_OPERATORS.includes(token.text)) this.kind = 'value';
  }
}

function fieldOffers(typed: string, fields: readonly FilterFieldHelp[]): readonly Offer[] {
  const wanted = typed.toLowerCase();
  const rank = ({ name, aliases }: FilterFieldHelp): number => {
    const names = [name, ...aliases].map(each => each.toLowerCase());
    if (name.toLowerCase().startsWith(wanted)) return 0;
    if (names.some(each => each.startsWith(wanted))) return 1;
    return names.some(each => each.includes(wanted)) ? 2 : 3;
  };
  const fitting = fields.map(field => ({ field, at: rank(field) })).filter(({ at }) => at < 3);
  fitting.sort((a, b) => a.at - b.at);
  return fitting.map(({ field: { name, help } }) => ({
    text: name,
    insert: name === 'header' ? 'header["' : `${name} `,
    help,
  }));
}

function operatorOffers({ field = '', typed }: CompletionPlace, fields: readonly FilterFieldHelp[]): readonly Offer[] {
  const type = fieldHelp(field, fields)?.type;
  // A word that is no field is looked for everywhere: it goes on with and, or.
  const words = type === undefined ? ['and', 'or'] : OPERATORS[type];
  return words.filter(word => word.startsWith(typed.toLowerCase())).map(word => ({ text: word, insert: `${word} ` }));
}

function valueOffers(
  place: CompletionPlace,
  fields: readonly FilterFieldHelp[],
  found: Facet | undefined,
): readonly Offer[] {
  const { field = '', typed } = place;
  const help = fieldHelp(field, fields);
  const counted = valuesOf(found, typed);
  const wanted = typed.toLowerCase();
  const known = (help?.values ?? [])
    .filter(value => value.toLowerCase().includes(wanted) && !counted.some(({ text }) => text === value))
    .map(value => ({ text: value, insert: writeValue(value) }));
  return [...counted.map(({ text, count }) => ({ text, insert: writeValue(text), count })), ...known].slice(0, OFFERS);
}

function valuesOf(
  found: Facet | undefined,
  typed: string,
): readonly { readonly text: string; readonly count: number }[] {
  const wanted = typed.toLowerCase();
  return (found?.values ?? [])
    .filter(({ value }) => value.toLowerCase().includes(wanted))
    .slice(0, OFFERS)
    .map(({ value, count }) => ({ text: value, count }));
}
