// Traffic as text that a page can show. Control characters get their name, characters that turn the direction of
// writing their number: what a sender wrote is seen, and cannot act. The copy buttons copy the original.
// (The pictures of U+2400 ff. would be shorter, but many system fonts have none.)

// C0 and C1 controls, DEL, the bidirectional controls of UAX #9, zero-width and line separators.
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;
const DELETE = 0x7f;
// ASCII control characters by number (RFC 20 §4).
const NAMES =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

/** `text` with each unseen character made visible; tab and line feed stay. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, named);
}

/** The same on one line: line feeds and tabs get their name too. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/[\t\n]/g, named);
}

/** At most `limit` characters of `text` on one line, with an ellipsis when something was left out. */
export function shortLine(text: string, limit: number): string {
  if (text.length <= limit) return visibleLine(text);
  return `${visibleLine(text.slice(0, limit - 1))}…`;
}

function named(character: string): string {
  const code = character.charCodeAt(0);
  if (code < NAMES.length) return `⟨${NAMES[code]}⟩`;
  if (code === DELETE) return '⟨DEL⟩';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** What `visibleText` made visible, as it was: for text that is shown to be changed. */
export function unseenText(text: string): string {
  return text.replace(/⟨(?:U\+([0-9A-F]{4})|([A-Z0-9]{2,3}))⟩/g, (whole, code: string | undefined, name: string) => {
    const number = code === undefined ? numberOf(name) : Number.parseInt(code, 16);
    if (number === undefined) return whole;
    const character = String.fromCharCode(number);
    // Only what would have been made visible: other text may look alike.
    return named(character) === whole && visibleText(character) === whole ? character : whole;
  });
}

function numberOf(name: string): number | undefined {
  if (name === 'DEL') return DELETE;
  const at = NAMES.indexOf(name);
  return at < 0 ? undefined : at;
}
