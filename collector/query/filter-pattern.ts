// Regular expressions for `matches`, in time linear to the text: no pattern and no traffic can make it hang.
// Takes a pattern, gives a test (case-insensitive, anywhere in the text) or what is wrong with the pattern.
//
// A backtracking engine needs exponential time for `(a|a)*b`, and quadratic for harmless looking ones. So the pattern
// becomes an automaton (`filter-automaton.ts`).
//
//   pattern = sequence *( "|" sequence )        sequence = *( atom [ "*" / "+" / "?" / "{n}" / "{n,}" / "{n,m}" ] [ "?" ] )
//   atom    = character / "." / "[" … "]" / "(" pattern ")" / "(?:" pattern ")" / "^" / "$" / "\" ( d D w W s S n r t / sign )
// No back reference, look-around or `\b`: they have no such automaton.

import type { CharacterTest, Syntax } from './filter-automaton.ts';
import { MAX_PLACES, makeMatcher } from './filter-automaton.ts';

export type CompiledPattern =
  | { readonly ok: true; readonly test: (text: string) => boolean }
  | { readonly ok: false; readonly message: string };

const MAX_REPEAT = 100;
const MAX_DEPTH = 50;

/** Compiles `pattern`; the messages name the part that is not understood. */
export function compilePattern(pattern: string): CompiledPattern {
  const reader = new PatternReader(pattern);
  const syntax = reader.read();
  if (syntax === undefined) return { ok: false, message: reader.fault };
  const matcher = makeMatcher(syntax);
  if (matcher === undefined)
    return {
      ok: false,
      message: `the pattern is too large: with repetitions written out it may have ${MAX_PLACES} characters`,
    };
  return { ok: true, test: text => matcher.test(text.toLowerCase()) };
}

const isDigit: CharacterTest = code => code >= 0x30 && code <= 0x39;
const isWordCharacter: CharacterTest = code =>
  isDigit(code) || (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
const isBlank: CharacterTest = code => /\s/.test(String.fromCharCode(code));
const isNoLineEnd: CharacterTest = code => code !== 10 && code !== 13;
const not =
  (test: CharacterTest): CharacterTest =>
  code =>
    !test(code);

const CLASSES: Readonly<Record<string, CharacterTest | undefined>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWordCharacter,
  W: not(isWordCharacter),
  s: isBlank,
  S: not(isBlank),
};
const CONTROLS: Readonly<Record<string, string | undefined>> = { n: '\n', r: '\r', t: '\t' };

/** One character, whatever its case: the text comes in lower case. */
function literal(character: string): CharacterTest {
  const code = character.toLowerCase().charCodeAt(0);
  return other => other === code;
}

function range(low: number, high: number): CharacterTest {
  return code => {
    if (code >= low && code <= high) return true;
    const upper = String.fromCharCode(code).toUpperCase().charCodeAt(0);
    return upper >= low && upper <= high;
  };
}

class PatternReader {
  fault = '';
  readonly #pattern: string;
  #at = 0;
  #depth = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** Undefined when the pattern is not understood: `fault` says why. */
  read(): Syntax | undefined {
    const syntax = this.#choice();
    if (syntax !== undefined && this.#at < this.#pattern.length) return this.#fail('“)” has no “(” before it');
    return syntax;
  }

  #choice(): Syntax | undefined {
    if (++this.#depth > MAX_DEPTH) return this.#fail(`groups are nested deeper than ${MAX_DEPTH}`);
    const parts: Syntax[] = [];
    do {
      const part = this.#sequence();
      if (part === undefined) return undefined;
      parts.push(part);
    } while (this.#take('|'));
    this.#depth--;
    return { type: 'choice', parts };
  }

  #sequence(): Syntax | undefined {
    const parts: Syntax[] = [];
    while (this.#at < this.#pattern.length && !'|)'.includes(this.#next())) {
      const atom = this.#atom();
      const repeated = atom === undefined ? undefined : this.#repeat(atom);
      if (repeated === undefined) return undefined;
      parts.push(repeated);
    }
    return { type: 'sequence', parts };
  }

  #repeat(part: Syntax): Syntax | undefined {
    const counts = this.#counts();
    if (counts === undefined) return part;
    if (part.type === 'start' || part.type === 'end') return this.#fail('an anchor cannot be repeated');
    // Greedy or not makes no difference to whether there is a match.
    this.#take('?');
    const [min, max] = counts;
    if (min > MAX_REPEAT || (max !== Number.POSITIVE_INFINITY && (max > MAX_REPEAT || max < min)))
      return this.#fail(`{${min},${max}} is no range up to ${MAX_REPEAT}`);
    if (this.#counts() !== undefined) return this.#fail('a repetition cannot be repeated; use a group');
    return { type: 'repeat', part, min, max };
  }

  #counts(): readonly [number, number] | undefined {
    if (this.#take('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.#take('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.#take('?')) return [0, 1];
    const match = /^\{(\d{1,9})(,(\d{0,9}))?\}/.exec(this.#pattern.slice(this.#at, this.#at + 24));
    if (match === null) return undefined;
    this.#at += match[0].length;
    const min = Number(match[1]);
    if (match[2] === undefined) return [min, min];
    return [min, match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3])];
  }

  #atom(): Syntax | undefined {
    const character = this.#next();
    this.#at++;
    switch (character) {
      case '.':
        return { type: 'character', test: isNoLineEnd };
      case '^':
        return { type: 'start' };
      case '$':
        return { type: 'end' };
      case '(':
        return this.#group();
      case '[':
        return this.#set();
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        return this.#fail(`“${character}” has nothing before it to repeat`);
      default:
        return { type: 'character', test: literal(character) };
    }
  }

  #group(): Syntax | undefined {
    if (this.#take('?') && !this.#take(':')) return this.#fail('“(?” is only known as “(?:”');
    const inner = this.#choice();
    if (inner === undefined) return undefined;
    return this.#take(')') ? inner : this.#fail('“(” is not closed');
  }

  #escape(): Syntax | undefined {
    const character = this.#next();
    this.#at++;
    const test = CLASSES[character];
    if (test !== undefined) return { type: 'character', test };
    const control = CONTROLS[character];
    if (control !== undefined) return { type: 'character', test: literal(control) };
    if (character === '' || /[a-z0-9]/i.test(character)) return this.#fail(`“\\${character}” is not supported`);
    return { type: 'character', test: literal(character) };
  }

  #set(): Syntax | undefined {
    const negated = this.#take('^');
    const tests: CharacterTest[] = [];
    let first = true;
    while (first || this.#next() !== ']') {
      if (this.#at >= this.#pattern.length) return this.#fail('“[” is not closed');
      first = false;
      const low = this.#setMember();
      if (low === undefined) return undefined;
      if (typeof low === 'function') {
        tests.push(low);
        continue;
      }
      const isRange = this.#next() === '-' && !['', ']'].includes(this.#pattern.charAt(this.#at + 1));
      if (isRange) this.#at++;
      const high = isRange ? this.#setMember() : low;
      if (high === undefined) return undefined;
      if (typeof high === 'function' || high < low)
        return this.#fail('a range in “[…]” runs backwards or ends in a class');
      tests.push(range(low, high));
    }
    this.#at++;
    const some: CharacterTest = code => tests.some(test => test(code));
    return { type: 'character', test: negated ? not(some) : some };
  }

  /** A class, or the code of one character. */
  #setMember(): CharacterTest | number | undefined {
    const character = this.#next();
    this.#at++;
    if (character !== '\\') return character.charCodeAt(0);
    const escaped = this.#next();
    this.#at++;
    const test = CLASSES[escaped];
    if (test !== undefined) return test;
    const control = CONTROLS[escaped];
    if (control !== undefined) return control.charCodeAt(0);
    if (escaped === '' || /[a-z0-9]/i.test(escaped)) return this.#fail(`“\\${escaped}” is not supported`);
    return escaped.charCodeAt(0);
  }

  #next(): string {
    return this.#pattern.charAt(this.#at);
  }

  #take(character: string): boolean {
    if (this.#next() !== character) return false;
    this.#at++;
    return true;
  }

  #fail(fault: string): undefined {
    if (this.fault === '') this.fault = fault;
    return undefined;
  }
}
