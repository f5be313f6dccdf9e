// Server and User-Agent: which software speaks (RFC 3261 §20.35, §20.41).

import { trimBlanks } from '../lexical.ts';
import { EMPTY_VALUE, type HeaderReader, type Part } from './reading.ts';

/** Server, User-Agent = server-val *(LWS server-val) ; server-val = product / comment ; product = token [SLASH product-version] */
export const products: HeaderReader = value => {
  const parts: Part[] = [];
  let at = 0;
  while (at < value.length) {
    const end = value[at] === '(' ? commentEnd(value, at) : nextProductEnd(value, at);
    const piece = trimBlanks(value.slice(at, end));
    if (piece !== '') parts.push({ name: piece.startsWith('(') ? 'comment' : 'product', value: piece });
    at = Math.max(end, at + 1);
  }
  // Real devices write anything here, and nobody acts on it: the pieces are shown, the form is not judged.
  return { parts: parts.length > 1 ? parts : [], problems: trimBlanks(value) === '' ? [EMPTY_VALUE] : [] };
};

/** comment = LPAREN *(ctext / quoted-pair / comment) RPAREN ; one that never closes goes to the end. */
function commentEnd(value: string, open: number): number {
  let depth = 0;
  for (let at = open; at < value.length; at++) {
    if (value[at] === '\\') at++;
    else if (value[at] === '(') depth++;
    else if (value[at] === ')' && --depth === 0) return at + 1;
  }
  return value.length;
}

function nextProductEnd(value: string, start: number): number {
  for (let at = start; at < value.length; at++) {
    if (value[at] === ' ' || value[at] === '\t' || value[at] === '(') return at;
  }
  return value.length;
}
