// Which columns a table shows, in which order and how wide, as a short text for the address and for this browser's storage:
//
//   state,startTime:140,from,header.X-Tenant:200       ids in order, `:` and the width in px where somebody chose one
//
// Ids are tokens of RFC 3261 (header columns carry a header name), and none of its characters is a comma or a colon. Pure.

export interface ColumnPlace {
  readonly id: string;
  /** px; undefined: as wide as the column asks to be. */
  readonly width: number | undefined;
}

export const LEAST_WIDTH = 32;
export const MOST_WIDTH = 1200;
/** A table draws so many columns at most: each costs every row a cell. */
export const COLUMN_LIMIT = 48;

const PLACE = /^([A-Za-z][\w.!%*+`'~-]{0,79})(?::(\d{1,4}))?$/;

/** What makes no sense is left out, and so is the second of two equal ids. */
export function readLayout(text: string): readonly ColumnPlace[] {
  const places = new Map<string, ColumnPlace>();
  for (const part of text.split(',')) {
    const [, id, width] = PLACE.exec(part) ?? [];
    if (id === undefined || places.has(id) || places.size === COLUMN_LIMIT) continue;
    places.set(id, { id, width: width === undefined ? undefined : boundedWidth(Number(width)) });
  }
  return [...places.values()];
}

export function writeLayout(places: readonly ColumnPlace[]): string {
  return places.map(({ id, width }) => (width === undefined ? id : `${id}:${Math.round(width)}`)).join(',');
}

/** `id` put at index `to` of what is shown; unchanged when it is not among them. */
export function movedPlace(places: readonly ColumnPlace[], id: string, to: number): readonly ColumnPlace[] {
  const place = places.find(each => each.id === id);
  if (place === undefined) return places;
  const others = places.filter(each => each !== place);
  const at = Math.min(others.length, Math.max(0, to));
  return [...others.slice(0, at), place, ...others.slice(at)];
}

/** `width` undefined: as the column asks to be. */
export function resizedPlace(
  places: readonly ColumnPlace[],
  id: string,
  width: number | undefined,
): readonly ColumnPlace[] {
  const bounded = width === undefined ? undefined : boundedWidth(width);
  return places.map(place => (place.id === id ? { id, width: bounded } : place));
}

/** Shown when it was hidden, hidden when it was shown; the last one stays. */
export function toggledPlace(places: readonly ColumnPlace[], id: string): readonly ColumnPlace[] {
  const others = places.filter(place => place.id !== id);
  if (others.length < places.length) return others.length === 0 ? places : others;
  return places.length === COLUMN_LIMIT ? places : [...places, { id, width: undefined }];
}

export function boundedWidth(width: number): number {
  return Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width)));
}
