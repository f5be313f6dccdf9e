// Filter expression → syntax tree. Knows the grammar, not the fields: whether `pdd` exists is `filter.ts`'s question.
// Takes any text; gives a tree or the position of the fault and what was expected there; never throws.
//
//   expression = disjunction / nothing
//   disjunction = conjunction *( ("or" / "||") conjunction )
//   conjunction = negation *( ("and" / "&&") negation )
//   negation   = ("not" / "!") negation / "(" disjunction ")" / comparison / search
//   comparison = field [ "not" ] ( operator value / "in" ( "{" value *( "," value ) "}" / value ) / "exists" )
//   field      = word / word "[" ( word / string ) "]"
//   operator   = "=" / "==" / "!=" / "<" / "<=" / ">" / ">=" / "~" / "!~" / "contains" / "matches"
//   value      = ( word / string ) [ ".." ( word / string ) ]
//   search     = word / string

import type { FilterError } from '../model/report.ts';
import type { FilterToken } from './filter-lexer.ts';
import { readTokens } from './filter-lexer.ts';

export type FilterOperator = '=' | '<' | '<=' | '>' | '>=' | '~' | 'contains' | 'matches' | 'in' | 'exists';

/** Where something stands in the expression. */
export interface FilterSpan {
  readonly position: number;
  readonly length: number;
}

export interface FilterValue extends FilterSpan {
  readonly text: string;
  /** Where `a..b` ends, both ends included; undefined for a single value. */
  readonly to: string | undefined;
}

export interface FilterField extends FilterSpan {
  readonly name: string;
  /** What stands in brackets: `header["X-Tenant"]`. */
  readonly key: string | undefined;
}

export interface FilterComparison extends FilterSpan {
  readonly type: 'comparison';
  readonly field: FilterField;
  readonly operator: FilterOperator;
  readonly operatorSpan: FilterSpan;
  readonly values: readonly FilterValue[];
}

export type FilterNode =
  | { readonly type: 'and' | 'or'; readonly operands: readonly FilterNode[] }
  | { readonly type: 'not'; readonly operand: FilterNode }
  | { readonly type: 'search'; readonly text: string }
  | FilterComparison;

/** `node` is undefined for an empty expression, which lets everything pass. */
export type ParsedFilter =
  | { readonly ok: true; readonly node: FilterNode | undefined }
  | { readonly ok: false; readonly error: FilterError };

export const MAX_FILTER_LENGTH = 4096;
export const MAX_FILTER_DEPTH = 100;

const SYMBOL_OPERATORS: Readonly<Record<string, FilterOperator | undefined>> = {
  '=': '=',
  '!=': '=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '~': '~',
  '!~': '~',
};
const WORD_OPERATORS: readonly FilterOperator[] = ['contains', 'matches', 'in', 'exists'];
const NEGATED: readonly string[] = ['!=', '!~'];
const OPERAND = ['a field', 'a word or "text" to search for', 'not', '('];
const OPERATOR = ['=', '!=', '~', '<', '<=', '>', '>=', 'in', 'contains', 'matches', 'exists'];
const JOINT = ['and', 'or', 'the end'];

/** Parses `expression`. */
export function parseFilter(expression: string): ParsedFilter {
  if (expression.length > MAX_FILTER_LENGTH) {
    const length = expression.length - MAX_FILTER_LENGTH;
    const message = `The expression is longer than ${MAX_FILTER_LENGTH} characters.`;
    return { ok: false, error: { message, position: MAX_FILTER_LENGTH, length, expected: ['the end'] } };
  }
  const read = readTokens(expression);
  if (!read.ok) return read;
  const parser = new FilterParser(read.tokens);
  return parser.parse();
}

/** Recursive descent. A rule that gives undefined has written down the error; the first one counts. */
class FilterParser {
  readonly #tokens: readonly FilterToken[];
  #at = 0;
  #depth = 0;
  #error: FilterError | undefined;

  constructor(tokens: readonly FilterToken[]) {
    this.#tokens = tokens;
  }

  parse(): ParsedFilter {
    if (this.#peek().type === 'end') return { ok: true, node: undefined };
    const node = this.#disjunction();
    if (node !== undefined && this.#peek().type !== 'end') this.#unexpected(JOINT);
    return this.#error === undefined ? { ok: true, node } : { ok: false, error: this.#error };
  }

  #disjunction(): FilterNode | undefined {
    return this.#chain('or', '||', () => this.#conjunction());
  }

  #conjunction(): FilterNode | undefined {
    return this.#chain('and', '&&', () => this.#negation());
  }

  #chain(type: 'and' | 'or', symbol: string, rule: () => FilterNode | undefined): FilterNode | undefined {
    const operands: FilterNode[] = [];
    do {
      const operand = rule();
      if (operand === undefined) return undefined;
      operands.push(operand);
    } while (this.#takeWord(type) || this.#takeSymbol(symbol));
    const [only] = operands;
    return operands.length === 1 ? only : { type, operands };
  }

  #negation(): FilterNode | undefined {
    const start = this.#peek();
    if (!isWord(start, 'not') && !isSymbol(start, '!') && !isSymbol(start, '(')) return this.#operand();
    if (this.#depth === MAX_FILTER_DEPTH)
      return this.#fail(start, `The expression is nested deeper than ${MAX_FILTER_DEPTH} levels.`, [
        'fewer parentheses',
      ]);
    this.#depth++;
    this.#at++;
    const node = isSymbol(start, '(') ? this.#group() : this.#not();
    this.#depth--;
    return node;
  }

  #not(): FilterNode | undefined {
    const operand = this.#negation();
    return operand === undefined ? undefined : { type: 'not', operand };
  }

  #group(): FilterNode | undefined {
    const node = this.#disjunction();
    if (node === undefined) return undefined;
    return this.#takeSymbol(')') ? node : this.#unexpected(['and', 'or', ')']);
  }

  #operand(): FilterNode | undefined {
    const token = this.#peek();
    if (token.type !== 'word' && token.type !== 'string') return this.#unexpected(OPERAND);
    if (isWord(token, 'and') || isWord(token, 'or')) return this.#unexpected(OPERAND);
    this.#at++;
    if (token.type === 'string' || !this.#startsComparison()) return { type: 'search', text: token.text };
    const field = this.#field(token);
    return field === undefined ? undefined : this.#comparison(field);
  }

  #startsComparison(): boolean {
    const next = this.#peek();
    if (next.type === 'symbol') return next.text === '[' || SYMBOL_OPERATORS[next.text] !== undefined;
    return wordOperator(next) !== undefined || (isWord(next, 'not') && wordOperator(this.#peek(1)) !== undefined);
  }

  #field(name: FilterToken): FilterField | undefined {
    if (!this.#takeSymbol('['))
      return { name: name.text, key: undefined, position: name.position, length: name.length };
    const key = this.#peek();
    if (key.type !== 'word' && key.type !== 'string') return this.#unexpected(['"a name"']);
    this.#at++;
    const close = this.#peek();
    if (!this.#takeSymbol(']')) return this.#unexpected([']']);
    const length = close.position + close.length - name.position;
    return { name: name.text, key: key.text, position: name.position, length };
  }

  #comparison(field: FilterField): FilterNode | undefined {
    const infixNot = this.#takeWord('not');
    const token = this.#peek();
    const operator =
      wordOperator(token) ?? (token.type === 'symbol' && !infixNot ? SYMBOL_OPERATORS[token.text] : undefined);
    if (operator === undefined) return this.#unexpected(OPERATOR);
    this.#at++;
    const values = operator === 'exists' ? [] : operator === 'in' ? this.#members() : this.#single();
    if (values === undefined) return undefined;
    const end = this.#tokens[this.#at - 1] ?? token;
    const node: FilterNode = {
      type: 'comparison',
      field,
      operator,
      operatorSpan: { position: token.position, length: token.length },
      values,
      position: field.position,
      length: end.position + end.length - field.position,
    };
    return infixNot || (token.type === 'symbol' && NEGATED.includes(token.text))
      ? { type: 'not', operand: node }
      : node;
  }

  #single(): readonly FilterValue[] | undefined {
    const value = this.#value(['a value']);
    return value === undefined ? undefined : [value];
  }

  #members(): readonly FilterValue[] | undefined {
    if (!this.#takeSymbol('{')) {
      const value = this.#value(['{', 'a value', 'a range']);
      return value === undefined ? undefined : [value];
    }
    const values: FilterValue[] = [];
    do {
      const value = this.#value(['a value']);
      if (value === undefined) return undefined;
      values.push(value);
    } while (this.#takeSymbol(','));
    return this.#takeSymbol('}') ? values : this.#unexpected([',', '..', '}']);
  }

  #value(expected: readonly string[]): FilterValue | undefined {
    const low = this.#peek();
    if (low.type !== 'word' && low.type !== 'string') return this.#unexpected(expected);
    this.#at++;
    if (!this.#takeSymbol('..')) return { text: low.text, to: undefined, position: low.position, length: low.length };
    const high = this.#peek();
    if (high.type !== 'word' && high.type !== 'string') return this.#unexpected(['the end of the range']);
    this.#at++;
    return {
      text: low.text,
      to: high.text,
      position: low.position,
      length: high.position + high.length - low.position,
    };
  }

  #peek(ahead = 0): FilterToken {
    const last = this.#tokens.length - 1;
    return this.#tokens[Math.min(this.#at + ahead, last)] ?? { type: 'end', text: '', position: 0, length: 0 };
  }

  #takeWord(word: string): boolean {
    if (!isWord(this.#peek(), word)) return false;
    this.#at++;
    return true;
  }

  #takeSymbol(symbol: string): boolean {
    if (!isSymbol(this.#peek(), symbol)) return false;
    this.#at++;
    return true;
  }

  #unexpected(expected: readonly string[]): undefined {
    const token = this.#peek();
    const found = token.type === 'end' ? 'The expression ends too early' : `“${token.text}” cannot stand here`;
    const hint = token.type === 'symbol' ? ' Put text with special characters in quotes.' : '';
    return this.#fail(token, `${found}: expected ${anyOf(expected)}.${hint}`, expected);
  }

  #fail(span: FilterSpan, message: string, expected: readonly string[]): undefined {
    this.#error ??= { message, position: span.position, length: span.length, expected };
    return undefined;
  }
}

function isWord(token: FilterToken, word: string): boolean {
  return token.type === 'word' && token.text.toLowerCase() === word;
}

function isSymbol(token: FilterToken, symbol: string): boolean {
  return token.type === 'symbol' && token.text === symbol;
}

function wordOperator(token: FilterToken): FilterOperator | undefined {
  return WORD_OPERATORS.find(operator => isWord(token, operator));
}

/** `a, b or c`. */
function anyOf(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
