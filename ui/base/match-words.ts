// Which of many short texts somebody means who types a few letters of them. Pure.

/** Where the letters of a question were found in a text. */
export interface WordMatch {
  /** Higher is nearer: whole words go before beginnings, beginnings before what lies within. */
  readonly score: number;
  /** Positions of the letters found, rising. */
  readonly at: readonly number[];
}

const AT_START = 30;
const AT_WORD = 20;
const NEXT_TO_LAST = 10;

/**
 * Every letter of `question` in its order somewhere in `text`, blanks and case left aside; undefined when one is missing.
 * Of several places for a letter the one at the start of a word is taken, else the one that follows the last: `gc` finds `Go to Calls`.
 */
export function matchWords(question: string, text: string): WordMatch | undefined {
  const wanted = Array.from(question.toLowerCase()).filter(letter => letter.trim() !== '');
  const letters = text.toLowerCase();
  const at: number[] = [];
  let score = 0;
  for (const letter of wanted) {
    const last = at.at(-1) ?? -1;
    const place = nearest(letters, letter, last);
    if (place === -1) return undefined;
    score += worth(letters, place, last);
    at.push(place);
  }
  // Of two texts with the same letters the shorter one is meant.
  return { score: score - letters.length / 100, at };
}

function nearest(text: string, letter: string, last: number): number {
  const next = text.indexOf(letter, last + 1);
  if (next === last + 1 || next === -1) return next;
  for (let place = next; place !== -1; place = text.indexOf(letter, place + 1))
    if (startsWord(text, place)) return place;
  return next;
}

function worth(text: string, place: number, last: number): number {
  if (place === 0) return AT_START;
  if (place === last + 1) return NEXT_TO_LAST;
  return startsWord(text, place) ? AT_WORD : 0;
}

function startsWord(text: string, place: number): boolean {
  return place === 0 || !/[\p{L}\p{N}]/u.test(text[place - 1] ?? '');
}
