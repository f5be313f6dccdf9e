// A text of a table's cell in a colour of its own. The cell takes the colour: an element more in each of the 500 cells on screen is one
// more to style and to lay out in every frame of scrolling.

export interface Inked {
  readonly text: string;
  /** Class of the cell, of `styles/shared.ts` or the table's own. */
  readonly ink: string;
}

export function inked(text: string, ink: string): Inked {
  return { text, ink };
}

/** A text that says that there is nothing. */
export function quiet(text: string): Inked {
  return { text, ink: 'zero' };
}

export function isInked(shown: unknown): shown is Inked {
  return typeof shown === 'object' && shown !== null && 'ink' in shown;
}
