// "Did you mean": the known word nearest to one that is not known.

import { editDistance } from '../bytes/edit-distance.ts';

/** The candidate with the fewest typing slips from `word`; undefined when none is near. Case does not count. */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  // A third of the word may be wrong; more, and the suggestion would be a guess.
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let fewest = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= fewest) continue;
    const slips = editDistance(wanted, candidate.toLowerCase());
    if (slips < fewest) {
      best = candidate;
      fewest = slips;
    }
  }
  return best;
}
