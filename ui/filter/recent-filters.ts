// Filters that were used before, kept in this browser: the latest first, each once.

import { keep, readKept } from '../base/keep.ts';
import { MAX_LENGTH } from './tree.ts';

const NAME = 'filters.recent';
const KEPT = 50;

export function recentFilters(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(readKept(NAME) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isFilter).slice(0, KEPT) : [];
  } catch {
    // Somebody else wrote there: as good as nothing.
    return [];
  }
}

/** False when this browser keeps nothing. */
export function rememberFilter(filter: string): boolean {
  const text = filter.trim();
  if (!isFilter(text)) return true;
  return keep(NAME, JSON.stringify([text, ...recentFilters().filter(each => each !== text)].slice(0, KEPT)));
}

function isFilter(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_LENGTH;
}
