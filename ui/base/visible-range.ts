// Which rows of a long list are on screen, and where a scroll bar shorter than the list stands. Knows no DOM.
//
// Browsers clip elements at 16 to 33 million px and lose whole pixels above 2^23, so beyond MAX_SCROLL px the scroll
// area is shorter than the list. Small moves (wheel, keys) then go pixel by pixel, long ones (the thumb) in proportion:
//
//   scroll area   |----[==]-----------------|            thumb at `scroll`
//   list          |--------[=]----------------------|    rows from `top`

export const MAX_SCROLL = 4_000_000;

/** Measures of a scroller, px. `view` is the height of what is seen. */
export interface ScrollSize {
  readonly rowHeight: number;
  readonly total: number;
  readonly view: number;
}

/** Where a list stands: `top` in list px, `scroll` in px of the scroll area. */
export interface ScrollPosition {
  readonly top: number;
  readonly scroll: number;
}

export interface RowRange {
  readonly first: number;
  /** One past the last row. */
  readonly end: number;
}

/** Rows that touch [top, top + view), with `overscan` more at both ends, within the list. */
export function visibleRange(size: ScrollSize, top: number, overscan = 0): RowRange {
  if (size.total <= 0 || size.view <= 0) return { first: 0, end: 0 };
  const first = Math.floor(clamp(top, 0, maxTop(size)) / size.rowHeight);
  const end = Math.ceil((clamp(top, 0, maxTop(size)) + size.view) / size.rowHeight);
  return { first: Math.max(0, first - overscan), end: Math.min(size.total, end + overscan) };
}

/** Height of the scroll area. */
export function scrollHeight(size: ScrollSize): number {
  return Math.min(size.total * size.rowHeight, MAX_SCROLL);
}

/** What the list shows after the scroll bar went from `from.scroll` to `scroll`. */
export function scrolled(size: ScrollSize, from: ScrollPosition, scroll: number): ScrollPosition {
  const limit = maxScroll(size);
  if (limit <= 0) return { top: 0, scroll };
  if (!isScaled(size)) return { top: clamp(scroll, 0, maxTop(size)), scroll };
  const moved = scroll - from.scroll;
  const isNear = Math.abs(moved) <= size.view * 1.5;
  // At the two ends of the bar the list is at its end too, or the last rows could never be reached.
  if (!isNear || scroll <= 0 || scroll >= limit)
    return { top: (clamp(scroll, 0, limit) / limit) * maxTop(size), scroll };
  return { top: clamp(from.top + moved, 0, maxTop(size)), scroll };
}

/** Where the bar belongs when the list shows `top`. */
export function positionAt(size: ScrollSize, top: number): ScrollPosition {
  const kept = clamp(top, 0, maxTop(size));
  if (!isScaled(size)) return { top: kept, scroll: kept };
  return { top: kept, scroll: (kept / maxTop(size)) * maxScroll(size) };
}

/** The least move of `top` that brings a row wholly into view. */
export function topShowing(size: ScrollSize, top: number, row: number): number {
  const start = row * size.rowHeight;
  if (start < top) return start;
  const end = start + size.rowHeight - size.view;
  return end > top ? end : top;
}

/** Largest `top`. */
export function maxTop(size: ScrollSize): number {
  return Math.max(0, size.total * size.rowHeight - size.view);
}

/** True when the last row is in view. */
export function isAtEnd(size: ScrollSize, top: number): boolean {
  return top >= maxTop(size) - size.rowHeight / 2;
}

function maxScroll(size: ScrollSize): number {
  return Math.max(0, scrollHeight(size) - size.view);
}

function isScaled(size: ScrollSize): boolean {
  return size.total * size.rowHeight > MAX_SCROLL;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
