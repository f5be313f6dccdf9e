// A filter expression cut into pieces by what each means, so that it can be read at a glance. Every character is in one piece, in its
// order. Pure; takes any text, finished or not.

import { type CompletionKind, type FilterFieldHelp, fieldHelp, placeKinds } from './completion.ts';
import { type FilterToken, readTokens } from './tokens.ts';
import { isWord, isWordOperator, MAX_LENGTH, SYMBOL_OPERATORS } from './tree.ts';

export type PaintKind = 'blank' | 'name' | 'operator' | 'joint' | 'value' | 'sign';

export interface PaintPiece {
  readonly kind: PaintKind;
  readonly text: string;
  /** It stands where the mistake is. */
  readonly isWrong: boolean;
}

/** Where the mistake is, UTF-16 code units from 0. */
export interface PaintFault {
  readonly position: number;
  readonly length: number;
}

// What changes places, joins its neighbours or is not seen would not lie where the field draws it.
const UNSTEADY =
  /[\p{Cc}\p{Cf}\p{M}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Undefined for what cannot be painted over a field letter by letter, and for what the language takes for too long. */
export function paintFilter(
  text: string,
  fields: readonly FilterFieldHelp[],
  fault: PaintFault | undefined,
): readonly PaintPiece[] | undefined {
  if (text.length > MAX_LENGTH || UNSTEADY.test(text)) return undefined;
  const tokens = readTokens(text);
  const kinds = placeKinds(text, tokens);
  const pieces: PaintPiece[] = [];
  let end = 0;
  const add = (kind: PaintKind, to: number): void => {
    for (const { from, until, isWrong } of cut(end, to, fault))
      pieces.push({ kind, text: text.slice(from, until), isWrong });
    end = to;
  };
  for (const [at, token] of tokens.entries()) {
    add('blank', token.position);
    add(kindOf(token, kinds[at] ?? 'field', tokens[at + 1], fields), token.position + token.length);
  }
  add('blank', text.length);
  return pieces;
}

function kindOf(
  token: FilterToken,
  place: CompletionKind,
  next: FilterToken | undefined,
  fields: readonly FilterFieldHelp[],
): PaintKind {
  const isSign = token.type === 'symbol';
  switch (place) {
    case 'field':
      if (isWord(token, 'not') || token.text === '!') return 'joint';
      if (isSign) return 'sign';
      return token.type === 'word' && isCompared(next) && isKnown(token.text, fields) ? 'name' : 'value';
    case 'operator':
      if (isWord(token, 'and') || isWord(token, 'or')) return 'joint';
      return isSign && !SYMBOL_OPERATORS.includes(token.text) ? 'sign' : 'operator';
    case 'joint':
      if (token.text === '..') return 'operator';
      return isSign && token.text !== '&&' && token.text !== '||' ? 'sign' : 'joint';
    default:
      return isSign ? 'sign' : 'value';
  }
}

/** A word before a comparison is a field; any other is looked for everywhere. */
function isCompared(next: FilterToken | undefined): boolean {
  if (next?.type === 'symbol') return next.text === '[' || SYMBOL_OPERATORS.includes(next.text);
  return isWordOperator(next) || isWord(next, 'not');
}

/** Before the server has told its fields, any word may be one. */
function isKnown(word: string, fields: readonly FilterFieldHelp[]): boolean {
  return fields.length === 0 || fieldHelp(word, fields) !== undefined;
}

/** The stretch from `from` to `to`, cut where the mistake begins and ends. */
function cut(
  from: number,
  to: number,
  fault: PaintFault | undefined,
): readonly { readonly from: number; readonly until: number; readonly isWrong: boolean }[] {
  const start = Math.min(to, Math.max(from, fault?.position ?? to));
  const end = Math.min(to, Math.max(start, fault === undefined ? to : fault.position + Math.max(1, fault.length)));
  return [
    { from, until: start, isWrong: false },
    { from: start, until: end, isWrong: fault !== undefined },
    { from: end, until: to, isWrong: false },
  ].filter(part => part.until > part.from);
}
