// Traffic as text that a page can show. Control characters get their picture, characters that turn the direction of
// writing get their number: what a sender wrote is seen, and cannot act. The copy buttons copy the original.

// C0 and C1 controls, DEL, the bidirectional controls of UAX #9, zero-width and line separators.
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;
const PICTURES = 0x2400;
const DELETE = 0x7f;

/** `text` with each unseen character made visible; tab and line feed stay. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, picture);
}

/** The same on one line: line feeds and tabs get their picture too. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/[\t\n]/g, picture);
}

/** At most `limit` characters of `text` on one line, with an ellipsis when something was left out. */
export function shortLine(text: string, limit: number): string {
  if (text.length <= limit) return visibleLine(text);
  return `${visibleLine(text.slice(0, limit - 1))}…`;
}

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(PICTURES + code);
  if (code === DELETE) return '\u2421';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
