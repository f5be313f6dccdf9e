// "Did you mean …?" for a word that is none of those known.

import { editDistance } from '../collector/index.ts';

/** The known word that is nearest, when it is near enough to be meant: at most two letters off, and fewer than half of them. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(2, Math.floor(word.length / 2)) + 1;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}
