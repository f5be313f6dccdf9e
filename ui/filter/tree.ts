// The structure of a filter expression, with the place of every part: what a click may change, and what it must leave as it is.
// Knows the grammar as the collector's parser does (a test compares the two), not the fields. Pure; undefined for what cannot be read.
//
//   disjunction = conjunction *( ("or" / "||") conjunction )
//   conjunction = negation *( ("and" / "&&") negation )
//   negation    = ("not" / "!") negation / "(" disjunction ")" / comparison / search
//   comparison  = field [ "not" ] ( operator value / "in" ( "{" value *( "," value ) "}" / value ) / "exists" )

import { type FilterToken, readTokens } from './tokens.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface TreeValue {
  readonly text: string;
  /** End of a range `a..b`. */
  readonly to: string | undefined;
}

export interface TreeComparison extends Span {
  readonly type: 'comparison';
  /** As written: `state`, `header["Via"]`. */
  readonly field: string;
  readonly name: string;
  /** What stands in the brackets. */
  readonly key: string | undefined;
  /** In its positive form; `isNegated` says `!=`, `!~`, `not in`. */
  readonly operator: string;
  readonly isNegated: boolean;
  readonly values: readonly TreeValue[];
}

export type TreeNode =
  | (Span & { readonly type: 'and' | 'or'; readonly parts: readonly TreeNode[] })
  | (Span & { readonly type: 'not' | 'group'; readonly inner: TreeNode })
  | (Span & { readonly type: 'search'; readonly text: string })
  | TreeComparison;

/** The collector refuses what is nested deeper, or longer. */
const MAX_DEPTH = 100;
export const MAX_LENGTH = 4096;

export const SYMBOL_OPERATORS: readonly string[] = ['=', '!=', '~', '!~', '<', '<=', '>', '>='];
export const WORD_OPERATORS: readonly string[] = ['contains', 'matches', 'in', 'exists'];

/** `node` is undefined for an empty expression. */
export function readTree(expression: string): { readonly node: TreeNode | undefined } | undefined {
  const tokens = expression.length > MAX_LENGTH ? undefined : readTokens(expression);
  if (tokens === undefined || tokens.some(token => token.isOpen)) return undefined;
  if (tokens.length === 0) return { node: undefined };
  const reader = new TreeReader(expression, tokens);
  const node = reader.disjunction();
  return node === undefined || !reader.isAtEnd ? undefined : { node };
}

class TreeReader {
  private readonly expression: string;
  private readonly tokens: readonly FilterToken[];
  private at = 0;
  private depth = 0;

  constructor(expression: string, tokens: readonly FilterToken[]) {
    this.expression = expression;
    this.tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.at === this.tokens.length;
  }

  disjunction(): TreeNode | undefined {
    return this.chain('or', '||', () => this.chain('and', '&&', () => this.negation()));
  }

  private chain(type: 'and' | 'or', symbol: string, rule: () => TreeNode | undefined): TreeNode | undefined {
    const parts: TreeNode[] = [];
    do {
      const part = rule();
      if (part === undefined) return undefined;
      parts.push(part);
    } while (this.takeWord(type) || this.takeSymbol(symbol));
    const [first] = parts;
    const last = parts.at(-1);
    if (first === undefined || last === undefined || parts.length === 1) return first;
    return { type, parts, start: first.start, end: last.end };
  }

  private negation(): TreeNode | undefined {
    const start = this.peek()?.position ?? 0;
    const isNot = this.takeWord('not') || this.takeSymbol('!');
    if (!isNot && !this.takeSymbol('(')) return this.operand();
    if (this.depth === MAX_DEPTH) return undefined;
    this.depth += 1;
    const inner = isNot ? this.negation() : this.disjunction();
    this.depth -= 1;
    if (inner === undefined || (!isNot && !this.takeSymbol(')'))) return undefined;
    return { type: isNot ? 'not' : 'group', inner, start, end: this.endOfLast };
  }

  private operand(): TreeNode | undefined {
    const token = this.take();
    if (token === undefined || token.type === 'symbol' || isWord(token, 'and') || isWord(token, 'or')) return undefined;
    const start = token.position;
    if (token.type === 'string' || !this.startsComparison())
      return { type: 'search', text: token.text, start, end: start + token.length };
    const key = this.takeSymbol('[') ? this.key() : { text: undefined };
    if (key === undefined) return undefined;
    const field = this.expression.slice(start, this.endOfLast);
    return this.comparison({ field, name: token.text, key: key.text, start });
  }

  private startsComparison(): boolean {
    const next = this.peek();
    if (next?.type === 'symbol') return next.text === '[' || SYMBOL_OPERATORS.includes(next.text);
    return isWordOperator(next) || (isWord(next, 'not') && isWordOperator(this.peek(1)));
  }

  private key(): { readonly text: string } | undefined {
    const token = this.take();
    return token === undefined || token.type === 'symbol' || !this.takeSymbol(']') ? undefined : { text: token.text };
  }

  private comparison(field: Pick<TreeComparison, 'field' | 'name' | 'key' | 'start'>): TreeNode | undefined {
    const isNot = this.takeWord('not');
    const token = this.take();
    const isSymbol = token?.type === 'symbol' && SYMBOL_OPERATORS.includes(token.text);
    if (token === undefined || !(isWordOperator(token) || (isSymbol && !isNot))) return undefined;
    const operator = token.text.toLowerCase().replace(/^!/, '') || '=';
    const isNegated = isNot || token.text.startsWith('!');
    const values = operator === 'exists' ? [] : operator === 'in' ? this.members() : this.single();
    if (values === undefined) return undefined;
    return { type: 'comparison', ...field, operator, isNegated, values, end: this.endOfLast };
  }

  private single(): readonly TreeValue[] | undefined {
    const value = this.value();
    return value === undefined ? undefined : [value];
  }

  private members(): readonly TreeValue[] | undefined {
    if (!this.takeSymbol('{')) return this.single();
    const values: TreeValue[] = [];
    do {
      const value = this.value();
      if (value === undefined) return undefined;
      values.push(value);
    } while (this.takeSymbol(','));
    return this.takeSymbol('}') ? values : undefined;
  }

  private value(): TreeValue | undefined {
    const low = this.take();
    if (low === undefined || low.type === 'symbol') return undefined;
    if (!this.takeSymbol('..')) return { text: low.text, to: undefined };
    const high = this.take();
    return high === undefined || high.type === 'symbol' ? undefined : { text: low.text, to: high.text };
  }

  private get endOfLast(): number {
    const last = this.tokens[this.at - 1];
    return last === undefined ? 0 : last.position + last.length;
  }

  private peek(ahead = 0): FilterToken | undefined {
    return this.tokens[this.at + ahead];
  }

  private take(): FilterToken | undefined {
    const token = this.tokens[this.at];
    if (token !== undefined) this.at += 1;
    return token;
  }

  private takeWord(word: string): boolean {
    if (!isWord(this.peek(), word)) return false;
    this.at += 1;
    return true;
  }

  private takeSymbol(symbol: string): boolean {
    const next = this.peek();
    if (next?.type !== 'symbol' || next.text !== symbol) return false;
    this.at += 1;
    return true;
  }
}

export function isWord(token: FilterToken | undefined, word: string): boolean {
  return token?.type === 'word' && token.text.toLowerCase() === word;
}

export function isWordOperator(token: FilterToken | undefined): boolean {
  return token?.type === 'word' && WORD_OPERATORS.includes(token.text.toLowerCase());
}
