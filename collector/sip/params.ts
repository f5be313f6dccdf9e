// Parameters behind a value: `;tag=9;lr;text="a;b"` (RFC 3261 §7.3.1).
// Takes what follows the value, gives the parameters in their order and what is wrong with them; never throws.

import { excerpt, indexOutsideQuotes, isQuoted, isToken, splitOutside, trimBlanks, unquote } from './lexical.ts';

export interface Param {
  /** As written. Names are compared without regard to case. */
  readonly name: string;
  /** Without its quotes; undefined for a flag such as `lr`. */
  readonly value: string | undefined;
}

export interface Params {
  readonly list: readonly Param[];
  readonly problems: readonly string[];
}

/** Parameters of one value that are read. */
const MAX_PARAMS = 1000;
const NO_PARAMS: Params = { list: [], problems: [] };

// gen-value = token / host / quoted-string; a host may be an IPv6 reference, hence colon and square brackets.
const GEN_VALUE = /^[A-Za-z0-9\-.!%*_+`'~:[\]]+$/;

/** What a parameter's value may look like: `strict` obeys gen-value, `loose` takes any text without blanks. */
export type ParamGrammar = 'strict' | 'loose';

/**
 * *( SEMI generic-param ) ; generic-param = token [ EQUAL gen-value ]  (RFC 3261 §25.1)
 *
 * `text` is what stands behind the value, with or without its leading semicolon.
 */
export function readParams(text: string, grammar: ParamGrammar = 'strict'): Params {
  const trimmed = trimBlanks(text);
  if (trimmed === '') return NO_PARAMS;
  const pieces = splitOutside(trimmed, ';');
  if (pieces[0] === '') pieces.shift();
  return readParamPieces(pieces, grammar);
}

/** The same for pieces that are cut already, whatever separated them (a comma in an Authorization). */
export function readParamPieces(pieces: readonly string[], grammar: ParamGrammar = 'strict'): Params {
  const list: Param[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  let empty = 0;
  for (const piece of pieces.slice(0, MAX_PARAMS)) {
    if (piece === '') {
      empty++;
      continue;
    }
    const param = readParam(piece, grammar, problems);
    list.push(param);
    const key = param.name.toLowerCase();
    if (seen.has(key)) problems.push(`the parameter ${excerpt(param.name)} is given twice (RFC 3261 §7.3.1)`);
    seen.add(key);
  }
  if (pieces.length > MAX_PARAMS)
    problems.push(`${pieces.length - MAX_PARAMS} parameters beyond the first ${MAX_PARAMS} are not read`);
  if (empty > 0) problems.push(`${empty === 1 ? 'an empty parameter' : `${empty} empty parameters`} (RFC 3261 §25.1)`);
  return { list, problems };
}

function readParam(piece: string, grammar: ParamGrammar, problems: string[]): Param {
  const equal = indexOutsideQuotes(piece, '=');
  const name = trimBlanks(equal === -1 ? piece : piece.slice(0, equal));
  if (!isToken(name)) problems.push(`the parameter name "${excerpt(name)}" is no token (RFC 3261 §25.1)`);
  if (equal === -1) return { name, value: undefined };
  const written = trimBlanks(piece.slice(equal + 1));
  const fault = valueFault(written, grammar);
  if (fault !== undefined) problems.push(`the parameter ${excerpt(name)} ${fault} (RFC 3261 §25.1)`);
  return { name, value: unquote(written) };
}

function valueFault(written: string, grammar: ParamGrammar): string | undefined {
  if (written === '') return 'has an equals sign and no value';
  if (isQuoted(written)) return undefined;
  if (written.startsWith('"')) return 'has a quoted value that never closes, or text behind its closing quote';
  const allowed = grammar === 'strict' ? GEN_VALUE.test(written) : !/[ \t"]/.test(written);
  return allowed ? undefined : `has the value "${excerpt(written)}", which needs quotes`;
}

/** Parameters by lower-case name, the first of each; a flag has the empty string. */
export function paramsByName(list: readonly Param[]): Map<string, string> {
  const byName = new Map<string, string>();
  for (const param of list) {
    const key = param.name.toLowerCase();
    if (!byName.has(key)) byName.set(key, param.value ?? '');
  }
  return byName;
}

/** The value of one parameter: undefined when it is not there, '' for a flag. */
export function paramValue(list: readonly Param[], name: string): string | undefined {
  const found = list.find(param => param.name.toLowerCase() === name);
  return found === undefined ? undefined : (found.value ?? '');
}
