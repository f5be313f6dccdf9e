// type/subtype with parameters, as Content-Type and Accept carry it (RFC 3261 §20.15, §20.1).

import { excerpt, isToken, trimBlanks } from './lexical.ts';
import { type Param, readParams } from './params.ts';

export interface MediaType {
  /** `application/sdp`: lower case, without parameters. */
  readonly name: string;
  readonly params: readonly Param[];
  readonly problems: readonly string[];
}

/** media-type = m-type SLASH m-subtype *(SEMI m-parameter)  (RFC 3261 §25.1) */
export function readMediaType(value: string): MediaType {
  const text = trimBlanks(value);
  const semicolon = text.indexOf(';');
  const written = semicolon === -1 ? text : text.slice(0, semicolon);
  const slash = written.indexOf('/');
  const type = trimBlanks(slash === -1 ? written : written.slice(0, slash));
  const subtype = slash === -1 ? '' : trimBlanks(written.slice(slash + 1));
  const params = readParams(semicolon === -1 ? '' : text.slice(semicolon), 'loose');
  const isType = isToken(type) && isToken(subtype);
  return {
    name: (slash === -1 ? type : `${type}/${subtype}`).toLowerCase(),
    params: params.list,
    problems: isType ? params.problems : [`"${excerpt(text)}" is no type/subtype (RFC 3261 §25.1)`, ...params.problems],
  };
}
