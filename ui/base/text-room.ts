// How wide a short text is at most, without asking the browser, which would have to lay it out for that. Pure.

/** Letters of a table are 13 px high, and no ASCII letter is wider; digits, and the signs between them, have two thirds of it. */
const LETTER_PX = 13;
const DIGIT_PX = 8.5;
/** A letter of the fixed font, 12 px high: three fifths of it in all that are named. */
const MONO_PX = 7.5;
const NUMBER = /^\+?[\d.,: -]*$/;
const ASCII = /^[\x20-\x7e]*$/;

/** px that a text takes in a cell at most; infinite when it has letters of other scripts, whose widths nobody knows. */
export function widestText(text: string, isMono: boolean): number {
  if (!ASCII.test(text)) return Number.POSITIVE_INFINITY;
  if (isMono) return text.length * MONO_PX;
  if (!NUMBER.test(text)) return text.length * LETTER_PX;
  return text.length * DIGIT_PX + (text.startsWith('+') ? LETTER_PX - DIGIT_PX : 0);
}
