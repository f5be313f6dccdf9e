// Which columns of the list are read from messages (collector/query/read-columns.ts): they are asked for by name. Pure.

import { readLayout } from '../base/column-layout.ts';

/** The protocol's limit. */
export const READ_COLUMN_LIMIT = 12;

/** Where a header is looked for: in the first request, in the final response, in the message that ended it. */
export const HEADER_PLACES = ['header', 'reply', 'end'] as const;
export type HeaderPlace = (typeof HEADER_PLACES)[number];

const OTHERS = ['userAgent', 'server', 'reason', 'codecs'];
const HEADER = new RegExp(`^(${HEADER_PLACES.join('|')})\\.(.+)$`);

export interface HeaderColumn {
  readonly place: HeaderPlace;
  readonly name: string;
}

/** `header.X-Tenant` → the header it shows; undefined for any other column. */
export function headerColumn(id: string): HeaderColumn | undefined {
  const [, written, name] = HEADER.exec(id) ?? [];
  const place = HEADER_PLACES.find(each => each === written);
  return place === undefined || name === undefined ? undefined : { place, name };
}

export function isReadColumn(id: string): boolean {
  return OTHERS.includes(id) || headerColumn(id) !== undefined;
}

/** Those of a layout; what is above the limit stays empty. */
export function readColumns(layout: string): readonly string[] {
  return readLayout(layout)
    .map(place => place.id)
    .filter(isReadColumn)
    .slice(0, READ_COLUMN_LIMIT);
}
