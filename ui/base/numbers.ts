// The numbers by which legs and messages are known: generation · 2³² + index. A number of an index that was made anew
// since (cleared, or old segments let go) means nothing, rather than something else. Pure.

const NUMBERS_A_GENERATION = 2 ** 32;

/** Place of a leg or message in its capture, from 0. */
export function indexOf(number: number): number {
  return number % NUMBERS_A_GENERATION;
}

/** Which making of the index the number belongs to; CaptureProgress tells which one is in force. */
export function generationIn(number: number): number {
  return Math.floor(number / NUMBERS_A_GENERATION);
}
