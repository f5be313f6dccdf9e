// Small settings of this browser (theme, split, panel): kept in localStorage, and simply not kept where that is refused.

const PREFIX = 'sipscope.';

/** The kept value, or undefined. */
export function readKept(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    // Storage is switched off for this site: nothing was kept.
    return undefined;
  }
}

/** Keeps `value` for the next visit; false when the browser refuses. */
export function keep(name: string, value: string): boolean {
  try {
    localStorage.setItem(PREFIX + name, value);
    return true;
  } catch {
    // Storage is switched off or full; the setting holds until the page is left.
    return false;
  }
}
