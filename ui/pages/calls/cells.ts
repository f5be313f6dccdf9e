// What several columns of the calls table put into their cells.

import type { Millis } from '../../../server/wire/types.ts';
import { duration } from '../../base/format.ts';
import { shortLine } from '../../base/visible-text.ts';
import { type Inked, quiet } from '../../widgets/inked.ts';

/** Longest value put into a cell: a hostile header must not make the layout work for what nobody can see. */
export const CELL_LIMIT = 120;
export const FULL_LIMIT = 1000;

/** A user, or who else is meant when there is none. */
export function party(user: string, whole: string): Inked | string {
  // An address without user, `<sip:example.com>`: the host says who it is, the signs around it do not.
  const host = /^<sips?:([^<>]*)>$/i.exec(whole)?.[1];
  return words(user || host || whole);
}

/** A text of the traffic; a dash where it is empty. */
export function words(text: string): Inked | string {
  const short = shortLine(text, CELL_LIMIT);
  return short === '' ? quiet('–') : short;
}

export function optional(value: Millis | undefined): Inked | string {
  return value === undefined ? quiet('–') : duration(value);
}

/** A name stands for its address; the hint has both. */
export function hostCell(endpoint: string, name: string | undefined): string {
  return name === undefined ? endpoint : shortLine(name, 60);
}

export function hostHint(endpoint: string, name: string | undefined, transport: string): string {
  return `${name === undefined ? '' : `${shortLine(name, FULL_LIMIT)} `}${endpoint} ${transport}`;
}
